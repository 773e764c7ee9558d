"""Write down what the desk says, as a catalogue for a language: `python -m deploy.tools.catalogue en`.

What is translated already stays; what the code no longer says moves to the end, marked obsolete.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from backoffice.languages import CATALOGUES, texts

ROOT: Final = Path(__file__).parents[2]
_PYTHON: Final = {"tr": None, "trn": (1, 1)}
"""The functions of `core.language` whose first argument is a source."""
_JINJA: Final = {"_": None, "gettext": None, "ngettext": (1, 2)}
_PACKAGES: Final = ("core", "backoffice")
_USAGE: Final = "usage: python -m deploy.tools.catalogue <language code, such as en>\n"


def sources() -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    """Give what the desk says: the file, the line, and the source (with its plural where it counts)."""
    for package in _PACKAGES:
        found = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=_PYTHON)
        yield from ((f"{package}/{name}", line, source) for name, line, source, _, _ in found)
    templates = Path("backoffice", "templates")
    wishes = {"**.html": {"trimmed": "true", "silent": "false"}}
    found = extract_from_dir(ROOT / templates, [("**.html", "jinja2")], wishes, keywords=_JINJA)
    yield from ((f"{templates.as_posix()}/{name}", line, source) for name, line, source, _, _ in found)


def written(code: str, before: Catalog | None = None) -> Catalog:
    """Give the catalogue of a language, with what `before` translated."""
    template = Catalog(project="Kentongan", charset="utf-8")
    for name, line, source in sources():
        template.add(source, locations=[(name, line)])
    catalogue = before or Catalog(code, project="Kentongan", charset="utf-8", fuzzy=False)
    catalogue.update(template, no_fuzzy_matching=True)
    return catalogue


def main() -> int:
    """Write the catalogue of the language that is named, and say how much of it is translated."""
    if len(sys.argv) != 2 or not sys.argv[1].isalpha():  # noqa: PLR2004 (the command and one code)
        sys.stderr.write(_USAGE)
        return 2
    code = sys.argv[1]
    path = CATALOGUES / f"{code}.po"
    before = None
    if path.exists():
        with path.open("rb") as kept:
            before = read_po(kept, locale=code)
    catalogue = written(code, before)
    CATALOGUES.mkdir(exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=100, include_lineno=False)
    entries = [message for message in catalogue if message.id]
    done = sum(all(texts(message.string)) for message in entries)
    sys.stdout.write(f"{path.relative_to(ROOT)}: {done} of {len(entries)} translated\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
