"""Meetings of a network: planned, told to calendars, and what came of them."""
