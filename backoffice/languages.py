"""The languages pages can be read in: Indonesian, and each that has a catalogue in `locale`.

A catalogue is gettext's: `locale/<code>.po`. `python -m deploy.tools.catalogue <code>` writes down in it what
the code and the templates say, a translator fills it in, and the language stands on the profile page.
"""

from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale

from core.language import Language
from core.languages.catalogues import read

CATALOGUES: Final = Path(__file__).parent / "locale"
LANGUAGE_COOKIE: Final = "kentongan_language"


@cache
def languages() -> tuple[Language, ...]:
    """Give the languages besides Indonesian that have a catalogue, by their codes."""
    return tuple(read(path) for path in sorted(CATALOGUES.glob("*.po")))


def name_of(code: str) -> str:
    """Name a language as whoever speaks it looks for it: "English"."""
    return (Locale.parse(code).display_name or code).capitalize()
