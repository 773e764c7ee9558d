"""My queues: what waits, why, and until when."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from backoffice.contexts.parts import EmptyState, Kpi, Pagination
from backoffice.contexts.queue import BulkAction, BulkBar, ColumnCell, QueueContext, QueueRow
from backoffice.contexts.shell import Link, Tone
from backoffice.documents.spreadsheet import CATEGORY
from backoffice.pages.frame.saved_views import kept_views
from backoffice.pages.frame.shell import SETTINGS, may_register, sees_reports, shell_of
from backoffice.pages.frame.visiting import session_of
from backoffice.pages.frame.words import due_of, heading_of, steps_of, tags_of
from backoffice.pages.queue.queue_columns import EXTRA, columns_panel, hidden_columns, shown_columns
from backoffice.pages.queue.queue_filters import filter_bar
from backoffice.pages.queue.queue_views import views_panel
from backoffice.pages.queue.selection import marked, opened, selected_of
from backoffice.requests.queue_filter import AFTER, PICKED, OfAddress, address_of, pairs_of, spoken_of
from backoffice.requests.queues import BY_NAME, Queue, queue_href
from backoffice.requests.visits import CurrentVisit, Visit, zone_of
from backoffice.words.holders import holder_in_words
from backoffice.words.wording import number, short_date
from core.chain.states import Track
from core.handling.bulk import MAX_RUN
from core.language import joined, tr, trn
from core.queues.paging import TOTAL_CAP
from core.queues.schemas import (
    DueWithin,
    HolderKind,
    QueueFilter,
    QueueName,
    QueuePage,
    ReceivedSince,
    ReportRow,
    Sort,
)

router = APIRouter()

PAGE_SIZE = 50
SEARCHED = tr(
    "Dicari pada nomor agenda, satker, unit, nama pihak, dan isi laporan terbuka. Satu kata dari nama cukup. "
    "Isi laporan rahasia, anonim, dan whistleblowing tidak dapat dicari."
)
_KPIS = (
    (tr("Lewat tenggat"), Tone.LATE, QueueFilter(queue=QueueName.LATE)),
    (tr("Jatuh tempo hari ini"), Tone.SOON, QueueFilter(queue=QueueName.SOON, due=DueWithin.TODAY)),
    (tr("Menunggu pelapor"), Tone.NEUTRAL, QueueFilter(queue=QueueName.REPORTER)),
    (tr("Masuk sejak kemarin"), Tone.NEUTRAL, QueueFilter(received=ReceivedSince.YESTERDAY)),
)
After = Annotated[str | None, Query(alias=AFTER, max_length=300)]
Picked = Annotated[str, Query(alias=PICKED, max_length=4000)]


@router.get("/")
async def desk(visit: CurrentVisit, chosen: OfAddress, after: After = None, picked: Picked = "") -> Response:
    """Show what waits for me; whoever sees no report has the settings for a desk."""
    if not sees_reports(visit):
        return RedirectResponse(SETTINGS, status_code=303)
    return await _show(visit, chosen.model_copy(update={"queue": QueueName.WAITING}), after, picked)


@router.get("/antrean/{name}")
async def queue(
    visit: CurrentVisit,
    name: QueueName,
    chosen: OfAddress,
    after: After = None,
    picked: Picked = "",
) -> Response:
    """Show one of my queues."""
    return await _show(visit, chosen.model_copy(update={"queue": name}), after, picked)


async def _show(visit: Visit, chosen: QueueFilter, after: str | None, picked: str) -> Response:
    shown = await shown_columns(visit)
    page = await visit.desk.queue(chosen, after=after, limit=PAGE_SIZE, with_category=CATEGORY in shown)
    ticked, beyond, count = await _selection(visit, chosen, page, picked)
    picks = ",".join((*((beyond,) if beyond else ()), *ticked))
    here = address_of(chosen, **{AFTER: after or "", PICKED: picks})
    kept = await kept_views(visit, with_searches=True)
    views = views_panel(kept, chosen, here)
    saved = next((chip.href for chip in views.chips if chip.current), "")
    shell = await shell_of(visit, current=saved or queue_href(chosen.queue), search=chosen.query, saved=kept)
    zone = await zone_of(visit)
    columns = columns_panel(shown, chosen, here)
    bulk = _bulk(page, chosen, here)
    context = QueueContext(
        shell=shell,
        title=BY_NAME[chosen.queue].label,
        summary=_summary(page, chosen),
        rows=tuple(_row(row, zone, shown, here, frozenset(ticked)) for row in page.rows),
        page=_pagination(page, chosen, after, picks),
        empty=_empty(BY_NAME[chosen.queue], chosen, may_register=may_register(visit)),
        kpis=await _kpis(visit) if chosen.queue is QueueName.WAITING else (),
        filters=await filter_bar(visit, chosen),
        bulk=replace(bulk, beyond=beyond, beyond_count=count) if bulk else None,
        links=(replace(columns.downloads[0], label=tr("Unduh")),) if page.rows else (),
        primary=Link(label=tr("Catat laporan"), href="/catat", icon="pencil-plus")
        if may_register(visit)
        else None,
        notes=tuple(
            tr("Tidak ada “{typed}”. Menampilkan “{instead}”.", typed=typed, instead=instead)
            for typed, instead in page.corrections
        ),
        views=views,
        columns=columns,
        hidden_columns=hidden_columns(shown),
    )
    return visit.parts.renderer.respond(visit.request, "pages/queue.html", context)


async def _selection(
    visit: Visit, chosen: QueueFilter, page: QueuePage, picked: str
) -> tuple[tuple[str, ...], str, int]:
    """Give the ticked rows of this page, a mark for what else is chosen, and how many that is.

    Only what the filter still matches stays chosen.
    """
    parts, web = visit.parts, session_of(visit)
    selected = await opened(parts, web, selected_of(picked.split(",")))
    here = {row.id for row in page.rows}
    beyond = [one for one in selected if one not in here]
    matched = await visit.desk.among(chosen, beyond) if beyond else frozenset[UUID]()
    ticked = tuple(str(one) for one in selected if one in here)
    return ticked, await marked(parts, web, matched), len(matched)


def _row(
    row: ReportRow, zone: ZoneInfo, shown: tuple[str, ...], here: str, ticked: frozenset[str]
) -> QueueRow:
    source = tr("{office} · dari {channel}", office=row.office_name, channel=row.channel.label)
    counted = trn("{n} bukti", row.evidence_count) if row.evidence_count else ""
    news = tr("ada kabar baru dari pelapor") if row.reporter_wrote else tr("belum dibaca")
    sealed = tr("dibuka dengan alasan tercatat") if row.track is Track.WHISTLEBLOWING else ""
    meta = (source, counted, news if row.unread else "", sealed)
    return QueueRow(
        key=str(row.id),
        href=f"/laporan/{row.id}?{urlencode({'dari': here})}",
        number=row.agenda_number,
        title=heading_of(row),
        stage=row.state.label,
        holder=holder_in_words(row.held_by),
        due=due_of(row, zone),
        track=steps_of(row.steps, zone),
        tags=tags_of(row),
        meta=joined(" · ", (part for part in meta if part)),
        sealed=row.title is None,
        mine=row.held_by.kind is HolderKind.ME,
        asked=tr("Menunggu masukan Anda") if row.advice_wanted else "",
        picked=str(row.id) in ticked,
        cells=_cells(row, zone, shown),
    )


def _cells(row: ReportRow, zone: ZoneInfo, shown: tuple[str, ...]) -> tuple[ColumnCell, ...]:
    if EXTRA.keys().isdisjoint(shown):
        return ()
    extra = {
        "office": row.office_name,
        "unit": row.unit_name or "–",
        "kind": row.kind.label,
        "classification": row.classification.label if row.classification else tr("Belum ditentukan"),
        "channel": row.channel.label,
        "received": short_date(row.received_at.astimezone(zone).date()),
        CATEGORY: row.category or "–",
    }
    return tuple(ColumnCell(label=label, text=extra[name]) for name, label in EXTRA.items() if name in shown)


def _summary(page: QueuePage, chosen: QueueFilter) -> str:
    total = _total(page.total)
    if chosen.query:
        return tr("{total} laporan cocok dengan “{query}”", total=total, query=chosen.query)
    if page.total and chosen.sort is Sort.DUE:
        return tr("{total} laporan · yang paling mendesak di atas", total=total)
    return tr("{total} laporan", total=total)


def _total(total: int) -> str:
    return tr("lebih dari {number}", number=number(TOTAL_CAP)) if total >= TOTAL_CAP else number(total)


def _bulk(page: QueuePage, chosen: QueueFilter, here: str) -> BulkBar | None:
    """Offer to act on several; on all that match, where more match than are on show."""
    if not page.rows:
        return None
    more, total = page.total > len(page.rows), _total(page.total)
    reach = tr("Pilih semua {total} laporan yang cocok", total=total)
    if page.total > MAX_RUN:
        reach = tr("Pilih {most} teratas dari {total} laporan yang cocok", most=MAX_RUN, total=total)
    return BulkBar(
        action="/antrean-massal",
        actions=(BulkAction(value="", label=tr("Tindakan untuk yang dipilih …"), icon="checklist"),),
        hidden=(("saringan", spoken_of(chosen)), ("dari", here)),
        everything=reach if more else "",
    )


def _pagination(page: QueuePage, chosen: QueueFilter, after: str | None, picks: str) -> Pagination:
    following = address_of(chosen, **{AFTER: page.next_after, PICKED: picks}) if page.next_after else ""
    first = address_of(chosen, **{PICKED: picks}) if after else ""
    total = page.total if page.total < TOTAL_CAP else None
    return Pagination(shown=len(page.rows), total=total, next_href=following, first_href=first)


def _empty(shown: Queue, chosen: QueueFilter, *, may_register: bool) -> EmptyState:
    """Say that there is nothing, why, and what can be done about it."""
    if not pairs_of(chosen.model_copy(update={"sort": Sort.DUE})):
        way = BY_NAME[shown.next_queue]
        on = Link(label=tr("Buka {queue}", queue=way.label), href=queue_href(way.name), icon=way.icon)
        if may_register and not shown.mine:
            on = Link(label=tr("Catat laporan"), href="/catat", icon="pencil-plus")
        return EmptyState(title=shown.empty, body=shown.hint, icon=shown.icon, action=on)
    clear = Link(label=tr("Hapus saringan"), href=queue_href(chosen.queue), icon="x")
    body = SEARCHED if chosen.query else tr("Ubah atau hapus saringannya.")
    return EmptyState(title=tr("Tidak ada yang cocok"), body=body, icon="search", action=clear)


async def _kpis(visit: Visit) -> tuple[Kpi, ...]:
    """Count the four cards in one statement; nothing is urgent about none."""
    counts = await visit.desk.tallies({label: wish for label, _, wish in _KPIS})
    return tuple(
        Kpi(
            label=label,
            value=counts[label],
            href=address_of(wish),
            tone=tone if counts[label] else Tone.NEUTRAL,
        )
        for label, tone, wish in _KPIS
    )
