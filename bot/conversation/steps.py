"""The steps of a report as one table: what is asked, what is expected, and of whom.

What a report is asked, in which order and of whom says `core.chain.report_fields`; how the bot asks it
stands here. Buttons, numbering, review, the way back and the tests all derive from these rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Final

from bot.memory.state import Draft
from bot.texts import steps as texts
from core.chain import report_fields as has
from core.chain.fields import FieldType
from core.chain.report_fields import ReportField, ReportPart
from core.chain.states import IdentityMode, Kind, Track
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
    officially: str = ""
    """What officers call it: understood where it is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question."""

    name: str
    title: str
    """The word after `Langkah 3 dari 8 ·`."""
    label: str
    """The word before its answer in the review."""
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


PARAGRAPH: Final = "\n\n"
OFFICES_SHOWN: Final = 9
"""So many offices of a list at a time."""
IDENTITY: Final = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How the bot asks a field of a report: what is its own, beside what the field says."""

    question: str
    expects: Expect = Expect.TEXT
    expected: str = texts.EXPECT_TEXT
    name: str = ""
    """The step's name in drafts, where it is neither the element it tells nor the field's."""
    skip_label: str = texts.SKIP
    names: Mapping[str, str] = field(default_factory=dict)
    """What each choice is called in everyday words, by its value, where the field's own are not."""
    meanings: Mapping[str, str] = field(default_factory=dict)
    """What each choice means, by its value."""
    variants: tuple[tuple[Kind, str], ...] = ()


ASKING: Final[Mapping[ReportField, Asking]] = {
    has.KIND: Asking(
        question=texts.KIND,
        expects=Expect.CHOICE,
        expected=texts.EXPECT_CHOICE,
        names={each.value: words for each, words in texts.KINDS.items()},
        meanings={each.value: words for each, words in texts.KIND_MEANS.items()},
    ),
    has.OFFICE: Asking(
        name="office", question=texts.OFFICE, expects=Expect.OFFICE, expected=texts.EXPECT_OFFICE
    ),
    has.IDENTITY_MODE: Asking(
        name="mode",
        question=texts.MODE,
        expects=Expect.CHOICE,
        expected=texts.EXPECT_CHOICE,
        meanings={each.value: words for each, words in texts.MODE_MEANS.items()},
    ),
    has.VIOLATION: Asking(
        name="violation",
        question=texts.VIOLATION,
        expects=Expect.CHOICE,
        expected=texts.EXPECT_CHOICE,
        names={each.value: words for each, words in texts.VIOLATIONS.items()},
    ),
    has.SUBSTANCE: Asking(
        question=texts.WHAT,
        variants=(
            (Kind.ASPIRATION, texts.WHAT_ASPIRATION),
            (Kind.INFORMATION_REQUEST, texts.WHAT_INFORMATION),
        ),
    ),
    has.PARTIES: Asking(
        question=texts.WHO,
        expects=Expect.PARTIES,
        expected=texts.EXPECT_WHO,
        skip_label=texts.DO_NOT_KNOW,
    ),
    has.HAPPENED_AT: Asking(question=texts.WHEN, expected=texts.EXPECT_WHEN),
    has.PLACE: Asking(question=texts.WHERE, expects=Expect.PLACE, expected=texts.EXPECT_WHERE),
    has.CHRONOLOGY: Asking(question=texts.HOW),
    has.EVIDENCE: Asking(question=texts.EVIDENCE, expects=Expect.EVIDENCE, expected=texts.EXPECT_EVIDENCE),
    has.NAME: Asking(question=texts.NAME, expected=texts.EXPECT_NAME),
    has.ADDRESS: Asking(question=texts.ADDRESS, expected=texts.EXPECT_ADDRESS),
    has.OCCUPATION: Asking(question=texts.OCCUPATION, expected=texts.EXPECT_OCCUPATION),
    has.PHONE: Asking(question=texts.PHONE, expects=Expect.PHONE, expected=texts.EXPECT_PHONE),
}
_IN_LETTERS: Final = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


def is_question(draft: Draft) -> bool:
    """Tell whether it is only a question: who asks one is not asked who they are (G1)."""
    return draft.kind is Kind.INFORMATION_REQUEST and draft.track is Track.PUBLIC_SERVICE


def _asked_of(asked: ReportField, draft: Draft) -> bool:
    of_reporter = asked.part is ReportPart.REPORTER
    if is_question(draft) and (of_reporter or asked is has.IDENTITY_MODE):
        return False
    if of_reporter and asked is not has.NAME and "name" in draft.passed and not draft.name:
        return False  # without a name nothing else is kept of who reports
    return asked.is_asked_of(draft.track, draft.kind, draft.identity_mode)


def _step(asked: ReportField, how: Asking) -> Step:
    """Make the step of a field: order, title, need, limit and choices are those of the field."""
    of_reporter = asked.part is ReportPart.REPORTER
    return Step(
        name=how.name or (asked.element.value if asked.element else asked.key),
        title=texts.IDENTITY if of_reporter else asked.title,
        label=asked.title,
        question=how.question,
        expects=how.expects,
        expected=how.expected,
        field=asked.key,
        applies=partial(_asked_of, asked),
        optional=of_reporter or not asked.asked.required,
        skip_label=how.skip_label,
        options=tuple(
            Option(
                each.value,
                how.names.get(each.value, each.label),
                how.meanings.get(each.value, ""),
                officially=each.label,
            )
            for each in asked.asked.choices
        ),
        limit=asked.chat_limit or asked.asked.limit if asked.asked.type in _IN_LETTERS else MAX_LINE,
        group=IDENTITY if of_reporter else "",
        variants=how.variants,
    )


_REMARKS: Final = Step(
    name="remarks",
    title=texts.REMARKS_TITLE,
    label=texts.REMARKS_TITLE,
    question=texts.REMARKS,
    expects=Expect.TEXT,
    expected=texts.EXPECT_TEXT,
    field="remarks",
    applies=lambda draft: bool(draft.remarks),
    optional=True,
    skip_label=texts.REMOVE,
    limit=MAX_TEXT,
)
_KEEP: Final = Step(
    name="keep",
    title=texts.KEEP_TITLE,
    label=texts.KEEP_TITLE,
    question=texts.KEEP,
    expects=Expect.CHOICE,
    expected=texts.EXPECT_CHOICE,
    field="keep",
    applies=lambda draft: draft.identity_mode is not IdentityMode.ANONYMOUS and not is_question(draft),
    options=(
        Option("yes", texts.KEEP_YES, texts.KEEP_YES_MEANS),
        Option("no", texts.KEEP_NO, texts.KEEP_NO_MEANS),
    ),
)
STEPS: Final[tuple[Step, ...]] = (
    *(_step(each, ASKING[each]) for each in has.IN_CHAT if each.part is not ReportPart.REPORTER),
    _REMARKS,
    *(_step(each, ASKING[each]) for each in has.IN_CHAT if each.part is ReportPart.REPORTER),
    _KEEP,
)
"""What a report is asked in the chat, and two steps that are the chat's own."""
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
