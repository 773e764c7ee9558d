"""Turn cleaned answers and a notice into the sentences a person reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from core.chain.fields import Field, FieldType, FieldValue, Values
from core.chain.rows import Notice, Transition
from core.chain.states import Element
from core.language import INDONESIAN, Language, Phrase, filled, joined, lowered, made, said, tr

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = (
    tr("Senin"),
    tr("Selasa"),
    tr("Rabu"),
    tr("Kamis"),
    tr("Jumat"),
    tr("Sabtu"),
    tr("Minggu"),
)

_NO_CONTEXT: Mapping[str, str] = MappingProxyType({})
_SOURCES: Final = (
    (re.compile(r"\b002 (?=BAB|Diktum|Lamp)"), "Keputusan KPU 1089/2025 "),
    (re.compile(r"\b003 (?=BAB|Diktum|Lamp)"), "Keputusan KPU Lombok Timur 14/2022 "),
)

_CITED: Final = (
    (re.compile(r"(?:\b002|Keputusan KPU 1089/2025) (?=BAB|Diktum|Lamp)"), "Kpt 1089/2025 "),
    (
        re.compile(r"(?:\b003|Keputusan KPU Lombok Timur 14/2022) (?=BAB|Diktum|Lamp)"),
        "Kpt Lombok Timur 14/2022 ",
    ),
)
_HEADS: Final = {"BAB": "Bab", "Lamp.": "Lampiran", "Diktum": "Diktum"}
_PLACE: Final = re.compile(
    r"\b(?P<head>BAB|Lamp\.|Diktum) (?P<part>[IVX]+|KE[A-Z]+)(?P<section> [A-Z])?"
    r"(?P<steps>(?:\.(?:\d+(?:–\d+)?|[a-z])\b)*)"
)


def date_in_words(day: date) -> Phrase:
    """Write a date as Indonesians read it: 16 November 2026."""
    return made(_date, day.toordinal())


def weekday_in_words(day: date) -> Phrase:
    """Write a date with its weekday: Senin 16 November 2026."""
    return made(_weekday, day.toordinal())


@lru_cache(maxsize=4096)
def _date(ordinal: int, *, language: Language) -> str:
    day = date.fromordinal(ordinal)
    if language is INDONESIAN:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return _as_babel_says(day, "d MMMM y", language)


@lru_cache(maxsize=4096)
def _weekday(ordinal: int, *, language: Language) -> str:
    day = date.fromordinal(ordinal)
    if language is INDONESIAN:
        return f"{WEEKDAYS[day.weekday()]} {_date(ordinal, language=language)}"
    return _as_babel_says(day, "EEEE d MMMM y", language)


def _as_babel_says(day: date, pattern: str, language: Language) -> str:
    """Write a date in another language; only then its tables are needed."""
    from babel.dates import format_date  # noqa: PLC0415 - the chain itself needs the standard library only

    return str(format_date(day, pattern, locale=language.code))


def list_in_words(words: tuple[str, ...]) -> str:
    """Join words with commas and a final "dan"."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no joining
        return words[0] if words else ""
    return joined(tr(" dan "), (joined(", ", words[:-1]), words[-1]))


def clause_in_words(clause: str) -> str:
    """Name the decree of a clause as officers know it; the code keeps the short "002 BAB IV B.6"."""
    for short, name in _SOURCES:
        clause = short.sub(name, clause)
    return clause


def clause_in_short(clause: str) -> str:
    """Name a clause as one cites it beside a button: Kpt 1089/2025 Bab IV B angka 6–8.

    A citation is nobody's to translate; a source told in words stays a phrase.
    """
    return made(_clause_in_short, clause) if isinstance(clause, Phrase) else _clause_in_short(clause)


def _clause_in_short(clause: str, *, language: Language = INDONESIAN) -> str:
    clause = str(said(clause, language))
    for decree, name in _CITED:
        clause = decree.sub(name, clause)
    return _PLACE.sub(_place_in_words, clause)


def _place_in_words(found: re.Match[str]) -> str:
    steps = (f"{'angka' if each[0].isdigit() else 'huruf'} {each}" for each in found["steps"].split(".")[1:])
    head = _HEADS[found["head"]]
    return " ".join((head, found["part"] + (found["section"] or ""), *steps))


def words_of(row: Transition, values: Values) -> Mapping[str, str]:
    """Give every answer as text: labels for codes, Indonesian dates, joined lists."""
    return {field.name: _in_words(field, values[field.name]) for field in row.fields if field.name in values}


def _in_words(field: Field, value: FieldValue) -> str:
    if field.type is FieldType.FLAG:
        return tr("Ya") if value else tr("Tidak")
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, tuple):
        return list_in_words(tuple(_label(field, each) for each in value))
    return _label(field, str(value))


def _label(field: Field, value: str) -> str:
    if field.type is FieldType.ELEMENTS:
        return lowered(Element(value).label)
    return field.label_of(value)


def told_again(row: Transition, words: Mapping[str, str]) -> dict[str, str]:
    """Word kept answers of an earlier action as a notice does: choices as the reporter reads them."""
    choices = {field.name: field for field in row.fields if field.type is FieldType.CHOICE}
    return {name: choices[name].told_of(said) if name in choices else said for name, said in words.items()}


def _told(row: Transition, values: Values) -> dict[str, str]:
    chosen = (field for field in row.fields if field.type is FieldType.CHOICE and field.name in values)
    return {field.name: field.told_of(str(values[field.name])) for field in chosen}


def notice_for(row: Transition, values: Values, *, context: Mapping[str, str] = _NO_CONTEXT) -> Notice | None:
    """Fill in what the reporter is told, or None when this row tells nothing.

    `context` holds the placeholders of `CONTEXT_PLACEHOLDERS` that the form does not answer.
    A missing one is a programming error and raises KeyError: no half sentence is ever sent.
    """
    if row.notice is None:
        return None
    words = {**context, **words_of(row, values), **_told(row, values)}
    if missing := row.notice.placeholders - words.keys():
        raise KeyError(*missing)
    return Notice(filled(row.notice.title, **words), filled(row.notice.body, **words))
