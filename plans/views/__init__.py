"""The pages of the room, split by noun."""
