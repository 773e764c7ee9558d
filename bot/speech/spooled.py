"""Handing a spooled file to aiogram, which reads it while it sends."""

import asyncio
from collections.abc import AsyncGenerator

from aiogram import Bot
from aiogram.types import InputFile

from core.privacy.spool import BLOCK_BYTES, Spool


class SpooledInputFile(InputFile):
    """A file that is read again from its beginning each time it is sent."""

    def __init__(self, spool: Spool, filename: str) -> None:
        super().__init__(filename=filename)
        self._spool = spool

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:  # noqa: ARG002 - aiogram's signature
        """Yield the file in small pieces."""
        self._spool.seek(0)
        while piece := self._spool.read(BLOCK_BYTES):
            yield piece
            await asyncio.sleep(0)  # opening a piece is work; others go on meanwhile
