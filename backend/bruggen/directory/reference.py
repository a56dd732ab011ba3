"""The analysis and synonyms that come with the product."""

from functools import cache
from importlib.resources import as_file, files

from bruggen.directory.analysis import Analysis, load_analysis


@cache
def default_analysis() -> Analysis:
    """From the reference files of the package."""
    with as_file(files("bruggen.data") / "reference") as folder:
        return load_analysis(folder)
