"""What a message, an edit or a press means, given where the conversation stands."""

from typing import Final

from bot.conversation.buttons import press as press_draft
from bot.conversation.danger import EXPLICIT
from bot.conversation.danger_pages import heard_beside
from bot.conversation.draft_pages import DraftPage
from bot.conversation.edits import edited
from bot.conversation.kept import says_kept
from bot.conversation.marks import mark_of
from bot.conversation.messages import receive
from bot.conversation.receipt_pages import TrackingKept, WhichKept, with_receipts
from bot.conversation.submission import receipt_kept
from bot.follow.action import press_action, receive_action
from bot.follow.danger import danger_page, numbers_for
from bot.follow.danger_pages import WANTED
from bot.follow.edits import edited_answer, revised
from bot.follow.report_pages import OpenedPage
from bot.follow.thread import press_thread, status_again
from bot.follow.tracking import ask_tracking, open_link, receive_tracking
from bot.follow.unsent import asks_first, page_of, pause_action
from bot.handlers.hearing_words import as_word
from bot.handlers.language import choose, typed_language, worth_offering
from bot.handlers.language_pages import SPEAK, offer_of
from bot.handlers.menu import ASK, ask_consent, go, spoken_entry, to_menu
from bot.incoming import Incoming
from bot.memory.state import Mode
from bot.page import Nothing, Page
from bot.presses import (
    ActPress,
    DraftPress,
    KeptPress,
    MenuPress,
    OpenPress,
    OpenToActPress,
    Press,
    StoryPress,
    ThreadPress,
    read_press,
)
from bot.speech.replies import ButtonsOff
from bot.spoken import NO, YES, number_said
from bot.story.answering import answer_push, append, open_to_act
from bot.story.crying import cried_by_voice
from bot.story.gathering import add_to, edited_story
from bot.story.hearing import begins_story, hear_story
from bot.story.pages import StoryPage
from bot.story.pressing import press_story
from bot.story.sending import sent_when_complete
from bot.texts import common
from bot.texts import draft as draft_words
from bot.texts import follow as follow_texts
from bot.texts import steps as step_texts
from bot.texts import story as story_words
from bot.turn import Turn
from core.chain.actions import Action
from core.chain.fields import LONG_TEXT_LIMIT
from core.languages import NAMES
from core.privacy.tracking import tracking_id_in
from core.stories.alarm import cries, despairs

_YES: Final = frozenset({"ya", "iya", "y", "ya saya dalam bahaya", "ya, saya dalam bahaya sekarang"})
_AGREED: Final = {*YES, common.AGREE.casefold()}
_RULES: Final = story_words.RULES.casefold()
_DANGER: Final = MenuPress(do=f"{WANTED}-").pack()


async def hear(turn: Turn, incoming: Incoming) -> Page:
    """Take a message; where danger is heard in it, the emergency numbers come first."""
    if incoming.word in EXPLICIT:
        return await danger_page(turn)
    if (language := typed_language(incoming.word)) is not None and not incoming.attachments:
        return await press(turn, MenuPress(do=f"{SPEAK}{language}" if language else "language").pack(), 0)
    if not incoming.attachments and not incoming.replies_to and (data := turn.worded(incoming.text)):
        return await press(turn, data, incoming.message_id)
    mode = mode_of(turn)
    incoming = await as_word(turn, incoming, mode)
    if not cries(incoming.text):
        offered = worth_offering(turn, incoming)
        page = await _hear(turn, incoming, mode)
        return page.preceded_by(offer_of(offered)) if offered else page
    if mode in {Mode.DRAFT, Mode.ACTING} or incoming.replies_to:
        return await _beside_danger(turn, await _hear(turn, incoming, mode), incoming.text)
    turn.story = add_to(turn.story, incoming)  # what was told before the cry goes along with it
    return await danger_page(turn, turn.story.text[:LONG_TEXT_LIMIT])


async def _beside_danger(turn: Turn, page: Page, said: str) -> Page:
    """Put the numbers ahead of what goes on, once in a report that is being written."""
    draft, acting = turn.state.draft, turn.opened.acting if turn.opened else None
    if acting is not None and acting.action == Action.REQUEST_PROTECTION:
        return page
    if turn.state.mode is Mode.DRAFT and draft is not None:
        if draft.warned and not despairs(said):
            return page
        draft.warned = True
    about = draft or turn.opened
    return page.preceded_by(heard_beside(await numbers_for(turn, about.office_id if about else None, said)))


async def _hear(turn: Turn, incoming: Incoming, mode: Mode) -> Page:
    if mode is Mode.DRAFT:
        return await sent_when_complete(turn, await receive(turn, incoming))
    if mode is Mode.ACTING:
        return await receive_action(turn, incoming)
    return await _hear_outside(turn, incoming, mode)


