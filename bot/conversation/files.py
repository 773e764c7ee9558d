"""Keeping files: refused at once where they cannot be taken, else stowed before we say so."""

import asyncio
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from aiogram.exceptions import TelegramBadRequest, TelegramNotFound

from bot.conversation.steps import PARAGRAPH
from bot.incoming import Incoming
from bot.memory.state import Attachment, Piece
from bot.speech.splitting import escape
from bot.texts import common
from bot.texts import draft as words
from bot.turn import Turn
from core.errors import InvalidError, UnavailableError
from core.evidence.copies import copy_type
from core.evidence.intake import MAX_CAPTION, arriving, check_size, stow
from core.evidence.notes import Trace
from core.evidence.schemas import StowedFile
from core.evidence.store import is_of_store
from core.languages import say
from core.sizes import file_size

AT_ONCE: Final = asyncio.Semaphore(8)
"""Each takes a connection and room on the disk while it arrives; this many at a time."""


@dataclass(slots=True)
class Kept:
    """What became of the files of one message or album."""

    files: list[StowedFile] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    captions: list[Piece] = field(default_factory=list)
    """What was written under the files that are not kept; a file that is kept keeps its own."""
    refused: list[str] = field(default_factory=list)
    """The names of the files that are not kept, as `refusals` has the reasons."""

    def refuse(self, why: str, attachment: Attachment) -> None:
        """Note that a file is not kept, and what was written under it."""
        self.refusals.append(why)
        self.refused.append(attachment.name)
        if attachment.caption:
            self._part(attachment)

    def why_not(self) -> list[str]:
        """Say which files are not kept and why, a line for each reason; what all reasons end in, once."""
        reasons = list(dict.fromkeys(self.refusals))
        end = _common_end(reasons)
        lines = []
        for reason in reasons:
            pairs = zip(self.refused, self.refusals, strict=True)
            names = ", ".join(name for name, why in pairs if why == reason)
            lines.append(f"{names}: {reason.removesuffix(end).rstrip()}")
        return [*lines, end] if end else lines

    def without_captions(self, incoming: Incoming) -> None:
        """Take the words from under the kept files: they tell who reports, and evidence may not."""
        self.files = [file.model_copy(update={"caption": "", "source": ""}) for file in self.files]
        self.captions = []
        for attachment in incoming.attachments:
            if attachment.caption:
                self._part(attachment)

    def _part(self, attachment: Attachment) -> None:
        piece = Piece(message_id=attachment.message_id, text=attachment.caption, joint=PARAGRAPH)
        self.captions.append(piece)

    def traces(self) -> str:
        """Say, in HTML, which of the kept files tell where or by whom they were made; empty if none does."""
        telling = [file for file in self.files if file.traces]
        stay = [file for file in telling if not copy_type(file.mime)]
        cleaned = [file for file in telling if file not in stay]
        return " ".join(
            _telling(sentence, files)
            for sentence, files in ((words.FILE_TRACES, cleaned), (words.FILE_TRACES_STAY, stay))
            if files
        )

    def words(self, total: int, most: int) -> str:
        """Say it, once for all of them: so many are kept in all, of so many that may be."""
        said = []
        if len(self.files) == 1:
            only = self.files[0]
            said.append(words.FILES_KEPT_ONE.format(name=escape(only.name), size=file_size(only.size)))
        elif self.files:
            said.append(words.FILES_KEPT_MANY.format(count=len(self.files)))
        if self.files:
            said.append(words.FILES_TOTAL.format(count=total, limit=most))
        said.extend(escape(refusal) for refusal in dict.fromkeys(self.refusals))
        said.append(self.traces())
        return " ".join(filter(None, said))


def _common_end(reasons: list[str]) -> str:
    """Find the whole sentences that all of several reasons end in."""
    if len(reasons) < 2:  # noqa: PLR2004 - one says it once anyway
        return ""
    parts = [reason.split(". ") for reason in reasons]
    alike = takewhile(lambda last: len(set(last)) == 1, zip(*map(reversed, parts), strict=False))
    most = min(map(len, parts)) - 1  # something is left of each
    return ". ".join(part for part, *_others in reversed(list(alike)[:most]))


def _telling(sentence: str, files: list[StowedFile]) -> str:
    told = {trace for file in files for trace in file.traces}
    what = words.TRACE_PLACE if Trace.PLACE in told else words.TRACE_MAKER
    return sentence.format(
        names=", ".join(f"<b>{escape(file.name)}</b>" for file in files),
        what=words.TRACE_BOTH if len(told) > 1 else what,
    )


async def keep_files(turn: Turn, incoming: Incoming, already: int, *, answers: str = "") -> Kept:
    """Fetch and stow each file, up to the limit; a voice note is kept as the answer to `answers`."""
    kept, most = Kept(), turn.services.max_files
    for attachment in incoming.attachments:
        if already + len(kept.files) >= most:
            kept.refuse(words.FILES_FULL.format(limit=most), attachment)
            continue
        try:
            kept.files.append(await _keep(turn, attachment, answers))
        except InvalidError as refusal:
            kept.refuse(say(refusal.message), attachment)
        except UnavailableError as gone:
            if not is_of_store(gone):
                raise
            kept.refuse(say(gone.message), attachment)
        except (TelegramBadRequest, TelegramNotFound):
            kept.refuse(common.FILE_FETCH_FAILED, attachment)
    return kept


async def change_file(turn: Turn, files: list[StowedFile], incoming: Incoming) -> str:
    """Let an edited message change its file, or what stands under it; say so. Empty where it brought none."""
    source = _source(turn, incoming.message_id)
    place = next((at for at, file in enumerate(files) if file.source == source), None)
    if place is None:
        return ""
    before = files[place]
    if any(attachment.size not in {None, before.size} for attachment in incoming.attachments):
        kept = await keep_files(turn, incoming, len(files) - 1)
        if not kept.files:
            return " ".join([*map(escape, kept.refusals), words.FILE_STAYS])
        files[place] = kept.files[0]
        said = words.FILE_CHANGED.format(name=escape(files[place].name))
        return f"{said} {kept.traces()}".strip()
    files[place] = before.model_copy(update={"caption": incoming.text[:MAX_CAPTION]})
    return words.CAPTION_CHANGED.format(name=escape(before.name))


def _source(turn: Turn, message_id: int) -> str:
    return turn.services.source_key(turn.chat_id, message_id).hex()


async def _keep(turn: Turn, attachment: Attachment, answers: str) -> StowedFile:
    services = turn.services
    check_size(attachment.size, services.store.max_file_bytes)
    person = services.name_of(turn.chat_id)
    await services.quota.admit(person, attachment.size or 0)
    async with AT_ONCE:
        with arriving() as content:
            await services.fetch(attachment.file_id, content)
            stowed = await stow(
                services.store,
                content,
                name=attachment.name,
                mime=attachment.mime,
                caption=attachment.caption,
                source=_source(turn, attachment.message_id),
                telling=True,
            )
    await services.quota.count(person, stowed.size)
    return stowed.model_copy(update={"answers": (attachment.answers or answers) if attachment.spoken else ""})
