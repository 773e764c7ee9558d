"""The typed questions an action asks, and the check of the answers.

A row of the transition table lists its fields; forms, API and chat all derive from them.
`clean` turns raw answers into typed values or says, field by field, what is wrong. Pure:
it neither knows whether a unit exists nor opens a file; it only passes their ids on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from core.chain.states import Element, LabelledEnum, PartKind
from core.language import tr, trn

FieldValue = str | int | date | tuple[str, ...]
Values = Mapping[str, FieldValue]
"""Cleaned answers by field name. An optional field left empty has no key; a flag always has one."""

TEXT_LIMIT = 300
LONG_TEXT_LIMIT = 10_000
LIST_LIMIT = 50
LOWEST_RATING, HIGHEST_RATING = 1, 5


class FieldType(StrEnum):
    """What kind of answer a field takes, and what `clean` makes of it."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long_text"  # str, several lines
    CHOICE = "choice"  # str: the value of one choice
    CHOICES = "choices"  # tuple[str, ...]: values in the order of the choices
    ELEMENTS = "elements"  # tuple[Element, ...]
    OFFICE = "office"  # str: the id of an office
    UNIT = "unit"  # str: the id of a unit
    UNITS = "units"  # tuple[str, ...]: ids of units
    OFFICERS = "officers"  # tuple[str, ...]: ids of officers who may see the report
    FILES = "files"  # tuple[str, ...]: ids of files
    RATING = "rating"  # int from 1 to 5
    FLAG = "flag"  # bool; a required flag must be ticked
    DATE = "date"  # datetime.date


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: the stored value and its Indonesian wording."""

    value: str
    label: str
    told: str = ""
    """What the reporter reads of it, where the decree's words are not everybody's."""


def choices_of(words: Iterable[LabelledEnum]) -> tuple[Choice, ...]:
    """Offer every member of an enumeration as a choice."""
    return tuple(Choice(word.value, word.label) for word in words)


@dataclass(frozen=True, slots=True)
class Field:
    """One question: its name in code, its type and its Indonesian wording."""

    name: str
    type: FieldType
    label: str
    required: bool = True
    help: str = ""
    choices: tuple[Choice, ...] = ()
    min_length: int = 1
    max_length: int | None = None
    part: PartKind | None = None
    """The part that the chosen units get in the report; every question for units says one."""

    @property
    def limit(self) -> int:
        """The longest text, or the longest list, that is accepted."""
        if self.max_length is not None:
            return self.max_length
        return _LIMITS.get(self.type, LIST_LIMIT)

    def label_of(self, value: str) -> str:
        """Give the wording of a chosen value, for the desk and its documents."""
        return next((each.label for each in self.choices if each.value == value), value)

    def told_of(self, value: str) -> str:
        """Give the wording of a chosen value, or of the label that was kept of it, for a notice."""
        chosen = (each for each in self.choices if value in {each.value, each.label})
        return next((each.told or each.label for each in chosen), value)


_LIMITS = {FieldType.TEXT: TEXT_LIMIT, FieldType.LONG_TEXT: LONG_TEXT_LIMIT}


@dataclass(frozen=True, slots=True)
class FieldError:
    """Why one answer was refused: a stable code and a sentence for the person."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """Every refused answer of a form, by field name."""

    errors: Mapping[str, FieldError]


def listed(chosen: FieldValue | None) -> tuple[str, ...]:
    """Read what a question for one thing or for several was answered with: none, one or many ids."""
    if isinstance(chosen, str):
        return (chosen,)
    return chosen if isinstance(chosen, tuple) else ()


class _RefusedError(Exception):
    """Leaves a parser early with the error to show; never leaves this module."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.error = FieldError(code, message)


def clean(fields: tuple[Field, ...], raw: Mapping[str, object]) -> Values | FieldErrors:
    """Check the answers to `fields`; return typed values, or every error at once."""
    errors: dict[str, FieldError] = {
        name: FieldError("unknown", tr("Isian ini tidak dikenal."))
        for name in raw.keys() - {field.name for field in fields}
    }
    values: dict[str, FieldValue] = {}
    for field in fields:
        try:
            value = _cleaned(field, raw.get(field.name))
        except _RefusedError as refused:
            errors[field.name] = refused.error
        else:
            if value is not None:
                values[field.name] = value
    return FieldErrors(MappingProxyType(errors)) if errors else MappingProxyType(values)


def _cleaned(field: Field, raw: object) -> FieldValue | None:
    """Give the typed value, or None for an optional field left empty.

    A flag left out is a flag not ticked: browsers send nothing for it.
    """
    empty = False if field.type is FieldType.FLAG else None
    value = empty if raw is None or raw == "" else _PARSERS[field.type](field, raw)
    if not field.required:
        return value
    if field.type is FieldType.FLAG and not value:
        raise _RefusedError("missing", tr("{label}: centang untuk menyatakan ini benar.", label=field.label))
    if value is None:
        raise _RefusedError("missing", tr("{label}: wajib diisi.", label=field.label))
    return value


