"""*Sudah saya simpan*, typed: people write it in many ways, and one of them must not be missed."""

import re
from typing import Final

_YES: Final = r"(?:(?:ok|oke|okey|ya|iya|yes|baik|baiklah|siap|sip|nomor(?:nya)?|no(?:nya)?|id(?:nya)?) )*"
_ALREADY: Final = r"(?:sudah|suda|sudh|sdh|udah|udh|uda|dah|telah|tlh|wis|wes|pun|atos|tos|done)"
_WHO: Final = r"(?:(?:saya|sya|sy|aku|ak|gue|gw|kami|nomor|nomornya|no|nonya|di|kok|tak) )*"
_KEEP: Final = (
    r"(?:(?:di|ku|ter)?(?:simpa?n|simpen|catat|catet|salin|copy|copas|tulis|foto|save|screenshot|ss|saved))"
)
_AFTER: Final = (
    r"(?: (?:saya|aku|nomor|nomornya|no|nonya|idnya|semua|semuanya|ya|kok|min|kak|pak|bu|bos|mas|mbak|"
    r"makasih|trims|terima kasih|thanks|tadi|di hp|di buku))*"
)
_SAYS: Final = re.compile(
    rf"{_YES}(?:{_ALREADY} {_WHO}{_KEEP}|{_WHO}{_ALREADY} {_WHO}{_KEEP}|tersimpan|kusimpan|tercatat){_AFTER}"
)
_NOT_LETTERS: Final = re.compile(r"[^a-z]+")


def says_kept(word: str) -> bool:
    """Tell whether somebody says that the number is kept.

    A bare *sudah* is not enough, and nothing else may be said with it: for it the number's message is
    deleted.
    """
    return _SAYS.fullmatch(" ".join(_NOT_LETTERS.sub(" ", word.casefold()).split())) is not None
