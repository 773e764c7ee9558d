"""Moving through the steps: on to the next that is open, back, past, and showing where we are."""

from bot.conversation.asking import ask
from bot.conversation.leaving import ask_cancel, pause
from bot.conversation.review import show_review
from bot.conversation.steps import BY_NAME, REVIEW, Expect, next_step, path_of, step_before
from bot.memory.state import Draft, Mode
from bot.speech.replies import Say
from bot.texts import steps as texts
from bot.turn import Turn


def draft_of(turn: Turn) -> Draft:
    """Return the draft of a chat that is writing one."""
    if turn.state.draft is None:
        msg = "there is no draft"
        raise RuntimeError(msg)
    return turn.state.draft


async def show(turn: Turn, before: str = "") -> None:
    """Show where the draft stands: the question, the review, or whether to throw it away."""
    draft = draft_of(turn)
    turn.state.mode = Mode.DRAFT
    if draft.cancelling:
        ask_cancel(turn, draft, before)
    elif draft.step == REVIEW:
        await show_review(turn, before)
    else:
        await ask(turn, before)


async def pass_step(turn: Turn, before: str = "") -> None:
    """Note the current step as passed and go on to the first one that is not."""
    draft = draft_of(turn)
    if draft.step not in draft.passed:
        draft.passed.append(draft.step)
    draft.changing_party = None
    _close_phone_button(turn, draft)
    draft.step = next_step(draft)
    await show(turn, before)


async def go_back(turn: Turn) -> None:
    """Go one step back; out of a list or a change first; before the first step, to the menu."""
    draft = draft_of(turn)
    if draft.cancelling:
        draft.cancelling = False
    elif draft.changing_party is not None:
        draft.changing_party = None
    elif draft.step == "office" and draft.offered:
        draft.offered, draft.listing, draft.page = [], "", 0
    elif (before := step_before(draft)) is None:
        pause(turn)
        return
    else:
        _close_phone_button(turn, draft)
        draft.step = before
    await show(turn)


async def skip_step(turn: Turn) -> None:
    """Leave an optional answer empty."""
    draft = draft_of(turn)
    step = BY_NAME[draft.step]
    if isinstance(getattr(draft, step.field), str):
        setattr(draft, step.field, "")
    if step.expects is Expect.PLACE:
        draft.latitude = draft.longitude = None
    await pass_step(turn)


async def change_answer(turn: Turn, name: str) -> bool:
    """Open one answer from the review; False where there is no such answer."""
    draft = draft_of(turn)
    if name not in {step.name for step in path_of(draft)}:
        return False
    draft.step = name
    await ask(turn)
    return True


def _close_phone_button(turn: Turn, draft: Draft) -> None:
    if draft.step == "phone":
        turn.put(Say(texts.PHONE_DONE, hide_keyboard=True))
