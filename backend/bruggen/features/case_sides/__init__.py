"""The other side of a case: the CLB or youth care beside who applied."""
