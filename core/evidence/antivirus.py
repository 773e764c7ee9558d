"""Asking ClamAV over its socket, where one is named. A few lines, because its protocol is no more.

The file goes there and nowhere else; clamd keeps nothing of what comes as a stream.
"""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final
from urllib.parse import unquote, urlsplit

from core.errors import UnavailableError
from core.language import tr

_PATIENCE: Final = 30.0
_LONGEST_ANSWER: Final = 4096
_PORT: Final = 3310


class AntivirusAwayError(UnavailableError):
    """It does not answer, or cannot look at this file."""

    code = "evidence.antivirus_away"
    default_message: str = tr("Antivirus sedang tidak dapat ditanya. Coba lagi sebentar lagi.")


class Antivirus:
    """A clamd at `unix:///path` or `tcp://host:3310`."""

    def __init__(self, url: str, *, patience: float = _PATIENCE) -> None:
        self._url = urlsplit(url)
        self._patience = patience

    async def found_in(self, pieces: AsyncIterator[bytes]) -> str:
        """Return the name of what ClamAV finds in a file that comes in pieces; empty where nothing.

        Raises:
            AntivirusAwayError: It does not answer, or cannot look at this file.
            DomainError: What the pieces raise.
        """
        answer = await self._ask(b"zINSTREAM\0", pieces)
        if answer.endswith("FOUND"):
            return answer.removeprefix("stream:").removesuffix("FOUND").strip()
        if answer.endswith(": OK"):
            return ""
        raise AntivirusAwayError

    async def version(self) -> str:
        """Return what clamd says of itself. Raises as `found_in` does."""
        return await self._ask(b"zVERSION\0")

    async def _ask(self, command: bytes, pieces: AsyncIterator[bytes] | None = None) -> str:
        try:
            async with asyncio.timeout(self._patience):
                reader, writer = await self._connected()
                # Reading beside writing: clamd may answer, and hang up, before it has heard all.
                told = asyncio.ensure_future(reader.readuntil(b"\0"))
                try:
                    with suppress(ConnectionError):
                        await self._tell(writer, command, pieces)
                    return (await told).rstrip(b"\0").decode("utf-8", "replace")
                finally:
                    told.cancel()
                    writer.close()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            raise AntivirusAwayError from error

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._url.scheme == "unix":
            return await asyncio.open_unix_connection(unquote(self._url.path), limit=_LONGEST_ANSWER)
        host, port = self._url.hostname or "", self._url.port or _PORT
        return await asyncio.open_connection(host, port, limit=_LONGEST_ANSWER)

    @staticmethod
    async def _tell(
        writer: asyncio.StreamWriter, command: bytes, pieces: AsyncIterator[bytes] | None
    ) -> None:
        writer.write(command)
        if pieces is not None:
            async for piece in pieces:
                if not piece:
                    continue  # an empty one would say that this is the end
                writer.write(struct.pack(">I", len(piece)) + piece)
                await writer.drain()
            writer.write(struct.pack(">I", 0))
        await writer.drain()
