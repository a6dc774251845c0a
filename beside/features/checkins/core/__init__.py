"""Pure logic: no Django, no clock, no rows."""
