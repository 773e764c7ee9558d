"""The questions of a reporter's action, read from its row of the chain table, and where its answers stand."""

from dataclasses import dataclass
from typing import Final

from bot.memory.state import PendingAction
from bot.texts import follow as texts
from bot.texts import voice as voice_texts
from core.chain.about import ABOUT, ActionFacts
from core.chain.actions import Action
from core.chain.fields import LONG_TEXT_LIMIT, Field, FieldType
from core.chain.rows import Transition
from core.chain.states import Element
from core.chain.table import guards
from core.chain.table.guards import UNKNOWN_TO_REPORTER
from core.chain.table.transitions import transition_for
from core.languages import say
from core.values import MAX_LINE

RATE: Final = "rate"
TRANSCRIPT: Final = "transcript"
"""Putting right what was written down of a voice note: no action of the chain either."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked before an action is carried out."""

    name: str
    title: str
    """Its short name at the last look."""
    text: str
    type: FieldType
    required: bool
    limit: int
    element: bool = False
    """One of the elements we asked the reporter to complete (R52)."""
    files_suffice: bool = False
    """Files may stand in for its words."""


_RATING: Final = (
    Question("rating", texts.RATING_TITLE, texts.RATING, FieldType.RATING, required=True, limit=1),
    Question(
        "comment", texts.COMMENT_TITLE, texts.RATING_COMMENT, FieldType.LONG_TEXT, required=False, limit=2_000
    ),
)
_RIGHT_WORDS: Final = (
    Question(
        "text",
        voice_texts.CORRECTION_TITLE,
        voice_texts.CORRECTION_ASK,
        FieldType.LONG_TEXT,
        required=True,
        limit=LONG_TEXT_LIMIT,
    ),
)
_ASIDE: Final = {RATE: _RATING, TRANSCRIPT: _RIGHT_WORDS}
"""What is asked for what is no action of the chain."""
_ASKED: Final = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.RATING, FieldType.FLAG})


def questions_of(acting: PendingAction) -> tuple[Question, ...]:
    """Return what is asked, in order; for a completion one question per missing element."""
    if acting.action in _ASIDE:
        return _ASIDE[acting.action]
    if supplies_elements(acting):
        return tuple(_element(element) for element in acting.missing)
    row = _row_of(acting)
    return tuple(_question(row, field) for field in row.fields if field.type in _ASKED) if row else ()


def question_now(acting: PendingAction) -> Question:
    """Return the question that is being asked."""
    return questions_of(acting)[acting.at]


def at_last_look(acting: PendingAction) -> bool:
    """Tell whether everything is answered and waits to be sent."""
    return acting.at >= len(questions_of(acting))


def next_open(acting: PendingAction) -> int:
    """Return the place of the first question not answered yet, or the last look."""
    names = [question.name for question in questions_of(acting)]
    return next((at for at, name in enumerate(names) if name not in acting.passed), len(names))


def takes_files(acting: PendingAction) -> bool:
    """Tell whether files may come with this action."""
    if supplies_elements(acting):
        return True
    row = _row_of(acting)
    return row is not None and any(field.type is FieldType.FILES for field in row.fields)


def supplies_elements(acting: PendingAction) -> bool:
    """Tell whether the elements we asked for are supplied by it."""
    facts = facts_of(acting)
    return facts is not None and facts.supplies_elements


def remarks_field(acting: PendingAction) -> str:
    """Name where the caption of a refused file goes when no words are asked for; empty for nowhere."""
    facts = facts_of(acting)
    return facts.remarks_field if facts else ""


def facts_of(acting: PendingAction) -> ActionFacts | None:
    """Return what is so of its action; None for what is no action of the chain, like a rating."""
    return None if acting.action in _ASIDE else ABOUT[Action(acting.action)]


def is_grave(acting: PendingAction) -> bool:
    """Tell whether the action should be confirmed in any case."""
    row = _row_of(acting)
    return bool(row and row.danger)


def may_go_on(acting: PendingAction, question: Question) -> bool:
    """Tell whether the question may be left as it stands: it has its answer, or files that suffice."""
    if question.name in acting.passed:
        return True
    suffice = question.type is FieldType.FILES or question.files_suffice or not question.required
    return bool(acting.files) and suffice


def may_be_unknown(acting: PendingAction, question: Question) -> bool:
    """Tell whether the person may say that they do not know; files that are there speak against it."""
    return question.element and not (question.type is FieldType.FILES and acting.files)


def may_skip(question: Question) -> bool:
    """Tell whether the question may be left empty."""
    return not question.required and question.type is not FieldType.FLAG


def unknown_of(acting: PendingAction) -> list[str]:
    """Return the elements the person said they do not know, or have not."""
    known = acting.values.get(UNKNOWN_TO_REPORTER)
    return known if isinstance(known, list) else []


def _row_of(acting: PendingAction) -> Transition | None:
    if acting.action in _ASIDE:
        return None
    return transition_for(Action(acting.action), track=acting.track, state=acting.state)


def _question(row: Transition, field: Field) -> Question:
    # Its words are optional only because files may stand in for them: not both may be missing.
    files_suffice = guards.something_supplied in row.guards
    required = field.required or files_suffice
    text = texts.QUESTIONS.get((row.action, field.name), f"{say(field.label)}. {say(field.help)}".strip())
    if not required and field.type is not FieldType.FLAG:
        text = f"{text} {texts.ACT_OPTIONAL}"
    return Question(
        field.name,
        field.label,
        text,
        field.type,
        required=required,
        limit=field.limit,
        files_suffice=files_suffice,
    )


def _element(element: Element) -> Question:
    kind = FieldType.FILES if element is Element.EVIDENCE else FieldType.LONG_TEXT
    return Question(
        element.value,
        element.label,
        texts.ASKED[element.value],
        kind,
        required=True,
        limit=MAX_LINE if element is Element.WHEN else LONG_TEXT_LIMIT,
        element=True,
    )