def _wrong_type(field: Field) -> _RefusedError:
    return _RefusedError("wrong_type", tr("{label}: bentuk isian tidak dikenali.", label=field.label))


def _printable(text: str, *, keep: str) -> str:
    """Drop control and invisible formatting characters, except those in `keep`."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in text if char in keep or unicodedata.category(char) not in _INVISIBLE)


_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co"})
_JOINERS = "\u200c\u200d"  # zero-width joiners: emoji and several scripts need them


def _text(field: Field, raw: object) -> str | None:
    if not isinstance(raw, str):
        raise _wrong_type(field)
    if field.type is FieldType.LONG_TEXT:
        text = _printable(raw, keep=_JOINERS + "\n\t").strip()
    else:
        text = " ".join(_printable(raw, keep=_JOINERS + "\n\t").split())
    if not text.strip(_JOINERS + " \n\t"):
        return None
    if len(text) < field.min_length:
        raise _RefusedError(
            "too_short", trn("{label}: tulis paling sedikit {n} huruf.", field.min_length, label=field.label)
        )
    if len(text) > field.limit:
        raise _RefusedError(
            "too_long", trn("{label}: paling banyak {n} huruf.", field.limit, label=field.label)
        )
    return text


def _choice(field: Field, raw: object) -> str:
    if not isinstance(raw, str):
        raise _wrong_type(field)
    if raw not in {choice.value for choice in field.choices}:
        raise _RefusedError(
            "unknown_choice", tr("{label}: pilih salah satu yang tersedia.", label=field.label)
        )
    return str(raw)


def _listed(field: Field, raw: object) -> tuple[object, ...] | None:
    """Accept a list of answers, or a single one as browsers send it; none means empty."""
    many = tuple(raw) if isinstance(raw, (list, tuple, set, frozenset)) else (raw,)
    if not many:
        return None
    if len(many) > field.limit:
        raise _RefusedError(
            "too_many", trn("{label}: paling banyak {n} pilihan.", field.limit, label=field.label)
        )
    return many


def _choices(field: Field, raw: object) -> tuple[str, ...] | None:
    many = _listed(field, raw)
    if many is None:
        return None
    offered = [choice.value for choice in field.choices]
    if any(each not in offered for each in many):
        raise _RefusedError("unknown_choice", tr("{label}: pilih dari yang tersedia.", label=field.label))
    return tuple(value for value in offered if value in many)


def _elements(field: Field, raw: object) -> tuple[str, ...] | None:
    many = _listed(field, raw)
    if many is None:
        return None
    if any(each not in list(Element) for each in many):
        raise _RefusedError("unknown_choice", tr("{label}: pilih dari unsur laporan.", label=field.label))
    return tuple(element for element in Element if element in many)


def _identifier(field: Field, raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, UUID)):
        raise _wrong_type(field)
    text = _printable(str(raw), keep="").strip()
    if not text or len(text) > TEXT_LIMIT:
        raise _wrong_type(field)
    return text


def _identifiers(field: Field, raw: object) -> tuple[str, ...] | None:
    many = _listed(field, raw)
    if many is None:
        return None
    return tuple(dict.fromkeys(_identifier(field, each) for each in many))


def _rating(field: Field, raw: object) -> int:
    if isinstance(raw, str) and raw.isascii() and raw.isdigit():
        raw = int(raw[:3])
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise _wrong_type(field)
    if not LOWEST_RATING <= raw <= HIGHEST_RATING:
        raise _RefusedError("out_of_range", tr("{label}: beri nilai 1 sampai 5.", label=field.label))
    return raw


_TICKED = frozenset({"on", "true", "1", "ya"})
_NOT_TICKED = frozenset({"off", "false", "0", "tidak"})


def _flag(field: Field, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    word = raw.strip().lower() if isinstance(raw, str) else None
    if word in _TICKED:
        return True
    if word in _NOT_TICKED:
        return False
    raise _wrong_type(field)


def _date(field: Field, raw: object) -> date:
    if isinstance(raw, datetime) or not isinstance(raw, (str, date)):
        raise _wrong_type(field)
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw.strip())
    except ValueError:
        message = tr(
            "{label}: tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-11-16.", label=field.label
        )
        raise _RefusedError("wrong_date", message) from None


_PARSERS: Mapping[FieldType, Callable[[Field, object], FieldValue | None]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.ELEMENTS: _elements,
    FieldType.OFFICE: _identifier,
    FieldType.UNIT: _identifier,
    FieldType.UNITS: _identifiers,
    FieldType.OFFICERS: _identifiers,
    FieldType.FILES: _identifiers,
    FieldType.RATING: _rating,
    FieldType.FLAG: _flag,
    FieldType.DATE: _date,
}
