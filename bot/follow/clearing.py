"""Clearing the chat: its messages go, its report closes, and nothing opens again without the number."""

from bot.conversation.marks import mark_of
from bot.follow.clearing_pages import Cleared, ClearFirst
from bot.follow.unsent import asks_first, pause_action
from bot.memory.state import Mode
from bot.page import Page
from bot.turn import Turn


async def ask_to_clear(turn: Turn) -> Page:
    """Clear the chat at once where nothing is lost by it; else show what would be, and ask."""
    pause_action(turn)
    if first := asks_first(turn, "clear"):
        return first
    numbers = await _numbers(turn)
    if not numbers and turn.state.draft is None:
        return await _clear(turn, numbers)
    turn.state.mode = Mode.IDLE
    return ClearFirst(numbers, _seen(turn, numbers), loses_draft=turn.state.draft is not None)


async def clear(turn: Turn, how: str) -> Page | None:
    """Do what was answered: `all-MARK` or `keep-MARK`; what was not shown before is asked again."""
    answer, _, seen = how.partition("-")
    if answer not in {"all", "keep"}:
        return None
    numbers = await _numbers(turn)
    if seen != _seen(turn, numbers):
        return await ask_to_clear(turn)
    return await _clear(turn, numbers, keep=answer == "keep")


async def _clear(turn: Turn, numbers: tuple[str, ...], *, keep: bool = False) -> Cleared:
    if numbers and not keep:
        async with turn.services.desk() as desk:
            await desk.forget_numbers(turn.chat_id)
    unkept = tuple(turn.state.unkept) if keep else ()
    turn.state.clear(unkept)
    turn.story = None
    turn.opened = None
    listed = keep and len(numbers) > len(unkept)
    return Cleared(unkept, listed=listed)


async def _numbers(turn: Turn) -> tuple[str, ...]:
    """Return the tracking IDs this chat still holds, the newest first: not yet kept, or in *Laporan saya*."""
    async with turn.services.desk() as desk:
        listed = await desk.numbers_kept(turn.chat_id)
    return tuple(dict.fromkeys([*reversed(turn.state.unkept), *listed]))


def _seen(turn: Turn, numbers: tuple[str, ...]) -> str:
    """Name what the question was about, so that an old button deletes nothing newer."""
    draft = turn.state.draft
    return mark_of(" ".join([*sorted(numbers), draft.id if draft else ""]))
