"""A queue as a spreadsheet: written row by row, whatever its length; no cell is ever a formula."""

import codecs
import csv
import io
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from backoffice.documents.xlsx import SheetWriter
from backoffice.words.holders import holder_in_words
from core.chain.states import Classification
from core.deadlines.schemas import Urgency
from core.privacy.spool import Spool
from core.queues.schemas import ReportRow

_SEALED: Final = "(isi dirahasiakan)"
_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the file; `shown_as` is the queue column it goes with; empty: always there."""

    shown_as: str
    heading: str
    width: int
    value: Callable[[ReportRow], str | datetime]


COLUMNS: Final = (
    SheetColumn("", "Nomor agenda", 24, lambda row: row.agenda_number),
    SheetColumn("", "Perihal", 50, lambda row: row.title if row.title is not None else _SEALED),
    SheetColumn("kind", "Jalur", 26, lambda row: row.track.label),
    SheetColumn("kind", "Jenis", 20, lambda row: row.kind.label),
    SheetColumn("classification", "Klasifikasi", 24, lambda row: _label(row.classification)),
    SheetColumn("category", "Kategori", 30, lambda row: row.category),
    SheetColumn("stage", "Tahap", 28, lambda row: row.state.label),
    SheetColumn("holder", "Pemegang", 24, lambda row: holder_in_words(row.held_by)),
    SheetColumn("office", "Satker", 30, lambda row: row.office_name),
    SheetColumn("unit", "Unit", 24, lambda row: row.unit_name),
    SheetColumn("channel", "Asal", 18, lambda row: row.channel.label),
    SheetColumn("received", "Diterima", 18, lambda row: row.received_at),
    SheetColumn("due", "Tenggat", 18, lambda row: row.due_at or ""),
    SheetColumn("due", "Sisa waktu", 18, lambda row: row.remaining_text or ""),
    SheetColumn("due", "Terlambat", 12, lambda row: "ya" if row.urgency is Urgency.LATE else ""),
)


def columns_for(shown: Collection[str] | None) -> tuple[SheetColumn, ...]:
    """Give the file's columns for those the list shows; all of them for None."""
    return tuple(one for one in COLUMNS if shown is None or not one.shown_as or one.shown_as in shown)


class Sheet(Protocol):
    """A file that takes rows."""

    media_type: str

    def add(self, rows: Sequence[ReportRow]) -> None:
        """Write more rows."""

    def close(self) -> None:
        """Finish the file."""


class ExcelSheet:
    """An XLSX file, written row by row."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(self, spool: Spool, zone: ZoneInfo, columns: Sequence[SheetColumn]) -> None:
        self._columns = columns
        self._zone = zone
        self._writer = SheetWriter(
            spool,
            name="Laporan",
            headings=[column.heading for column in columns],
            widths=[column.width for column in columns],
        )

    def add(self, rows: Sequence[ReportRow]) -> None:
        """Write more rows."""
        for row in rows:
            self._writer.add(_values(row, self._columns, self._zone))

    def close(self) -> None:
        """Finish the file."""
        self._writer.close()


class CommaSheet:
    """A CSV file that spreadsheet programs open with its letters intact."""

    media_type = "text/csv; charset=utf-8"

    def __init__(self, spool: Spool, zone: ZoneInfo, columns: Sequence[SheetColumn]) -> None:
        self._columns = columns
        self._spool = spool
        self._zone = zone
        self._spool.write(codecs.BOM_UTF8)
        self._write([[column.heading for column in columns]])

    def add(self, rows: Sequence[ReportRow]) -> None:
        """Write more rows."""
        self._write([[_plain(value) for value in _values(row, self._columns, self._zone)] for row in rows])

    def close(self) -> None:
        """Nothing is left to write."""

    def _write(self, lines: Sequence[Sequence[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(lines)
        self._spool.write(text.getvalue().encode())


SHEETS: Final[dict[str, Any]] = {"xlsx": ExcelSheet, "csv": CommaSheet}


def _values(row: ReportRow, columns: Sequence[SheetColumn], zone: ZoneInfo) -> tuple[str | datetime, ...]:
    given = (column.value(row) for column in columns)
    return tuple(value.astimezone(zone) if isinstance(value, datetime) else value for value in given)


def _label(word: Classification | None) -> str:
    return word.label if word else ""


def _plain(value: str | datetime) -> str:
    """Write a value for CSV; what a spreadsheet program would take for a formula is quoted."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return f"'{value}" if value.startswith(_STARTS_FORMULA) else value


CATEGORY: Final = "category"
