"""Files a person might attach: a small picture and small documents, made here."""

from pathlib import Path
from typing import Literal

import typst

_LETTER = """
#set page(width: 12cm, height: 9cm, margin: 12mm, fill: rgb("#fbf8f0"))
#set text(size: 11pt, fill: rgb("#3a2c1a"))
#text(weight: "bold")[CONTOH -- BUKAN DOKUMEN ASLI]
#v(4mm)
#text(size: 15pt)[#sys.inputs.at("title")]
#v(3mm)
#for width in (80%, 70%, 76%, 40%) { line(length: width, stroke: 0.4pt + rgb("#b9a988")) }
"""


def document(folder: Path, name: str, title: str) -> Path:
    """Make a one-page PDF."""
    return _made(folder / name, title, "pdf")


def photo(folder: Path, name: str, title: str) -> Path:
    """Make a picture of a paper on a table."""
    return _made(folder / name, title, "png")


def _made(path: Path, title: str, kind: Literal["pdf", "png"]) -> Path:
    path.write_bytes(typst.compile(_LETTER.encode(), format=kind, ppi=110.0, sys_inputs={"title": title}))
    return path
