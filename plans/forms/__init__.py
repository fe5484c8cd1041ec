"""The questions of the room, split by page."""
