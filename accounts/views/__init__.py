"""The pages of the room: who still works here, and ways to sign in."""
