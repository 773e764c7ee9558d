"""Keyed hashes by which a name or a chat is found again without being stored.

Names and positions are folded as they are when they are recognised (core/called.py).
"""

from hashlib import blake2b

from core.called import chair_of, name_forms, name_words, slipped
from core.privacy.keys import Keyring

_SHORTEST = 2


def _token(keys: Keyring, purpose: bytes, words: str) -> bytes:
    return blake2b(words.encode(), key=keys.held("party_index_key"), digest_size=20, person=purpose).digest()


def name_tokens(keys: Keyring, name: str) -> tuple[frozenset[int], ...]:
    """Return, for each word of a name, the keyed numbers by which it is found though a letter is wrong.

    They are of the word and of what is left of it without any one letter: two spellings that differ
    by one letter, missing, wrong or swapped, have one of them in common. Short words are found as they are.
    """
    return tuple(_numbers(keys, word) for word in name_words(name) if len(word) > _SHORTEST)


def name_numbers(keys: Keyring, name: str) -> frozenset[int]:
    """Return all keyed numbers by which a name is found, with its apostrophes as gaps or without them."""
    words = {word for form in name_forms(name) for word in form if len(word) > _SHORTEST}
    return frozenset[int]().union(*(_numbers(keys, word) for word in words))


def _numbers(keys: Keyring, word: str) -> frozenset[int]:
    return frozenset(_number(keys, form) for form in slipped(word))


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
    tokens: set[bytes] = set()
    tokens |= {_token(keys, b"name", " ".join(form)) for form in name_forms(name)}
    if digits := "".join(symbol for symbol in nip if symbol.isdigit()):
        tokens.add(_token(keys, b"nip", digits))
    if office_code and (chair := chair_of(position)):
        tokens.add(_token(keys, b"position", f"{office_code}|{' '.join(chair)}"))
    return frozenset(tokens)


def chat_hash(keys: Keyring, chat_id: int) -> bytes:
    """Return the keyed hash by which *Laporan saya* finds a chat's reports."""
    return blake2b(
        str(chat_id).encode(), key=keys.held("chat_index_key"), digest_size=20, person=b"chat"
    ).digest()
