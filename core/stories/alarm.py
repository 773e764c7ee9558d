"""Hearing danger, harassment and despair: whatever else a story is, these come first.

It need not be sure. Heard wrongly, a person reads three telephone numbers and goes on; not heard, nobody
comes. What is denied ("tidak diancam") or only a way of speaking ("harganya bikin mati") is passed over.
"""

import re
from typing import Final

from core.stories.words import small

_US: Final = (
    r"(?:saya|sy|aku|gue|gua|gw|kami|kita|kula|kulo|abdi|nyong|ambo|awak|ulun|"
    r"(?:istri|suami|anak|keluarga|orang tua|ortu|ibu|bapak|adik|kakak|bojo)(?: (?:saya|kami|sy|ku|kulo))?)"
)
_HARM: Final = (
    r"(?:di ?ancam\w*|terancam|diteror|di ?teror|dibunuh|dipateni|diculik|disekap|dipukul\w*|digebuki\w*|dikeroyok|dikejar\w*|dibacok|dikepung|"
    r"diintimidasi|ditodong|disiksa|diperkosa|dianiaya|di ?anceum|diancem|diburu|dibuntuti|dikuntit|diikuti|dihajar|ditampar|didorong|dilempar\w*|diludahi|dicekik|disiram|dibakar)"
)
_CRIES: Final = tuple(
    re.compile(each)
    for each in (
        rf"\b{_US}\b[^.!?\n]{{0,40}}\b{_HARM}\b",
        rf"\b{_HARM}\b[^.!?\n]{{0,25}}\b(?:mau|akan|hendak) dibunuh\b",
        r"\b(?:mau|akan|bakal|ingin|hendak) (?:di ?bunuh|dihabisi|dihajar|dibakar|digebuki?n?|dipateni)\b",
        r"\b(?:dalam|keadaan) bahaya\b",
        r"\b(?:nyawa|keselamatan) (?:saya|kami|keluarga)\b",
        r"\btolong\b[^.!?\n]{0,20}\b(?:takut|bahaya|diancam|dikejar)\b",
        r"\b(?:meng|ng)?ancam\w* (?:mau |akan |bakal )?(?:bunuh|membunuh|pembunuhan|mati|bakar|bacok|pecat|dipecat|mecat|pukul|hajar|culik)\b",
        r"\b(?:takut|ketakutan|wedi)\b[^.!?\n]{0,20}\b(?:dibunuh|pulang|keluar rumah|keluar)\b",
        r"\bdi depan (?:rumah|kos|kontrakan|pintu)(?: (?:saya|kami|sy))?\b[^.!?\n]{0,40}\b(?:sekarang|terus|nunggu\w*|menunggu|nongkrong|mondar|motor|orang)\b",
        r"\b(?:orang|motor|mobil|preman|mereka)\b[^.!?\n]{0,40}\bdi depan (?:rumah|kos|kontrakan)\b",
        r"\b(?:rumah|mobil|motor) (?:saya|kami|sy)\b[^.!?\n]{0,20}\b(?:dilempar\w*|dibakar|dirusak|ditembak|diintai|didatangi|dicoret\w*|diawasi)\b",
        r"\b(?:saya|sy|aku|kami)\b[^.!?\n]{0,25}\b(?:diawasi|diintai|diikuti|dibuntuti|dikuntit|didatangi (?:preman|orang))\b",
    )
)
_ALARM: Final = re.compile(
    r"\b(?:bunuh diri|mengakhiri hidup|akhiri hidup|pengen mati|pengin mati|ingin mati|mau mati aja|mending mati|lebih baik mati|gak (?:mau|pengen) hidup|ga (?:mau|pengen) hidup|tidak (?:ingin|mau|sanggup) hidup|capek hidup|cape hidup|bosan hidup|nyerah hidup|gantung diri|minum racun|pamit selamanya|pengen nyusul|tidak ada gunanya (?:saya )?hidup|gak ada gunanya hidup|lelah hidup)\b"
)
_HARASSED: Final = re.compile(
    r"\b(?:dilecehkan|pelecehan|lecehin|ngelecehin|melecehkan|diraba\w*|meraba\w*|ngeraba|digrepe\w*|grepe|dicolek|nyolek|dipeluk|memeluk|meluk|dicium|mencium|nyium|cabul|mesum|diajak (?:tidur|ngamar|check ?in|ke hotel|jalan berdua)|ngajak (?:tidur|ngamar|check ?in|ke hotel)|foto (?:bugil|telanjang|seksi|dada)|video (?:call )?(?:seks|mesum)|(?:pegang|megang|memegang|dipegang)\w* (?:paha|pantat|dada|pinggang|tangan saya|bokong|payudara)|pegang-pegang|dipegang-pegang|vcs\b|sange|kirim(?:in)? (?:gambar|foto|video) (?:porno|mesum|jorok|kelamin)|menggoda|digoda|godain|digodain|catcall\w*|siul-siul|perkosa\w*|diperkosa|ngomong (?:jorok|mesum)|bokong|payudara|badan(?:ku| saya))\b"
)
_DENIED: Final = re.compile(
    rf"\b(?:tidak|tak|tdk|ga|gak|nggak|ngga|bukan|belum|tanpa|ora|teu)(?: \w+)? (?:{_HARM}|(?:dalam )?bahaya)\b"
)
_FIGURE: Final = re.compile(
    r"\b(?:suara|demokrasi|harapan|hak|hak pilih|akal sehat|nalar|kepercayaan|karir|pilihan) (?:saya|kami|rakyat|kita|warga)?\s?(?:dibunuh|diperkosa|dirampok|dicekik|dianiaya|diculik|disiksa)\b"
)


def cries(text: str) -> bool:
    """Tell whether these words may come from somebody in danger, or in despair."""
    plain = _plain(text)
    return any(each.search(plain) for each in _CRIES) or bool(_ALARM.search(plain))


def despairs(text: str) -> bool:
    """Tell whether somebody may think of ending their life."""
    return bool(_ALARM.search(_plain(text)))


def harassed(text: str) -> bool:
    """Tell whether it may be of sexual harassment."""
    return bool(_HARASSED.search(_plain(text)))


def _plain(text: str) -> str:
    return _FIGURE.sub(" ", _DENIED.sub(" ", " ".join(small(text).split())))
