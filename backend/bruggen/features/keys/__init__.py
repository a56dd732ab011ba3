"""What others need to verify our access tokens with."""
