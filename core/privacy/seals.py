"""Sealing bytes: to a public key, under a symmetric key, and as a stream for files.

Only libsodium's own constructions. Every symmetric box is bound to a context (which report,
which purpose), so a box cannot be moved to another row.
"""

from collections.abc import AsyncIterator
from functools import lru_cache
from typing import Final

from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random as random_bytes

from core.errors import DomainError, ErrorKind

KEY_BYTES: Final = sodium.crypto_aead_xchacha20poly1305_ietf_KEYBYTES
NONCE_BYTES: Final = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
CHUNK_BYTES: Final = 256 * 1024


class SealBrokenError(DomainError):
    """The box does not open: wrong key, wrong context, or changed bytes.

    A refusal like others, so that a row nobody can open never breaks more than what is asked of it.
    """

    kind = ErrorKind.CONFLICT
    code = "sealed.unreadable"
    default_message = (
        "Isi ini tidak dapat dibuka dengan kunci yang terpasang, jadi langkah ini belum dapat dijalankan. "
        "Beri tahu administrator sistem; halaman Kesehatan menyebutkan apa yang harus dilakukan."
    )


def new_key() -> bytes:
    """Return a fresh random 32-byte symmetric key."""
    return random_bytes(KEY_BYTES)


def seal_to(public_key: bytes, plaintext: bytes) -> bytes:
    """Seal `plaintext` so that only the holder of the private half can open it."""
    return bytes(SealedBox(PublicKey(public_key)).encrypt(plaintext))


def open_sealed(private_key: bytes, sealed: bytes) -> bytes:
    """Open what `seal_to` made.

    Raises:
        SealBrokenError: The key is another one, or the bytes were changed.
    """
    try:
        return bytes(_opener(private_key).decrypt(sealed))
    except (CryptoError, ValueError, TypeError) as error:
        raise SealBrokenError from error


@lru_cache(maxsize=8)
def _opener(private_key: bytes) -> SealedBox[PrivateKey]:
    """Work out the public half once: a process holds few private keys and opens many boxes."""
    return SealedBox(PrivateKey(private_key))


def encrypt(key: bytes, plaintext: bytes, *, context: bytes) -> bytes:
    """Return nonce and XChaCha20-Poly1305 box of `plaintext`, bound to `context`."""
    nonce = random_bytes(NONCE_BYTES)
    box = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, context, nonce, key)
    return nonce + bytes(box)


def decrypt(key: bytes, box: bytes, *, context: bytes) -> bytes:
    """Open what `encrypt` made under the same key and context.

    Raises:
        SealBrokenError: The key or the context is another one, or the bytes were changed.
    """
    try:
        return bytes(
            sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                box[NONCE_BYTES:], context, box[:NONCE_BYTES], key
            )
        )
    except (CryptoError, ValueError, TypeError) as error:
        raise SealBrokenError from error


class StreamSealer:
    """Encrypts a file chunk by chunk (secretstream): truncation and reordering are noticed."""

    def __init__(self, key: bytes) -> None:
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        self.header = bytes(sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, key))

    def push(self, chunk: bytes, *, last: bool = False) -> bytes:
        """Return the encrypted chunk; exactly one call says `last`."""
        tag = (
            sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if last
            else sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        return bytes(sodium.crypto_secretstream_xchacha20poly1305_push(self._state, chunk, tag=tag))


def encrypt_file(key: bytes, plaintext: bytes) -> bytes:
    """Encrypt a whole file: header, then chunks of `CHUNK_BYTES`."""
    sealer = StreamSealer(key)
    parts = [sealer.header]
    for start in range(0, max(len(plaintext), 1), CHUNK_BYTES):
        end = start + CHUNK_BYTES
        parts.append(sealer.push(plaintext[start:end], last=end >= len(plaintext)))
    return b"".join(parts)


_OVERHEAD: Final = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER: Final = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES


def decrypt_file(key: bytes, stored: bytes) -> bytes:
    """Decrypt what `encrypt_file` made.

    Raises:
        SealBrokenError: Changed, reordered or cut short.
    """
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    final = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    parts: list[bytes] = []
    tag = None
    try:
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, stored[:_HEADER], key)
        for start in range(_HEADER, len(stored), CHUNK_BYTES + _OVERHEAD):
            chunk = stored[start : start + CHUNK_BYTES + _OVERHEAD]
            plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk)
            parts.append(bytes(plain))
    except (CryptoError, RuntimeError, ValueError, TypeError) as error:
        raise SealBrokenError from error
    if tag != final:
        raise SealBrokenError
    return b"".join(parts)


async def decrypt_stream(key: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Decrypt a stored file as it arrives, yielding plaintext chunks.

    Raises:
        SealBrokenError: Changed, reordered or cut short.
    """
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    buffer = bytearray()
    step = CHUNK_BYTES + _OVERHEAD
    started = False
    tag = None
    try:
        async for piece in chunks:
            buffer += piece
            if not started and len(buffer) >= _HEADER:
                sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, bytes(buffer[:_HEADER]), key)
                del buffer[:_HEADER]
                started = True
            while started and len(buffer) > step:
                plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, bytes(buffer[:step]))
                del buffer[:step]
                yield bytes(plain)
        plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, bytes(buffer))
    except (CryptoError, RuntimeError, ValueError, TypeError) as error:
        raise SealBrokenError from error
    if tag != sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL:
        raise SealBrokenError
    yield bytes(plain)
