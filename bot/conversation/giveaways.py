"""What in an anonymous report's own text tells who wrote it: asked about once before it is sent.

It decides nothing and changes nothing. A number may be somebody else's; the writer knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.memory.state import Draft
from bot.texts import draft as words
from core.chain.states import IdentityMode

_ME: Final = r"(?:saya|aku|sy|gw|gue|ane)"
_JUST: Final = r"(?:hanya|cuma|cuman|cm|cmn)"
_ONLY: Final = re.compile(
    rf"\b{_JUST} {_ME}\b[^.!?\n]{{0,40}}"
    rf"|\b{_ME}\b[^.!?\n]{{0,25}}\bsatu(?:[ -]?satu|2)nya\b[^.!?\n]{{0,40}}"
    rf"|\b{_ME} sendiri(?:an)? (?:yang|yg)\b[^.!?\n]{{0,40}}"
    rf"|\b{_ME} (?:yang|yg) (?:pegang|memegang|megang|bikin|membuat|antar|nganter|mengantar|nyetir)\b"
    r"[^.!?\n]{0,40}"
    rf"|\b{_ME} (?:ini |memang )?(?:driver|sopir|supir|operator|bendahara|ajudan|satpam)(?:nya|ny)\b"
    rf"|\bkami {_JUST} ber(?:dua|tiga|empat)\b"
    rf"|\b(?:tidak|tak|gak|ga|nggak) ada (?:orang |yang |yg )?lain (?:(?:yang|yg) \w+ )?selain {_ME}\b"
    rf"|\bnama {_ME}\b[^.!?\n]{{0,40}}",
    re.IGNORECASE,
)
"""Being the only one, or the one whose work it is, in the words people use in a chat."""
_NUMBER: Final = re.compile(r"(?<!\d)(?:\d[ .]?){15,17}\d(?!\d)")
"""A NIP has 18 digits, a NIK 16; both are written in groups as well."""
_LENGTHS: Final = {18: "GIVES_NIP", 16: "GIVES_NIK"}
_PHONE: Final = re.compile(r"(?<!\d)(?:\+?62|0)[ .-]?8\d(?:[ .-]?\d){6,10}(?!\d)")
_MAIL: Final = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.]+\b")
_WORD: Final = re.compile(r"\w+")
_SHORTEST_NAME: Final = 4
_NO_NAMES: Final = frozenset({"admin", "petugas", "warga", "ketua", "saya", "bapak", "staf", "anggota"})
_WRITTEN: Final = ("substance", "chronology", "remarks", "place", "happened_at")
_STEPS: Final = {
    "substance": "what",
    "chronology": "how",
    "remarks": "remarks",
    "place": "where",
    "happened_at": "when",
    "parties": "who",
}


@dataclass(frozen=True, slots=True)
class Giveaway:
    """Some words of a report that may tell who wrote it."""

    step: str
    """Which answer has them."""
    said: str
    kind: str
    """What they are, as a person is told."""


def giveaways_of(draft: Draft, own_name: str) -> tuple[Giveaway, ...]:
    """Find them in a report without a name; `own_name` is the chat's, which is never kept."""
    if draft.identity_mode is not IdentityMode.ANONYMOUS:
        return ()
    found = [
        Giveaway(_STEPS[field], said.strip()[:60], kind)
        for field in _WRITTEN
        for said, kind in _in_text(str(getattr(draft, field)), own_name)
    ]
    named = " ".join(word for party in draft.parties for word in party.words)
    found += [Giveaway(_STEPS["parties"], said, words.GIVES_NAME) for said in _own_name(named, own_name)]
    return tuple(dict.fromkeys(found))


def _in_text(text: str, own_name: str) -> Iterator[tuple[str, str]]:
    for found in _ONLY.finditer(text):
        yield found[0], words.GIVES_ONLY
    for found in _NUMBER.finditer(text):
        kind = _LENGTHS.get(sum(each.isdigit() for each in found[0]))
        if kind:
            yield found[0], getattr(words, kind)
    for found in _PHONE.finditer(text):
        yield found[0], words.GIVES_PHONE
    for found in _MAIL.finditer(text):
        yield found[0], words.GIVES_MAIL
    for said in _own_name(text, own_name):
        yield said, words.GIVES_NAME


def _own_name(text: str, own_name: str) -> Iterator[str]:
    """Give the words of the chat's own name that stand in a text."""
    there = {word.casefold() for word in _WORD.findall(text)}
    for name in dict.fromkeys(_WORD.findall(own_name)):
        plain = name.casefold()
        if len(plain) >= _SHORTEST_NAME and plain in there - _NO_NAMES and not plain.isdigit():
            yield name
