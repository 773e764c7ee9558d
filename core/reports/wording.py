"""What was sealed of our own words, as phrases again: a page can say them in the reader's language."""

import re
from collections.abc import Iterable
from typing import Final

from core.chain.fields import Field, FieldType
from core.chain.states import Element
from core.chain.telling.wording import list_in_words
from core.language import lowered, tr
from core.reports.content import SealedAction
from core.reports.identity import TOLD_APART

_TICKED: Final = (tr("Ya"), tr("Tidak"))


def words_again(fields: Iterable[Field], sealed: SealedAction) -> dict[str, str]:
    """Give sealed answers by their labels; what was sealed of our own words becomes phrases again."""
    asked = {field.label: field for field in fields}
    again = {}
    for label, text in sealed.values.items():
        field = asked.get(label)
        again[field.label if field else label] = _again(field, text) if field else text
    return again


def _again(field: Field, text: str) -> str:
    """Find the labels that make up an answer; people's own words stay as they are."""
    known = {word: word for word in _own_words(field)}
    if text in known or not known:
        return known.get(text, text)
    longest = sorted(known, key=len, reverse=True)
    found = re.findall("|".join(re.escape(word) for word in longest), text)
    words = list_in_words(tuple(known[word] for word in found))
    return words if words == text else text


def _own_words(field: Field) -> tuple[str, ...]:
    if field.type is FieldType.FLAG:
        return _TICKED
    if field.type is FieldType.ELEMENTS:
        return tuple(lowered(each.label) for each in Element)
    return tuple(choice.label for choice in field.choices) or (TOLD_APART,)
