"""Buttons of a draft, and the words people type instead of pressing them."""

from typing import Final

from bot.conversation.answers import Taken, choose, choose_office
from bot.conversation.draft_pages import DraftPage
from bot.conversation.giveaway_pages import GiveawayPage
from bot.conversation.giveaways import giveaways_of
from bot.conversation.path import (
    go_back,
    keep_for_later,
    open_answer,
    pass_step,
    skip_step,
    throw_away,
)
from bot.conversation.steps import BY_NAME, OFFICES_SHOWN, REVIEW, Expect
from bot.conversation.submission import send_report
from bot.conversation.voice import take_out
from bot.memory.state import Draft, Mode
from bot.page import Page
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
_LEAVES: Final = {
    "yes": {"1", "ya", words.CANCEL_YES.casefold()},
    "no": {"2", "tidak", words.CANCEL_NO.casefold(), texts.BACK.casefold()},
    "pause": {"3", texts.PAUSE.casefold()},
}
_OF_EXPECTATION: Final = {
    Expect.CHOICE: {"opt"},
    Expect.OFFICE: {"opt", "list", "page"},
    Expect.PARTIES: {"change", "add", "drop", "role"},
    Expect.EVIDENCE: {"unfile"},
}


async def press(turn: Turn, pressed: DraftPress) -> Page | None:
    """Carry out a button of a draft; None where it belongs to another or none."""
    draft = turn.state.draft
    if draft is None or pressed.draft != draft.id:
        return None
    turn.state.mode = Mode.DRAFT
    answers_question = pressed.do in {"yes", "no", "pause"}
    if pressed.step != draft.step or (draft.cancelling and not answers_question):
        draft.cancelling = False
        return DraftPage(texts.OLD_BUTTON)
    return await act(turn, pressed.do, pressed.value) or DraftPage(texts.UNKNOWN_BUTTON)


async def act(turn: Turn, do: str, value: str = "") -> Page | None:
    """Do what a button or its typed word says; None where the step has no such thing."""
    draft = turn.draft
    if not offers(draft, do):
        return None
    match do:
        case "back":
            return go_back(turn)
        case "skip" | "next":
            return skip_step(draft) if do == "skip" else pass_step(draft)
        case "pause" | "cancel" | "yes" | "no":
            return _leave(turn, draft, do)
    if draft.step == REVIEW:
        return await _send(turn, draft) if do == "send" else open_answer(draft, value)
    return await _within_step(turn, draft, do, value)


async def _send(turn: Turn, draft: Draft) -> Page:
    """Send the report; what in its text may tell who wrote it is asked about first, once."""
    found = giveaways_of(draft, turn.own_name)
    if any(each.said not in draft.given_away for each in found):
        draft.given_away = [each.said for each in found]
        return GiveawayPage(found)
    return await send_report(turn)


def _leave(turn: Turn, draft: Draft, do: str) -> Page:
    """Buttons about leaving the draft."""
    draft.cancelling = do == "cancel"
    match do:
        case "pause":
            return keep_for_later(turn)
        case "yes":
            return throw_away(turn)
        case _:
            return DraftPage()


def read_choice(word: str) -> str:
    """Read a typed answer to the question whether to throw something away; empty where it is none."""
    return next((do for do, said in _LEAVES.items() if word in said), "")


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


async def _within_step(turn: Turn, draft: Draft, do: str, value: str) -> DraftPage | None:
    """Buttons that belong to one kind of step."""
    match BY_NAME[draft.step].expects:
        case Expect.CHOICE:
            return _choose(draft, value)
        case Expect.OFFICE:
            return await _office_button(turn, draft, do, value)
        case Expect.EVIDENCE:
            return _remove_file(draft)
    return _change_party(draft, do, value)


def _choose(draft: Draft, value: str) -> DraftPage | None:
    return pass_step(draft) if choose(draft, BY_NAME[draft.step], value) else None


async def _office_button(turn: Turn, draft: Draft, do: str, value: str) -> DraftPage | None:
    match do:
        case "list":
            return await _list_provinces(turn, draft)
        case "page":
            return _turn_page(draft, value)
    return await _pick_office(turn, draft, value)


async def _pick_office(turn: Turn, draft: Draft, value: str) -> DraftPage | None:
    try:
        outcome = await choose_office(turn.services, draft, int(value))
    except (ValueError, NotFoundError):
        return None
    return pass_step(draft) if isinstance(outcome, Taken) else DraftPage()


async def _list_provinces(turn: Turn, draft: Draft) -> DraftPage:
    directory = await turn.services.directory()
    draft.listing, draft.page = "provinces", 0
    draft.offered = [entry.id for entry in directory.provinces()]
    return DraftPage()


def _turn_page(draft: Draft, value: str) -> DraftPage | None:
    if not value.isdecimal() or not draft.offered:
        return None
    draft.page = min(int(value[:4]), (len(draft.offered) - 1) // OFFICES_SHOWN)
    return DraftPage()


def _remove_file(draft: Draft) -> DraftPage | None:
    if not draft.evidence:
        return None
    take_out(draft, draft.evidence[-1:])
    return DraftPage(words.FILE_REMOVED)


def _change_party(draft: Draft, do: str, value: str) -> DraftPage | None:
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
            return None
    return DraftPage()
