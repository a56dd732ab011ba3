"""People with an account: who they are, how they come in, and whether they may."""
