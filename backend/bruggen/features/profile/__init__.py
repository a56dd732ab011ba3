"""A person's own account: name, password, second factor, roles."""
