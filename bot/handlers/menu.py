"""Everything that belongs to no report: welcome, consent, menu, standards, help, and the way in."""

from typing import Final

from bot.conversation.composing import begin
from bot.conversation.leaving import ask_cancel
from bot.conversation.moving import show
from bot.follow.acting import begin_action, cancel_action
from bot.follow.opening import ask_tracking, close_report, open_link, show_mine
from bot.follow.unsent import (
    RESUME,
    asks_first,
    dropped,
    pause_action,
    paused,
    remind,
    resume_action,
    resume_button,
)
from bot.handlers.standards import show_sources, show_standards
from bot.memory.state import Mode
from bot.presses import MenuPress, OpenPress
from bot.speech.replies import Button, packed
from bot.speech.splitting import escape
from bot.texts import common
from bot.texts import draft as draft_words
from bot.texts import follow as follow_texts
from bot.turn import Turn
from core.chain.states import Track
from core.clock import now
from core.notifications.botname import TRACK_PAYLOAD
from core.offices.directory import OfficeEntry

_ENTRIES: Final = (
    ("report", common.MENU_REPORT),
    ("wbs", common.MENU_WBS),
    ("track", common.MENU_TRACK),
    ("mine", common.MENU_MINE),
    ("standards", common.MENU_STANDARDS),
    ("help", common.MENU_HELP),
)
_TRACKS: Final = {"report": Track.PUBLIC_SERVICE, "wbs": Track.WHISTLEBLOWING}
_MENU_ROW: Final = ((Button(common.MENU_BUTTON, MenuPress(do="menu").pack()),),)
_OFFICE_LINK: Final = "kantor_"
_BESIDE: Final = frozenset({"track", "mine", "standards", "sources", "help"})
"""Pages that an action in the middle waits beside."""


def menu_button(label: str, do: str) -> Button:
    """Make a button that belongs to no report."""
    return Button(label, MenuPress(do=do).pack())


def show_menu(turn: Turn, before: str = "") -> None:
    """Show the menu; a draft waiting to be finished comes first."""
    turn.state.mode = Mode.IDLE
    entries = list(_ENTRIES)
    if turn.state.draft is not None:
        entries.insert(0, ("resume", common.MENU_RESUME))
    if acting := paused(turn):
        entries.insert(0, (RESUME, resume_button(acting).label))
    buttons = [menu_button(label, do) for do, label in entries]
    numbered = [f"{number}. {label}" for number, (_do, label) in enumerate(entries, start=1)]
    turn.say("\n".join([*([before, ""] if before else []), common.MENU, "", *numbered]), packed(buttons))


async def start(turn: Turn, payload: str) -> None:
    """Welcome the person; a deep link names an office, whistleblowing or tracking."""
    pause_action(turn)
    wants, unknown_office = await _wanted(turn, payload)
    if turn.state.consented_at is None:
        turn.say(common.WELCOME)
        if unknown_office:
            turn.say(common.OFFICE_UNKNOWN)
        ask_consent(turn, wants)
    elif wants:
        await go(turn, wants)
    else:
        notes = [common.WELCOME, common.OFFICE_UNKNOWN if unknown_office else ""]
        show_menu(turn, "\n\n".join(filter(None, notes)))


async def _wanted(turn: Turn, payload: str) -> tuple[str, bool]:
    word = payload.strip().lower()
    if word == "wbs":
        return "wbs", False
    if word == TRACK_PAYLOAD:
        return "track", False
    if not word.startswith(_OFFICE_LINK):
        return "", False
    office = await _office_by_code(turn, word.removeprefix(_OFFICE_LINK))
    return (f"report-{office.id}", False) if office else ("", True)


async def _office_by_code(turn: Turn, code: str) -> OfficeEntry | None:
    """Find the office of a link. Telegram itself allows no dot there, so `35-15` and `3515` do too."""
    directory = await turn.services.directory()
    plain = code.replace("-", ".").replace("_", ".")
    if found := directory.by_code(plain):
        return found
    if plain.isdecimal() and len(plain) == 4:  # noqa: PLR2004  # province and regency
        return directory.by_code(f"{plain[:2]}.{plain[2:]}")
    return None


def ask_consent(turn: Turn, wants: str, before: str = "") -> None:
    """Ask for consent (UU 27/2022) before anything is written down."""
    turn.state.mode = Mode.CONSENT
    turn.state.wants = wants
    buttons = (menu_button(common.AGREE, "agree"), menu_button(common.DISAGREE, "disagree"))
    turn.say("\n\n".join(filter(None, (before, common.CONSENT))), (buttons,))


async def go(turn: Turn, do: str) -> bool:
    """Do what a menu button says; False where there is no such thing.

    An action that is left in the middle keeps its answers, and is told of on every page but the menu,
    which has an entry for it.
    """
    pause_action(turn)
    then = dropped(turn, do)
    if then is None or not await _do(turn, then):
        return False
    if turn.state.mode is not Mode.ACTING and then in _BESIDE:
        remind(turn)
    return True


