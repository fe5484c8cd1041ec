"""What people see first, and what reads every room: it owns no table."""
