"""What the conversation needs of the core, as narrow as it uses it."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from core.deadlines.standards import Standard
from core.evidence.schemas import StowedFile
from core.evidence.store import EvidenceStore
from core.intake.schemas import Receipt, SubmitReport
from core.offices.directory import OfficeDirectory
from core.privacy.tracking import TrackingId
from core.reporter.revising import Edit, Revised
from core.reporter.schemas import MyReport, ThreadView
from core.reports.models import PushMode
from core.reports.schemas import ChatSource, FileView


class Submit(Protocol):
    """Takes a report in, in a transaction of its own or together with others'."""

    async def __call__(
        self, wish: SubmitReport, *, tracking_id: TrackingId, chat_id: int | None, keep_tracking: bool
    ) -> Receipt:
        """Commit a report; the same tracking ID twice is the same report."""


class Desk(Protocol):
    """The reporter's side of the core; one transaction long."""

    async def thread(self, tracking_id: TrackingId) -> ThreadView:
        """Return the report as its reporter sees it."""

    async def act(
        self,
        tracking_id: TrackingId,
        action: str,
        values: Mapping[str, Any],
        files: tuple[StowedFile, ...] = (),
        source_key: bytes | None = None,
        sources: Mapping[str, ChatSource] | None = None,
    ) -> ThreadView:
        """Carry out one of the reporter's actions; `sources` tells which message gave which answer."""

    async def revise(self, tracking_id: TrackingId, edit: Edit) -> Revised:
        """Change the one answer, or the caption, that an edited chat message gave."""

    async def my_reports(self, chat_id: int) -> tuple[MyReport, ...]:
        """List the reports linked to this chat."""

    async def tracking_kept(self, link_id: UUID, chat_id: int) -> TrackingId | None:
        """Return a tracking ID kept for this very chat."""

    async def set_push(self, tracking_id: TrackingId, mode: PushMode) -> None:
        """Choose when to be told."""

    async def rate(
        self, tracking_id: TrackingId, stars: int, text: str = "", source_key: bytes | None = None
    ) -> ThreadView:
        """Rate the service once the report has closed."""

    async def link(self, tracking_id: TrackingId, chat_id: int, *, keep_tracking: bool) -> UUID:
        """Send news to this chat from now on."""

    async def unlink(self, tracking_id: TrackingId) -> None:
        """Send news to no chat."""

    async def file(self, tracking_id: TrackingId, evidence_id: UUID) -> tuple[FileView, bytes]:
        """Fetch a file of the thread."""


class FetchFile(Protocol):
    """Gets a file's bytes from Telegram."""

    async def __call__(self, file_id: str) -> bytes:
        """Return the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The doors out of the conversation."""

    submit: Submit
    desk: Callable[[], AbstractAsyncContextManager[Desk]]
    directory: Callable[[], Awaitable[OfficeDirectory]]
    standards: Callable[[], Awaitable[tuple[Standard, ...]]]
    store: EvidenceStore
    fetch: FetchFile
    source_key: Callable[[int, int], bytes]
    may_guess: Callable[[int], Awaitable[bool]]
    guessed_wrong: Callable[[int], Awaitable[None]]
    link_officer: Callable[[str, int], Awaitable[bool]]
    unlink_officer: Callable[[int], Awaitable[None]]
