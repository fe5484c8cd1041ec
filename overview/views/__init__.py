"""Pages that belong to no one room: first pages, a family's overview, the public pages, and the gallery."""
