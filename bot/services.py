"""What the conversation needs of the core and of Telegram."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from bot.memory.state import Attachment
from core.answers.desk import AnswerDesk
from core.deadlines.standards import Standard
from core.evidence.quota import FileQuota
from core.evidence.store import EvidenceStore
from core.intake.letterbox import Letterbox
from core.offices.directory import OfficeDirectory
from core.privacy.spool import Spool
from core.privacy.tracking import TrackingId
from core.reporter.reporter import ReporterDesk
from core.reporter.transcribing import TranscribingDesk


class WriteDownLater(Protocol):
    """Has the voice notes of a report written down once they are in it; `allowed` by a protected reporter."""

    def __call__(self, chat_id: int, tracking_id: TrackingId, *, allowed: bool = False) -> None:
        """Never waits, and never fails."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The doors out of the conversation."""

    letterbox: Letterbox
    desk: Callable[[], AbstractAsyncContextManager[ReporterDesk]]
    """The reporter's side of the core; one transaction long."""
    directory: Callable[[], Awaitable[OfficeDirectory]]
    standards: Callable[[], Awaitable[tuple[Standard, ...]]]
    answers: AnswerDesk
    """What offices answer at once."""
    store: EvidenceStore
    fetch: Callable[[str, Spool], Awaitable[None]]
    """Gets a file from Telegram by its `file_id`, piece by piece."""
    max_files: int
    """The most files of one draft, or of one answer to the office."""
    quota: FileQuota
    name_of: Callable[[int], str]
    """The keyed name a chat goes by outside this process."""
    source_key: Callable[[int, int], bytes]
    may_guess: Callable[[int], Awaitable[bool]]
    guessed_wrong: Callable[[int], Awaitable[None]]
    transcribing: Callable[[], AbstractAsyncContextManager[TranscribingDesk]]
    """The reporter's side again, where a voice is written down; one transaction long."""
    write_down_later: WriteDownLater
    spoken_word: Callable[[tuple[Attachment, ...]], Awaitable[str]]
    """What a short voice note says, as a typed word would; empty where nothing is recognised."""
    link_officer: Callable[[str, int], Awaitable[bool]]
    unlink_officer: Callable[[int], Awaitable[None]]
