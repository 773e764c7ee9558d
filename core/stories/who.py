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

from core.stories.clauses import PersonTold, part_told
from core.stories.cues import (
    ABOUT,
    ACTING,
    ADDRESSED,
    AND,
    ASKED,
    BY_WHOM,
    CARRIED,
    CULPRIT,
    HURTS,
    I_AM,
    NO_PERSON_BEFORE,
    OBJECT_BEFORE,
    OF_MINE,
    PAID_TO,
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
from core.stories.proposals import LIKELY, SURE, UNSURE, Part, Span, Who
from core.stories.scenes import Scene, scenes_of
from core.stories.words import small

_STRENGTH: Final = [Part.WRITER, Part.ACCUSED, Part.VICTIM, Part.WITNESS, Part.MENTIONED]
_BODIES: Final = frozenset({"polisi", "polsek", "bawaslu", "panwas", "panwascam", "panwaslu"})
_WE: Final = re.compile(r"\b(?:kami|kita|torang|katong|kitong|kitorang)\s*$")
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
    told: list[_Guess] = []
    last: Part | None = None
    for at, group in enumerate(groups):
        until = groups[at + 1][0].span.start if at + 1 < len(groups) else len(text)
        scenes = scenes_of(lowered, masked, group, until, complaint=complaint, asked=asked, last=last)
        parts = [_part_of(scene) for scene in scenes]
        first = next((part for part in parts if part in _PARTIES), None)
        for scene, part in zip(scenes, parts, strict=True):
            decided = first if part in {None, Part.MENTIONED} and first and len(group) > 1 else part
            if told and scene.one.called and not scene.one.position and _unnamed(told[-1]):
                told.pop()  # "ada PPS minta duit … namanya mas Toni" is one person
            told.append(_Guess(scene.one, decided, asked=decided is Part.MENTIONED and not _is_plain(scene)))
            last = decided or last
    return tuple(
        Who(
            span=guess.one.span,
            name=guess.one.name,
            position=guess.one.position,
            part=guess.part,
            confidence=guess.confidence,
        )
        for guess in _once(text, told)
        if guess.part is not None
    )


@dataclass(frozen=True, slots=True)
class _Guess:
    """Somebody, and the part they seem to have."""

    one: Person
    part: Part | None
    asked: bool
    """Nothing tells it."""

    @property
    def confidence(self) -> float:
        """How sure the part is."""
        if self.asked:
            return UNSURE
        return SURE if self.one.name and self.part in _PARTIES else LIKELY


def _unnamed(guess: _Guess) -> bool:
    return not guess.one.name and not guess.one.kin and guess.part is Part.ACCUSED


def _once(text: str, told: list[_Guess]) -> list[_Guess]:
    """Tell each person once, at the fullest mention: "lurah … Pak Lurah Taryono".

    A part that is found at any of them holds.
    """
    kept: list[_Guess] = []
    for guess in told:
        for at, other in enumerate(kept):
            if _same(text, guess.one, other.one):
                fullest = guess.one if guess.one.name and not other.one.name else other.one
                best = min(
                    (each for each in (other, guess) if each.part),
                    key=lambda each: (_STRENGTH.index(each.part or Part.MENTIONED), each.asked),
                    default=other,
                )
                kept[at] = _Guess(fullest, best.part, best.asked)
                break
        else:
            kept.append(guess)
    return sorted(kept, key=lambda each: each.one.span.start)


def _same(text: str, one: Person, other: Person) -> bool:
    """Whether two mentions are of one person."""
    base, known = base_of(text, one), base_of(text, other)
    if base == known or (one.name and one.name == other.name):
        return True
    if one.kin or not other.position:
        return False
    fuller = not other.name and one.name and f" {known} " in f" {base} "
    again = not one.name and one.position and other.name and f" {base} " in f" {known} "
    return bool(fuller or again)


def _joins(lowered: str, first: Person, second: Person) -> bool:
    between = lowered[first.span.end : second.span.start]
    return (
        not (first.writer or second.writer)
        and bool(AND.fullmatch(between))
        and between.strip() not in {"", ","}
    )


_Holds = Callable[[Scene], object]


def _part_of(scene: Scene) -> Part | None:
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
    found = (scene.complaint and _told(scene)) or _first(
        _RULES if scene.complaint else _RULES_OF_OTHERS, scene
    )
    return None if one.small and found is Part.MENTIONED and not one.position else found


def _is_plain(scene: Scene) -> bool:
    """Whether the words beside somebody tell their part."""
    return bool(PRAISED.search(scene.after) or (scene.complaint and _told(scene)))


def _told(scene: Scene) -> Part | None:
    """Say what the grammar beside somebody tells, behind what they are called."""
    if CULPRIT.search(scene.before):
        return Part.ACCUSED
    if not scene.one.kin and SEEN_BEFORE.search(scene.before) and not ACTING.search(scene.after):
        return Part.WITNESS
    one = scene.one
    official = bool(one.position) and not one.position.lower().startswith("saksi")
    subject = PersonTold(
        official=official, kin=one.kin, named=bool(one.name), body=one.position.lower() in _BODIES
    )
    told = part_told(scene.before, scene.rest, subject, scene.last)
    if told in _PARTIES:
        return told
    for match in CARRIED.finditer(scene.later):  # "… Pak Rudi. Dia minta uang"
        if carried := part_told("", match["rest"], subject, scene.last):
            return carried
    return told


def _is_nobody(scene: Scene) -> bool:
    """Whether it is a word of another meaning, or somebody spoken to."""
    one = scene.one
    if one.bare:
        return not (ACTING.search(scene.after) or SEES.search(scene.after) or WHO_DID.search(scene.before))
    if _spoken_to(scene.before, scene.after, one):
        return True
    body = scene.official and not one.name and NO_PERSON_BEFORE.search(scene.raw)
    if not body or BY_WHOM.search(scene.before) or OBJECT_BEFORE.search(scene.before):
        return False
    return not (scene.complaint and PAID_TO.search(scene.before))


def _first(rules: tuple[tuple[Part | None, _Holds], ...], scene: Scene) -> Part | None:
    """Return the part of the first rule that holds; of those that only mention, by what they are told."""
    for part, holds in rules:
        if holds(scene):
            return scene.mentioned if part is Part.MENTIONED else part
    return Part.MENTIONED if scene.one.name else None


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
    (Part.MENTIONED, lambda it: it.one.name),
    (Part.MENTIONED, lambda it: not it.after.startswith(",") and not ABOUT.search(it.after)),
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


def _part_of_kin(scene: Scene) -> Part | None:
    before, after = scene.before, scene.after
    if SEES.search(after) or SEEN_BEFORE.search(before):
        return Part.WITNESS
    if OBJECT_BEFORE.search(before) or SUFFERS.search(after):
        return Part.VICTIM
    if BY_WHOM.search(before):
        return Part.VICTIM if before.rstrip().endswith(("sama", "ke", "kepada", "ka")) else Part.ACCUSED
    return Part.ACCUSED if HURTS.search(after) else None


def _part_of_theirs(scene: Scene) -> Part | None:
    if BY_WHOM.search(scene.before) or ACTING.search(scene.after):
        return Part.ACCUSED
    return Part.ACCUSED if scene.one.name and scene.last is Part.ACCUSED else None


def _part_of_stranger(scene: Scene) -> Part | None:
    if _WE.search(scene.before):
        return None
    if SEES.search(scene.after):
        return Part.WITNESS
    if SUFFERS.search(scene.after) and not BY_WHOM.search(scene.before):
        return Part.VICTIM
    acts = scene.acts or VERB.search(scene.after)
    described = scene.one.described and not ABOUT.search(scene.after)
    return Part.ACCUSED if acts or described or BY_WHOM.search(scene.before) else None


_TOLD: Final[tuple[tuple[Callable[[Person], object], Callable[[Scene], Part | None]], ...]] = (
    (lambda one: one.writer, lambda _scene: Part.WRITER),
    (lambda one: one.part, lambda scene: _LISTED[scene.one.part]),
    (lambda one: one.theirs, _part_of_theirs),
    (
        lambda one: one.kin,
        lambda scene: (scene.complaint and _told(scene)) or _part_of_kin(scene) or scene.mentioned,
    ),
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
