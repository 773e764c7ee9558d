"""The questions of a reporter's action, read from its row of the chain table."""

from dataclasses import dataclass
from typing import Final

from bot.memory.state import Acting
from bot.texts import follow as texts
from core.chain.actions import Action
from core.chain.fields import Field, FieldType
from core.chain.rows import Transition
from core.chain.states import Element
from core.chain.transitions import transition_for

RATE: Final = "rate"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked before an action is carried out."""

    name: str
    text: str
    type: FieldType
    required: bool
    limit: int
    element: bool = False
    """One of the elements we asked the reporter to complete (R52)."""


_RATING: Final = (
    Question("rating", texts.RATING, FieldType.RATING, required=True, limit=1),
    Question("comment", texts.RATING_COMMENT, FieldType.LONG_TEXT, required=False, limit=2_000),
)
_NEVER_EMPTY: Final = frozenset({Action.ADD_INFORMATION})
"""Its words are optional only because files may stand in for them."""
_ASKED: Final = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.RATING, FieldType.FLAG})


def questions_of(acting: Acting) -> tuple[Question, ...]:
    """Return what is asked, in order; for a completion one question per missing element."""
    if acting.action == RATE:
        return _RATING
    if acting.action == Action.COMPLETE:
        return tuple(_element(element) for element in acting.missing)
    return tuple(_question(acting.action, field) for field in _fields(acting) if field.type in _ASKED)


def takes_files(acting: Acting) -> bool:
    """Tell whether files may come with this action."""
    if acting.action == Action.COMPLETE:
        return True
    return any(field.type is FieldType.FILES for field in _fields(acting))


def is_grave(acting: Acting) -> bool:
    """Tell whether the action should be confirmed in any case."""
    row = _row_of(acting)
    return bool(row and row.danger)


def _row_of(acting: Acting) -> Transition | None:
    if acting.action == RATE:
        return None
    return transition_for(Action(acting.action), track=acting.track, state=acting.state)


def _fields(acting: Acting) -> tuple[Field, ...]:
    row = _row_of(acting)
    return row.fields if row else ()


def _question(action: str, field: Field) -> Question:
    required = field.required or action in _NEVER_EMPTY
    text = texts.QUESTIONS.get((action, field.name), f"{field.label}. {field.help}".strip())
    if not required and field.type is not FieldType.FLAG:
        text = f"{text} {texts.ACT_OPTIONAL}"
    return Question(field.name, text, field.type, required=required, limit=field.limit)


def _element(element: Element) -> Question:
    kind = FieldType.FILES if element is Element.EVIDENCE else FieldType.LONG_TEXT
    return Question(
        element.value, texts.ASKED[element.value], kind, required=True, limit=10_000, element=True
    )
