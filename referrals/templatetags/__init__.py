"""Formatting that this room's templates ask for."""
