"""What a thief carries off, and the forms in which a secret could show in it."""

import base64
from typing import Any

from redis.asyncio import Redis


def shapes(secret: str) -> list[bytes]:
    """The forms in which a dump or a log could show a secret."""
    raw = secret.encode()
    spelled = {raw, raw.lower(), raw.upper(), raw.hex().encode(), raw[::-1], secret.encode("utf-16-le")}
    for shift in range(3):
        encoded = base64.b64encode(bytes(shift) + raw)
        spelled.add(encoded[(4 if shift else 0) : -4])
    return sorted(spelled)


def shows(haystack: bytes, secret: str) -> bool:
    """Tell whether a secret is there in any of its forms."""
    return any(form in haystack for form in shapes(secret))


async def everything_in_valkey(url: str) -> bytes:
    """Every key and every value, of whatever type."""
    async with Redis.from_url(url) as client:
        kept = [key + b"\n" + await _value(client, key) async for key in client.scan_iter()]
    return b"\n".join(kept)


async def _value(client: Any, key: bytes) -> bytes:
    match await client.type(key):
        case b"string":
            found = [await client.get(key)]
        case b"hash":
            found = [part for pair in (await client.hgetall(key)).items() for part in pair]
        case b"list":
            found = await client.lrange(key, 0, -1)
        case b"set":
            found = list(await client.smembers(key))
        case b"zset":
            found = await client.zrange(key, 0, -1)
        case b"stream":
            found = [repr(await client.xrange(key)).encode()]
        case other:
            raise AssertionError(f"{key!r}: nobody knows how to read a {other!r}")
    return b"\n".join(part for part in found if part is not None)
