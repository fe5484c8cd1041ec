"""Formatting for pages that reach through every room."""
