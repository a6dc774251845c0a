"""Goals, plans, journal, letters, hope box and milestones: a member's own side, and sharing from it."""
