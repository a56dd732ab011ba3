"""Bruggen: the working place of the regional coordinators between youth welfare and education."""

from importlib.metadata import version

__version__ = version("bruggen")
