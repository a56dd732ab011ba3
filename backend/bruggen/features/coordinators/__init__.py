"""The people of the tandems, and the import of their published table."""
