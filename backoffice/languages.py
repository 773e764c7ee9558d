"""The languages pages can be read in: Indonesian, and each that has a catalogue in `locale`.

A catalogue is gettext's: `locale/<code>.po`, written by a translator from what
`python -m deploy.tools.catalogue <code>` finds in the code and the templates. Nothing else is needed for a
language to appear on the profile page.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from core.language import Language

CATALOGUES: Final = Path(__file__).parent / "locale"
LANGUAGE_COOKIE: Final = "kentongan_language"


@cache
def languages() -> tuple[Language, ...]:
    """Give the languages besides Indonesian that have a catalogue, by their codes."""
    return tuple(read(path) for path in sorted(CATALOGUES.glob("*.po")))


def read(path: Path) -> Language:
    """Read a catalogue; fuzzy entries, which nobody has confirmed, stay out."""
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.stem)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(path.stem, Translations(compiled))


def name_of(code: str) -> str:
    """Name a language in itself, as whoever speaks it looks for it: "English"."""
    return (Locale.parse(code).display_name or code).capitalize()
