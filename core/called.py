"""How people write a name or a position, folded so that its many spellings meet: the one home of that rule.

Who is kept from a report, and by which keyed numbers a name is searched, both go by it.

Titles stand before a name and degrees behind it, apostrophes come and go (Nur'aini, Nur’aini, Nuraini), old
spelling lives on in names (Soekarno), and some names and offices are always shortened (Moh., Kasubbag).
Pure: words in, words out.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES: Final = _listed(
    "bapak bpk pak bp ibu bu sdr sdri saudara saudari tn tuan ny nyonya nn nona mas mbak mba kak kakak bang"
    " abang om tante dr drs dra ir h hj haji hajah kh ust ustad ustaz ustadz prof hb"
)
"""What stands before a name and tells one person from another no better."""
ANNOUNCES: Final = frozenset({"namanya", "bernama", "nama", "si", "inisial", "oknum"})
"""What people put before a name, or a part of one, in the middle of a sentence."""
CHAIRS: Final = _listed(
    "ketua sekretaris anggota kepala kasubbag kasubag kabag kasek sekjen bendahara komisioner pimpinan wakil"
    " staf staff auditor inspektur operator petugas pejabat pelaksana pranata ppk kpa verifikator"
)
"""The first words of positions."""
OTHER_BODIES: Final = _listed(
    "kpps ppk pps ppln kppsln pantarlih pkd panwas panwascam panwaslu bawaslu dkpp rt rw dusun desa kelurahan"
    " lurah kades camat kecamatan bupati gubernur wali partai parpol tim timses relawan paslon panitia"
    " yayasan lsm dprd dpr dpd dpc dpw pwi sekolah kelas koperasi masjid karang bumdes polsek polres kodim"
    " bank ormas"
)
"""Whose chair or secretary is not an officer of ours: "ketua RT", "sekretaris partai"."""
NOT_TO_KNOW: Final = tuple(
    tuple(wish.split())
    for wish in (
        "jangan diketahui",
        "jangan sampai diketahui",
        "jangan dibaca",
        "jangan sampai dibaca",
        "jangan sampai tahu",
        "jangan bocor ke",
        "jangan sampai bocor ke",
        "jangan disampaikan ke",
        "jangan disampaikan kepada",
        "jangan beri tahu",
        "jangan kasih tahu",
        "tidak boleh diketahui",
        "rahasiakan dari",
        "dirahasiakan dari",
    )
)
"""How people say who is not to know."""
OF_THE_COMMISSION: Final = frozenset({"kpu", "kpud", "kip", "komisi"})

FORGIVEN: Final = 5
"""Names of so many letters are found with one of them wrong; shorter ones are mistaken for others."""

_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼ`´‛′ʻ＇"))
_WORD: Final = re.compile(r"[^\W_]+")
_SPELT: Final = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("iy", "i"))
_SHORT_NAMES: Final = {
    **dict.fromkeys(("moh", "muh", "mohd", "mhd", "mohammad", "mohamad", "muhamad", "mochamad"), "muhammad"),
    **dict.fromkeys(("mochammad", "moch", "muchamad", "muchammad", "mohammed"), "muhammad"),
    "abd": "abdul",
    "abdl": "abdul",
}
_SHORT_CHAIRS: Final = {
    "kasubbag": ("kepala", "subbagian"),
    "kasubag": ("kepala", "subbagian"),
    "kabag": ("kepala", "bagian"),
    "kabiro": ("kepala", "biro"),
    "subbag": ("subbagian",),
    "subag": ("subbagian",),
    "ka": ("kepala",),
    "sekjen": ("sekretaris", "jenderal"),
    "sdm": ("sumber", "daya", "manusia"),
    "staff": ("staf",),
}
_STANDING_FOR: Final = frozenset({"plt", "plh", "pj", "pjs", "mantan", "eks"})
_KINDS: Final = frozenset({"kabupaten", "kab", "kota", "provinsi", "prov", "ri", "republik", "indonesia"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and how it stood there."""

    text: str
    capital: bool
    """It began with a capital letter, in a text that also has small ones."""
    joined: bool
    """Nothing but blanks, or the full stop of a title, stands between it and the word before."""


def folded(word: str) -> str:
    """Fold a word of a name or a position: marks, case and old spelling aside."""
    plain = word.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    for old, new in _SPELT:
        plain = plain.replace(old, new)
    return _SHORT_NAMES.get(plain, plain)


def words_of(text: str) -> list[Word]:
    """Read a text as words; apostrophes are no gaps."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    mixed = any(symbol.islower() for symbol in text)
    words: list[Word] = []
    end = -1
    for found in _WORD.finditer(text):
        between = text[end : found.start()] if end >= 0 else "\n"
        if word := folded(found[0]):
            short = bool(words) and (words[-1].text in TITLES or len(words[-1].text) == 1)
            blank = not between.strip() or (short and between.strip() == ".")
            words.append(Word(word, mixed and found[0][0].isupper(), joined=blank and "\n" not in between))
        end = found.end()
    return words


def name_words(full_name: str) -> tuple[str, ...]:
    """Return the words of a name without titles and degrees, its apostrophes left out."""
    return tuple(word.text for word in words_of(full_name.partition(",")[0]) if word.text not in TITLES)


def name_forms(full_name: str) -> frozenset[tuple[str, ...]]:
    """Return how a name is spelt without titles and degrees: its apostrophes left out, or as gaps."""
    gaps = "".join(" " if ord(symbol) in _APOSTROPHES else symbol for symbol in full_name)
    return frozenset(form for form in (name_words(full_name), name_words(gaps)) if form)


def slipped(word: str) -> Iterator[str]:
    """Give a word, and what is left without any one letter: two that differ by a slip have one in common."""
    yield word
    if len(word) >= FORGIVEN:
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


def chair_of(position: str) -> tuple[str, ...]:
    """Return a position as words, without the office it is in: "Ketua KPU Kota Bima" is "ketua"."""
    words: list[str] = []
    for word in words_of(position):
        if word.text in OF_THE_COMMISSION or word.text in _KINDS:
            break
        if word.text not in _STANDING_FOR and word.text not in TITLES:
            words += _SHORT_CHAIRS.get(word.text, (word.text,))
    return tuple(words)


def chair_words(word: str) -> tuple[str, ...]:
    """Write out a word as positions have it: "kasubbag" is "kepala subbagian"."""
    return _SHORT_CHAIRS.get(word, (word,))
