"""What can be wrong with an index."""


class IndexDamaged(Exception):
    """The index is missing, broken or made by another version: rebuild it from the database."""


class IndexBusy(Exception):
    """Another process writes this index: one writer at a time."""
