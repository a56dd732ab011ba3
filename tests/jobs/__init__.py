"""The queue, the worker, and mail through a real server."""
