"""Keyed hashes by which a name or a chat is found again without being stored."""

import unicodedata
from hashlib import blake2b

from core.privacy.keys import Keyring

_TITLES = frozenset(
    {
        *("bapak", "bpk", "pak", "ibu", "bu", "sdr", "sdri", "tn", "ny", "nn"),
        *("dr", "drs", "dra", "ir", "h", "hj", "kh", "prof"),
    }
)


def normalised(words: str) -> str:
    """Fold a name to what people mean by it: case, marks, titles and degrees aside."""
    name, _, _degrees = words.partition(",")
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    letters = "".join(symbol if symbol.isalnum() else " " for symbol in folded)
    return " ".join(word for word in letters.split() if word not in _TITLES)


def _token(keys: Keyring, purpose: bytes, words: str) -> bytes:
    return blake2b(words.encode(), key=keys.held("party_index_key"), digest_size=20, person=purpose).digest()


def person_tokens(
    keys: Keyring, *, name: str = "", nip: str = "", position: str = "", office_code: str = ""
) -> frozenset[bytes]:
    """Return the hashes a person is matched by: name, NIP, and position within an office.

    Positions are hashed with their office's code: the Kasubbag Hukum of one kabupaten is not
    that of another.
    """
    tokens = set()
    if folded := normalised(name):
        tokens.add(_token(keys, b"name", folded))
    if digits := "".join(symbol for symbol in nip if symbol.isdigit()):
        tokens.add(_token(keys, b"nip", digits))
    if office_code and (folded := normalised(position)):
        tokens.add(_token(keys, b"position", f"{office_code}|{folded}"))
    return frozenset(tokens)


def chat_hash(keys: Keyring, chat_id: int) -> bytes:
    """Return the keyed hash by which *Laporan saya* finds a chat's reports."""
    return blake2b(
        str(chat_id).encode(), key=keys.held("chat_index_key"), digest_size=20, person=b"chat"
    ).digest()
