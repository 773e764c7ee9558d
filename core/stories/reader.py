"""Reading a story: proposals for the whole of a text, in one call."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final

from core.offices.directory import OfficeEntry
from core.offices.naming import folded, nicknames
from core.stories.alarm import despairs, endangered, harassed, speaks_of_elections, wants_a_woman
from core.stories.headings import heading_of, topic_told
from core.stories.kinds import wanted_in
from core.stories.proposals import OtherBody, Reading, StoryKind
from core.stories.when import times_in
from core.stories.where import Regions, offices_of, places_in
from core.stories.who import people_in
from core.stories.words import small

LONGEST: Final = 6_000
"""So many characters are read; a longer story is kept whole, and read so far."""
_KINDS: Final = frozenset({"kabupaten", "kota", "administrasi"})
_JAVANESE: Final = re.compile(
    r"\b(?:kulo|kula|aku|nyong|iki|iku|niki|niku|sing|ora|mboten|sampun|wis|wes|arep|badhe|nyuwun"
    "|matur|nuwun|lan|karo|marang|ning|nang|wong|duwit|jenenge|piye|pripun|njaluk|kok yo|ngono"
    "|ngene|sampeyan|panjenengan|dalem|opo|menopo|durung|dereng|uwis|isih|taksih|saged|saget"
    r"|tumut)\b"
)
_SUNDANESE: Final = re.compile(
    r"\b(?:abdi|urang|anu|nu|teu|henteu|atos|parantos|hoyong|bade|naros|kumaha|iraha|dimana|saha"
    "|naon|punten|hatur|nuhun|mah|teh|téh|euy|atuh|aya|artos|duit na|ieu|eta|éta|kuring|maneh"
    r"|anjeun|sareng|jeung|ti|ka|kantos|teu acan|acan|wargi|pisan)\b"
)
_ENGLISH: Final = re.compile(
    r"\b(?:the|is|are|was|and|my|i|to|of|in|they|he|she|please|want|report|how|what|where|when"
    r"|can|officer|money|vote|asked|for|me|not|have|has|with)\b"
)
_NO_COMPLAINT: Final = frozenset({StoryKind.NONE, StoryKind.WISH, StoryKind.QUESTION})
_CRIMES: Final = frozenset({OtherBody.POLICE, OtherBody.OTHER})
_ENOUGH: Final = 3
_SHARE: Final = 0.2
"""So many words of a language, and such a share of all, tell that it is written in it."""


def read(text: str, written: datetime, regions: Regions) -> Reading:
    """Read a story.

    Args:
        text: As it was written; what lies beyond `LONGEST` is not read.
        written: When, in the writer's own time.
        regions: The names of regencies and provinces (`regions_of`).
    """
    text = text[:LONGEST]
    where = places_in(text, regions)
    when = times_in(text, written)
    wanted = wanted_in(text, dated=any(each.day or each.clock for each in when))
    harassment = harassed(text)
    return Reading(
        written=written,
        when=when,
        where=where,
        who=people_in(
            text,
            [place.span for place in where],
            [time.span for time in when],
            complaint=wanted.kind not in _NO_COMPLAINT,
            asked=wanted.kind is StoryKind.QUESTION,
        ),
        kind=wanted.kind,
        topic=wanted.topic,
        elsewhere=wanted.elsewhere,
        danger=endangered(text, ours=wanted.elsewhere not in _CRIMES or speaks_of_elections(text)),
        self_harm=despairs(text),
        harassment=harassment,
        offers_woman_officer=wants_a_woman(text, harassment=harassment),
        topic_told=topic_told(text, wanted.topic),
        category=heading_of(text, wanted.kind, wanted.topic),
        offices=offices_of(where),
        language=language_of(text),
    )


def prepare() -> None:
    """Load tables and patterns once: a second's work that no message should wait for."""
    read("kemarin, 12 november, di desa Jantuk kecamatan Sukamulia", datetime(2026, 11, 30), Regions([], {}))  # noqa: DTZ001 - the writer's own time has no zone


def regions_of(offices: Iterable[OfficeEntry]) -> Regions:
    """Make the names by which regencies and provinces are found, of the directory's entries."""
    return regions_named((entry.name, entry.code) for entry in offices if entry.code != "RI")


def regions_named(offices: Iterable[tuple[str, str]]) -> Regions:
    """Make the same of names and codes: ("Kabupaten Lombok Timur", "52.03")."""
    return _made(tuple(offices))


@lru_cache(maxsize=2)
def _made(offices: tuple[tuple[str, str], ...]) -> Regions:
    told = [(folded(name), code) for name, code in offices]
    bare = [([word for word in words if word not in _KINDS], code) for words, code in told]
    return Regions([*told, *bare], nicknames())


def language_of(text: str) -> str:
    """Tell in which language somebody writes: `id`, `jv`, `su` or `en`; Indonesian where it is not plain."""
    lowered = small(text)
    total = max(len(lowered.split()), 1)
    counts = {
        "jv": len(_JAVANESE.findall(lowered)),
        "su": len(_SUNDANESE.findall(lowered)),
        "en": len(_ENGLISH.findall(lowered)),
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _ENOUGH and counts[best] / total >= _SHARE else "id"
