"""The tables this package ships with, as rows."""

import csv
from importlib import resources


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of `core/offices/data/<name>`, by column."""
    text = resources.files("core.offices").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
