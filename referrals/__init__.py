"""A practitioner asks for a family to be taken on; a performance officer decides."""
