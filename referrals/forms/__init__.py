"""The questions of the room and their wording."""
