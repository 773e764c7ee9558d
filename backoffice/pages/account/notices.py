"""What happened while I looked elsewhere: the page behind the bell."""

from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from backoffice.contexts.notices import NoticeLine, NoticesContext
from backoffice.contexts.parts import EmptyState, Pagination
from backoffice.contexts.shell import Link, Tone
from backoffice.pages.frame.shell import NOTICES, shell_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, notice, see, session_of, visiting
from backoffice.pages.frame.words import local
from backoffice.requests.visits import CurrentVisit, zone_of
from backoffice.words.notice_words import ICONS, SENTENCES, TONES
from core.chain.states import Track
from core.language import joined, tr, trn
from core.notifications.bell import Bell, NoticeView

router = APIRouter()

PAGE_SIZE: Final = 40
UNREAD: Final = "belum-dibaca"


@router.get(NOTICES)
async def notices(
    visit: CurrentVisit,
    only: Annotated[Literal["", "belum-dibaca"], Query(alias="hanya")] = "",
    after: Annotated[str | None, Query(alias="sesudah", max_length=300)] = None,
) -> Response:
    """Show my notices, newest first."""
    unread_only = only == UNREAD
    page = await Bell(visit.session, visit.actor).page(unread_only=unread_only, after=after, limit=PAGE_SIZE)
    shell = await shell_of(visit, current=NOTICES)
    unread = shell.bell.count if shell.bell else 0
    zone = await zone_of(visit)
    here = f"{NOTICES}?hanya={UNREAD}" if unread_only else NOTICES
    joint = "&" if unread_only else "?"
    context = NoticesContext(
        shell=shell,
        summary=trn("{n} belum dibaca", unread) if unread else tr("Semua sudah dibaca"),
        lines=tuple(_line(one, zone) for one in page.notices),
        chips=(
            Link(label=tr("Semua"), href=NOTICES, current=not unread_only),
            Link(label=tr("Belum dibaca"), href=f"{NOTICES}?hanya={UNREAD}", current=unread_only),
        ),
        page=Pagination(
            shown=len(page.notices),
            next_href=f"{here}{joint}sesudah={page.next_after}" if page.next_after else "",
            first_href=here if after else "",
        ),
        empty=_empty(unread_only=unread_only),
        read_all_action=f"{NOTICES}/dibaca" if unread else "",
    )
    return visit.parts.renderer.respond(visit.request, "pages/notices.html", context)


@router.post(f"{NOTICES}/dibaca")
async def read_all(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Mark all my notices as read."""
    del form
    async with visiting(request, who) as visit:
        count = await Bell(visit.session, visit.actor).read_all()
    await notice(
        visit.parts, session_of(visit), tr("Sudah ditandai"), trn("{n} pemberitahuan dibaca.", count)
    )
    return see(NOTICES)


def _line(one: NoticeView, zone: ZoneInfo) -> NoticeLine:
    sealed = one.track is Track.WHISTLEBLOWING
    state = one.state.label if one.state else ""
    return NoticeLine(
        href=f"/laporan/{one.report_id}",
        icon=ICONS[one.kind],
        text=SENTENCES[one.kind],
        number=one.agenda_number,
        at=local(one.at, zone),
        tone=TONES.get(one.kind, Tone.NEUTRAL),
        meta="" if sealed else joined(" · ", (part for part in (one.office, state) if part)),
        unread=one.unread,
        sealed=sealed,
    )


def _empty(*, unread_only: bool) -> EmptyState:
    if unread_only:
        return EmptyState(
            title=tr("Tidak ada yang baru"),
            body=tr("Semua pemberitahuan sudah Anda baca."),
            icon="bell",
            action=Link(label=tr("Lihat semua"), href=NOTICES, icon="list-details"),
        )
    return EmptyState(
        title=tr("Belum ada pemberitahuan"),
        body=tr("Di sini muncul laporan yang baru menunggu Anda, tulisan pelapor, dan tenggat yang dekat."),
        icon="bell",
    )
