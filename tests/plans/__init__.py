"""The family action plan, its targets, its print, and family progress data."""
