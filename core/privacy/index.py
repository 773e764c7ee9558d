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

_SHORTEST = 2
_FORGIVEN = 5
"""Names of so many letters are found with one of them wrong; shorter ones would be mistaken for others."""


def normalised(words: str) -> str:
    """Fold a name to what people mean by it: case, marks, titles and degrees aside."""
    name, _, _degrees = words.partition(",")
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    letters = "".join(symbol if symbol.isalnum() else " " for symbol in folded)
    return " ".join(word for word in letters.split() if word not in _TITLES)


def _token(keys: Keyring, purpose: bytes, words: str) -> bytes:
    return blake2b(words.encode(), key=keys.held("party_index_key"), digest_size=20, person=purpose).digest()


def name_tokens(keys: Keyring, name: str) -> tuple[frozenset[int], ...]:
    """Return, for each word of a name, the keyed numbers by which it is found though a letter is wrong.

    They are of the word and of what is left of it without any one letter: two spellings that differ
    by one letter, missing, wrong or swapped, have one of them in common. Short words are found as they are.
    """
    words = (_old_spelling(word) for word in normalised(name).split())
    return tuple(
        frozenset(_number(keys, form) for form in _forms(word)) for word in words if len(word) > _SHORTEST
    )


def _forms(word: str) -> set[str]:
    if len(word) < _FORGIVEN:
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _old_spelling(word: str) -> str:
    for old, new in (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("iy", "i")):
        word = word.replace(old, new)
    return word


def _number(keys: Keyring, word: str) -> int:
    hashed = blake2b(word.encode(), key=keys.held("party_index_key"), digest_size=8, person=b"name-word")
    return int.from_bytes(hashed.digest(), signed=True)


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
