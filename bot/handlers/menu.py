"""What belongs to no report: coming in, consent, the menu's entries, and the way into a report."""

from typing import Final

from bot.conversation.path import ask_to_throw_away, begin, resume
from bot.follow.action import begin_action, cancel_action
from bot.follow.action_pages import RESUME
from bot.follow.clearing import ask_to_clear, clear
from bot.follow.danger import danger_page, press_danger
from bot.follow.danger_pages import WANTED
from bot.follow.tracking import ask_tracking, close_report, my_reports, open_link
from bot.follow.unsent import asks_first, dropped, pause_action, reminded, resume_action
from bot.follow.written import press_voice
from bot.follow.written_pages import VOICE
from bot.handlers.entry_pages import (
    ENTRIES,
    ConsentPage,
    DraftFirst,
    HelpPage,
    MenuPage,
    NotAgreed,
    WhistleblowingIntro,
    welcome,
)
from bot.handlers.language_pages import LanguagePage
from bot.handlers.standards_pages import SourcesPage, StandardsPage
from bot.memory.state import Mode
from bot.page import Nothing, Page
from bot.presses import OpenPress
from bot.story.asking import open_questions
from bot.story.pages import StoryPage
from bot.texts import common
from bot.texts import follow as follow_texts
from bot.texts import story as words_of_story
from bot.texts.follow import SWEEP
from bot.turn import Turn
from core.chain.actions import Action
from core.chain.states import Track
from core.clock import now
from core.notifications.botname import TRACK_PAYLOAD
from core.offices.directory import OfficeEntry

_TRACKS: Final = {"report": Track.PUBLIC_SERVICE, "wbs": Track.WHISTLEBLOWING}
_OFFICE_LINK: Final = "kantor_"
_NAMED: Final = {label.casefold(): do for do, label in (*ENTRIES, ("resume", common.MENU_RESUME))}
_SWEEP: Final = SWEEP.casefold()
ASK: Final = "ask"
_BESIDE: Final = frozenset({"track", "mine", "standards", "sources", "help"})
"""Pages that an action in the middle waits beside."""


def to_menu(turn: Turn, said: str = "") -> MenuPage:
    """Go to the menu, whatever is being written; it stays."""
    turn.state.mode = Mode.IDLE
    return MenuPage(said)


async def start(turn: Turn, payload: str) -> Page:
    """Welcome the person; a deep link names an office, whistleblowing or tracking."""
    pause_action(turn)
    wants, unknown_office = await _wanted(turn, payload)
    if turn.state.consented_at is None:
        return ask_consent(turn, wants).preceded_by(*welcome(unknown_office=unknown_office))
    if wants:
        return await go(turn, wants) or Nothing()
    notes = [common.WELCOME, common.OFFICE_UNKNOWN if unknown_office else ""]
    return to_menu(turn, "\n\n".join(filter(None, notes)))


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


def ask_consent(turn: Turn, wants: str, said: str = "") -> ConsentPage:
    """Ask for consent, and remember what it is asked for."""
    turn.state.mode = Mode.CONSENT
    turn.state.wants = wants
    return ConsentPage(said)


async def go(turn: Turn, do: str) -> Page | None:
    """Do what a menu button says; None where there is no such thing.

    An action that is left in the middle keeps its answers, and is told of on every page but the menu,
    which has an entry for it.
    """
    if do == "language":
        return LanguagePage()
    if do.partition("-")[0] == WANTED:
        return await press_danger(turn, do)
    turn.state.cry = ""
    pause_action(turn)
    then = dropped(turn, do)
    page = None if then is None else await _do(turn, then)
    if page is not None and turn.state.mode is not Mode.ACTING and then in _BESIDE:
        return reminded(turn, page)
    return page


async def _do(turn: Turn, do: str) -> Page | None:
    if do in {"agree", "disagree"}:
        return await _answered(turn, agreed=do == "agree")
    if do.startswith(f"{VOICE}-"):
        return await press_voice(turn, do)
    if do == "rules":
        turn.state.mode = Mode.CONSENT
        return ConsentPage(with_law=True)
    if do == "clear":
        return await ask_to_clear(turn)
    if do.startswith("clear-"):
        return await clear(turn, do.removeprefix("clear-"))
    return await _enter(turn, do) or await _go_on(turn, do) or await _entry(turn, do)


async def _entry(turn: Turn, do: str) -> Page | None:
    """Open an entry of the menu that begins nothing."""
    match do:
        case "track":
            return ask_tracking(turn)
        case "mine":
            return await my_reports(turn)
        case "standards" | "sources":
            return await _standards(turn, StandardsPage if do == "standards" else SourcesPage)
        case "help":
            turn.state.mode = Mode.IDLE
            return HelpPage()
        case "menu" | "resume":
            return to_menu(turn)
    return None


