"""Who else has a report open, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from core.chain.actions import Action
from core.chain.table.transitions import TRANSITIONS

_LABELS = {row.action: row.label for row in TRANSITIONS}


class Someone(Protocol):
    """Somebody who has the report open."""

    @property
    def officer_id(self) -> UUID:
        """Who."""
        ...

    @property
    def form(self) -> str:
        """The action whose form has their focus, or nothing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceContext:
    """`pages/presence.html`: one line each."""

    lines: tuple[str, ...]


def presence_lines(others: Iterable[Someone], names: Mapping[UUID, str]) -> tuple[str, ...]:
    """Say who is there and which form they are filling in."""
    return tuple(_line(names[one.officer_id], one.form) for one in others if one.officer_id in names)


def _line(name: str, form: str) -> str:
    known = form in Action.__members__.values()
    label = _LABELS.get(Action(form)) if known else None
    return f"{name} sedang mengisi formulir “{label}”." if label else f"{name} juga membuka laporan ini."
