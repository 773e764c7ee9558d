"""Who else has a report open, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from core.chain.actions import Action
from core.chain.table.transitions import TRANSITIONS
from core.language import tr

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
    if label:
        return tr("{name} sedang mengisi formulir “{form}”.", name=name, form=label)
    return tr("{name} juga membuka laporan ini.", name=name)
