"""Buttons about a voice that is written down: whether it may be, and putting right what was written."""

import secrets

from bot.follow.questions import TRANSCRIPT
from bot.follow.report_pages import StatusPage
from bot.follow.tracking import ask_tracking, look, opened
from bot.follow.unsent import asks_first, page_of
from bot.memory.state import Mode, PendingAction
from bot.page import Page, Words
from bot.texts import follow as follow_texts
from bot.texts import voice as texts
from bot.turn import Turn
from core.chain.states import State
from core.privacy.tracking import TrackingId


async def press_voice(turn: Turn, do: str) -> Page | None:
    """Carry out `voice-yes`, `voice-no` or `voice-fix-…` for the open report; None where there is no such."""
    _, _, name = do.partition("-")
    if turn.opened is None:
        return ask_tracking(turn)
    if name in {"yes", "no"}:
        return await _answer(turn, TrackingId(turn.opened.tracking_id), allowed=name == "yes")
    kind, _, evidence = name.partition("-")
    return await _begin_correction(turn, do, evidence) if kind == "fix" else None


async def _answer(turn: Turn, tracking_id: TrackingId, *, allowed: bool) -> Page:
    """Record the answer; only then is anything written down."""
    async with turn.services.transcribing() as desk:
        await desk.answer_consent(tracking_id, allowed=allowed)
    if allowed:
        turn.services.write_down_later(turn.chat_id, tracking_id, allowed=True)
    return Words(texts.AGREED if allowed else texts.REFUSED)


async def _begin_correction(turn: Turn, do: str, evidence: str) -> Page:
    """Ask for the right words; without a file named, of the recording written down last."""
    if first := asks_first(turn, do):
        return first
    tracking_id = TrackingId(turn.opened.tracking_id if turn.opened else "")
    view = await look(turn, tracking_id)
    now = opened(turn, tracking_id, view)
    written = [file for file in view.evidence if file.answers and evidence in {"", file.id.hex}]
    if not written:
        return StatusPage(view, follow_texts.ACT_GONE)
    now.acting = PendingAction(
        id=secrets.token_hex(4),
        action=TRANSCRIPT,
        label=texts.CORRECTION,
        track=view.track,
        state=State(view.state),
        about=written[-1].id.hex,
    )
    turn.state.mode = Mode.ACTING
    return page_of(now.acting)
