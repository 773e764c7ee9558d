"""The form of an action as people are shown it: its row, with the choices only the report knows."""

from collections.abc import Collection, Mapping
from typing import Final

from core.chain.fields import Field, FieldType
from core.chain.rows import Transition
from core.handling.schemas import ActionView, FieldView

Choices = tuple[tuple[str, str], ...]
"""Values with their wording, in the order they are offered."""
Offered = Mapping[FieldType, Choices]
"""What may be chosen where the table cannot say it: units and officers."""
_TYPED: Final = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


def action_view(row: Transition, offered: Offered, *, without: Collection[FieldType] = ()) -> ActionView:
    """Give the form of an action; fields of the types `without` are left out."""
    return ActionView(
        action=row.action.value,
        label=row.label,
        help=row.help,
        icon=row.icon,
        danger=row.danger,
        moves=row.target is not None,
        clause=row.clause,
        fields=tuple(_field_view(field, offered) for field in row.fields if field.type not in without),
    )


def _field_view(field: Field, offered: Offered) -> FieldView:
    own = tuple((choice.value, choice.label) for choice in field.choices)
    return FieldView(
        name=field.name,
        type=field.type.value,
        label=field.label,
        required=field.required,
        help=field.help,
        max_length=field.limit if field.type in _TYPED else None,
        choices=offered.get(field.type, own),
    )
