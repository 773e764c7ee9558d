"""What the reporter is shown of a report."""

from datetime import datetime
from uuid import UUID

from core.chain.states import Element, IdentityMode, Kind, Track
from core.notifications.outbox import may_speak_openly
from core.reports.schemas import FileView, LineView, ReportBody, StepReached
from core.values import Frozen, Words


class ReporterAction(Frozen):
    """Something the reporter may do now, worded by the chain table."""

    action: str
    label: Words
    help: Words


class ThreadView(Frozen):
    """A report as its reporter sees it."""

    report_id: UUID
    link_id: UUID | None
    track: Track
    kind: Kind
    identity_mode: IdentityMode
    title: str
    state: str
    state_text: str
    steps: tuple[StepReached, ...]
    office_id: int
    office_name: str
    zone: str
    """The office's time zone: dates in the thread are told in it, as deadlines are."""
    received_at: datetime
    due_text: Words | None
    due_explained: Words | None
    due_source: str | None
    """The law or practice the number of days comes from."""
    next_text: Words
    """What happens next, one sentence with a date where there is one."""
    missing: tuple[Element, ...]
    """What we asked the reporter to complete."""
    actions: tuple[ReporterAction, ...]
    lines: tuple[LineView, ...]
    body: ReportBody
    evidence: tuple[FileView, ...]
    push: str | None
    linked: bool
    rating: int | None
    unread: bool
    told: Words = ""
    """What the action just taken answers the reporter; empty when the thread was only opened."""

    @property
    def protected(self) -> bool:
        """Tell whether nothing of its story is shown before it is asked for."""
        return not may_speak_openly(self.identity_mode, self.track)


class MyReport(Frozen):
    """A line of *Laporan saya*."""

    link_id: UUID
    report_id: UUID
    title: str
    protected: bool
    """Its story's first words are not for a list."""
    state_text: str
    received_at: datetime
    zone: str
    unread: bool
