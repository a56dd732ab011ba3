"""What hangs on networks."""
