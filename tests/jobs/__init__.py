"""Tests of the outbox, long tasks and the worker."""