async def _hear_outside(turn: Turn, incoming: Incoming, mode: Mode) -> Page:
    """Take a message that answers no question of a report or an action."""
    if incoming.replies_to:
        return await answer_push(turn, incoming, incoming.replies_to)
    match mode:
        case Mode.STORY:
            return await _hear_in_story(turn, incoming)
        case Mode.TRACKING:
            return await _hear_tracking(turn, incoming)
        case Mode.CONSENT:
            return await _hear_consent(turn, incoming)
    return with_receipts(turn, await _hear_idle(turn, incoming))


def mode_of(turn: Turn) -> Mode:
    """Return what the next message answers; what it was about may have expired."""
    mode = turn.state.mode
    gone = (
        (mode is Mode.DRAFT and turn.state.draft is None)
        or (mode is Mode.ACTING and (turn.opened is None or turn.opened.acting is None))
        or (mode is Mode.STORY and turn.story is None)
    )
    return Mode.IDLE if gone else mode


def _kept(turn: Turn) -> Page:
    """Take the typed word that the number is kept; of several it is asked which."""
    turn.state.mode = Mode.IDLE
    if len(turn.state.unkept) > 1:
        return WhichKept(tuple(reversed(turn.state.unkept)))
    mark = mark_of(turn.state.unkept[0])
    receipt_kept(turn, mark)
    return TrackingKept(mark)


async def _hear_tracking(turn: Turn, incoming: Incoming) -> Page:
    if turn.state.unkept and says_kept(incoming.word):
        return _kept(turn)
    if incoming.word in {"batal", "kembali", "menu"}:
        return to_menu(turn)
    page = await receive_tracking(turn, incoming)
    if isinstance(page, OpenedPage) and turn.story is not None and turn.story.answers:
        return await append(turn, turn.story)  # what was told in answer to a push has waited for its report
    return page


async def _hear_consent(turn: Turn, incoming: Incoming) -> Page:
    if do := _consent_said(incoming.word):
        return await go(turn, do) or Nothing()
    if pressed := _typed_press(turn, incoming.word):
        return await press(turn, pressed, incoming.message_id)
    if await begins_story(turn, incoming):
        return await hear_story(turn, incoming)
    return ask_consent(turn, turn.state.wants, common.EXPECT_CONSENT)


def _consent_said(word: str) -> str:
    """Name what a typed word means while consent is asked for; empty where it is none of it."""
    number = number_said(word)
    if number == 1 or word in _AGREED:
        return "agree"
    if number == 2 or word in NO:  # noqa: PLR2004 - the second button
        return "disagree"
    if word == _RULES:
        return "rules"
    return ASK if spoken_entry(word) == ASK else ""


async def _hear_idle(turn: Turn, incoming: Incoming) -> Page:
    if turn.state.unkept and says_kept(incoming.word) and not incoming.attachments:
        return _kept(turn)
    if not incoming.attachments and (page := await _known_word(turn, incoming)):
        return page
    if incoming.is_spoken and turn.menu and turn.menu[0].startswith(_DANGER):
        return await cried_by_voice(turn, incoming)
    waits = turn.state.mode in {Mode.IDLE, Mode.STORY}
    if waits and await begins_story(turn, incoming):
        return await hear_story(turn, incoming)
    if incoming.attachments:
        return to_menu(turn, common.FILE_NOT_KEPT if _remembered(turn) else _kept_nowhere(turn))
    return await _not_understood(turn)


async def _known_word(turn: Turn, incoming: Incoming) -> Page | None:
    """Do what a word or number means where one is; open the report whose tracking ID is told."""
    if do := spoken_entry(incoming.word):
        return await go(turn, do) or Nothing()
    if pressed := _typed_press(turn, incoming.word):
        return await press(turn, pressed, incoming.message_id)
    if tracking_id_in(incoming.text) is not None:
        return await receive_tracking(turn, incoming)
    return None


async def _hear_in_story(turn: Turn, incoming: Incoming) -> Page:
    """Take what belongs to the story; the words of the menu still lead where they always do."""
    if not incoming.attachments and (do := spoken_entry(incoming.word)):
        return await go(turn, do) or Nothing()
    if not incoming.attachments and tracking_id_in(incoming.text) is not None:
        return await receive_tracking(turn, incoming)
    return await hear_story(turn, incoming)


def _typed_press(turn: Turn, word: str) -> str:
    """Give the button that a typed word or number means; empty where none."""
    if word in _YES and turn.menu and turn.menu[0].startswith(_DANGER):
        return turn.menu[0]
    number = number_said(word)
    return turn.menu[number - 1] if number is not None and 1 <= number <= len(turn.menu) else ""


