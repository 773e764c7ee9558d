"""Taking an answer in: each kind of expectation checks it and fills the draft.

An answer taken says so by returning `Taken`; anything else says what to tell the person, and
the question is put again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.conversation.parties import (
    noted,
    parse_parties,
    parse_party,
    replaced,
    rewritten,
    says_enough,
    says_none,
)
from bot.conversation.steps import IDENTITY, OFFICES_SHOWN, Expect, Option, Step, is_question, limit_of
from bot.conversation.voice import forget_who_spoke
from bot.incoming import Incoming
from bot.memory.state import Draft
from bot.services import Services
from bot.spoken import NO, YES, number_said, shows_something
from bot.texts import draft as words
from bot.texts import steps as texts
from core.chain.report_fields import IN_CHAT, MAX_PARTIES, ReportPart
from core.chain.states import IdentityMode, Kind, Track, ViolationType
from core.languages import say
from core.offices.directory import OfficeDirectory, OfficeEntry
from core.offices.nearest import Point, nearest_offices
from core.stories.offices_told import offices_told

_PHONE: Final = re.compile(r"\+?[\d\s().-]{6,24}")
_BESIDE_NUMBER: Final = re.compile(r"\(?\b(?:wa|whatsapp|hp|telp?|no|nomor|aktif)\b\.?\)?|:", re.IGNORECASE)
"""What people write beside a number: "0812-3456-7890 (WA)"."""
SEARCH_LIMIT: Final = 8
NEAREST: Final = "nearest"
"""The list of the offices nearest to a place on the map: the person says which."""
READERS: Final = "readers"
"""The list that says who would read a whistleblowing report, and offers the offices above."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The step is answered; `say` is a word about it."""

    say: str = ""
    used: bool = True


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The step stays; `say` tells what is expected, or what changed on it."""

    say: str = ""
    used: bool = False
    """The words were taken in all the same: a party noted, an office searched for."""


Outcome = Taken | AskAgain


async def take(services: Services, draft: Draft, step: Step, incoming: Incoming) -> Outcome:
    """Take a message as the answer to `step`."""
    limit, length = limit_of(draft, step), len(_words_for(step, incoming))
    if length > limit and step.expects is not Expect.EVIDENCE:
        return AskAgain(texts.too_long(limit, length))
    if step.expects is Expect.OFFICE:
        return await _office(services, draft, step, incoming)
    return _TAKERS[step.expects](draft, step, incoming)


def _words_for(step: Step, incoming: Incoming) -> str:
    """Return the words as the step keeps them: of what is told of the matter also whence it comes."""
    tells = step.expects in {Expect.TEXT, Expect.PLACE} and step.group != IDENTITY
    return incoming.told if tells else incoming.text


def picked(options: tuple[Option, ...], incoming: Incoming) -> Option | None:
    """Find the option a typed number or its words name."""
    word = incoming.word
    number = number_said(word) or number_said(word.partition(" ")[0])
    if number is not None and 1 <= number <= len(options):
        return options[number - 1]
    answers = {option.value: option for option in options}
    if answers.keys() == {"yes", "no"}:
        return answers["yes"] if word in YES else answers["no"] if word in NO else _labelled(options, word)
    return _labelled(options, word)


def _labelled(options: tuple[Option, ...], word: str) -> Option | None:
    return next((option for option in options if word and word in _names_of(option)), None)


def _names_of(option: Option) -> set[str]:
    return {option.label.casefold(), option.officially.casefold()}


def choose(draft: Draft, step: Step, value: str) -> bool:
    """Set a choice; False where it is none of the options."""
    if value not in {option.value for option in step.options}:
        return False
    match step.name:
        case "kind":
            take_kind(draft, Kind(value))
        case "mode":
            draft.identity_mode = IdentityMode(value)
            if draft.identity_mode is not IdentityMode.OPEN:
                forget_who_spoke(draft)
            if draft.identity_mode is IdentityMode.ANONYMOUS:
                _forget_identity(draft)
        case "violation":
            draft.violation_type = ViolationType(value)
        case "keep":
            draft.keep = value == "yes"
    return True


def take_kind(draft: Draft, kind: Kind) -> None:
    """Note what is wanted. A question is open without a name: its answer may be told in the push."""
    asked_before, draft.kind = is_question(draft), kind
    if is_question(draft):
        _forget_identity(draft)
        draft.identity_mode, draft.keep = IdentityMode.OPEN, True
    elif asked_before:
        draft.identity_mode = draft.keep = None
        draft.passed = [name for name in draft.passed if name not in {"mode", "name"}]


def _forget_identity(draft: Draft) -> None:
    """Keep nothing of what was said about the reporter of what is now an anonymous report."""
    told = {field.key for field in IN_CHAT if field.part is ReportPart.REPORTER}
    for name in told:
        setattr(draft, name, "")
    draft.keep = None
    identity = {*told, "keep"}
    draft.passed = [name for name in draft.passed if name not in identity]
    draft.sources = {name: number for name, number in draft.sources.items() if name not in identity}


def _choice(draft: Draft, step: Step, incoming: Incoming) -> Outcome:
    option = picked(step.options, incoming)
    if option is None or not choose(draft, step, option.value):
        return AskAgain(say(step.expected))
    return Taken()


async def _office(services: Services, draft: Draft, step: Step, incoming: Incoming) -> Outcome:
    shown = draft.offered[draft.page * OFFICES_SHOWN : (draft.page + 1) * OFFICES_SHOWN]
    word = incoming.word
    if word.isdecimal() and 1 <= int(word[:3]) <= len(shown):
        return await choose_office(services, draft, shown[int(word[:3]) - 1])
    directory = await services.directory()
    if incoming.latitude is not None and incoming.longitude is not None:
        near = nearest(directory, incoming.latitude, incoming.longitude)
        draft.listing, draft.page, draft.offered = NEAREST, 0, [entry.id for entry in near]
        return AskAgain(used=True)
    if not incoming.text:
        return AskAgain(say(step.expected))
    if len(shown) == 1 and word in YES:
        return await choose_office(services, draft, shown[0])
    found = offices_told(incoming.text, directory, SEARCH_LIMIT)
    draft.listing, draft.page = "", 0
    draft.offered = [entry.id for entry in found]
    if draft.story and len(found) == 1:  # told of a story, the one office found is looked at no more
        return await choose_office(services, draft, found[0].id)
    return AskAgain(used=True) if found else AskAgain(texts.OFFICE_NOT_FOUND)


def nearest(directory: OfficeDirectory, latitude: float, longitude: float) -> list[OfficeEntry]:
    """Return the offices a place on the map may lie under, the nearest first: proposals, never more."""
    codes = nearest_offices(Point(latitude, longitude))
    return [entry for code in codes if (entry := directory.by_code(code))]


def above(directory: OfficeDirectory, entry: OfficeEntry) -> list[OfficeEntry]:
    """Return the offices above one, the nearest first."""
    codes = reversed(entry.path.split("/")[:-1])
    return [office for code in codes if (office := directory.by_code(code)) is not None]


async def choose_office(services: Services, draft: Draft, office_id: int) -> Outcome:
    """Choose an office, or open the list of a province's offices."""
    directory = await services.directory()
    entry = directory.get(office_id)
    if draft.listing == "provinces" and entry.province_code:
        draft.listing, draft.page = entry.province_code, 0
        draft.offered = [entry.id, *(each.id for each in directory.regencies(entry.province_code))]
        return AskAgain(used=True)
    higher = [each.id for each in above(directory, entry)]
    if draft.track is Track.WHISTLEBLOWING and draft.listing != READERS and higher:
        draft.listing, draft.page, draft.offered = READERS, 0, [entry.id, *higher]
        return AskAgain(used=True)
    draft.office_id, draft.office_name, draft.office_fixed = entry.id, entry.name, False
    draft.offered, draft.listing, draft.page = [], "", 0
    return Taken()


