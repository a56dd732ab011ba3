"""Proposals of networks, trainings, practices and the like: what is public stays as it is until one is published."""
