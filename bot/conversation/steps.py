"""The steps of a report as one table: what is asked, what is expected, and of whom.

Buttons, numbering, review, the way back and the tests all derive from these rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.memory.state import Draft
from bot.texts import steps as texts
from core.chain.states import IdentityMode, Kind, Track, ViolationType
from core.values import MAX_LINE, MAX_TEXT


class Expect(StrEnum):
    """What sort of answer a step takes."""

    CHOICE = "choice"
    OFFICE = "office"
    TEXT = "text"
    PARTIES = "parties"
    PLACE = "place"
    EVIDENCE = "evidence"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: by button, or by typing its number or its words."""

    value: str
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question."""

    name: str
    title: str
    """The word after `Langkah 3 dari 8 ·`."""
    question: str
    expects: Expect
    expected: str
    """Said before the question is repeated."""
    field: str
    """The draft's attribute this step fills."""
    applies: Callable[[Draft], bool] = lambda _draft: True
    optional: bool = False
    skip_label: str = texts.SKIP
    options: tuple[Option, ...] = ()
    limit: int = MAX_LINE
    group: str = ""
    """Steps of one group count as one; the identity is asked in four questions."""
    variants: tuple[tuple[Kind, str], ...] = ()
    """Other words for the question where the report is of another kind."""

    def question_for(self, draft: Draft) -> str:
        """Return the question in the words that fit this report."""
        return dict(self.variants).get(draft.kind or Kind.COMPLAINT, self.question)

    @property
    def counts_as(self) -> str:
        """Return the name under which the step is counted."""
        return self.group or self.name


LONG: Final = MAX_TEXT
PARAGRAPH: Final = "\n\n"
OFFICES_SHOWN: Final = 9
"""So many offices of a list at a time."""


def _complaint(draft: Draft) -> bool:
    """Parties, time, place and chronology are asked of complaints and WBS reports (R51, R122)."""
    return draft.kind in {None, Kind.COMPLAINT} or draft.track is Track.WHISTLEBLOWING


def _identified(draft: Draft) -> bool:
    return draft.identity_mode is not IdentityMode.ANONYMOUS


def _public(draft: Draft) -> bool:
    return draft.track is Track.PUBLIC_SERVICE


