"""What the API takes of a report and what is sealed of it is what a report has: names, needs and lengths."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from annotated_types import MaxLen
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from backoffice.requests.registration import Registration
from core.chain.fields import FieldType
from core.chain.report_fields import (
    AT_DESK,
    IN_CHAT,
    MAX_PARTIES,
    PARTIES,
    PARTY,
    AskedOf,
    PartyRole,
    ReportField,
    ReportPart,
)
from core.chain.states import Channel, LabelledEnum
from core.reports.schemas import Party, ReportBody

ON_THE_MAP = {("body", "place", "latitude"), ("body", "place", "longitude")}
"""A place that is shared in the chat comes with a point, which nobody is asked to write."""
AT_THE_DESK = tuple(
    field for section in AT_DESK for field in (*section.fields, *(PARTY if section.names_parties else ()))
)
ASKED: dict[tuple[str, ...], ReportField] = {
    field.path: field for field in (*AT_THE_DESK, *IN_CHAT) if field is not PARTIES
}


def inner(annotation: Any) -> type[BaseModel] | None:
    """The model an annotation holds, alone, in a tuple or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {Union, UnionType, tuple}:
        return next((found for each in get_args(annotation) if (found := inner(each))), None)
    return None


def leaves(
    model: type[BaseModel], before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    for name, field in model.model_fields.items():
        below = inner(field.annotation)
        if below is not None:
            yield from leaves(below, (*before, name))
        else:
            yield (*before, name), field


TAKEN = dict(leaves(Registration))


def longest(field: FieldInfo) -> int | None:
    """The length a line may have, also where it stands beside None."""
    rules = [*field.metadata]
    for each in get_args(field.annotation):
        rules += getattr(each, "__metadata__", ())
    found = [
        rule.max_length for rule in rules if isinstance(rule, (MaxLen, StringConstraints)) and rule.max_length
    ]
    return found[0] if found else None


def words_of(field: FieldInfo) -> type[LabelledEnum]:
    """The list of words a field takes one of, alone or beside None."""
    found = (field.annotation, *get_args(field.annotation))
    return next(each for each in found if isinstance(each, type) and issubclass(each, LabelledEnum))


def test_the_api_takes_what_a_report_has_and_nothing_else() -> None:
    beside = {("evidence",)}  # files come beside the registration, in a form

    assert set(TAKEN) | beside == set(ASKED) | ON_THE_MAP


@pytest.mark.parametrize("path", sorted(set(ASKED) & set(TAKEN)), ids=".".join)
def test_an_answer_is_needed_and_bounded_alike(path: tuple[str, ...]) -> None:
    asked, taken = ASKED[path], TAKEN[path]
    of_all = asked.of is AskedOf.ALL or asked.part is ReportPart.REPORTER  # there is no identity without one

    needed = asked.asked.required and asked.otherwise is None and of_all
    assert taken.is_required() is needed
    if asked.otherwise is not None:
        assert taken.get_default() == asked.otherwise
    if asked.asked.type in {FieldType.TEXT, FieldType.LONG_TEXT}:
        assert longest(taken) == asked.asked.limit
    for limit in (asked.desk_limit, asked.chat_limit):
        assert limit is None or limit <= asked.asked.limit


def test_what_is_chosen_from_is_the_same_list() -> None:
    pattern = f"^({'|'.join(PartyRole)})$"

    for path, field in ASKED.items():
        if field.asked.type is FieldType.CHOICE and field.part is ReportPart.REPORT:
            values = {choice.value for choice in field.asked.choices}
            beside = {Channel.TELEGRAM} if path == ("channel",) else set()  # no desk registers a chat
            assert values | beside == set(words_of(TAKEN[path])), path
    assert Party.model_json_schema()["properties"]["role"]["pattern"] == pattern


def test_a_report_names_as_many_people_as_one_may_write_down() -> None:
    schema = ReportBody.model_json_schema()["properties"]["parties"]

    assert schema["maxItems"] == MAX_PARTIES
