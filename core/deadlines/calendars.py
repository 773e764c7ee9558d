"""The working calendar of an office: national holidays, cuti bersama and local changes.

The dates come from the `holidays` library, which keeps Indonesia's public holidays and, in its
category "government", the joint-leave days (cuti bersama) that its default leaves out. An
office adds its own days off or takes a day back with overrides.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

from core.chain.time.workdays import WorkCalendar
from core.language import INDONESIAN, Language, made


@dataclass(frozen=True, slots=True)
class HolidayOverride:
    """A local change to the national calendar, with the reason an officer reads."""

    day: date
    reason: str
    working: bool = False
    """True takes a holiday back: the office works on that day after all."""


def calendar_for(
    zone_name: str,
    *,
    years: Collection[int],
    overrides: Collection[HolidayOverride] = (),
) -> WorkCalendar:
    """Build the calendar of an office in this time zone for these years."""
    return _calendar(zone_name, tuple(years), tuple(overrides))


@lru_cache(maxsize=256)
def _calendar(zone_name: str, years: tuple[int, ...], overrides: tuple[HolidayOverride, ...]) -> WorkCalendar:
    days: dict[date, str] = {
        day: made(_name_of, year, day) for year in years for day in _national(year, INDONESIAN)
    }
    days |= {change.day: change.reason for change in overrides if not change.working}
    for change in overrides:
        if change.working:
            days.pop(change.day, None)
    return WorkCalendar(zone=ZoneInfo(zone_name), holidays=MappingProxyType(days))


def _name_of(year: int, day: date, *, language: Language) -> str:
    return _national(year, language)[day]


@lru_cache(maxsize=64)
def _national(year: int, language: Language) -> MappingProxyType[date, str]:
    """Give the national days off, named in this language if the library knows it, else in Indonesian."""
    known = holidays.list_localized_countries()["ID"]
    spoken = next((each for each in known if each.partition("_")[0] == language.code), INDONESIAN.code)
    found = holidays.country_holidays("ID", years=year, categories=("public", "government"), language=spoken)
    return MappingProxyType(dict(found.items()))
