"""First pages, public pages, and the demonstration council."""
