"""Buttons of a draft, and the words people type instead of pressing them."""

from typing import Final

from bot.conversation.answers import Taken, choose, choose_office
from bot.conversation.asking import PAGE, ask
from bot.conversation.leaving import pause, throw_away
from bot.conversation.moving import change_answer, draft_of, go_back, pass_step, show, skip_step
from bot.conversation.sending import send_report
from bot.conversation.steps import BY_NAME, REVIEW, Expect
from bot.memory.state import Draft, Mode
from bot.presses import DraftPress
from bot.texts import draft as words
from bot.texts import steps as texts
from bot.turn import Turn
from core.errors import NotFoundError

TYPED: Final = {
    "kembali": "back",
    "lewati": "skip",
    "tidak tahu": "skip",
    "simpan dulu": "pause",
    "simpan & lanjut nanti": "pause",
    "batal": "cancel",
    "lanjut": "next",
    "tambah": "add",
    "kirim laporan": "send",
    "kirim": "send",
}
_OF_EXPECTATION: Final = {
    Expect.CHOICE: {"opt"},
    Expect.OFFICE: {"opt", "list", "page"},
    Expect.PARTIES: {"change", "add", "drop", "role"},
    Expect.EVIDENCE: {"unfile"},
}


async def press(turn: Turn, pressed: DraftPress) -> bool:
    """Carry out a button of a draft; False where it belongs to another or none."""
    draft = turn.state.draft
    if draft is None or pressed.draft != draft.id:
        return False
    turn.state.mode = Mode.DRAFT
    answers_question = pressed.do in {"yes", "no", "pause"}
    if pressed.step != draft.step or (draft.cancelling and not answers_question):
        draft.cancelling = False
        await show(turn, texts.OLD_BUTTON)
    elif not await act(turn, pressed.do, pressed.value):
        await show(turn, texts.UNKNOWN_BUTTON)
    return True


async def act(turn: Turn, do: str, value: str = "") -> bool:
    """Do what a button or its typed word says; False where the step has no such thing."""
    draft = draft_of(turn)
    if not offers(draft, do):
        return False
    match do:
        case "back" | "skip":
            await (go_back(turn) if do == "back" else skip_step(turn))
        case "pause" | "cancel" | "yes" | "no":
            await _leave(turn, draft, do)
        case "next":
            await pass_step(turn)
        case "send":
            await send_report(turn)
        case "edit":
            return await change_answer(turn, value)
        case _:
            return await _within_step(turn, draft, do, value)
    return True


async def _leave(turn: Turn, draft: Draft, do: str) -> None:
    """Buttons about leaving the draft."""
    draft.cancelling = do == "cancel"
    match do:
        case "pause":
            pause(turn)
        case "yes":
            throw_away(turn)
        case _:
            await show(turn)


def offers(draft: Draft, do: str) -> bool:
    """Tell whether the draft, where it stands, has this button."""
    if do in {"pause", "cancel", "back"}:
        return True
    if do in {"yes", "no"}:
        return draft.cancelling
    if draft.step == REVIEW:
        return do in {"send", "edit"}
    step = BY_NAME[draft.step]
    if do == "skip":
        return step.optional and draft.changing_party is None
    if do == "next":
        several = step.expects in {Expect.PARTIES, Expect.EVIDENCE}
        return bool(getattr(draft, step.field)) if several else step.name in draft.passed
    return do in _OF_EXPECTATION.get(step.expects, set())


async def _within_step(turn: Turn, draft: Draft, do: str, value: str) -> bool:
    """Buttons that belong to one kind of step."""
    step = BY_NAME[draft.step]
    match step.expects:
        case Expect.CHOICE:
            return await _choose(turn, draft, value)
        case Expect.OFFICE:
            return await _office_button(turn, draft, do, value)
        case Expect.EVIDENCE:
            return await _remove_file(turn, draft)
    return await _change_party(turn, draft, do, value)


async def _choose(turn: Turn, draft: Draft, value: str) -> bool:
    if not choose(draft, BY_NAME[draft.step], value):
        return False
    await pass_step(turn)
    return True


async def _office_button(turn: Turn, draft: Draft, do: str, value: str) -> bool:
    match do:
        case "list":
            return await _list_provinces(turn, draft)
        case "page":
            return await _turn_page(turn, draft, value)
    return await _pick_office(turn, draft, value)


async def _pick_office(turn: Turn, draft: Draft, value: str) -> bool:
    try:
        outcome = await choose_office(turn.services, draft, int(value))
    except (ValueError, NotFoundError):
        return False
    await (pass_step(turn) if isinstance(outcome, Taken) else ask(turn))
    return True


async def _list_provinces(turn: Turn, draft: Draft) -> bool:
    directory = await turn.services.directory()
    draft.listing, draft.page = "provinces", 0
    draft.offered = [entry.id for entry in directory.provinces()]
    await ask(turn)
    return True


async def _turn_page(turn: Turn, draft: Draft, value: str) -> bool:
    if not value.isdecimal() or not draft.offered:
        return False
    draft.page = min(int(value[:4]), (len(draft.offered) - 1) // PAGE)
    await ask(turn)
    return True


async def _remove_file(turn: Turn, draft: Draft) -> bool:
    if not draft.evidence:
        return False
    draft.evidence.pop()
    await ask(turn, words.FILE_REMOVED)
    return True


async def _change_party(turn: Turn, draft: Draft, do: str, value: str) -> bool:
    changing = draft.changing_party
    number = int(value[:3]) if value.isdecimal() else len(draft.parties)
    match do:
        case "add":
            draft.changing_party = len(draft.parties)
        case "change" if number < len(draft.parties):
            draft.changing_party = number
        case "role" if changing is not None and changing < len(draft.parties) and value in words.PARTY_ROLES:
            draft.parties[changing] = draft.parties[changing].model_copy(update={"role": value})
            draft.changing_party = None
        case "drop" if number < len(draft.parties):
            draft.parties.pop(number)
            draft.changing_party = None
        case _:
            return False
    await ask(turn)
    return True
