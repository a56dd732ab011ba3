"""What needs somebody now, counted over all that they do."""
