"""Dates as Indonesians write them, or as they are written in the language that is spoken."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date

from core.chain.telling.wording import MONTHS, weekday_in_words
from core.language import INDONESIAN
from core.languages import say, spoken
from core.offices.zones import zone_label

_WIB: Final = "Asia/Jakarta"


def long_date(moment: datetime, zone: str = _WIB) -> str:
    """`Kamis 26 November 2026`."""
    return say(weekday_in_words(moment.astimezone(ZoneInfo(zone)).date()))


def date_and_time(moment: datetime, zone: str) -> str:
    """`Kamis 26 November 2026, 16.00 WITA`, in the zone of the report's office."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{long_date(moment, zone)}, {local:%H.%M} {zone_label(zone)}"


def short_moment(moment: datetime, zone: str) -> str:
    """`26 Nov, 16.00`, in the zone of the report's office."""
    local = moment.astimezone(ZoneInfo(zone))
    if spoken() is INDONESIAN:
        return f"{local.day} {MONTHS[local.month - 1][:3]}, {local:%H.%M}"
    return f"{format_date(local, 'd MMM', locale=spoken().code)}, {local:%H.%M}"
