"""Placeholders of standard answers: known, checked, filled in. Pure."""

import string
from collections.abc import Mapping
from typing import Final

from core.answers.topics import MENTIONS
from core.language import tr

PLACEHOLDERS: Final = {
    "kantor": tr("nama kantor yang ditanya"),
    "alamat": tr("jawaban kantor itu tentang alamatnya"),
    "jam_layanan": tr("jawaban kantor itu tentang jam layanannya"),
    "kontak": tr("jawaban kantor itu tentang kontaknya"),
}


def problem_of(answer: str, *, own: bool = False) -> str:
    """Say what is wrong with the placeholders of an answer; empty where nothing is.

    An office's own facts mention none of the others: they would mention themselves.
    """
    try:
        names = _names(answer)
    except ValueError:
        return tr("Kurung kurawalnya tidak berpasangan. Tulis {{ atau }} bila memang dimaksud kurung.")
    known = {"kantor"} if own else set(PLACEHOLDERS)
    if unknown := sorted(names - known):
        return tr("{name} tidak dikenal di sini.", name=f"{{{unknown[0]}}}")
    return ""


def filled_in(answer: str, said: Mapping[str, str]) -> str | None:
    """Fill an answer in; None where it mentions what the office has not said."""
    names = _names(answer)
    if names - said.keys():
        return None
    inner = {name: _plain(said[name], said) if name in MENTIONS else said[name] for name in names}
    return string.Formatter().vformat(answer, (), inner)


def _plain(text: str, said: Mapping[str, str]) -> str:
    return string.Formatter().vformat(text, (), {"kantor": said["kantor"]})


def _names(answer: str) -> set[str]:
    parsed = list(string.Formatter().parse(answer))
    if any(rest or conversion for _, name, rest, conversion in parsed if name is not None):
        raise ValueError
    return {name for _, name, _, _ in parsed if name is not None}
