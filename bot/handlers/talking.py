"""What a message, an edit or a press means, given where the conversation stands."""

from bot.conversation import composing
from bot.conversation.moving import show
from bot.conversation.pressing import press as press_draft
from bot.conversation.sending import offer_receipts, receipt_kept
from bot.follow.acting import edited_answer, press_action, receive_action
from bot.follow.asking import show_acting
from bot.follow.opening import ask_tracking, open_link, receive_tracking
from bot.follow.thread import press_thread, revised, show_opened
from bot.follow.unsent import asks_first, pause_action
from bot.handlers.menu import ask_consent, go, show_menu, spoken_entry
from bot.incoming import Incoming
from bot.memory.state import Mode
from bot.presses import (
    ActPress,
    DraftPress,
    KeptPress,
    MenuPress,
    OpenPress,
    ThreadPress,
    read_press,
)
from bot.speech.replies import DropButtons
from bot.texts import common
from bot.texts import draft as draft_words
from bot.texts import follow as follow_texts
from bot.texts import steps as step_texts
from bot.turn import Turn
from core.privacy.tracking import TrackingIdError, parse_tracking_id


async def hear(turn: Turn, incoming: Incoming) -> None:
    """Take a message."""
    match mode_of(turn):
        case Mode.DRAFT:
            await composing.receive(turn, incoming)
        case Mode.ACTING:
            await receive_action(turn, incoming)
        case Mode.TRACKING:
            await _hear_tracking(turn, incoming)
        case Mode.CONSENT:
            await _hear_consent(turn, incoming)
        case Mode.IDLE:
            await _hear_idle(turn, incoming)


def mode_of(turn: Turn) -> Mode:
    """Return what the next message answers; what it was about may have expired."""
    mode = turn.state.mode
    gone = (mode is Mode.DRAFT and turn.state.draft is None) or (
        mode is Mode.ACTING and (turn.opened is None or turn.opened.acting is None)
    )
    return Mode.IDLE if gone else mode


async def _hear_tracking(turn: Turn, incoming: Incoming) -> None:
    if incoming.word in {"batal", "kembali", "menu"}:
        show_menu(turn)
    else:
        await receive_tracking(turn, incoming)


async def _hear_consent(turn: Turn, incoming: Incoming) -> None:
    said = {"1": "agree", "setuju": "agree", "setuju, lanjut": "agree", "ya": "agree"}
    said |= {"2": "disagree", "tidak setuju": "disagree", "tidak": "disagree"}
    if do := said.get(incoming.word):
        await go(turn, do)
    else:
        ask_consent(turn, turn.state.wants, common.EXPECT_CONSENT)


async def _hear_idle(turn: Turn, incoming: Incoming) -> None:
    expired = turn.state.mode is Mode.ACTING
    word = incoming.word
    if incoming.attachments:
        show_menu(turn, common.FILE_NOT_KEPT if _remembered(turn) else _kept_nowhere(turn))
    elif do := spoken_entry(word):
        await go(turn, do)
    elif word.isdecimal() and 1 <= int(word[:3]) <= len(turn.menu):
        await press(turn, turn.menu[int(word[:3]) - 1], incoming.message_id)
    elif _is_tracking_id(incoming.text):
        await receive_tracking(turn, incoming)
    elif expired:
        ask_tracking(turn, follow_texts.OPENED_EXPIRED)
    elif turn.opened is not None:
        await show_opened(turn, follow_texts.EXPECT_THREAD)
    else:
        show_menu(turn, common.NOT_UNDERSTOOD if _remembered(turn) else _kept_nowhere(turn))
    _remind(turn)


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


def _is_tracking_id(text: str) -> bool:
    try:
        parse_tracking_id(text)
    except TrackingIdError:
        return False
    return True


def _remind(turn: Turn) -> None:
    """Offer a tracking ID that was not kept yet, while nothing else is going on."""
    if turn.state.mode is Mode.IDLE:
        offer_receipts(turn)


async def press(turn: Turn, data: str | None, message_id: int) -> None:
    """Carry out a button; a forged, old or foreign one only shows where we are."""
    known = False
    match read_press(data):
        case DraftPress() as pressed:
            known = await _press_draft(turn, pressed) or _forgotten(turn)
        case ActPress() as pressed:
            known = await press_action(turn, pressed)
        case ThreadPress() as pressed:
            await press_thread(turn, pressed, message_id)
            known = True
        case OpenPress() as pressed:
            await open_link(turn, pressed)
            known = True
        case KeptPress() as pressed:
            receipt_kept(turn, pressed.mark)
            turn.put(DropButtons(message_id))
            turn.say(draft_words.RECEIPT_THANKS)
            known = True
        case MenuPress() as pressed:
            known = await go(turn, pressed.do)
            if known:
                _remind(turn)
        case None:
            await show_where(turn, step_texts.UNKNOWN_BUTTON)
            return
    if not known:
        await show_where(turn, step_texts.OLD_BUTTON)


async def _press_draft(turn: Turn, pressed: DraftPress) -> bool:
    """Carry out a button of the draft; coming from elsewhere, what waits to be sent there asks first."""
    draft = turn.state.draft
    if draft is not None and draft.id == pressed.draft and turn.state.mode is not Mode.DRAFT:
        pause_action(turn)
        if asks_first(turn, "resume"):
            return True
    return await press_draft(turn, pressed)


def _forgotten(turn: Turn) -> bool:
    """Say that a draft is lost, where nothing at all is remembered of this chat."""
    if _remembered(turn):
        return False
    show_menu(turn, draft_words.FORGOTTEN)
    return True


async def show_where(turn: Turn, before: str = "") -> None:
    """Show where the conversation stands, whatever it is."""
    match mode_of(turn):
        case Mode.DRAFT:
            await show(turn, before)
        case Mode.ACTING:
            show_acting(turn, before)
        case Mode.TRACKING:
            ask_tracking(turn, before)
        case Mode.CONSENT:
            ask_consent(turn, turn.state.wants, before)
        case Mode.IDLE if turn.opened is not None and turn.state.draft is None:
            await show_opened(turn, before)
            _remind(turn)
        case Mode.IDLE:
            show_menu(turn, before)
            _remind(turn)


async def edit(turn: Turn, incoming: Incoming) -> None:
    """Let an edited message change what it said, be it in a draft, an action or a sent report."""
    if await composing.edited(turn, incoming) or await edited_answer(turn, incoming):
        return
    if mode_of(turn) is Mode.TRACKING and _is_tracking_id(incoming.text):
        await receive_tracking(turn, incoming)
    else:
        await revised(turn, incoming)
