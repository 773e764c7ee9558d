"""The languages pages can be read in: Indonesian, and each that has a catalogue in `locale`.

A catalogue is gettext's: `locale/<code>.po`. `python -m deploy.tools.catalogue <code>` writes down in it what
the code and the templates say, a translator fills it in, and the language stands on the profile page.
"""

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import structlog
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from core.language import Language

CATALOGUES: Final = Path(__file__).parent / "locale"
LANGUAGE_COOKIE: Final = "kentongan_language"
_PLACES: Final = re.compile(r"%\((\w+)\)s|{(\w+)}")
_LOG: Final = structlog.stdlib.get_logger(__name__)


@cache
def languages() -> tuple[Language, ...]:
    """Give the languages besides Indonesian that have a catalogue, by their codes."""
    return tuple(read(path) for path in sorted(CATALOGUES.glob("*.po")))


def read(path: Path) -> Language:
    """Read a catalogue; what it does not say, its source says.

    An entry that nobody has confirmed (fuzzy), or that names what its source does not hold, stays out.
    """
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.stem)
    for message in list(catalogue):
        if message.id and not fits(message):
            _LOG.warning("translation left out", language=path.stem, line=message.lineno)
            catalogue.delete(message.id, message.context)
    return Language(path.stem, _compiled(catalogue))


def fits(message: Message) -> bool:
    """Whether a translation puts in only what its source puts in."""
    held = {place for text in texts(message.id) for place in _PLACES.findall(text)}
    return all(held.issuperset(_PLACES.findall(text)) for text in texts(message.string))


def texts(entry: str | Sequence[str] | None) -> tuple[str, ...]:
    """Give the forms of an entry: one, or one for each number."""
    return (entry or "",) if entry is None or isinstance(entry, str) else tuple(entry)


def name_of(code: str) -> str:
    """Name a language as whoever speaks it looks for it: "English"."""
    return (Locale.parse(code).display_name or code).capitalize()


def _compiled(catalogue: Catalog) -> Translations:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
