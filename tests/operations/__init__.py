"""Tests of running an installation: its database, health, logs, copies and commands."""