async def _standards(turn: Turn, page: type[StandardsPage | SourcesPage]) -> Page:
    standards = await turn.services.standards()
    turn.state.mode = Mode.IDLE
    return page(standards)


async def _go_on(turn: Turn, do: str) -> Page | None:
    """Go on with a draft, with an action that was left, or with what its answers were in the way of.

    A draft that is sent becomes the open report: what waits to be sent to another asks first.
    """
    name, _, rest = do.partition("-")
    if do == RESUME:
        return resume_action(turn) or ask_tracking(turn, follow_texts.OPENED_EXPIRED)
    if do == "resume" and turn.state.draft is not None:
        return asks_first(turn, do) or resume(turn)
    if do == "close":
        return close_report(turn)
    if name == "act" and rest:
        return (
            await danger_page(turn) if rest == Action.REQUEST_PROTECTION else await begin_action(turn, rest)
        )
    if name == "open" and rest:
        return await open_link(turn, OpenPress(link=rest))
    return None


async def _enter(turn: Turn, do: str) -> Page | None:
    """Begin a report where the button says so: `report`, `wbs`, `report-17`, `new-wbs`; or only ask."""
    if do == ASK:
        return await open_questions(turn)
    if do == "wbs_go":
        return await _begin(turn, "wbs", Track.WHISTLEBLOWING, None, introduced=True)
    name, _, office_id = do.removeprefix("new-").partition("-")
    if name not in _TRACKS or (office_id and not office_id.isdecimal()):
        return None
    return await _begin(turn, do, _TRACKS[name], int(office_id) if office_id else None)


async def _begin(
    turn: Turn, wants: str, track: Track, office_id: int | None, *, introduced: bool = False
) -> Page:
    if turn.story is not None and turn.story.shown:
        turn.state.mode = Mode.STORY
        turn.story.inside = turn.story.inside or track is Track.WHISTLEBLOWING
        return StoryPage(words_of_story.TOLD_ALREADY)
    if turn.state.consented_at is None:
        return ask_consent(turn, wants)
    if first := asks_first(turn, wants):
        return first
    anew = wants.startswith("new-")
    if turn.state.draft is not None and not anew:
        turn.state.mode = Mode.IDLE
        return DraftFirst(wants)
    if track is Track.WHISTLEBLOWING and not introduced and not anew:
        turn.state.mode = Mode.IDLE
        return WhistleblowingIntro()
    directory = await turn.services.directory()
    return begin(turn, track, directory.get(office_id) if office_id else None)


async def _answered(turn: Turn, *, agreed: bool) -> Page:
    wants, turn.state.wants = turn.state.wants, ""
    turn.state.declined = not agreed
    if not agreed:
        turn.state.mode, turn.story = Mode.IDLE, None
        return NotAgreed()
    turn.state.consented_at = turn.state.consented_at or now()
    turn.state.consent_version = common.CONSENT_VERSION
    if wants:
        return await go(turn, wants) or Nothing()
    if turn.story is not None:
        turn.state.mode = Mode.STORY
        return StoryPage(common.AGREED)
    return to_menu(turn, common.AGREED)


async def cancel_anything(turn: Turn) -> Page:
    """/batal: whatever is being written is cancelled, a draft after being asked."""
    if turn.state.mode is not Mode.DRAFT and turn.paused is not None:
        turn.state.mode = Mode.ACTING
    acting = turn.opened.acting if turn.opened else None
    if turn.state.mode is Mode.ACTING and acting is not None:
        return await cancel_action(turn)
    if turn.story is not None and turn.story.shown:
        turn.state.mode = Mode.STORY
        turn.story.cancelling = True
        return StoryPage()
    if turn.state.draft is not None:
        return ask_to_throw_away(turn)
    return to_menu(turn, common.NOTHING_TO_CANCEL)


async def ask_at_once(turn: Turn, text: str) -> Page:
    """/tanya with the question behind it."""
    pause_action(turn)
    return await open_questions(turn, text)


def spoken_entry(word: str) -> str | None:
    """Find the menu entry that somebody types instead of pressing."""
    return _NAMED.get(word) or _SPOKEN_TO.get(word)


_SPOKEN_TO: Final = {
    "whistleblowing": "wbs",
    "menu": "menu",
    "tanya": ASK,
    "buka": "mine",
    "bersihkan": "clear",
    _SWEEP: "clear",
    "tulis suara": f"{VOICE}-yes",
    "jangan tulis suara": f"{VOICE}-no",
    "betulkan suara": f"{VOICE}-fix",
}
"""Words that stand for buttons which no menu shows."""
