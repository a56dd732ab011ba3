"""Access tokens for partners' systems: OAuth 2.0 client credentials."""
