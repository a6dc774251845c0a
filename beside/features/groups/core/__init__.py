"""The room of a group as a state machine: plain Python, no Django, no clock of its own."""
