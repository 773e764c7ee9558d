"""What part the people of a story have in it, as it is told: "pak rudi ketua kpps minta uang".

Part is read from what stands beside them: who minta, mengancam or mencoblos is accused, who dipukul is a
victim, who melihat a witness, "saya X" the writer. An official who is the subject of what is complained of is
accused, likely; nobody is accused without an act or a word of blame beside them. Where nothing tells, it is
asked. Pure.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from core.stories.cues import (
    ABOUT,
    ACTING,
    ADDRESSED,
    AND,
    ASKED,
    BY_WHOM,
    CLAUSE,
    DOT,
    HURTS,
    I_AM,
    MASKED,
    NO_PERSON_BEFORE,
    NO_VERB,
    OBJECT_BEFORE,
    OF_MINE,
    PRAISED,
    RELATIVE_OF,
    SEEN_BEFORE,
    SEES,
    SUFFERS,
    TO_READERS,
    VERB,
    WHO_DID,
)
from core.stories.mentions import Person, is_subject
from core.stories.people import base_of, masked_of, people_of
from core.stories.proposals import LIKELY, SURE, Part, Span, Who
from core.stories.words import small

_REACH: Final = 90
_STRENGTH: Final = [Part.WRITER, Part.ACCUSED, Part.VICTIM, Part.WITNESS, Part.MENTIONED]
_LISTED: Final = {
    "saksi": Part.WITNESS,
    "terlapor": Part.ACCUSED,
    "pelaku": Part.ACCUSED,
    "korban": Part.VICTIM,
}
_PARTIES: Final = frozenset({Part.ACCUSED, Part.VICTIM, Part.WITNESS})


def people_in(
    text: str,
    places: Sequence[Span] = (),
    times: Sequence[Span] = (),
    *,
    complaint: bool = True,
    asked: bool = False,
) -> tuple[Who, ...]:
    """Find the people told of in a text, with their part.

    Args:
        text: As it was written.
        places: What lies in them is no name, and says nothing of a person.
        times: Likewise.
        complaint: Something is complained of; else nobody is accused, unless
        asked: it is a question, and tells of an act.
    """
    lowered = small(text)
    found = people_of(text, lowered, places)
    masked = masked_of(lowered, [*places, *times])
    groups: list[list[Person]] = []
    for one in found:
        if groups and _joins(lowered, groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    told: list[tuple[Person, Part | None]] = []
    last: Part | None = None
    for group in groups:
        before = _before(masked, group[0].span.start)
        after = _after(masked, group[-1].span.end)
        if group[-1].name:
            after = after.removeprefix(",")
        raw = lowered[max(0, group[0].span.start - _REACH) : group[0].span.start]
        parts = [
            _part_of(
                _Scene(
                    one=one,
                    before=before if at == 0 else _own(masked, one),
                    after=after,
                    raw=raw,
                    complaint=complaint,
                    asked=asked,
                    last=last,
                )
            )
            for at, one in enumerate(group)
        ]
        first = next((part for part in parts if part in _PARTIES), None)
        for one, part in zip(group, parts, strict=True):
            decided = first if part in {None, Part.MENTIONED} and first and len(group) > 1 else part
            if told and one.called and not one.position and _unnamed(*told[-1]):
                told.pop()  # "ada PPS minta duit … namanya mas Toni" is one person
            told.append((one, decided))
            last = decided or last
    return tuple(
        Who(
            span=one.span,
            name=one.name,
            position=one.position,
            part=part,
            confidence=SURE if one.name and part in _PARTIES else LIKELY,
        )
        for one, part in _once(text, told)
        if part is not None
    )


def _unnamed(one: Person, part: Part | None) -> bool:
    return not one.name and not one.kin and part is Part.ACCUSED


def _once(text: str, told: list[tuple[Person, Part | None]]) -> list[tuple[Person, Part | None]]:
    """Tell each person once, at the fullest mention: "lurah … Pak Lurah Taryono".

    A part that is found at any of them holds.
    """
    kept: list[tuple[Person, Part | None]] = []
    for one, part in told:
        base = base_of(text, one)
        for at, (other, held) in enumerate(kept):
            known = base_of(text, other)
            same = (
                base == known
                or (one.name and one.name == other.name)
                or (
                    not one.kin
                    and not other.name
                    and other.position
                    and one.name
                    and f" {known} " in f" {base} "
                )
            )
            again = (
                not one.name
                and other.position
                and one.position
                and not one.kin
                and f" {base} " in f" {known} "
                and other.name
            )
            if same or again:
                fullest = one if one.name and not other.name else other
                kept[at] = (
                    fullest,
                    min((each for each in (held, part) if each), key=_STRENGTH.index, default=None),
                )
                break
        else:
            kept.append((one, part))
    return sorted(kept, key=lambda each: each[0].span.start)


def _own(masked: str, one: Person) -> str:
    """Return what stands before somebody in a list, where it says by whom something was done."""
    before = _before(masked, one.span.start)
    return before if BY_WHOM.search(before) else ""


def _joins(lowered: str, first: Person, second: Person) -> bool:
    between = lowered[first.span.end : second.span.start]
    return (
        not (first.writer or second.writer)
        and bool(AND.fullmatch(between))
        and between.strip() not in {"", ","}
    )


def _before(masked: str, start: int) -> str:
    piece = DOT.sub(" ", masked[max(0, start - _REACH) : start])
    ends = [match.end() for match in CLAUSE.finditer(piece)]
    return piece[ends[-1] :] if ends else piece


def _after(masked: str, end: int) -> str:
    piece = DOT.sub(" ", masked[end : end + _REACH]).lstrip("\n")
    stop = CLAUSE.search(piece)
    return re.sub(r"\s{2,}", " ", MASKED.sub(" ", piece[: stop.start()] if stop else piece))


@dataclass(frozen=True, slots=True)
class _Scene:
    """Somebody, and what is told beside them."""

    one: Person
    before: str
    """Of their clause, without places and times."""
    after: str
    raw: str
    """What stands before them, as it was written."""
    complaint: bool
    asked: bool
    last: Part | None
    """The part of whoever was told of before."""

    @property
    def official(self) -> bool:
        """They are told by a position."""
        return bool(self.one.position)

    @property
    def acts(self) -> bool:
        """They are told to do something, and nothing helpful."""
        if ACTING.search(self.after):
            return True
        named = bool(self.one.position or self.one.name)
        return named and bool(VERB.search(self.after)) and not NO_VERB.search(self.after)

    @property
    def blamed(self) -> bool:
        """They are told to have done it, before they are named."""
        return bool(BY_WHOM.search(self.before) or WHO_DID.search(self.before))

    @property
    def mentioned(self) -> Part | None:
        """Their part where nothing tells it: a position alone says too little to ask about."""
        return Part.MENTIONED if self.one.name else None


_Holds = Callable[[_Scene], object]


def _part_of(scene: _Scene) -> Part | None:
    """Say what part somebody has; None for whoever is only spoken to, or no person."""
    one = scene.one
    for told, part in _TOLD:
        if told(one):
            return part(scene)
    if (me := I_AM.search(scene.before)) and is_subject(scene.before, me.start()):
        return Part.WRITER
    if _is_nobody(scene):
        return None
    if scene.official and not one.name and RELATIVE_OF.search(scene.raw):
        return Part.MENTIONED
    found = _first(_RULES if scene.complaint else _RULES_OF_OTHERS, scene)
    return None if one.small and found is Part.MENTIONED and not one.position else found


def _is_nobody(scene: _Scene) -> bool:
    """Whether it is a word of another meaning, or somebody spoken to."""
    one = scene.one
    if one.bare:
        return not (ACTING.search(scene.after) or SEES.search(scene.after) or WHO_DID.search(scene.before))
    if _spoken_to(scene.before, scene.after, one):
        return True
    body = scene.official and not one.name and NO_PERSON_BEFORE.search(scene.raw)
    return bool(body) and not (BY_WHOM.search(scene.before) or OBJECT_BEFORE.search(scene.before))


def _first(rules: tuple[tuple[Part | None, _Holds], ...], scene: _Scene) -> Part | None:
    """Return the part of the first rule that holds; of those that only mention, by what they are told."""
    for part, holds in rules:
        if holds(scene):
            return scene.mentioned if part is Part.MENTIONED else part
    return scene.mentioned


_RULES: Final[tuple[tuple[Part | None, _Holds], ...]] = (
    (Part.ACCUSED, lambda it: it.blamed),
    (
        Part.MENTIONED,
        lambda it: it.official and OBJECT_BEFORE.search(it.before) and OF_MINE.search(it.before),
    ),
    (Part.VICTIM, lambda it: OBJECT_BEFORE.search(it.before)),
    (Part.WITNESS, lambda it: SEES.search(it.after)),
    (Part.WITNESS, lambda it: SEEN_BEFORE.search(it.before) and not ACTING.search(it.after)),
    (Part.MENTIONED, lambda it: PRAISED.search(it.after)),
    (Part.WITNESS, lambda it: it.one.position.lower().startswith("saksi") and not it.acts),
    (Part.ACCUSED, lambda it: it.acts),
    (Part.ACCUSED, lambda it: it.official and ASKED.search(it.after)),
    (Part.VICTIM, lambda it: SUFFERS.search(it.after)),
    (Part.ACCUSED, lambda it: it.one.called and it.last is Part.ACCUSED),
    (Part.ACCUSED, lambda it: it.official and it.one.pointed),
    (Part.ACCUSED, lambda it: it.official and not it.after.startswith(",") and not ABOUT.search(it.after)),
)
"""What tells the part of somebody in a complaint; the first that holds."""
_RULES_OF_OTHERS: Final[tuple[tuple[Part | None, _Holds], ...]] = (
    (Part.ACCUSED, lambda it: it.official and WHO_DID.search(it.before)),
    (Part.ACCUSED, lambda it: it.official and it.asked and it.blamed),
    (
        Part.ACCUSED,
        lambda it: it.official and it.asked and ACTING.search(it.after) and not PRAISED.search(it.after),
    ),
)
"""The same where nothing is complained of."""


def _part_of_kin(scene: _Scene) -> Part | None:
    before, after = scene.before, scene.after
    if SEES.search(after) or SEEN_BEFORE.search(before):
        return Part.WITNESS
    if OBJECT_BEFORE.search(before) or SUFFERS.search(after):
        return Part.VICTIM
    if BY_WHOM.search(before):
        return Part.VICTIM if before.rstrip().endswith(("sama", "ke", "kepada", "ka")) else Part.ACCUSED
    return Part.ACCUSED if HURTS.search(after) else None


def _part_of_theirs(scene: _Scene) -> Part | None:
    if BY_WHOM.search(scene.before) or ACTING.search(scene.after):
        return Part.ACCUSED
    return Part.ACCUSED if scene.one.name and scene.last is Part.ACCUSED else None


def _part_of_stranger(scene: _Scene) -> Part | None:
    if SEES.search(scene.after):
        return Part.WITNESS
    if SUFFERS.search(scene.after) and not BY_WHOM.search(scene.before):
        return Part.VICTIM
    acts = scene.acts or VERB.search(scene.after)
    described = scene.one.described and not ABOUT.search(scene.after)
    return Part.ACCUSED if acts or described or BY_WHOM.search(scene.before) else None


_TOLD: Final[tuple[tuple[Callable[[Person], object], Callable[[_Scene], Part | None]], ...]] = (
    (lambda one: one.writer, lambda _scene: Part.WRITER),
    (lambda one: one.part, lambda scene: _LISTED[scene.one.part]),
    (lambda one: one.theirs, _part_of_theirs),
    (lambda one: one.kin, lambda scene: _part_of_kin(scene) or scene.mentioned),
    (lambda one: one.stranger, _part_of_stranger),
)
"""Those whose part is told by how they are."""


def _spoken_to(before: str, after: str, one: Person) -> bool:
    """Whether it is only whom the words are addressed to: "selamat pagi pak admin", "yth. Ketua KPU"."""
    if one.position and not one.name and TO_READERS.search(before):
        return True
    greeting = bool(ADDRESSED.search(before)) and bool(
        re.match(r"^\s*(?:[,.!]|mau|saya|sy|mohon|tolong|gimana|kapan|apa|ini|kok|$)", after)
    )
    return greeting and one.titled and not one.position and one.name.islower() and not ACTING.search(after)
