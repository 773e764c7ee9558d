"""What the conversation needs of the core and of Telegram."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from core.answers.answering import AnswersOfOffice, QuestionOutcome
from core.answers.topics import AnswerTopic
from core.deadlines.standards import Standard
from core.evidence.quota import FileQuota
from core.evidence.store import EvidenceStore
from core.intake.letterbox import Letterbox
from core.offices.directory import OfficeDirectory
from core.privacy.spool import Spool
from core.reporter.reporter import ReporterDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The doors out of the conversation."""

    letterbox: Letterbox
    desk: Callable[[], AbstractAsyncContextManager[ReporterDesk]]
    """The reporter's side of the core; one transaction long."""
    directory: Callable[[], Awaitable[OfficeDirectory]]
    standards: Callable[[], Awaitable[tuple[Standard, ...]]]
    answers: Callable[[int | None], Awaitable[AnswersOfOffice]]
    """What an office answers at once; without one, KPU RI."""
    count_question: Callable[[int, AnswerTopic, QuestionOutcome], Awaitable[None]]
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
    link_officer: Callable[[str, int], Awaitable[bool]]
    unlink_officer: Callable[[int], Awaitable[None]]
