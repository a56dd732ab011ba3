"""Domain-free mechanisms, each exactly once."""
