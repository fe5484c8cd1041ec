"""Hypothesis makes the same families on every run, however busy the machine is."""

from hypothesis import settings

settings.register_profile("the same every time", derandomize=True, deadline=None)
settings.load_profile("the same every time")
