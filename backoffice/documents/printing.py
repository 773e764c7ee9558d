"""Printing a document for an officer: what may be printed, and the record that it was."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from backoffice.documents.contents import Data, printed_by, receipt_slip, report_print, sheet
from backoffice.documents.typesetting import typeset
from backoffice.requests.follow_links import follow_link
from backoffice.requests.visits import Visit
from core.actor import OfficerActor
from core.chain.fields import FieldType
from core.chain.states import Track
from core.clock import now
from core.db.database import Session
from core.errors import NotFoundError
from core.intake.schemas import Receipt
from core.language import tr
from core.offices.directory import OfficeDirectory
from core.offices.zones import WIB


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document a report can be printed as."""

    name: str
    label: str


SHEET: Final = DocumentKind("lembar-disposisi", tr("Lembar disposisi"))
REPORT: Final = DocumentKind("laporan", tr("Cetak laporan"))
_BY_NAME: Final = {kind.name: kind for kind in (SHEET, REPORT)}


def available_for(track: Track) -> tuple[DocumentKind, ...]:
    """Say what a report can be printed as; only public service is disposed to units (R68)."""
    return (REPORT,) if track is Track.WHISTLEBLOWING else (SHEET, REPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A finished document."""

    content: bytes
    file_name: str


async def print_document(visit: Visit, report_id: UUID, name: str) -> Printed:
    """Print one of a report's documents and record it.

    Raises:
        NotFoundError: No such document, or the report is not visible.
        ForbiddenError: `reason_required`, as for the report itself.
    """
    kind = _BY_NAME.get(name)
    if kind is None:
        raise NotFoundError(code="document.not_found")
    if kind not in available_for(await visit.desk.track_of(report_id)):
        raise NotFoundError(code="document.not_found")
    view = await visit.desk.report(report_id, reason=await visit.reason(report_id))
    zone, stamp = await _stamp(visit.session, visit.actor)
    if kind is SHEET:
        units = next(
            (
                field.choices
                for action in view.actions
                for field in action.fields
                if field.type == FieldType.UNITS and field.choices
            ),
            (),
        )
        content = await typeset("disposition-sheet", {**stamp, **sheet(view, zone, units)})
        await visit.handling.sheet_printed(report_id)
    else:
        content = await typeset("report", {**stamp, **report_print(view, zone)})
        await visit.handling.document_printed(report_id, kind.name)
    number = view.row.agenda_number.replace("/", "-")
    return Printed(content=content, file_name=f"{kind.name}-{number}.pdf")


async def print_receipt(visit: Visit, receipt: Receipt) -> Printed:
    """Print the slip with the tracking ID, and record that a slip was printed."""
    zone, stamp = await _stamp(visit.session, visit.actor)
    follow = await follow_link(visit.parts)
    content = await typeset("receipt", {**stamp, **receipt_slip(receipt, zone, follow)})
    await visit.handling.document_printed(receipt.report_id, "tanda-terima")
    return Printed(content=content, file_name=f"tanda-terima-{receipt.agenda_number.replace('/', '-')}.pdf")


async def _stamp(session: Session, actor: OfficerActor) -> tuple[ZoneInfo, Data]:
    first = actor.appointments[0]
    directory = await OfficeDirectory.load(session)
    office = directory.get(first.office_id)
    zone = ZoneInfo(office.zone or WIB)
    return zone, printed_by(actor, office.short_name, now().astimezone(zone))
