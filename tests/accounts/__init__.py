"""Accounts: roles, sign-in, settings, trails."""
