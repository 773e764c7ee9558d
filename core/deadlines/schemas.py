"""A clock as people are shown it: when it ends, why then, and which days counted."""

from datetime import datetime
from enum import StrEnum

from core.values import Frozen, Words


class Urgency(StrEnum):
    """How pressing a due time is."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    OK = "ok"
    PAUSED = "paused"
    STOPPED = "stopped"
    NONE = "none"
    """Nothing is due."""


class DayView(Frozen):
    """One day of a deadline: counted, skipped (and why), paused, or still ahead."""

    day: str
    """ISO date."""
    status: str
    reason: Words = ""


class DeadlineView(Frozen):
    """A deadline that explains itself (R63, G3)."""

    kind: str
    label: Words
    started_at: datetime
    due_at: datetime
    raw_due_at: datetime
    due_text: Words
    remaining: int
    """Working days left; negative when late."""
    remaining_text: Words
    urgency: Urgency
    working_days: int
    legal_source: Words
    paused: bool
    stopped_at: datetime | None
    sentence: Words
    days: tuple[DayView, ...]
