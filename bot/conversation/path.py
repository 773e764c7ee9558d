"""The path of a draft through its steps: its start, on, back, past, and out."""

import secrets

from bot.conversation.draft_pages import DraftKept, DraftPage, DraftThrownAway, said_on_leaving
from bot.conversation.steps import BY_NAME, Expect, next_step, path_of, step_before
from bot.memory.state import Draft, Mode
from bot.speech.splitting import escape
from bot.texts import draft as words
from bot.turn import Turn
from core.chain.states import Track
from core.clock import now
from core.offices.directory import OfficeEntry
from core.privacy.tracking import new_tracking_id


def begin(turn: Turn, track: Track, office: OfficeEntry | None = None) -> DraftPage:
    """Start a new report, with a tracking ID of its own."""
    draft = Draft(
        id=secrets.token_hex(4), tracking_id=new_tracking_id(), track=track, started_at=now(), step=""
    )
    if office is not None:
        draft.office_id, draft.office_name, draft.office_fixed = office.id, office.name, True
        draft.passed.append("office")
    draft.step = next_step(draft)
    turn.state.draft = draft
    turn.state.mode = Mode.DRAFT
    return DraftPage(words.FOR_OFFICE.format(office=escape(office.name)) if office else "")


def resume(turn: Turn, said: str = "") -> DraftPage:
    """Go on with the draft where it stands."""
    turn.state.mode = Mode.DRAFT
    return DraftPage(said)


def ask_to_throw_away(turn: Turn) -> DraftPage:
    """Ask first: nothing written is lost by one word."""
    turn.state.mode = Mode.DRAFT
    turn.draft.cancelling = True
    return DraftPage()


def pass_step(draft: Draft, said: str = "") -> DraftPage:
    """Note the current step as passed and go on to the first one that is not."""
    if draft.step not in draft.passed:
        draft.passed.append(draft.step)
    draft.changing_party = None
    ahead = said_on_leaving(draft.step)
    draft.step = next_step(draft)
    return DraftPage(said, ahead=ahead)


def skip_step(draft: Draft) -> DraftPage:
    """Leave an optional answer empty."""
    step = BY_NAME[draft.step]
    if isinstance(getattr(draft, step.field), str):
        setattr(draft, step.field, "")
    if step.expects is Expect.PLACE:
        draft.latitude = draft.longitude = None
    return pass_step(draft)


def go_back(turn: Turn) -> DraftPage | DraftKept:
    """Go one step back; out of a list or a change first; before the first step, to the menu."""
    draft = turn.draft
    if draft.cancelling:
        draft.cancelling = False
    elif draft.changing_party is not None:
        draft.changing_party = None
    elif draft.step == "office" and draft.offered:
        draft.offered, draft.listing, draft.page = [], "", 0
    elif (before := step_before(draft)) is None:
        return keep_for_later(turn)
    else:
        ahead = said_on_leaving(draft.step)
        draft.step = before
        return DraftPage(ahead=ahead)
    return DraftPage()


def open_answer(draft: Draft, name: str) -> DraftPage | None:
    """Open one answer from the review; None where there is no such answer."""
    if name not in {step.name for step in path_of(draft)}:
        return None
    draft.step = name
    return DraftPage()


def keep_for_later(turn: Turn) -> DraftKept:
    """Leave the draft as it is."""
    turn.state.mode = Mode.IDLE
    return DraftKept()


def throw_away(turn: Turn) -> DraftThrownAway:
    """Forget the draft."""
    turn.state.draft = turn.draft.aside
    turn.state.mode = Mode.IDLE
    return DraftThrownAway()
