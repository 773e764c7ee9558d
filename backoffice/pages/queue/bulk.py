"""Acting on several reports: choose, fill in, see beforehand, confirm; works without JavaScript."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.bulk import BulkContext, BulkRow, PartlyView
from backoffice.contexts.fields import ActionForm
from backoffice.contexts.queue import BulkAction
from backoffice.contexts.shell import Link, Tone
from backoffice.pages.frame.forms import KEY, Refusal, action_form, answers, key_of, typed_of
from backoffice.pages.frame.shell import shell_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, notice, see, session_of, visiting
from backoffice.pages.frame.words import SEALED_TITLE, heading_of, known_icon
from backoffice.pages.queue.selection import in_short, opened, selected_of
from backoffice.problems import status_of
from backoffice.requests.queue_filter import from_spoken, is_queue, with_picks
from backoffice.requests.visits import Visit
from backoffice.wiring import backoffice_of
from core.chain.telling.wording import clause_in_short
from core.errors import DomainError, InvalidError
from core.handling.bulk import MAX_RUN, Bulk, BulkChoice, BulkLine, Pick, run_bulk
from core.handling.schemas import ActionView
from core.ids import new_id
from core.language import tr, trn

router = APIRouter()

PICKS: Final = "pilihan"
ACTION: Final = "aksi"
BACK: Final = "dari"
_OWN: Final = frozenset({PICKS, ACTION, BACK})
_BASE: Final = "/antrean-massal"
_NAMED: Final = 5
_KEPT: Final = tr(
    "Saringan dan pilihan Anda tetap ada bila Anda kembali ke antrean; "
    "laporan yang tidak cocok lagi dengan saringannya tidak ikut."
)


_UNREADABLE: Final = tr("Pilihan ini tidak terbaca. Pilih ulang dari antrean.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the form says: the reports as they were chosen, the action, and where it came from."""

    picks: tuple[Pick, ...]
    action: str
    back: str

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Carry the selection on to the next page."""
        return ((PICKS, written(self.picks)), (ACTION, self.action), (BACK, self.back))


@router.post(_BASE)
async def choose(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Show what can be done with the chosen reports, all of them."""
    back = _back(form)
    try:
        if form.get("ingat") == "ya":  # without JavaScript, a selection is kept by being sent
            async with visiting(request, who) as visit:
                picks = await in_short(visit.parts, session_of(visit), await _ids(visit, form))
            return see(with_picks(back, picks))
        async with visiting(request, who) as visit:
            bulk = _bulk(visit)
            if form.get("semua") == "ya":
                ids: Sequence[UUID] = await bulk.matching(from_spoken(str(form.get("saringan") or "")))
            else:
                ids = await _ids(visit, form)
            chosen = await bulk.choose(ids)
            context = await _choosing(visit, chosen, back)
            return visit.parts.renderer.respond(request, "pages/bulk.html", context)
    except InvalidError as error:
        return await _return(request, who, back, error)


