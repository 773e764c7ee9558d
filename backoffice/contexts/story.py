"""A story on the report's page: as it was written, what was read out of it, and what is still missing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backoffice.contexts.fields import FieldInput
from backoffice.contexts.parts import EvidenceItem
from backoffice.contexts.shell import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySegment:
    """Words of a message. `number` is the proposal that was read from them, 0 where none was."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMessage:
    """One message of the story, with what came with it."""

    segments: tuple[StorySegment, ...]
    at: datetime | None = None
    evidence: tuple[EvidenceItem, ...] = ()


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryHint:
    """What else was read, in a few words."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """What was read, and what became of it.

    `lines` are (what it says, a smaller line below: "menurut tulisan …"); `settled` says who said so, and
    when. `hidden` and `fields` make its forms; both are empty for whoever may not settle it.
    """

    number: int
    term: str
    lines: tuple[tuple[str, str], ...]
    state: ProposalState
    settled: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    fields: tuple[FieldInput, ...] = ()
    error: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPanel:
    """The story. `action` is where its forms are sent."""

    messages: tuple[StoryMessage, ...]
    changed: bool
    proposals: tuple[ProposalLine, ...]
    hints: tuple[StoryHint, ...]
    action: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPanel:
    """What the report does not say yet, in words; `ask` opens the request with a question drafted."""

    elements: tuple[str, ...]
    ask: Link | None = None
