"""Tests of the look and feel: questions, components, pages and their accessibility."""
