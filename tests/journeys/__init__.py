"""Journeys through the product in a real browser, each person in a window of their own."""
