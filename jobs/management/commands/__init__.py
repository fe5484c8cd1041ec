"""Commands: worker."""
