"""What holds for the whole code base: doors, imports, keys that point down, words."""