STEPS: Final[tuple[Step, ...]] = (
    Step(
        name="kind",
        title="Jenis",
        question=texts.KIND,
        expects=Expect.CHOICE,
        expected=texts.EXPECT_CHOICE,
        field="kind",
        applies=_public,
        options=tuple(Option(kind.value, kind.label, texts.KIND_MEANS[kind]) for kind in Kind),
    ),
    Step(
        name="office",
        title="Tujuan",
        question=texts.OFFICE,
        expects=Expect.OFFICE,
        expected=texts.EXPECT_OFFICE,
        field="office_id",
    ),
    Step(
        name="mode",
        title="Cara melapor",
        question=texts.MODE,
        expects=Expect.CHOICE,
        expected=texts.EXPECT_CHOICE,
        field="identity_mode",
        options=tuple(Option(mode.value, mode.label, texts.MODE_MEANS[mode]) for mode in IdentityMode),
    ),
    Step(
        name="violation",
        title="Jenis pelanggaran",
        question=texts.VIOLATION,
        expects=Expect.CHOICE,
        expected=texts.EXPECT_CHOICE,
        field="violation_type",
        applies=lambda draft: draft.track is Track.WHISTLEBLOWING,
        options=tuple(Option(each.value, each.label) for each in ViolationType),
    ),
    Step(
        name="what",
        title="Apa",
        question=texts.WHAT,
        expects=Expect.TEXT,
        expected=texts.EXPECT_TEXT,
        field="substance",
        limit=LONG,
        variants=(
            (Kind.ASPIRATION, texts.WHAT_ASPIRATION),
            (Kind.INFORMATION_REQUEST, texts.WHAT_INFORMATION),
        ),
    ),
    Step(
        name="who",
        title="Siapa",
        question=texts.WHO,
        expects=Expect.PARTIES,
        expected=texts.EXPECT_WHO,
        field="parties",
        applies=_complaint,
        optional=True,
        skip_label=texts.DO_NOT_KNOW,
        limit=2_000,
    ),
    Step(
        name="when",
        title="Kapan",
        question=texts.WHEN,
        expects=Expect.TEXT,
        expected=texts.EXPECT_WHEN,
        field="happened_at",
        applies=_complaint,
        optional=True,
    ),
    Step(
        name="where",
        title="Di mana",
        question=texts.WHERE,
        expects=Expect.PLACE,
        expected=texts.EXPECT_WHERE,
        field="place",
        applies=_complaint,
        optional=True,
        limit=1_000,
    ),
    Step(
        name="how",
        title="Bagaimana",
        question=texts.HOW,
        expects=Expect.TEXT,
        expected=texts.EXPECT_TEXT,
        field="chronology",
        applies=_complaint,
        optional=True,
        limit=LONG,
    ),
    Step(
        name="evidence",
        title="Bukti",
        question=texts.EVIDENCE,
        expects=Expect.EVIDENCE,
        expected=texts.EXPECT_EVIDENCE,
        field="evidence",
        optional=True,
    ),
    Step(
        name="remarks",
        title="Keterangan tambahan",
        question=texts.REMARKS,
        expects=Expect.TEXT,
        expected=texts.EXPECT_TEXT,
        field="remarks",
        applies=lambda draft: bool(draft.remarks),
        optional=True,
        skip_label=texts.REMOVE,
        limit=LONG,
    ),
    Step(
        name="name",
        title="Identitas",
        question=texts.NAME,
        expects=Expect.TEXT,
        expected=texts.EXPECT_NAME,
        field="name",
        applies=_identified,
        group="identity",
    ),
    Step(
        name="address",
        title="Identitas",
        question=texts.ADDRESS,
        expects=Expect.TEXT,
        expected=texts.EXPECT_ADDRESS,
        field="address",
        applies=_identified,
        group="identity",
    ),
    Step(
        name="occupation",
        title="Identitas",
        question=texts.OCCUPATION,
        expects=Expect.TEXT,
        expected=texts.EXPECT_OCCUPATION,
        field="occupation",
        applies=_identified,
        optional=True,
        group="identity",
    ),
    Step(
        name="phone",
        title="Identitas",
        question=texts.PHONE,
        expects=Expect.PHONE,
        expected=texts.EXPECT_PHONE,
        field="phone",
        applies=_identified,
        optional=True,
        limit=30,
        group="identity",
    ),
    Step(
        name="keep",
        title="Simpan nomor",
        question=texts.KEEP,
        expects=Expect.CHOICE,
        expected=texts.EXPECT_CHOICE,
        field="keep",
        applies=_identified,
        options=(
            Option("yes", "Ya, simpan", texts.KEEP_YES_MEANS),
            Option("no", "Tidak", texts.KEEP_NO_MEANS),
        ),
    ),
)
BY_NAME: Final = {step.name: step for step in STEPS}
REVIEW: Final = "review"


def limit_of(draft: Draft, step: Step) -> int:
    """Return how many letters an answer may have: the remarks share the chronology's room."""
    shared = {"how": draft.remarks, "remarks": draft.chronology}.get(step.name, "")
    return step.limit - len(shared) - len(PARAGRAPH) if shared else step.limit


def path_of(draft: Draft) -> tuple[Step, ...]:
    """Return the steps this report goes through, as far as the answers say."""
    return tuple(step for step in STEPS if step.applies(draft))


def position(draft: Draft, step: Step) -> tuple[int, int]:
    """Return which step this is of how many; a group counts once.

    What is only looked over in the review counts while it is open there: no number is left out on the way.
    """
    counted = (each for each in path_of(draft) if each is step or _asked_by_itself(draft, each))
    groups = list(dict.fromkeys(each.counts_as for each in counted))
    return groups.index(step.counts_as) + 1, len(groups)


def _asked_by_itself(draft: Draft, step: Step) -> bool:
    return step.name != "remarks" and not (step.name == "office" and draft.office_fixed)


def part(draft: Draft, step: Step) -> tuple[int, int]:
    """Return which question of its group a step is, of how many."""
    members = [each.name for each in path_of(draft) if each.counts_as == step.counts_as]
    return members.index(step.name) + 1, len(members)


def next_step(draft: Draft) -> str:
    """Return the first step not passed yet, or the review."""
    waiting = (step.name for step in path_of(draft) if step.name not in draft.passed)
    return next(waiting, REVIEW)


def step_before(draft: Draft) -> str | None:
    """Return the step before the current one, or None at the start."""
    names = [step.name for step in path_of(draft)]
    if draft.step == REVIEW:
        return names[-1]
    place = names.index(draft.step) if draft.step in names else 0
    return names[place - 1] if place else None
