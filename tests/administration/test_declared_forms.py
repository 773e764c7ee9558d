"""What a form of the administration declares is what the service behind it takes: names, needs, lengths."""

import pytest
from annotated_types import MaxLen
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from backoffice.contexts.fields import FieldKind, FieldOption
from backoffice.pages.frame.forms import SELECT, Look, inputs_of
from backoffice.pages.settings import (
    answers,
    categories,
    days,
    deadlines,
    office_fields,
    officer_forms,
    offices,
    templates,
)
from core.accounts.schemas import Appoint
from core.administration.answers import WriteAnswer
from core.administration.categories import WriteCategory
from core.administration.deadlines import SetDay, SetRule
from core.administration.officers import EndAppointment, NewOfficer
from core.administration.offices import AddUnit, EditOffice, EditUnit
from core.administration.templates import WriteTemplate
from core.chain.fields import Choice, Field, FieldType

FORMS: dict[type[BaseModel], tuple[Field, ...]] = {
    WriteCategory: categories.FIELDS,
    SetDay: days.FIELDS,
    SetRule: deadlines.FIELDS,
    NewOfficer: officer_forms.NEW,
    Appoint: officer_forms.APPOINTMENT,
    EndAppointment: officer_forms.END,
    EditOffice: office_fields.OFFICE_NAMES,
    EditUnit: offices.UNIT_NAMES,
    AddUnit: offices.NEW_UNIT,
    WriteTemplate: templates.WRITTEN,
    WriteAnswer: answers.WRITTEN,
}
READ_APART = {"kantor", "sifat", "working_days"}
"""What a page reads itself: an office or none, a day off or on, and days that may be taken back (then no
legal source is needed either)."""


def longest(field: FieldInfo) -> int | None:
    return next(
        (rule.max_length for rule in field.metadata if isinstance(rule, (MaxLen, StringConstraints))), None
    )


@pytest.mark.parametrize("wish", FORMS, ids=lambda wish: wish.__name__)
def test_a_form_asks_what_its_service_takes(wish: type[BaseModel]) -> None:
    for field in FORMS[wish]:
        if field.name in READ_APART:
            continue
        taken = wish.model_fields[field.name]
        if field.type is not FieldType.FLAG and (wish, field.name) != (SetRule, "legal_source"):
            assert taken.is_required() is field.required, field.name
        if (limit := longest(taken)) is not None:
            assert field.max_length == limit, field.name


def test_what_there_is_to_choose_from_only_now_makes_a_select() -> None:
    declared = Field("unit", FieldType.UNIT, "Unit", required=False)
    few = Field("kind", FieldType.CHOICE, "Jenis", choices=(Choice("a", "A"), Choice("b", "B")))
    offered = [FieldOption(value="1", label="Satu", group="Kantor")]

    unit, segments = inputs_of((declared, few), values={"unit": "1"}, options={"unit": offered})
    (select,) = inputs_of((few,), looks={"kind": SELECT})

    assert (unit.kind, unit.value, unit.options) == (FieldKind.SELECT, "1", tuple(offered))
    assert segments.kind is FieldKind.CHOICE
    assert select.kind is FieldKind.SELECT


def test_an_input_shows_what_is_wrong_and_looks_as_declared() -> None:
    field = Field("body", FieldType.LONG_TEXT, "Isi", help="Singkat saja.", max_length=50)

    (shown,) = inputs_of((field,), errors={"body": "Wajib diisi."}, looks={"body": Look(rows=8, wide=False)})

    assert (shown.required, shown.hint, shown.max_length) == (True, "Singkat saja.", 50)
    assert (shown.error, shown.rows, shown.wide) == ("Wajib diisi.", 8, False)
