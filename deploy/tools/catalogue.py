"""Write down what is said, as a catalogue for a language, for a translator to fill in.

`python -m deploy.tools.catalogue en` writes what the desk says, `… en reporters` what reporters read.
What is translated already stays; what the code no longer says moves to the end, marked obsolete.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from backoffice.languages import CATALOGUES
from bot.texts.spoken import Written
from core.languages import CATALOGUES as OF_REPORTERS
from core.languages.catalogues import texts
from deploy.tools.reporter_texts import reporter_texts

ROOT: Final = Path(__file__).parents[2]
_PYTHON: Final = {"tr": None, "trn": (1, 1)}
"""The functions of `core.language` whose first argument is a source."""
_JINJA: Final = {"_": None, "gettext": None, "ngettext": (1, 2)}
_PACKAGES: Final = ("core", "backoffice")
_USAGE: Final = "usage: python -m deploy.tools.catalogue <language code, such as en> [reporters]\n"

Source = tuple[str, int, str | tuple[str, ...]]


def sources() -> Iterator[Source]:
    """Give what the desk says: the file, the line, and the source (with its plural where it counts)."""
    for package in _PACKAGES:
        found = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=_PYTHON)
        yield from ((f"{package}/{name}", line, source) for name, line, source, _, _ in found)
    templates = Path("backoffice", "templates")
    wishes = {"**.html": {"trimmed": "true", "silent": "false"}}
    found = extract_from_dir(ROOT / templates, [("**.html", "jinja2")], wishes, keywords=_JINJA)
    yield from ((f"{templates.as_posix()}/{name}", line, source) for name, line, source, _, _ in found)


def told() -> Iterator[Source]:
    """Give what reporters read: where it stands, and the source."""
    counted = set(_counted())
    for name, source in reporter_texts().items():
        if isinstance(source, Written):
            continue
        yield name.partition(":")[0].replace(" ", "_"), 0, (source, source) if source in counted else source


def _counted() -> Iterator[str]:
    """Give the sources of which other languages have a form for one and another for many."""
    yield from (source[0] for _, _, source in sources() if isinstance(source, tuple))


def written(code: str, before: Catalog | None = None, said: Iterable[Source] | None = None) -> Catalog:
    """Give the catalogue of a language, with what `before` translated; of the desk unless told otherwise."""
    template = Catalog(project="Kentongan", charset="utf-8")
    for name, line, source in sources() if said is None else said:
        template.add(source, locations=[(name, line)])
    catalogue = before or Catalog(code, project="Kentongan", charset="utf-8", fuzzy=False)
    catalogue.update(template, no_fuzzy_matching=True)
    return catalogue


def main() -> int:
    """Write the catalogue of the language that is named, and say how much of it is translated."""
    code, *of = sys.argv[1:] or [""]
    if not code.isalpha() or of not in ([], ["reporters"]):
        sys.stderr.write(_USAGE)
        return 2
    folder = OF_REPORTERS if of else CATALOGUES
    path = folder / f"{code}.po"
    before = None
    if path.exists():
        with path.open("rb") as kept:
            before = read_po(kept, locale=code)
    catalogue = written(code, before, told() if of else None)
    folder.mkdir(exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=100, include_lineno=False)
    entries = [message for message in catalogue if message.id]
    done = sum(all(texts(message.string)) for message in entries)
    sys.stdout.write(f"{path.relative_to(ROOT)}: {done} of {len(entries)} translated\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
