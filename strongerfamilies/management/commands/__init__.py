"""Commands about the installation as a whole: its database and its copies."""
