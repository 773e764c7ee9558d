"""What is handed in, and the receipt for it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from core.chain.states import Channel, IdentityMode, Kind, Track, ViolationType
from core.evidence.schemas import StowedFile
from core.reports.schemas import Identity, ReportBody
from core.values import Frozen, Words


class SubmitReport(Frozen):
    """A report as the conversation hands it in (R51)."""

    track: Track
    kind: Kind = Kind.COMPLAINT
    office_id: int
    """The office the reporter named; where it goes is decided by `core.people.routing`."""
    identity_mode: IdentityMode
    violation_type: ViolationType | None = None
    body: ReportBody
    identity: Identity | None = None
    evidence: tuple[StowedFile, ...] = ()
    in_danger: bool = False
    """Sent by a reporter in danger, with what there is: nothing more is asked of it now."""


class RegisterReport(Frozen):
    """A report that came by desk, letter, e-mail, box or word of mouth (R116, R126-R132)."""

    track: Track = Track.PUBLIC_SERVICE
    kind: Kind = Kind.COMPLAINT
    office_id: int
    channel: Channel
    identity_mode: IdentityMode
    violation_type: ViolationType | None = None
    body: ReportBody
    identity: Identity | None = None
    evidence: tuple[StowedFile, ...] = ()
    sp4n_id: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] | None = None


class Receipt(Frozen):
    """What the reporter gets back once the report is committed."""

    report_id: UUID
    tracking_id: str
    agenda_number: str
    received_at: datetime
    due_at: datetime
    due_text: Words
    """`Kamis 26 November 2026, 16.00 WIB`."""
    due_explained: str
    """A sentence: which days count and which do not."""
    office_name: str
    repeated: bool = False
    """True where the same submission had been committed before."""
