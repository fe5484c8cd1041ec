"""The installation's door on the command line."""
