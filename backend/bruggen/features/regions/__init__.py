"""The six working areas and their tandems."""
