"""What is understood of a story as it stands: what was read, and what its writer corrected."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.answers import nearest
from bot.conversation.parties import parse_parties, party_words
from bot.memory.state import HeldStory
from bot.speech.splitting import escape
from bot.texts import story as words
from bot.texts.dates import long_date
from core.chain.report_fields import PartyRole
from core.chain.states import Kind, Track
from core.language import INDONESIAN
from core.languages import speaking
from core.offices.directory import OfficeDirectory, OfficeEntry
from core.reports.schemas import Party, Proposal
from core.reports.voiced import is_voiced
from core.stories.proposals import OtherBody, Part, Reading, StoryKind, When, Who
from core.stories.proposing import hints_of, proposals_of
from core.stories.reader import LONGEST, read, regions_of
from core.stories.when import times_in
from core.values import MAX_LINE

_WIB: Final = "Asia/Jakarta"
_NATIONAL: Final = "RI"
OFFERED: Final = 9
"""So many offices are offered at most; where more bear the name, it is asked in words."""
_SHOWN: Final = 200
_ROLES: Final = {
    Part.ACCUSED: PartyRole.REPORTED,
    Part.WITNESS: PartyRole.WITNESS,
    Part.VICTIM: PartyRole.VICTIM,
    Part.MENTIONED: PartyRole.INVOLVED,
}
"""Whoever is only mentioned is not accused by default."""
_PARTS: Final = {role.value: part for part, role in _ROLES.items()}
_KINDS: Final = {StoryKind.QUESTION: Kind.INFORMATION_REQUEST, StoryKind.WISH: Kind.ASPIRATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """One line of what was understood."""

    name: str
    """`what`, `when`, `where`, `who`, `office` or `evidence`."""
    label: str
    said: str
    """In HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """All that is understood of a story."""

    facts: tuple[Understanding, ...]
    track: Track
    kind: Kind
    office: OfficeEntry | None
    offered: tuple[int, ...]
    """Offices it may be for, where they are several."""
    parties: tuple[Party, ...]
    when: str
    """The time in words for the report: as it was told, and the day it means."""
    where: str
    elsewhere: OtherBody | None
    woman: bool
    """It tells of what one may rather tell a woman."""
    proposals: tuple[Proposal, ...]
    """What was read and not corrected, for the officer to confirm."""
    hints: dict[str, str]
    is_nothing: bool
    """A greeting, or words in which nothing is to be understood."""


def understood(story: HeldStory, directory: OfficeDirectory) -> Understood:
    """Read a story with all its pieces and corrections."""
    reading = read(story.text, _local(story.written_at, None), regions_of(directory.entries))
    office, offered = _office(story, reading, directory)
    if office is not None and office.zone != _WIB:
        local = _local(story.written_at, office)
        reading = replace(reading, written=local, when=times_in(story.text[:LONGEST], local))
    inside = (reading.kind is StoryKind.WHISTLEBLOWING or story.inside) and not story.ordinary
    people = [] if "who" in story.corrected else _people(reading)
    parties = _parties(story, people)
    with speaking(INDONESIAN):  # these go into the report
        when, where = _when(story, reading), _where(story, reading)
    return Understood(
        facts=tuple(_facts(story, reading, office, len(offered), parties)),
        track=Track.WHISTLEBLOWING if inside else Track.PUBLIC_SERVICE,
        kind=Kind.INFORMATION_REQUEST if story.asking else _KINDS.get(reading.kind, Kind.COMPLAINT),
        office=office,
        offered=offered if len(offered) <= OFFERED else (),
        parties=parties,
        when=when,
        where=where,
        elsewhere=reading.elsewhere,
        woman=reading.offers_woman_officer,
        proposals=proposals_of(
            story.text,
            reading,
            when="" if "when" in story.corrected else when,
            where="" if "where" in story.corrected else where,
            who=people,
        ),
        hints=hints_of(reading),
        is_nothing=reading.kind is StoryKind.NONE and not story.files and story.latitude is None,
    )


def _local(moment: datetime, office: OfficeEntry | None) -> datetime:
    return moment.astimezone(ZoneInfo(office.zone if office else _WIB)).replace(tzinfo=None)


def _office(
    story: HeldStory, reading: Reading, directory: OfficeDirectory
) -> tuple[OfficeEntry | None, tuple[int, ...]]:
    """Find the office: the one that was named, else the one that all places told lead to."""
    if story.office_id is not None:
        return directory.get(story.office_id), ()
    found = [entry for code in reading.offices if (entry := directory.by_code(code))]
    if _by_place(story, reading):
        found = nearest(directory, story.latitude or 0, story.longitude or 0)
    elif story.is_voice_alone and not story.offered:  # whoever hears it there brings it to the right one
        return directory.by_code(_NATIONAL), ()
    if len(found) == 1:
        return found[0], ()
    return None, tuple(story.offered or (entry.id for entry in found))


