"""Consultations, related reports, readers and who is here: the panels around a report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from backoffice.contexts.around import AdvisingUnit, ConsultationLine, RelatedPanel, RelatedReport
from backoffice.contexts.fields import ActionForm
from backoffice.contexts.shell import Link
from backoffice.pages.frame.words import evidence_of, heading_of
from backoffice.pages.live import who_else
from backoffice.requests.visits import Visit, zone_of
from core.chain.actions import Action
from core.clock import now
from core.language import joined, tr, trn
from core.queues.schemas import ReportRow
from core.reading.schemas import ReportView
from core.reading.surroundings import Around, Asked, Surroundings
from core.reports.schemas import LineView

RELATE, UNRELATE = f"aksi-{Action.RELATE.value}", f"aksi-{Action.UNRELATE.value}"
_NUMBER: Final = "agenda_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundParts:
    """The panels, ready for the page."""

    consultations: tuple[ConsultationLine, ...]
    related: RelatedPanel | None
    readers: Link | None
    present: tuple[str, ...]


async def around_of(visit: Visit, view: ReportView, forms: Mapping[str, ActionForm]) -> AroundParts:
    """Read what stands around the report and word it."""
    parts, base = visit.parts, f"/laporan/{view.row.id}"
    surroundings = Surroundings(visit.session, parts.core.keys, visit.actor)
    zone = await zone_of(visit)
    midnight = now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    around = await surroundings.of(view.row.id, suggest=RELATE in forms, reads_since=midnight)
    return AroundParts(
        consultations=_consultations(around.asked, view.lines, base, zone),
        related=_related(around, forms),
        readers=_readers(around, base),
        present=await who_else(parts, visit.session, visit.actor, view.row.id),
    )


def _readers(around: Around, base: str) -> Link | None:
    reads = around.reads
    if not reads.times:
        return None
    label = trn("{n} kali dilihat orang lain hari ini", reads.times)
    if reads.officers > 1:
        label = trn("{n} kali dilihat {others} orang lain hari ini", reads.times, others=reads.officers)
    return Link(label=label, href=f"{base}/pembaca", icon="eye")


def _consultations(
    asked: tuple[Asked, ...], lines: tuple[LineView, ...], base: str, zone: ZoneInfo
) -> tuple[ConsultationLine, ...]:
    by_id = {line.id: line for line in lines}
    questions: dict[object, list[Asked]] = {}
    for one in asked:
        questions.setdefault(one.question_id, []).append(one)
    threads = []
    for units in questions.values():
        first = units[0]
        threads.append(
            ConsultationLine(
                key=first.question_id.hex[:8],
                by=first.asked_by,
                at=first.asked_at.astimezone(zone),
                question=by_id[first.question_id].text if first.question_id in by_id else "",
                units=tuple(
                    _adviser(one, by_id.get(one.answer_id) if one.answer_id else None, base, zone)
                    for one in units
                ),
                missing=sum(one.answered_at is None for one in units),
            )
        )
    return tuple(reversed(threads))


def _adviser(one: Asked, line: LineView | None, base: str, zone: ZoneInfo) -> AdvisingUnit:
    return AdvisingUnit(
        name=one.unit,
        at=one.answered_at.astimezone(zone) if one.answered_at else None,
        by=one.answered_by or "",
        advice=line.text if line else "",
        evidence=tuple(evidence_of(file, base) for file in line.files) if line else (),
    )


def _related(around: Around, forms: Mapping[str, ActionForm]) -> RelatedPanel | None:
    tie, untie = forms.get(RELATE), forms.get(UNRELATE)
    if not around.linked and tie is None:
        return None
    return RelatedPanel(
        linked=tuple(
            replace(_report(one.row, one.relation_label), unlink=_untying(untie, one.row) if untie else None)
            for one in around.linked
        ),
        similar=tuple(
            replace(_report(one.row, joined(" · ", one.reasons)), hidden=_tying(tie, one.row))
            for one in around.similar
            if tie is not None
        ),
        action=tie.action if tie else "",
        form=tie,
    )


def _report(row: ReportRow, note: str) -> RelatedReport:
    return RelatedReport(
        number=row.agenda_number,
        title=heading_of(row),
        href=f"/laporan/{row.id}",
        state=row.state.label,
        note=note,
    )


def _tying(form: ActionForm, row: ReportRow) -> tuple[tuple[str, str], ...]:
    """Give each suggestion's form a key of its own: the same key acts once."""
    own = f"-{row.id.hex[:12]}"
    kept = [(name, value + own if name == "key" else value) for name, value in form.hidden]
    return (*kept, (_NUMBER, row.agenda_number))


def _untying(form: ActionForm, row: ReportRow) -> ActionForm:
    fields = tuple(field for field in form.fields if field.name != _NUMBER)
    return replace(
        form,
        key=f"{form.key}-{row.id.hex[:8]}",
        label=tr("Lepas tautan"),
        fields=fields,
        hidden=_tying(form, row),
        open=False,
    )
