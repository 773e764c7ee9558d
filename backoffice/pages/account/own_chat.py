"""My own Telegram: linking it by a code, choosing what is told there, unlinking it."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from backoffice.contexts.account import OwnChatPanel
from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind
from backoffice.pages.frame.visiting import ProvenForm, Signed, notice, see, session_of, visiting
from backoffice.pages.frame.words import local
from backoffice.requests.follow_links import bot_link
from backoffice.requests.visits import Visit, zone_of
from core.language import tr
from core.notifications.officer_chats import START_WORD, OfficerChats, OwnChat

router = APIRouter()

PROFILE: Final = "/profil"
_CODE: Final = "officer-code"


@router.post(f"{PROFILE}/telegram/kode")
async def new_code(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Make a code, shown once on the page that follows."""
    del form
    async with visiting(request, who) as visit:
        code = await OfficerChats(visit.session, visit.actor.officer_id).new_code()
        await visit.parts.sessions.keep(session_of(visit), _CODE, code)
    return see(f"{PROFILE}#telegram")


@router.post(f"{PROFILE}/telegram/pilihan")
async def choose(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Choose what I am told in Telegram."""
    async with visiting(request, who) as visit:
        chats = OfficerChats(visit.session, visit.actor.officer_id)
        await chats.choose(digest=bool(form.get("digest")), warnings=bool(form.get("warnings")))
    await notice(visit.parts, session_of(visit), tr("Pilihan disimpan"))
    return see(f"{PROFILE}#telegram")


@router.post(f"{PROFILE}/telegram/putus")
async def unlink(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Forget my chat."""
    del form
    async with visiting(request, who) as visit:
        await OfficerChats(visit.session, visit.actor.officer_id).unlink()
    await notice(visit.parts, session_of(visit), tr("Telegram diputus"), tr("Tidak ada lagi kabar ke sana."))
    return see(f"{PROFILE}#telegram")


async def own_chat_panel(visit: Visit) -> OwnChatPanel:
    """Say whether a chat is linked, and show a code that was just made."""
    mine = await OfficerChats(visit.session, visit.actor.officer_id).mine()
    zone = await zone_of(visit)
    code = await visit.parts.sessions.take(session_of(visit), _CODE) or ""
    return OwnChatPanel(
        linked_at=local(mine.linked_at, zone) if mine.linked_at else None,
        unreachable_since=local(mine.unreachable_since, zone) if mine.unreachable_since else None,
        code_action=f"{PROFILE}/telegram/kode",
        unlink_action=f"{PROFILE}/telegram/putus",
        choices=_choices(mine) if mine.linked_at else None,
        command=f"/start {START_WORD}{code}" if code else "",
        link=await bot_link(visit.parts, f"{START_WORD}{code}") if code else "",
    )


def _choices(mine: OwnChat) -> ActionForm:
    wanted = (
        (
            "digest",
            tr("Ringkasan pagi"),
            tr("Pukul 08.15 pada hari kerja kantor Anda, hanya bila ada yang menunggu."),
            mine.digest,
        ),
        (
            "warnings",
            tr("Peringatan tenggat"),
            tr("Sehari sebelum, pada hari, dan sesudah tenggat; hanya pada jam kerja."),
            mine.warnings,
        ),
    )
    return ActionForm(
        key="telegram-pilihan",
        label=tr("Yang dikirim ke Telegram"),
        action=f"{PROFILE}/telegram/pilihan",
        fields=tuple(
            FieldInput(
                name=name, label=label, hint=hint, kind=FieldKind.FLAG, value="ya" if on else "", keep=False
            )
            for name, label, hint, on in wanted
        ),
        submit_label=tr("Simpan pilihan"),
        icon="check",
    )
