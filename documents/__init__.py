"""Files, kept apart from the database and served only through a door of the room that links to them."""
