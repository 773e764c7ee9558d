"""Turn cleaned answers and a notice into the sentences a person reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from core.chain.fields import Field, FieldType, FieldValue, Values
from core.chain.rows import Notice, Transition
from core.chain.states import Element

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
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

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


def date_in_words(day: date) -> str:
    """Write a date as Indonesians read it: 16 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: date) -> str:
    """Write a date with its weekday: Senin 16 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {date_in_words(day)}"


def list_in_words(words: tuple[str, ...]) -> str:
    """Join words with commas and a final "dan"."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no joining
        return "".join(words)
    return f"{', '.join(words[:-1])} dan {words[-1]}"


def clause_in_words(clause: str) -> str:
    """Name the decree of a clause as officers know it; the code keeps the short "002 BAB IV B.6"."""
    for short, name in _SOURCES:
        clause = short.sub(name, clause)
    return clause


def clause_in_short(clause: str) -> str:
    """Name a clause as one cites it beside a button: Kpt 1089/2025 Bab IV B angka 6–8."""
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
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, tuple):
        return list_in_words(tuple(_label(field, each) for each in value))
    return _label(field, str(value))


def _label(field: Field, value: str) -> str:
    if field.type is FieldType.ELEMENTS:
        return Element(value).label.lower()
    return field.label_of(value)


def notice_for(row: Transition, values: Values, *, context: Mapping[str, str] = _NO_CONTEXT) -> Notice | None:
    """Fill in what the reporter is told, or None when this row tells nothing.

    `context` holds the placeholders of `CONTEXT_PLACEHOLDERS` that the form does not answer.
    A missing one is a programming error and raises KeyError: no half sentence is ever sent.
    """
    if row.notice is None:
        return None
    words = {**context, **words_of(row, values)}
    return Notice(row.notice.title.format_map(words), row.notice.body.format_map(words))
