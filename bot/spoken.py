"""Everyday words for what a button says: yes and no, a number as people say it, and what says nothing."""

import re
import unicodedata
from typing import Final


def _listed(words: str, *phrases: str) -> frozenset[str]:
    return frozenset(words.split()) | frozenset(phrases)


YES: Final = _listed(
    "ya iya y yes yoi ok oke okay okey oks lanjut lanjutkan gas boleh siap setuju sip mau baik betul benar"
    " nggih inggih muhun sumuhun",
    *("ya setuju", "iya setuju", "saya setuju", "ya boleh", "boleh saja"),
    *("ok lanjut", "oke lanjut", "ya lanjut"),
)
NO: Final = _listed(
    "tidak tdk ngga nggak gak ga gk enggak engga no jangan moh emoh mboten henteu",
    *("tidak setuju", "tidak usah", "ga usah", "gak usah", "nggak usah", "tidak mau", "gak mau"),
)
_COUNTED: Final = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_NUMBERS: Final = {
    word: number for number, said in enumerate(_COUNTED, start=1) for word in (said, f"ke{said}")
} | {"pertama": 1}
_NUMBERED: Final = re.compile(
    r"(?:(?:no|nomor|nmr|nomer|pilih|pilihan|yang|yg|ambil|angka)[. ]*)*(\d{1,2}|[a-z]+)[.)]?"
)
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters by their class that show nothing: fillers of Hangul, the blank of Braille."""


def number_said(word: str) -> int | None:
    """Read a choice: "2", "no 2", "dua", "yang kedua"; None where it is none."""
    found = _NUMBERED.fullmatch(word.strip())
    if found is None:
        return None
    return int(found[1]) if found[1].isdecimal() else _NUMBERS.get(found[1])


def shows_something(text: str) -> bool:
    """Tell whether a text has a letter or a digit that can be seen, in whatever script."""
    return any(unicodedata.category(each)[0] in "LN" and each not in _FILLERS for each in text)
