"""People who ask for an account, and the coordinators who decide."""
