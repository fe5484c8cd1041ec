"""The project: settings, addresses and plumbing that knows nothing of families."""