async def _not_understood(turn: Turn) -> Page:
    """Say what is possible here; of an action that was being filled in, that it has expired."""
    if turn.state.mode is Mode.ACTING:
        return ask_tracking(turn, follow_texts.OPENED_EXPIRED)
    if turn.opened is not None:
        return await status_again(turn, follow_texts.EXPECT_THREAD)
    return to_menu(turn, common.NOT_UNDERSTOOD if _remembered(turn) else _kept_nowhere(turn))


def _remembered(turn: Turn) -> bool:
    """Tell whether this chat is known, and no draft of it was lost: everybody begins with consent."""
    lost = turn.state.mode is Mode.DRAFT and turn.state.draft is None
    return turn.state.consented_at is not None and not lost


def _kept_nowhere(turn: Turn) -> str:
    """Greet whoever is not known, and say that this message is in no report.

    A newcomer and somebody whose draft was lost with everything else look the same: both find their
    sentence. Where the chat is remembered, only one of the two can be meant.
    """
    if turn.state.consented_at is not None:
        return draft_words.FORGOTTEN_TYPED
    said = [common.WELCOME, common.MESSAGE_NOT_KEPT]
    return "\n\n".join(said if turn.state.declined else [*said, draft_words.MAYBE_LOST])


async def press(turn: Turn, data: str | None, message_id: int) -> Page:
    """Carry out a button; a forged, old or foreign one only shows where we are."""
    pressed = read_press(data)
    if pressed is None:
        return await where(turn, step_texts.UNKNOWN_BUTTON)
    return await _pressed(turn, pressed, message_id) or await where(turn, step_texts.OLD_BUTTON)


async def _pressed(turn: Turn, pressed: Press, message_id: int) -> Page | None:
    match pressed:
        case DraftPress():
            page = await _press_draft(turn, pressed)
            return await sent_when_complete(turn, page) if page else _forgotten(turn)
        case StoryPress():
            return await press_story(turn, pressed)
        case KeptPress():
            receipt_kept(turn, pressed.mark)
            return TrackingKept(pressed.mark, message_id)
        case MenuPress():
            return await _press_menu(turn, pressed.do)
        case OpenToActPress():
            page = await open_to_act(turn, pressed)
            return page.preceded_by(ButtonsOff(message_id)) if mode_of(turn) is Mode.ACTING else page
    return await _press_report(turn, pressed)


async def _press_menu(turn: Turn, do: str) -> Page | None:
    if do.startswith(SPEAK):
        code = do.removeprefix(SPEAK)
        return await where(turn, await choose(turn, code)) if code in NAMES else None
    menu = await go(turn, do)
    return with_receipts(turn, menu) if menu else None


async def _press_report(turn: Turn, pressed: ActPress | ThreadPress | OpenPress) -> Page | None:
    match pressed:
        case ActPress():
            return await press_action(turn, pressed)
        case ThreadPress():
            return await press_thread(turn, pressed)
        case OpenPress():
            return await open_link(turn, pressed)


async def _press_draft(turn: Turn, pressed: DraftPress) -> Page | None:
    """Carry out a button of the draft; coming from elsewhere, what waits to be sent there asks first."""
    draft = turn.state.draft
    if draft is not None and draft.id == pressed.draft and turn.state.mode is not Mode.DRAFT:
        pause_action(turn)
        if first := asks_first(turn, "resume"):
            return first
    return await press_draft(turn, pressed)


def _forgotten(turn: Turn) -> Page | None:
    """Say that a draft is lost, where nothing at all is remembered of this chat."""
    return None if _remembered(turn) else to_menu(turn, draft_words.FORGOTTEN)


async def where(turn: Turn, said: str = "") -> Page:
    """Return the page where the conversation stands, whatever it is."""
    mode = mode_of(turn)
    match mode:
        case Mode.DRAFT | Mode.STORY:
            return DraftPage(said) if mode is Mode.DRAFT else StoryPage(said)
        case Mode.ACTING:
            return page_of(turn.acting, said)
        case Mode.TRACKING:
            return ask_tracking(turn, said)
        case Mode.CONSENT:
            return ask_consent(turn, turn.state.wants, said)
        case Mode.IDLE if turn.opened is not None and turn.state.draft is None:
            return with_receipts(turn, await status_again(turn, said))
        case Mode.IDLE:
            return with_receipts(turn, to_menu(turn, said))


async def edit(turn: Turn, incoming: Incoming) -> Page | None:
    """Let an edited message change what it said, be it in a draft, an action or a sent report."""
    page = edited_story(turn, incoming) or await edited(turn, incoming) or await edited_answer(turn, incoming)
    if page is not None:
        return page
    if mode_of(turn) is Mode.TRACKING and tracking_id_in(incoming.text) is not None:
        return await receive_tracking(turn, incoming)
    return await revised(turn, incoming)