def _text(draft: Draft, step: Step, incoming: Incoming) -> Outcome:
    if not shows_something(incoming.text):
        return AskAgain(say(step.expected))
    setattr(draft, step.field, _words_for(step, incoming))
    return Taken()


def _parties(draft: Draft, step: Step, incoming: Incoming) -> Outcome:
    """Note whom the message names, beside those noted before; who knows nobody (more) goes on."""
    if incoming.phone and not incoming.text:
        incoming = replace(incoming, text=f"{incoming.contact_name}, {incoming.phone}".strip(", "))
    if not shows_something(incoming.text):
        return AskAgain(say(step.expected))
    changing = draft.changing_party
    if changing is not None and changing < len(draft.parties):
        return _rewritten(draft, step, incoming, changing)
    if says_none(incoming.text) or (draft.parties and says_enough(incoming.text)):
        adding = changing is not None and bool(draft.parties)
        draft.changing_party = None
        return AskAgain(used=True) if adding else Taken()
    parties = parse_parties(incoming.text)
    if not parties:
        return AskAgain(say(step.expected))
    if len(draft.parties) + len(parties) > MAX_PARTIES:
        return AskAgain(words.PARTIES_FULL.format(limit=MAX_PARTIES))
    draft.parties.extend(noted(parties, incoming.message_id))
    draft.changing_party = None
    return AskAgain(used=True)


