"""Check-ins, measures and looking back: what a person keeps of how they are, for themselves."""
