"""Municipalities by every name and number they go by."""
