"""Files taken in, kept, and handed out."""
