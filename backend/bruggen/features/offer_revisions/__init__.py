"""Proposals: the pending change of an offer, or an offer to be born. What is public stays as it is until one is published."""
