"""Who comes to a session: they register without an account, and say with a link that they will not."""
