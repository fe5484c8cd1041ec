"""The work with a family: the action plan, its targets, and family progress data."""