async def _do(turn: Turn, do: str) -> bool:
    if await _enter(turn, do) or await _go_on(turn, do):
        return True
    match do:
        case "agree" | "disagree":
            await _answered(turn, agreed=do == "agree")
        case "wbs_go":
            await _begin(turn, "wbs", Track.WHISTLEBLOWING, None, introduced=True)
        case "track":
            ask_tracking(turn)
        case "mine":
            await show_mine(turn)
        case "standards" | "sources":
            await (show_standards(turn) if do == "standards" else show_sources(turn))
        case "help":
            _help(turn)
        case "menu" | "resume":
            show_menu(turn)
        case _:
            return False
    return True


async def _go_on(turn: Turn, do: str) -> bool:
    """Go on with a draft, with an action that was left, or with what its answers were in the way of.

    A draft that is sent becomes the open report: what waits to be sent to another asks first.
    """
    name, _, rest = do.partition("-")
    if do == RESUME:
        if not resume_action(turn):
            ask_tracking(turn, follow_texts.OPENED_EXPIRED)
    elif do == "resume" and turn.state.draft is not None:
        if not asks_first(turn, do):
            await show(turn)
    elif do == "close":
        close_report(turn)
    elif name == "act" and rest:
        await begin_action(turn, rest)
    elif name == "open" and rest:
        await open_link(turn, OpenPress(link=rest))
    else:
        return False
    return True


async def _enter(turn: Turn, do: str) -> bool:
    """Begin a report where the button says so: `report`, `wbs`, `report-17`, `new-wbs`."""
    name, _, office_id = do.removeprefix("new-").partition("-")
    if name not in _TRACKS or (office_id and not office_id.isdecimal()):
        return False
    await _begin(turn, do, _TRACKS[name], int(office_id) if office_id else None)
    return True


def _help(turn: Turn) -> None:
    turn.state.mode = Mode.IDLE
    turn.say(common.HELP, _MENU_ROW)


async def _begin(
    turn: Turn, wants: str, track: Track, office_id: int | None, *, introduced: bool = False
) -> None:
    if turn.state.consented_at is None:
        ask_consent(turn, wants)
        return
    if asks_first(turn, wants):
        return
    if turn.state.draft is not None and not wants.startswith("new-"):
        _offer_draft(turn, wants)
        return
    if track is Track.WHISTLEBLOWING and not introduced and not wants.startswith("new-"):
        turn.state.mode = Mode.IDLE
        buttons = (menu_button(common.WBS_GO, "wbs_go"), menu_button(common.WBS_OTHER, "report"))
        turn.say(common.WBS_INTRO, packed(buttons))
        return
    directory = await turn.services.directory()
    await begin(turn, track, directory.get(office_id) if office_id else None)


def _offer_draft(turn: Turn, wants: str) -> None:
    draft = turn.state.draft
    about = draft.substance[:60] if draft and draft.substance else draft_words.NO_WORDS_YET
    buttons = (
        menu_button(draft_words.RESUME, "resume"),
        menu_button(draft_words.DISCARD_NEW, f"new-{wants}"),
        menu_button(common.MENU_BUTTON, "menu"),
    )
    turn.state.mode = Mode.IDLE
    turn.say(draft_words.RESUME_OFFER.format(title=escape(about)), packed(buttons))


async def _answered(turn: Turn, *, agreed: bool) -> None:
    wants, turn.state.wants = turn.state.wants, ""
    turn.state.declined = not agreed
    if not agreed:
        turn.state.mode = Mode.IDLE
        turn.say(common.DISAGREED, _MENU_ROW)
        return
    turn.state.consented_at = turn.state.consented_at or now()
    if wants:
        await go(turn, wants)
    else:
        show_menu(turn, common.AGREED)


async def cancel_anything(turn: Turn) -> None:
    """/batal: whatever is being written is cancelled, a draft after being asked."""
    if turn.state.mode is not Mode.DRAFT and paused(turn) is not None:
        turn.state.mode = Mode.ACTING
    acting = turn.opened.acting if turn.opened else None
    if turn.state.mode is Mode.ACTING and acting is not None:
        await cancel_action(turn)
    elif turn.state.draft is not None:
        turn.state.mode = Mode.DRAFT
        ask_cancel(turn, turn.state.draft)
    else:
        show_menu(turn, common.NOTHING_TO_CANCEL)


def spoken_entry(word: str) -> str | None:
    """Find the menu entry that somebody types instead of pressing."""
    named = {label.casefold(): do for do, label in (*_ENTRIES, ("resume", common.MENU_RESUME))}
    return named.get(word) or ("menu" if word == "menu" else None)