def _by_place(story: HeldStory, reading: Reading) -> bool:
    """Tell whether nothing but a place on the map says which office it is for."""
    told = story.office_id is not None or story.offered or reading.offices
    return not told and story.latitude is not None and story.longitude is not None


def _parties(story: HeldStory, people: list[tuple[Who, Party]]) -> tuple[Party, ...]:
    if told := story.corrected.get("who"):
        return () if is_voiced(told) else tuple(parse_parties(told))
    return tuple(party for _, party in people)


def _people(reading: Reading) -> list[tuple[Who, Party]]:
    """Name who was told of. The writer is none of them, nor somebody of the writer's own without a name."""
    return [
        (
            one,
            Party(name=one.name[:MAX_LINE], position=one.position[:MAX_LINE], role=_ROLES[one.part].value),
        )
        for one in reading.who
        if one.part is not Part.WRITER and (one.name or one.part is Part.ACCUSED)
    ]


def _facts(
    story: HeldStory, reading: Reading, office: OfficeEntry | None, offered: int, parties: tuple[Party, ...]
) -> list[Understanding]:
    told = " ".join(story.text.split())
    what = escape(told[:_SHOWN] + ("…" if len(told) > _SHOWN else ""))
    by_voice = {name: words.BY_VOICE for name, told in story.corrected.items() if is_voiced(told)}
    said = {
        "what": what or (words.BY_VOICE if story.is_spoken else words.BY_FILE if story.files else ""),
        "when": escape(story.corrected.get("when", "")) or _times(story, reading),
        "where": escape(_where(story, reading)),
        "who": "; ".join(_who(party) for party in parties),
        "office": _for_whom(office, offered, by_place=_by_place(story, reading)),
        "evidence": _files(story),
    } | by_voice
    labels = {
        "what": words.WHAT,
        "when": words.WHEN,
        "where": words.WHERE,
        "who": words.WHO,
        "office": words.OFFICE,
        "evidence": words.EVIDENCE,
    }
    return [Understanding(name=name, label=labels[name], said=line) for name, line in said.items() if line]


def _for_whom(office: OfficeEntry | None, offered: int, *, by_place: bool) -> str:
    if office is not None:
        name = escape(office.name)
        return words.NEAREST_OFFICE.format(office=name) if by_place else name
    many = words.NEAR_OFFICES if by_place else words.MANY_OFFICES
    return many.format(count=offered) if offered else ""


def _who(party: Party) -> str:
    return f"{escape(party_words(party))} ({words.PART_NAMES[_PARTS[PartyRole(party.role)].value]})"


def _times(story: HeldStory, reading: Reading) -> str:
    """Write each time as it was told, with the day it means."""
    return "; ".join(
        words.READ_AS.format(said=escape(one.span.of(story.text)), meant=meant)
        if (meant := meaning_of(one))
        else escape(one.span.of(story.text))
        for one in reading.when
    )


def meaning_of(time: When) -> str:
    """Say which day a time means; empty where it means none."""
    if time.day is None:
        return ""
    if time.until is not None:
        return words.UNTIL.format(first=_day(time.day), last=_day(time.until))
    clock = f", {words.PARTS_OF_DAY.get(time.clock, time.clock.replace(':', '.'))}" if time.clock else ""
    return f"{_day(time.day)}{clock}"


def _day(day: date) -> str:
    return long_date(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(_WIB)))


def _when(story: HeldStory, reading: Reading) -> str:
    """Write the time for the report: a draft sent later never shifts it."""
    if told := story.corrected.get("when"):
        return told
    written = long_date(story.written_at)
    said = [
        words.WRITTEN_ON.format(said=one.span.of(story.text), written=written, meant=meant)
        if (meant := meaning_of(one))
        else one.span.of(story.text)
        for one in reading.when
    ]
    return "; ".join(said)


def _where(story: HeldStory, reading: Reading) -> str:
    if told := story.corrected.get("where"):
        return told
    said = list(dict.fromkeys(one.span.of(story.text) for one in reading.where))
    if story.latitude is not None:
        said.append(words.PLACE_SHARED)
    return ", ".join(said)


def _files(story: HeldStory) -> str:
    counts = Counter(file.kind for file in story.files)
    return ", ".join(words.FILES[kind].format(count=count) for kind, count in counts.items())
