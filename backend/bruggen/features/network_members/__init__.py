"""Who takes part in a network, in which role, and what they share responsibility for."""
