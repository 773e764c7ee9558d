"""What happened to whose reports: the page behind the bell."""

from dataclasses import dataclass
from datetime import datetime

from backoffice.contexts.parts import EmptyState, Pagination
from backoffice.contexts.shell import Link, Shell, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice: what happened to which report. `meta` is empty for sealed reports."""

    href: str
    icon: str
    text: str
    number: str
    at: datetime
    tone: Tone = Tone.NEUTRAL
    meta: str = ""
    unread: bool = False
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesContext:
    """`pages/notices.html`. `read_all_action` is empty while nothing is unread."""

    shell: Shell
    summary: str
    lines: tuple[NoticeLine, ...]
    chips: tuple[Link, ...]
    page: Pagination
    empty: EmptyState
    read_all_action: str = ""
