"""The report: facts left, my next step right, everything that happened below."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated, Final
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from backoffice.contexts.around import DoubtLine
from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, KeptFile
from backoffice.contexts.insight import GateContext
from backoffice.contexts.report import BlockedAction, ReportContext
from backoffice.contexts.shell import Flash, Link, Shell
from backoffice.contexts.story import StoryPanel
from backoffice.documents.printing import available_for
from backoffice.pages.frame.forms import Refusal, action_form, troubles_of
from backoffice.pages.frame.returning import back_name, way_back
from backoffice.pages.frame.shell import shell_of
from backoffice.pages.frame.visiting import FLASH, Typed, session_of, typed_for, typed_name
from backoffice.pages.frame.words import SEALED_TITLE, evidence_of, heading_of, local, neutral_heading
from backoffice.pages.report.around import around_of
from backoffice.pages.report.places import place_of
from backoffice.pages.report.report_panels import (
    deadline_of,
    facts_of,
    identity_of,
    messages_of,
    reach_of,
    spoken_with,
    units_of,
)
from backoffice.pages.report.report_stage import (
    marks_of,
    stage_of,
    suggestion_of,
    track_of,
    with_suggestion,
)
from backoffice.pages.report.report_words import category_of, with_categories, with_words
from backoffice.pages.report.telling import KEY as READ
from backoffice.pages.report.telling import asking, facts_beside, missing_of, story_of
from backoffice.pages.report.timeline import filter_links, filtered, timeline_of
from backoffice.requests.visits import CurrentVisit, Visit, reason_name, zone_of
from backoffice.security.kept_forms import KeptForm
from backoffice.words.custody import custody_line
from backoffice.words.holders import holder_in_words
from backoffice.words.wording import long_datetime
from core.chain.about import ABOUT, PlaceOnPage
from core.chain.actions import Action
from core.chain.states import ENDINGS, ProtectionStage
from core.chain.telling.wording import clause_in_short
from core.errors import ForbiddenError
from core.handling.schemas import ActionView
from core.ids import new_id
from core.language import tr, trn
from core.queues.schemas import HolderKind
from core.reading.schemas import ReportView
from core.reports.schemas import OpenedIdentity

router = APIRouter()

REASON_NEEDED: Final = "reason_required"
_PLACES: Final = {f"aksi-{action.value}": about.place for action, about in ABOUT.items()}
"""Where each form stands, by its key."""
_UNPROTECTED: Final = frozenset({ProtectionStage.REQUESTED, ProtectionStage.ACKNOWLEDGED})
"""Until then protecting the reporter comes before everything else."""
_NOT_HERE: Final = frozenset({"wrong_state", "not_your_role", "wrong_track"})
"""Refusals that nothing the reader does on this page can lift."""
_NO_TYPED: Final[Mapping[str, list[str]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A form that was not taken, or only looked at: which action, what was typed, and why not."""

    action: str
    typed: Typed = field(default_factory=lambda: _NO_TYPED)
    refusal: Refusal | None = None
    files: Mapping[str, tuple[KeptFile, ...]] = field(default_factory=dict)
    """The files that came with it, kept."""
    template: str = ""
    """The template to add to what is typed."""

    @property
    def looks(self) -> bool:
        """Whether what was asked for is to see the words as the reporter will."""
        return self.refusal is None and not self.template

    @property
    def mark(self) -> str:
        """What the browser's title begins with."""
        if self.refusal:
            return tr("Belum tersimpan")
        return tr("Pratinjau") if self.looks else tr("Templat ditambahkan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What is special about this showing of the page."""

    attempt: Attempt | None = None
    timeline: str = ""
    original: bool = False
    asks: bool = False
    """The request for what is missing is open, with its question drafted."""
    identity: OpenedIdentity | None = None
    notices: tuple[Flash, ...] = ()
    status: int = 200


@router.get("/laporan/{report_id}")
async def report(
    visit: CurrentVisit,
    report_id: UUID,
    timeline: Annotated[str, Query(alias="perjalanan", max_length=20)] = "",
    text: Annotated[str, Query(alias="naskah", max_length=20)] = "",
    asks: Annotated[str, Query(alias="lengkapi", max_length=20)] = "",
) -> Response:
    """Show one report, or the gate where it opens with a recorded reason only."""
    return await show_report(
        visit, report_id, Showing(timeline=timeline, original=text == "asli", asks=asks == "ya")
    )


async def show_report(visit: Visit, report_id: UUID, showing: Showing) -> Response:
    """Render the report, with whatever is special about this showing."""
    await _look_into_drawer(visit, report_id)
    try:
        view = await visit.desk.report(report_id, reason=await visit.reason(report_id))
    except ForbiddenError as error:
        if error.code != REASON_NEEDED:
            raise
        return await gate(visit, report_id, error)
    shell = await shell_of(visit, current=urlsplit((await way_back(visit, report_id)).href).path)
    if showing.notices:
        shell = _with_notices(shell, showing.notices)
    context = await _context(visit, view, shell, showing)
    return visit.parts.renderer.respond(
        visit.request, "pages/report.html", context, status_code=showing.status
    )


async def _look_into_drawer(visit: Visit, report_id: UUID) -> None:
    """Ask Valkey once for all that this page may find in the session's drawer."""
    typed = [typed_name(f"/laporan/{report_id}/aksi/{action.value}") for action in Action]
    names = [FLASH, reason_name(report_id), back_name(report_id), *typed]
    await visit.parts.sessions.look(session_of(visit), names)


async def gate(visit: Visit, report_id: UUID, error: ForbiddenError, *, refusal: str = "") -> Response:
    """Ask for the reason that opens a sealed report."""
    known = error.params.get("agenda_number")
    number = str(known) if known else tr("Laporan tertutup")
    form = ActionForm(
        key="buka",
        label=tr("Buka laporan"),
        action=f"/laporan/{report_id}/buka",
        fields=(
            FieldInput(
                name="reason",
                label=tr("Alasan membuka"),
                kind=FieldKind.LONG_TEXT,
                required=True,
                max_length=500,
                rows=3,
                error=refusal,
                hint=tr("Berlaku selama Anda masuk. Tercatat dan terlihat pada pemeriksaan."),
            ),
        ),
        icon="lock-open",
        submit_label=tr("Catat alasan dan buka"),
        clause=clause_in_short(error.clause or ""),
    )
    context = GateContext(
        shell=await shell_of(visit),
        crumbs=(await way_back(visit, report_id), Link(label=number, href=f"/laporan/{report_id}")),
        number=number,
        tags=(),
        form=form,
        explanation=error.message,
    )
    status = 422 if refusal else 200
    return visit.parts.renderer.respond(visit.request, "pages/gate.html", context, status_code=status)


async def _context(visit: Visit, view: ReportView, shell: Shell, showing: Showing) -> ReportContext:
    row, base, zone = view.row, f"/laporan/{view.row.id}", await zone_of(visit)
    forms = [await _form(visit, view, action, base, showing) for action in view.actions]
    suggestion = suggestion_of(view)
    attempt = showing.attempt
    picked = (attempt.template, attempt.action) if attempt else ("", "")
    forms = await with_words(visit, view, forms, base, picked)
    forms = [with_suggestion(form, suggestion) for form in forms]
    tried = next((form for form in forms if attempt and form.key == f"aksi-{attempt.action}"), None)
    if attempt and tried and attempt.looks:
        looked_at = replace(tried, bubble_focus=True)
        forms = [looked_at if form is tried else form for form in forms]
    category, given = await category_of(visit, view, base)
    compose = next(iter(_standing(forms, PlaceOnPage.CONVERSATION)), None)
    beside = _standing(forms, PlaceOnPage.BESIDE)
    steps = [form for form in forms if _PLACES[form.key] in {PlaceOnPage.STEP, PlaceOnPage.ASIDE}]
    stage = stage_of(view, zone, shell.now)
    main = _main_step(view, steps)
    by_key = {form.key: form for form in forms}
    around = await around_of(visit, view, by_key)
    waiting = await visit.desk.identity_request(row.id) if view.has_identity else None
    return ReportContext(
        shell=shell,
        crumbs=(await way_back(visit, row.id), Link(label=row.agenda_number, href=base)),
        number=row.agenda_number,
        title=row.title or view.body.title or SEALED_TITLE,
        in_bar=neutral_heading(row) if row.is_protected else heading_of(row),
        intake=tr(
            "{channel} · diterima {received} · {office}",
            channel=row.channel.label,
            received=long_datetime(local(row.received_at, zone)),
            office=view.addressed_office_name,
        ),
        tags=marks_of(view, suggestion),
        track=track_of(view, zone, stage),
        stage=stage,
        facts=facts_of(view.original, view.evidence, base) if showing.original else facts_beside(view, base),
        story=None if showing.original else await _story(visit, view, by_key.get(READ), showing),
        missing=missing_of(view, by_key, base),
        timeline=filtered(with_categories(timeline_of(view, base, zone), given, zone), showing.timeline),
        timeline_filters=filter_links(base, showing.timeline),
        original_href=_original_href(view, base, showing),
        evidence=tuple(evidence_of(file, base) for file in view.evidence),
        evidence_note=trn("{n} berkas", len(view.evidence)),
        evidence_custody=custody_line(view.evidence, zone),
        papers=tuple(evidence_of(file, base) for file in view.papers),
        papers_note=trn("{n} berkas", len(view.papers)),
        papers_custody=custody_line(view.papers, zone),
        messages=messages_of(view, base, zone),
        compose=compose,
        step=main,
        other_steps=tuple(sorted((form for form in steps if form is not main), key=lambda form: form.danger)),
        beside=beside,
        waiting=_waiting(view),
        blocked=tuple(
            BlockedAction(label=each.label, reason=each.why, clause=clause_in_short(each.clause))
            for each in view.refused
        ),
        deadline=deadline_of(view.deadlines, zone, shell.now.date()),
        identity=identity_of(view, base, opened=showing.identity, waiting=waiting),
        units=units_of(view),
        category=category,
        delivery=reach_of(view),
        spoken=spoken_with(view),
        documents=tuple(
            Link(label=kind.label, href=f"{base}/dokumen/{kind.name}.pdf", icon="printer")
            for kind in available_for(row.track)
        ),
        custody_href=f"{base}/pembaca",
        menu=(Link(label=tr("Siapa membaca laporan ini"), href=f"{base}/pembaca", icon="eye"),),
        outcome=ENDINGS.get(row.state, ""),
        report_id=str(row.id),
        alarm=_alarm(view),
        version=row.version,
        present=around.present,
        readers=around.readers,
        place=place_of(view.body.place),
        consultations=around.consultations,
        related=around.related,
        doubts=tuple(
            DoubtLine(name=doubt.full_name, action=f"{base}/dugaan/{doubt.officer_id}")
            for doubt in view.doubts
        ),
        mark=attempt.mark if attempt else "",
        errors=troubles_of(tried, attempt.refusal) if attempt and attempt.refusal else (),
        looked_at=f"{tried.key}-pratinjau" if attempt and tried and attempt.looks else "",
    )


async def _story(
    visit: Visit, view: ReportView, form: ActionForm | None, showing: Showing
) -> StoryPanel | None:
    """Give the story, with the correction that was not taken."""
    tried = showing.attempt
    refused = tried is not None and tried.action == Action.CHECK_READING
    return story_of(
        view,
        form,
        f"/laporan/{view.row.id}",
        await zone_of(visit),
        typed=tried.typed if tried and refused else _NO_TYPED,
        refusal=tried.refusal if tried and refused else None,
    )


async def _form(
    visit: Visit, view: ReportView, action: ActionView, base: str, showing: Showing
) -> ActionForm:
    attempt = showing.attempt
    tried = attempt if attempt is not None and attempt.action == action.action else None
    kept: KeptForm | None = None
    if tried is None:
        kept = await typed_for(visit, f"{base}/aksi/{action.action}")
    drafts = showing.asks and action.action == Action.REQUEST_COMPLETION
    drafted: Typed = asking(view) if drafts else _NO_TYPED
    return action_form(
        action,
        base=base,
        version=view.row.version,
        key=new_id().hex,
        max_bytes=visit.parts.core.store.max_file_bytes,
        typed=tried.typed if tried else kept.as_form() if kept else drafted,
        refusal=tried.refusal if tried else None,
        is_open=tried is not None,
        kept=tried.files if tried else {},
    )


def _standing(forms: list[ActionForm], place: PlaceOnPage) -> tuple[ActionForm, ...]:
    """Give the forms that stand in this place, in the order of the table of facts."""
    return tuple(form for key, at in _PLACES.items() if at is place for form in forms if form.key == key)


def _main_step(view: ReportView, forms: list[ActionForm]) -> ActionForm | None:
    """Choose the step that moves the report on: neither words aside nor something dangerous.

    Where it can only be moved on by something dangerous, no step comes before the others.
    """
    known = {f"aksi-{each.action}": each for each in view.actions}
    steps = [(form, known[form.key]) for form in forms if _PLACES[form.key] is PlaceOnPage.STEP]
    first = next((form for form, action in steps if ABOUT[Action(action.action)].comes_first), None)
    if view.row.threatened and first is not None and view.row.protection in _UNPROTECTED:
        return first
    moving = [(form, action) for form, action in steps if action.moves]
    return next((form for form, action in moving or steps if not action.danger), None)


def _alarm(view: ReportView) -> str:
    """Say of a threatened reporter how far their protection has come; empty where nobody is."""
    row = view.row
    if not row.threatened or row.protection is None:
        return ""
    if row.in_danger:
        return tr(
            "Terancam: pelapor berkata ia dalam bahaya sekarang. Pelindungan: {stage}.",
            stage=row.protection.label,
        )
    return tr("Pelapor meminta pelindungan. Pelindungan: {stage}.", stage=row.protection.label)


def _waiting(view: ReportView) -> str:
    if view.row.state.is_final:
        return tr("Penanganan laporan ini sudah selesai.")
    holder = view.row.held_by
    if view.proposal_by and any(each.action == Action.CONFIRM_NOT_PROCESSABLE for each in view.actions):
        return tr(
            "{name} mengusulkan laporan ini tidak dapat diproses. Setujui atau tolak.", name=view.proposal_by
        )
    if holder.kind is HolderKind.REPORTER:
        return tr("Menunggu pelapor. Tidak ada yang perlu Anda lakukan sekarang.")
    if holder.kind is HolderKind.NOBODY:
        return tr("Belum ada langkah untuk peran Anda.")
    first = next((each for each in view.refused if each.code not in _NOT_HERE), None)
    if holder.kind is HolderKind.ME and first is not None:
        return tr("Sebelum “{action}”: {why}", action=first.label, why=first.why)
    return tr("Langkah berikutnya ada pada {holder}.", holder=holder_in_words(holder))


def _original_href(view: ReportView, base: str, showing: Showing) -> str:
    if view.body_version == 1:
        return ""
    return base if showing.original else f"{base}?naskah=asli"


def _with_notices(shell: Shell, notices: tuple[Flash, ...]) -> Shell:
    return replace(shell, flashes=(*shell.flashes, *notices))
