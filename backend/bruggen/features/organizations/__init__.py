"""Who gives the offers, and where."""
