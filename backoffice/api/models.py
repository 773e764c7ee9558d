"""What the API takes and answers beyond the services' own schemas."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backoffice.api.report_models import WordedHistory, WordedRow
from backoffice.requests.bodies import Body
from core.chain.states import Role
from core.handling.schemas import ActionView, RefusedView
from core.queues.schemas import QueueName
from core.reports.schemas import FileView, LineView

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
ReasonText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=15, max_length=500)]


class Credentials(Body):
    """Both steps of signing in at once."""

    username: Name
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)]


class AppointmentView(BaseModel):
    """An appointment in force."""

    role: Role
    role_label: str
    office_id: int
    office: str
    unit_id: int | None
    unit: str | None
    decree_number: str
    valid_from: date
    valid_to: date | None


class Me(BaseModel):
    """Who is signed in, and under which appointments."""

    officer_id: UUID
    username: str
    full_name: str
    appointments: list[AppointmentView]


class SessionView(BaseModel):
    """A session: the token every change must carry in `X-CSRF-Token`, and how long it lasts."""

    officer: Me
    csrf_token: str | None = Field(description="none where a machine's token is used")
    idle_minutes: int
    expires_at: datetime | None


class TokenRequest(Body):
    """A token for a machine that acts as the officer who asks."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    days: Annotated[int, Field(ge=1, le=365)] = 90


class TokenView(BaseModel):
    """A machine's token, shown this once."""

    token: str
    label: str
    expires_on: date


class ActionsView(BaseModel):
    """What I may do now, with the fields each needs; and what not, and why."""

    version: int
    actions: list[ActionView]
    refused: list[RefusedView]


class ActionRequest(BaseModel):
    """The answers to an action's fields, by name; `version` notices that somebody was faster."""

    model_config = ConfigDict(frozen=True, extra="allow")

    values: dict[str, Any] = Field(default_factory=dict)
    version: int | None = Field(default=None, ge=1, le=2**31 - 1)


class MessageRequest(Body):
    """A message to the reporter, or a note among officers."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
    to_reporter: bool = True


class DoubtSettled(Body):
    """Whether the report means the officer."""

    meant: bool


class ReasonRequest(Body):
    """Why something sealed is opened; it is recorded."""

    reason: ReasonText


class LinesView(BaseModel):
    """The conversation of a report."""

    lines: list[LineView]


class EvidenceList(BaseModel):
    """The files of a report, in two lists: each has its own custody."""

    evidence: list[FileView]
    """What the reporter brought."""
    papers: list[FileView]
    """What the office added."""


class DocumentView(BaseModel):
    """A document that can be printed."""

    name: str
    label: str
    href: str


class DocumentList(BaseModel):
    """The documents of a report that this officer may print."""

    documents: list[DocumentView]


class AuditLineView(BaseModel):
    """One entry of a report's audit trail."""

    seq: int
    at: datetime
    side: str
    who: str
    verb: str
    label: str
    seal: str


class AuditList(BaseModel):
    """The audit trail of a report, newest first."""

    entries: list[AuditLineView]


class HistoryList(BaseModel):
    """Everything that happened to a report, oldest first."""

    entries: list[WordedHistory]


class IdentityRequestView(BaseModel):
    """A colleague's wish to learn who reported, waiting for a second person."""

    asked_by: str
    asked_at: datetime
    reason: str
    mine: bool
    may_approve: bool


class IdentityRequestState(BaseModel):
    """Whether a request waits."""

    request: IdentityRequestView | None


class QueueView(BaseModel):
    """One of my queues."""

    queue: QueueName
    label: str
    count: int


class QueueList(BaseModel):
    """My queues."""

    queues: list[QueueView]


class ReportList(BaseModel):
    """One page of reports; ask again with `after` for the next."""

    rows: list[WordedRow]
    total: int
    next_after: str | None
    corrections: list[tuple[str, str]] = []


class OfficeView(BaseModel):
    """An office."""

    id: int
    code: str
    name: str
    short_name: str
    level: str
    zone: str


class OfficeList(BaseModel):
    """Offices, best match first."""

    offices: list[OfficeView]


class UnitEntry(BaseModel):
    """A unit of an office."""

    id: int
    office_id: int
    parent_id: int | None
    kind: str
    name: str
    short_name: str


class UnitList(BaseModel):
    """The units of an office."""

    units: list[UnitEntry]


class ChainField(BaseModel):
    """A field an action asks for."""

    name: str
    type: str
    label: str
    required: bool
    help: str
    choices: list[tuple[str, str]]


class ChainRow(BaseModel):
    """A row of the transition table."""

    action: str
    label: str
    sources: list[str]
    target: str | None
    roles: list[str]
    tracks: list[str]
    clause: str
    requirements: list[str]
    help: str
    danger: bool
    fields: list[ChainField]
    guards: list[str]
    deadlines: list[str]
    tells_reporter: bool


class ChainView(BaseModel):
    """The handling chain: the table everything derives from."""

    states: dict[str, str]
    rows: list[ChainRow]
