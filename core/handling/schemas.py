"""What officers ask for and are shown."""

from uuid import UUID

from core.chain.states import (
    State,
)
from core.values import Frozen, Words


class FieldView(Frozen):
    """A field an action needs, as the chain table declares it."""

    name: str
    type: str
    label: Words
    required: bool
    help: Words = ""
    max_length: int | None = None
    choices: tuple[tuple[str, Words], ...] = ()


class ActionView(Frozen):
    """An action I may take now, with its clause and fields."""

    action: str
    label: Words
    help: Words
    icon: str
    danger: bool
    moves: bool
    """Whether the report goes on to another stage by it."""
    clause: str
    fields: tuple[FieldView, ...]


class RefusedView(Frozen):
    """An action of my role that is not possible now, and why."""

    action: str
    label: Words
    code: str
    why: Words
    clause: str


class ActOutcome(Frozen):
    """What an action brought about."""

    report_id: UUID
    action: str
    source: State
    target: State
    version: int
    told_reporter: bool
    """A push to the reporter's chat was recorded with it; false where there is no chat."""
    repeated: bool = False
