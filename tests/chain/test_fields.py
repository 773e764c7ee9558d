"""The check of answers: what each type accepts, what it refuses and with which words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chain import (
    TRANSITIONS,
    Choice,
    Classification,
    Element,
    Field,
    FieldErrors,
    FieldType,
    FieldValue,
    clean,
)
from core.chain.fields import choices_of

COLOURS = (Choice("red", "Merah"), Choice("blue", "Biru"))
IDENTIFIER = UUID(int=7)


def field(kind: FieldType, *, required: bool = True) -> Field:
    choices = COLOURS if kind in {FieldType.CHOICE, FieldType.CHOICES} else ()
    return Field("x", kind, "Isian", required=required, choices=choices)


def cleaned(one: Field, raw: object) -> FieldValue:
    values = clean((one,), {"x": raw})
    assert isinstance(values, Mapping)
    return values["x"]


def refused(one: Field, raw: object) -> str:
    values = clean((one,), {"x": raw})
    assert isinstance(values, FieldErrors)
    assert values.errors["x"].message.startswith("Isian: ")
    return values.errors["x"].code


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FieldType.TEXT, "  Gudang\tKPU \n lama ", "Gudang KPU lama"),
        (FieldType.TEXT, "segel\x00 \x1b[31mmerah", "segel [31mmerah"),
        (FieldType.LONG_TEXT, " baris satu\r\nbaris dua\r ", "baris satu\nbaris dua"),
        (FieldType.LONG_TEXT, "teks\u202edibalik\u200b", "teksdibalik"),
        (FieldType.LONG_TEXT, "keluarga 👨\u200d👩", "keluarga 👨\u200d👩"),
        (FieldType.CHOICE, "red", "red"),
        (FieldType.CHOICES, ["blue", "red", "blue"], ("red", "blue")),
        (FieldType.CHOICES, "blue", ("blue",)),
        (FieldType.ELEMENTS, ["where", "what"], (Element.WHAT, Element.WHERE)),
        (FieldType.UNIT, IDENTIFIER, str(IDENTIFIER)),
        (FieldType.UNIT, 17, "17"),
        (FieldType.UNITS, [" a ", "b", "a"], ("a", "b")),
        (FieldType.FILES, (IDENTIFIER,), (str(IDENTIFIER),)),
        (FieldType.RATING, "5", 5),
        (FieldType.RATING, 1, 1),
        (FieldType.FLAG, "on", True),
        (FieldType.FLAG, True, True),
        (FieldType.DATE, "2026-11-16", date(2026, 11, 16)),
        (FieldType.DATE, date(2026, 11, 16), date(2026, 11, 16)),
    ],
)
def test_a_right_answer_becomes_a_typed_value(kind: FieldType, raw: object, value: object) -> None:
    assert cleaned(field(kind), raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (FieldType.TEXT, 5, "wrong_type"),
        (FieldType.TEXT, "x" * 301, "too_long"),
        (FieldType.LONG_TEXT, "x" * 10_001, "too_long"),
        (FieldType.CHOICE, "green", "unknown_choice"),
        (FieldType.CHOICE, ["red"], "wrong_type"),
        (FieldType.CHOICES, ["red", "green"], "unknown_choice"),
        (FieldType.CHOICES, ["red"] * 51, "too_many"),
        (FieldType.ELEMENTS, ["why"], "unknown_choice"),
        (FieldType.UNIT, True, "wrong_type"),
        (FieldType.UNIT, " \x00", "wrong_type"),
        (FieldType.UNITS, [{}], "wrong_type"),
        (FieldType.FILES, ["x" * 301], "wrong_type"),
        (FieldType.RATING, 6, "out_of_range"),
        (FieldType.RATING, "9" * 5000, "out_of_range"),
        (FieldType.RATING, "baik", "wrong_type"),
        (FieldType.RATING, True, "wrong_type"),
        (FieldType.FLAG, "mungkin", "wrong_type"),
        (FieldType.FLAG, 1, "wrong_type"),
        (FieldType.FLAG, "off", "missing"),
        (FieldType.DATE, "16/11/2026", "wrong_date"),
        (FieldType.DATE, datetime(2026, 11, 16, tzinfo=UTC), "wrong_type"),
    ],
)
def test_a_wrong_answer_is_refused_with_a_code_and_a_sentence(
    kind: FieldType, raw: object, code: str
) -> None:
    assert refused(field(kind), raw) == code


@pytest.mark.parametrize("kind", list(FieldType))
@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_answer_is_missing_when_needed_and_absent_when_not(kind: FieldType, empty: object) -> None:
    assert refused(field(kind), empty) == "missing"
    absent = {"x": False} if kind is FieldType.FLAG else {}
    assert clean((field(kind, required=False),), {"x": empty}) == absent
    assert clean((field(kind, required=False),), {}) == absent


@pytest.mark.parametrize("kind", [FieldType.CHOICES, FieldType.ELEMENTS, FieldType.FILES])
def test_an_empty_list_is_an_empty_answer(kind: FieldType) -> None:
    assert refused(field(kind), []) == "missing"
    assert clean((field(kind, required=False),), {"x": []}) == {}


@pytest.mark.parametrize("blank", [" \n ", "\x00\x07", "\u200b\u2060", "\u200d"])
def test_a_text_of_nothing_visible_is_missing(blank: str) -> None:
    assert refused(field(FieldType.LONG_TEXT), blank) == "missing"


def test_a_flag_may_be_left_unticked_unless_it_must_be_ticked() -> None:
    assert cleaned(field(FieldType.FLAG, required=False), "tidak") is False
    assert refused(field(FieldType.FLAG), False) == "missing"


def test_a_text_may_be_too_short() -> None:
    assert refused(Field("x", FieldType.LONG_TEXT, "Isian", min_length=5), "abcd") == "too_short"


def test_a_fields_own_limit_outweighs_the_types() -> None:
    assert refused(Field("x", FieldType.TEXT, "Isian", max_length=3), "abcd") == "too_long"


def test_unknown_answers_and_every_wrong_one_are_named_together() -> None:
    two = (Field("a", FieldType.TEXT, "A"), Field("b", FieldType.RATING, "B"))

    values = clean(two, {"a": "", "b": 9, "c": "?"})

    assert isinstance(values, FieldErrors)
    assert {name: error.code for name, error in values.errors.items()} == {
        "a": "missing",
        "b": "out_of_range",
        "c": "unknown",
    }


def test_a_choice_knows_its_wording() -> None:
    colour = field(FieldType.CHOICE)

    assert colour.label_of("red") == "Merah"
    assert colour.label_of("gone") == "gone"
    assert choices_of(Classification)[0] == Choice("supervisory", "Berkadar pengawasan")


@given(st.text())
def test_no_text_brings_a_control_character_through(text: str) -> None:
    values = clean((field(FieldType.LONG_TEXT, required=False),), {"x": text})

    assert isinstance(values, Mapping)
    kept = str(values.get("x", ""))
    assert all(char in "\n\t" or (char.isprintable() or ord(char) > 127) for char in kept)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\x00" not in kept


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(row=st.sampled_from(TRANSITIONS), data=st.data())
def test_no_answer_however_strange_breaks_the_check(row: object, data: st.DataObject) -> None:
    fields = next(each.fields for each in TRANSITIONS if each is row)
    raw = {each.name: data.draw(_ANYTHING) for each in fields}

    assert isinstance(clean(fields, raw), (Mapping, FieldErrors))


def test_field_names_are_unique_within_a_form() -> None:
    for row in TRANSITIONS:
        names = [each.name for each in row.fields]
        assert len(names) == len(set(names)), row.action
