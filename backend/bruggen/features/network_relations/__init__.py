"""How networks, organizations and regions hang together: who is missing at a table, what overlaps, and the picture of it all."""
