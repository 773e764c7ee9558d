"""Keeping files: refused at once where they cannot be taken, else stowed before we say so."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from aiogram.exceptions import TelegramBadRequest, TelegramNotFound

from bot.incoming import Attachment, Incoming
from bot.services import Services
from bot.speech.splitting import escape
from bot.texts import common
from bot.texts import draft as words
from core.errors import InvalidError, UnavailableError
from core.evidence.intake import MAX_FILES, check_size, stow
from core.reports.schemas import StowedFile

AT_ONCE: Final = asyncio.Semaphore(8)
"""A file is held in memory while it is encrypted; this many at a time."""
_STORE_CODES: Final = "evidence."


@dataclass(slots=True)
class Kept:
    """What became of the files of one message or album."""

    files: list[StowedFile] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    """What was written under the files that are not kept; a file that is kept keeps its own."""

    def refuse(self, why: str, attachment: Attachment) -> None:
        """Note that a file is not kept, and what was written under it."""
        self.refusals.append(why)
        if attachment.caption:
            self.captions.append(attachment.caption)

    def words(self, total: int) -> str:
        """Say it, once for all of them."""
        said = []
        if len(self.files) == 1:
            only = self.files[0]
            said.append(words.FILES_KEPT_ONE.format(name=escape(only.name), size=_size(only.size)))
        elif self.files:
            said.append(words.FILES_KEPT_MANY.format(count=len(self.files)))
        if self.files:
            said.append(words.FILES_TOTAL.format(count=total, limit=MAX_FILES))
        said.extend(escape(refusal) for refusal in dict.fromkeys(self.refusals))
        return " ".join(said)


async def keep_files(services: Services, incoming: Incoming, already: int) -> Kept:
    """Fetch and stow each file, up to the limit."""
    kept = Kept()
    for attachment in incoming.attachments:
        if already + len(kept.files) >= MAX_FILES:
            kept.refuse(words.FILES_FULL.format(limit=MAX_FILES), attachment)
            continue
        try:
            kept.files.append(await _keep(services, attachment))
        except InvalidError as refusal:
            kept.refuse(refusal.message, attachment)
        except UnavailableError as gone:
            if not gone.code.startswith(_STORE_CODES):
                raise
            kept.refuse(gone.message, attachment)
        except (TelegramBadRequest, TelegramNotFound):
            kept.refuse(common.FILE_FETCH_FAILED, attachment)
    return kept


async def _keep(services: Services, attachment: Attachment) -> StowedFile:
    check_size(attachment.size)
    async with AT_ONCE:
        content = await services.fetch(attachment.file_id)
        return await stow(
            services.store,
            content,
            name=attachment.name,
            mime=attachment.mime,
            caption=attachment.caption,
        )


def _size(size: int) -> str:
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
    return f"{max(1, round(size / 1024))} KB"
