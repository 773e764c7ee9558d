"""A clock as people are shown it: when it ends, why then, and which days counted."""

from datetime import datetime

from core.values import Frozen


class DayView(Frozen):
    """One day of a deadline: counted, skipped (and why), paused, or still ahead."""

    day: str
    """ISO date."""
    status: str
    reason: str = ""


class DeadlineView(Frozen):
    """A deadline that explains itself (R63, G3)."""

    kind: str
    label: str
    started_at: datetime
    due_at: datetime
    raw_due_at: datetime
    due_text: str
    remaining: int
    """Working days left; negative when late."""
    remaining_text: str
    urgency: str
    """`late`, `today`, `soon`, `ok` or `stopped`."""
    working_days: int
    legal_source: str
    paused: bool
    stopped_at: datetime | None
    sentence: str
    days: tuple[DayView, ...]
