"""The tracking ID: the reporter's secret number, and the only key they carry (R91).

17 random symbols and one check symbol in Crockford's base32, shown in three groups of six:
85 bits. The database keeps only a hash of it. From the same secret, and unrelated to the
hash, comes the key that opens the reporter's own thread.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from hashlib import blake2b
from typing import Final, NewType

TrackingId = NewType("TrackingId", str)

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE: Final = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOKALIKE: Final = str.maketrans("OIL", "011")
_SECRET_SYMBOLS: Final = 17
_LENGTH: Final = _SECRET_SYMBOLS + 1
# A prime modulus above the alphabet's size: every single wrong symbol and every swap of two
# different neighbours changes the weighted sum.
_PRIME: Final = 37
_GROUP: Final = r"[0-9A-Za-z]{6}"
_AMONG_WORDS: Final = re.compile(rf"(?<![0-9A-Za-z])({_GROUP}([-– ]?){_GROUP}\2{_GROUP})(?![0-9A-Za-z])")


class TrackingIdFault(StrEnum):
    """Why a typed tracking ID cannot be one."""

    LENGTH = "length"
    SYMBOL = "symbol"
    CHECK = "check"


class TrackingIdError(ValueError):
    """The typed text is not a tracking ID; `fault` says how it fails."""

    def __init__(self, fault: TrackingIdFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def _sum(symbols: str) -> int:
    return sum((place + 2) * _VALUE[symbol] for place, symbol in enumerate(symbols)) % _PRIME


def new_tracking_id() -> TrackingId:
    """Draw a tracking ID, `7K3M9Q-2XV4TD-P8HWN5` in form.

    A draw whose check sum has no symbol of its own (five of 37) is drawn again, so the
    check symbol stays inside the alphabet people can type.
    """
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(_SECRET_SYMBOLS))
        check = _sum(body)
        if check < len(ALPHABET):
            return _grouped(body + ALPHABET[check])


def tracking_id_from(seed: bytes) -> TrackingId:
    """Derive a tracking ID from a secret 64-byte seed: the same seed always gives the same one."""
    stream = seed
    while True:
        body = "".join(ALPHABET[byte & 31] for byte in stream[:_SECRET_SYMBOLS])
        check = _sum(body)
        if check < len(ALPHABET):
            return _grouped(body + ALPHABET[check])
        stream = blake2b(stream, digest_size=64).digest()


def _grouped(symbols: str) -> TrackingId:
    return TrackingId("-".join(symbols[start : start + 6] for start in range(0, _LENGTH, 6)))


def parse_tracking_id(typed: str) -> TrackingId:
    """Read a tracking ID as a person types it: any case, spaces, O for 0, I or L for 1.

    Raises:
        TrackingIdError: Too short or long, a foreign symbol, or a typing error that the
            check symbol catches.
    """
    symbols = "".join(typed.upper().split()).replace("-", "").replace("–", "")
    symbols = symbols.translate(_LOOKALIKE)
    if len(symbols) != _LENGTH:
        raise TrackingIdError(TrackingIdFault.LENGTH)
    if any(symbol not in _VALUE for symbol in symbols):
        raise TrackingIdError(TrackingIdFault.SYMBOL)
    if _sum(symbols[:-1]) != _VALUE[symbols[-1]]:
        raise TrackingIdError(TrackingIdFault.CHECK)
    return _grouped(symbols)


def tracking_id_among(text: str) -> TrackingId | None:
    """Find a tracking ID among other words: in groups of six, or eighteen symbols in a row.

    Without the hyphens of its printed form it must have a digit, for words of eighteen letters are words.
    """
    return next(_among(text), None)


def tracking_id_in(pasted: str) -> TrackingId | None:
    """Find the one tracking ID in what was pasted: with marks around it, full-width, in a whole receipt.

    None where there is none, or more than one.
    """
    found = set(_among(unicodedata.normalize("NFKC", pasted)))
    return found.pop() if len(found) == 1 else None


def _among(text: str) -> Iterator[TrackingId]:
    for found in _AMONG_WORDS.finditer(text):
        if found[2] not in {"-", "–"} and not any(symbol.isdigit() for symbol in found[1]):
            continue
        try:
            yield parse_tracking_id(found[1])
        except TrackingIdError:
            continue


def _derive(tracking_id: TrackingId, purpose: bytes) -> bytes:
    symbols = tracking_id.replace("-", "").encode()
    return blake2b(symbols, digest_size=32, person=purpose).digest()


def lookup_hash(tracking_id: TrackingId) -> bytes:
    """Return the 32 bytes the database finds a report by."""
    return _derive(tracking_id, b"knt-lookup")


def thread_key(tracking_id: TrackingId) -> bytes:
    """Return the 32-byte key that wraps the report key for its reporter."""
    return _derive(tracking_id, b"knt-thread")