@router.post(f"{_BASE}/isi")
async def fill(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Ask what the action needs, once for all; with nothing to ask, show the preview at once."""
    asked = _asked(form)
    try:
        async with visiting(request, who) as visit:
            chosen = await _bulk(visit).choose([one.report_id for one in asked.picks])
            action = next((one for one in chosen.actions if one.action == asked.action), None)
            if action is None:
                context = await _choosing(visit, chosen, asked.back)
                return visit.parts.renderer.respond(request, "pages/bulk.html", context)
            if not action.fields:
                return await _preview(visit, asked, {}, {})
            return await _filling(visit, chosen, action, asked)
    except InvalidError as error:
        return await _return(request, who, asked.back, error)


@router.post(f"{_BASE}/pratinjau")
async def preview(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Show what will happen to each, before anything does."""
    asked = _asked(form)
    typed = {name: values for name, values in typed_of(form).items() if name not in _OWN}
    try:
        async with visiting(request, who) as visit:
            return await _preview(visit, asked, answers(form, typed), typed)
    except InvalidError as error:
        async with visiting(request, who) as visit:
            chosen = await _bulk(visit).choose([one.report_id for one in asked.picks])
            action = next((one for one in chosen.actions if one.action == asked.action), None)
            if action is None:
                context = await _choosing(visit, chosen, asked.back)
                return visit.parts.renderer.respond(request, "pages/bulk.html", context)
            refusal = Refusal(message=error.message, fields=error.fields)
            return await _filling(visit, chosen, action, asked, typed, refusal, status_of(error))


@router.post(f"{_BASE}/jalankan")
async def run(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Do it, one report at a time, and say what came of each. Sent twice, it acts once."""
    asked = _asked(form)
    names = [name for name in form if name not in _OWN]
    try:
        async with visiting(request, who) as visit:
            core, actor = visit.parts.core, visit.actor
        lines = await run_bulk(
            core, actor, asked.picks, asked.action, answers(form, names), key=key_of(form) or new_id().hex
        )
    except InvalidError as error:
        return await _return(request, who, asked.back, error)
    async with visiting(request, who) as visit:
        context = await _finished(visit, lines, asked)
        return visit.parts.renderer.respond(request, "pages/bulk.html", context)


async def _choosing(visit: Visit, chosen: BulkChoice, back: str) -> BulkContext:
    count = len(chosen.rows)
    notes = []
    if chosen.missing:
        notes.append(
            trn("{n} laporan lain tidak ada lagi dalam lingkup Anda dan tidak ikut.", chosen.missing)
        )
    if count == MAX_RUN:
        notes.append(trn("Sekali jalan paling banyak {n} laporan; ulangi untuk sisanya.", MAX_RUN))
    if not chosen.actions:
        notes.append(tr("Tidak ada langkah yang dapat dilakukan untuk semua laporan ini sekaligus."))
    return BulkContext(
        shell=await shell_of(visit),
        title=tr("Tindakan untuk beberapa laporan"),
        summary=trn("{n} laporan dipilih. Pilih satu langkah; Anda melihat akibatnya dahulu.", count),
        back=await _link_back(visit, back, [one.report_id for one in chosen.picks]),
        rows=tuple(
            BulkRow(
                number=row.agenda_number,
                href=f"/laporan/{row.id}",
                title=heading_of(row),
                source=row.state.label,
            )
            for row in chosen.rows
        ),
        notes=tuple(notes),
        choose_action=f"{_BASE}/isi",
        choices=tuple(
            BulkAction(value=one.action, label=one.label, icon=known_icon(one.icon)) for one in chosen.actions
        ),
        hidden=((PICKS, written(chosen.picks)), (BACK, back)),
        partly=tuple(
            PartlyView(
                label=one.label,
                summary=tr("{some} dari {all} tidak bisa", some=count - one.count, all=count),
                reasons=tuple(
                    tr("{why} ({numbers})", why=each.why, numbers=_numbers(each.numbers))
                    for each in one.hindrances
                ),
            )
            for one in chosen.partly
        ),
    )


async def _filling(
    visit: Visit,
    chosen: BulkChoice,
    action: ActionView,
    asked: _Asked,
    typed: Mapping[str, list[str]] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> Response:
    usual = action_form(action, base="", version=0, key="", max_bytes=0, typed=typed or {}, refusal=refusal)
    form = ActionForm(
        key=usual.key,
        label=usual.label,
        action=f"{_BASE}/pratinjau",
        fields=usual.fields,
        hidden=asked.hidden,
        submit_label=tr("Lihat akibatnya dahulu"),
        icon="eye",
        clause=usual.clause,
        intro=action.help,
        error=usual.error,
        open=True,
    )
    context = BulkContext(
        shell=await shell_of(visit),
        title=action.label,
        summary=trn("Satu isian untuk {n} laporan. Belum ada yang terjadi.", len(chosen.rows)),
        back=await _link_back(visit, asked.back, [one.report_id for one in asked.picks]),
        rows=(),
        form=form,
    )
    return visit.parts.renderer.respond(visit.request, "pages/bulk.html", context, status_code=status)


async def _preview(
    visit: Visit, asked: _Asked, values: dict[str, Any], typed: Mapping[str, list[str]]
) -> Response:
    shown = await _bulk(visit).preview(asked.picks, asked.action, values)
    going = sum(line.done for line in shown.lines)
    kept = tuple((name, value) for name, given in typed.items() for value in given)
    hidden = ((PICKS, written(shown.picks)), (ACTION, asked.action), (BACK, asked.back), *kept)
    form = ActionForm(
        key="jalankan",
        label=shown.action.label,
        action=f"{_BASE}/jalankan",
        hidden=(*hidden, (KEY, new_id().hex)),
        submit_label=trn("{action}: jalankan untuk {n} laporan", going, action=shown.action.label),
        icon=known_icon(shown.action.icon),
        clause=clause_in_short(shown.action.clause),
        consequence=shown.action.help if shown.action.danger else "",
        confirm=shown.action.danger,
        danger=shown.action.danger,
        open=True,
    )
    left = len(shown.lines) - going
    context = BulkContext(
        shell=await shell_of(visit),
        title=tr("Pratinjau: {action}", action=shown.action.label),
        summary=trn("{n} laporan akan berubah seperti ini. Belum ada yang terjadi.", going),
        back=await _link_back(visit, asked.back, [one.report_id for one in asked.picks]),
        rows=_rows(shown.lines),
        notes=(trn("{n} laporan dilewati; alasannya ada di bawah.", left),) if left else (),
        form=form if going else None,
    )
    return visit.parts.renderer.respond(visit.request, "pages/bulk.html", context)


async def _finished(visit: Visit, lines: Sequence[BulkLine], asked: _Asked) -> BulkContext:
    done = sum(line.done for line in lines)
    left = [line.report_id for line in lines if not line.done]
    return BulkContext(
        shell=await shell_of(visit),
        title=tr("Hasil tindakan"),
        summary=trn("{n} laporan selesai diproses, {left} tidak.", done, left=len(left)),
        back=await _link_back(visit, asked.back, [line.report_id for line in lines]),
        again=replace(await _link_back(visit, asked.back, left), label=tr("Pilih hanya yang tidak berhasil"))
        if left and done
        else None,
        rows=_rows(lines),
        notes=(_KEPT,),
        finished=True,
    )


def _rows(lines: Sequence[BulkLine]) -> tuple[BulkRow, ...]:
    return tuple(
        BulkRow(
            number=line.agenda_number,
            href=f"/laporan/{line.report_id}",
            title=line.title or SEALED_TITLE,
            source=line.source,
            target=line.target,
            told=line.told or tr("Pelapor tidak dikirimi pesan."),
            why=line.why,
            done=line.done,
        )
        for line in sorted(lines, key=lambda one: one.done)
    )


async def _return(request: Request, who: Signed, back: str, error: DomainError) -> Response:
    """Go back to the queue and say there what is wrong."""
    async with visiting(request, who) as visit:
        parts, title = backoffice_of(request), tr("Belum ada yang terjadi")
        await notice(parts, session_of(visit), title, error.message, tone=Tone.SOON)
    return see(back)


def written(picks: Sequence[Pick]) -> str:
    """Write a selection into one field of a form."""
    return ",".join(f"{one.report_id.hex}.{one.version}" for one in picks)


def _read(text: str) -> tuple[Pick, ...]:
    try:
        return tuple(
            Pick(report_id=UUID(hexed), version=int(version))
            for hexed, _, version in (each.partition(".") for each in text.split(",") if each)
        )
    except ValueError as error:
        raise InvalidError(_UNREADABLE, code="bulk.picks") from error


def _asked(form: FormData) -> _Asked:
    picks, action = form.get(PICKS), form.get(ACTION)
    return _Asked(
        picks=_read(picks if isinstance(picks, str) else ""),
        action=action if isinstance(action, str) else "",
        back=_back(form),
    )


async def _ids(visit: Visit, form: FormData) -> Sequence[UUID]:
    given = [str(value) for value in form.getlist("report")]
    selected = selected_of(given)
    if len(selected) < len(set(given)):
        raise InvalidError(_UNREADABLE, code="bulk.picks")
    return await opened(visit.parts, session_of(visit), selected)


def _back(form: FormData) -> str:
    back = form.get(BACK)
    return back if isinstance(back, str) and is_queue(back) else "/"


async def _link_back(visit: Visit, back: str, picked: Sequence[UUID]) -> Link:
    """Lead back to the same filter and page, the whole selection still ticked."""
    picks = await in_short(visit.parts, session_of(visit), picked)
    return Link(label=tr("Kembali ke antrean"), href=with_picks(back, picks), icon="arrow-left")


def _numbers(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:_NAMED])
    if len(numbers) <= _NAMED:
        return shown
    return trn("{numbers}, dan {n} lagi", len(numbers) - _NAMED, numbers=shown)


def _bulk(visit: Visit) -> Bulk:
    return Bulk(visit.parts.core, visit.session, visit.actor)
