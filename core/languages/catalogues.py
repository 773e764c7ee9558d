"""Reading a catalogue: gettext's `.po`, straight from the file a translator edits."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import structlog
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from core.language import Language

LONGEST_WORDS: Final = 40
"""Letters of what a button says at most."""
_PLACES: Final = re.compile(r"%\((\w+)\)s|{(\w+)}")
_LOG: Final = structlog.stdlib.get_logger(__name__)


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


def _compiled(catalogue: Catalog) -> Translations:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def bare(words: str) -> str:
    """Give words as they are compared: in small letters, without the marks around them."""
    return words.casefold().strip(" .!?/\"'“”")


def words_of_buttons(path: Path) -> dict[str, str]:
    """Give the short texts by their translations, both as `bare` writes them: "send" means "kirim"."""
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.stem)
    return {
        bare(text): bare(message.id)
        for message in catalogue
        if isinstance(message.id, str) and 0 < len(message.id) <= LONGEST_WORDS
        for text in texts(message.string)
        if text and not _PLACES.search(text)
    }
