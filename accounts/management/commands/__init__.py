"""Commands: create_administrator."""
