"""The timeline of a case, and the messages that people write at it."""
