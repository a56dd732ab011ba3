"""The roles there are, and who holds which: where, since when, until when."""
