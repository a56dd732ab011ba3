"""Offers of the directory that a consult puts forward for a case, and those that would fit."""
