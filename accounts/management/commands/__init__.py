"""Commands: create_administrator, suspend_unconfirmed."""