def _rewritten(draft: Draft, step: Step, incoming: Incoming, number: int) -> Outcome:
    """Put what was written in the place of one party."""
    if says_none(incoming.text):
        return AskAgain(words.PARTY_NOT_KNOWN)
    party = parse_party(incoming.text)
    if party is None:
        return AskAgain(say(step.expected))
    draft.parties[number] = rewritten(draft.parties[number], party, incoming.message_id)
    draft.changing_party = None
    return AskAgain(used=True)


def edit_parties(draft: Draft, step: Step, incoming: Incoming) -> tuple[str, bool]:
    """Let an edited message change the parties it named and no others; say so, and whether it did."""
    if len(incoming.text) > step.limit:
        return texts.too_long(step.limit, len(incoming.text)), False
    parties = parse_parties(incoming.text)
    if not parties and not says_none(incoming.text):
        return say(step.expected), False
    before = len(draft.parties)
    changed = replaced(draft.parties, incoming.message_id, parties)
    if len(changed) > MAX_PARTIES:
        return words.PARTIES_FULL.format(limit=MAX_PARTIES), False
    draft.parties = changed
    if draft.changing_party == before:
        draft.changing_party = len(changed)  # still adding one
    elif before != len(changed):
        draft.changing_party = None  # the one being rewritten may stand elsewhere now
    return texts.CHANGED.format(title=say(step.title)), True


def _place(draft: Draft, step: Step, incoming: Incoming) -> Outcome:
    if incoming.latitude is not None and incoming.longitude is not None:
        draft.latitude, draft.longitude = incoming.latitude, incoming.longitude
        draft.place = _words_for(step, incoming) or draft.place or words.PLACE_SHARED
        return Taken()
    return _text(draft, step, incoming)


def _phone(draft: Draft, step: Step, incoming: Incoming) -> Outcome:
    if incoming.phone and not incoming.phone_is_own:
        return AskAgain(words.PHONE_OF_ANOTHER)
    if says_none(incoming.text):
        draft.phone = ""
        return Taken()
    number = incoming.phone or _BESIDE_NUMBER.sub("", incoming.text).strip()
    if not _PHONE.fullmatch(number) or not any(char.isdigit() for char in number):
        return AskAgain(say(step.expected))
    draft.phone = number
    return Taken()


def _evidence(draft: Draft, step: Step, incoming: Incoming) -> Outcome:
    """Files were kept before this; a text here is none, unless it says that there are no (more)."""
    if says_none(incoming.text) or (draft.evidence and says_enough(incoming.text)):
        return Taken()
    if incoming.text:
        return AskAgain(words.NOT_A_FILE)
    return AskAgain("" if draft.evidence else say(step.expected))


_TAKERS: Final[dict[Expect, Callable[[Draft, Step, Incoming], Outcome]]] = {
    Expect.CHOICE: _choice,
    Expect.TEXT: _text,
    Expect.PARTIES: _parties,
    Expect.PLACE: _place,
    Expect.PHONE: _phone,
    Expect.EVIDENCE: _evidence,
}
