"""Hearing danger in what people write: words that ask for the emergency numbers first.

It need not be sure. Heard wrongly, a person reads three telephone numbers and goes on.
"""

import re
from typing import Final

EXPLICIT: Final = frozenset({"saya terancam", "terancam"})
"""Typed alone these are the button itself, wherever the conversation stands."""
_US: Final = (
    r"(?:saya|sy|aku|gue|gua|gw|kami|kita|kula|kulo|abdi|"
    r"(?:istri|suami|anak|keluarga|orang tua) (?:saya|kami))"
)
_HARM: Final = (
    r"(?:di ?ancam|terancam|diteror|dibunuh|diculik|disekap|dipukul\w*|dikeroyok|dikejar|dibacok|dikepung|"
    r"diintimidasi|ditodong|disiksa|diperkosa|dianiaya|di ?anceum)"
)
_CRIES: Final = tuple(
    re.compile(each)
    for each in (
        rf"\b{_US}\b[^.!?\n]{{0,40}}\b{_HARM}\b",
        rf"\b{_HARM}\b[^.!?\n]{{0,25}}\b(?:mau|akan|hendak) dibunuh\b",
        r"\b(?:mau|akan|bakal|ingin|hendak) (?:di ?bunuh|dihabisi)\b",
        r"\b(?:dalam|keadaan) bahaya\b",
        r"\bbunuh diri\b",
        r"\b(?:nyawa|keselamatan) (?:saya|kami|keluarga)\b",
        r"\btolong\b[^.!?\n]{0,20}\b(?:takut|bahaya|diancam|dikejar)\b",
        r"\b(?:meng|ng)?ancam\w* (?:mau |akan )?(?:bunuh|membunuh|pembunuhan|mati)\b",
        r"\b(?:takut|ketakutan)\b[^.!?\n]{0,20}\b(?:dibunuh|pulang|keluar rumah)\b",
        r"\bdi depan rumah (?:saya|kami)\b[^.!?\n]{0,30}\bsekarang\b",
    )
)
_DENIED: Final = re.compile(
    rf"\b(?:tidak|tak|tdk|ga|gak|nggak|ngga|bukan|belum|tanpa)(?: \w+)? (?:{_HARM}|(?:dalam )?bahaya)\b"
)


def cries(text: str) -> bool:
    """Tell whether these words may come from somebody in danger."""
    plain = _DENIED.sub(" ", " ".join(text.casefold().split()))
    return any(each.search(plain) for each in _CRIES)
