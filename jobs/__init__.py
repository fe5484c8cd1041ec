"""Work done behind the pages: messages that wait to be sent, and long tasks with their progress."""
