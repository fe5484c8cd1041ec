"""The room's door on the command line."""
