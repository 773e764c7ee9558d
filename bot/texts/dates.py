"""Dates as Indonesians write them."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from core.offices.zones import zone_label

_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_WIB: Final = "Asia/Jakarta"


def long_date(moment: datetime, zone: str = _WIB) -> str:
    """`Kamis 26 November 2026`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"


def date_and_time(moment: datetime, zone: str) -> str:
    """`Kamis 26 November 2026, 16.00 WITA`, in the zone of the report's office."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{long_date(moment, zone)}, {local:%H.%M} {zone_label(zone)}"


def short_moment(moment: datetime, zone: str) -> str:
    """`26 Nov, 16.00`, in the zone of the report's office."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day} {_MONTHS[local.month - 1][:3]}, {local:%H.%M}"
