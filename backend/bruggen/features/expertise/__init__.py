"""What people learn from each other by, for everybody to read: one way for all kinds, since they differ in fields alone."""
