"""What the templates of the room say in a tag."""
