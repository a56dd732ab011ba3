"""Cases that one region asks another to take over."""
