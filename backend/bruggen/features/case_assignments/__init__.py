"""Who has the lead of which cases: many at once, and to be undone."""
