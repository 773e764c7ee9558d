"""An XLSX file written as it goes: one sheet, words and moments, nothing that is a formula.

XlsxWriter and openpyxl lay the rows into the temporary folder in plain text before they pack them, or else
hold all of them in memory until the end.
This is as much of the format (ECMA-376) as a list needs.
"""

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import IO, Any, Final, Protocol
from xml.sax.saxutils import escape

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
_DAY: Final = 86_400
_BOLD, _MOMENT = 1, 2
"""Places of the cell formats in `_STYLES`."""
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry; blanks of every kind it can."""

_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
    f' Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164"'
    ' formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/>'
    '<name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill'
    ' patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/>'
    '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0"'
    ' borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    ' xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf'
    ' numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


class Sink(Protocol):
    """What takes bytes at its end."""

    def write(self, data: bytes, /) -> object:
        """Add some."""


class _Onward:
    """A file that is only ever written on: `zipfile` then goes back nowhere."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, data: bytes) -> int:
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""


class SheetWriter:
    """Writes a workbook of one sheet into a sink, row by row; the first row stays in sight."""

    def __init__(self, sink: Sink, *, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        onward: Any = _Onward(sink)
        self._archive = zipfile.ZipFile(onward, "w", zipfile.ZIP_DEFLATED)
        book = (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="{escape(name)}"'
            ' sheetId="1" r:id="rId1"/></sheets></workbook>'
        )
        for part, content in {**_PARTS, "xl/workbook.xml": book}.items():
            self._archive.writestr(_entry(part), _HEAD + content)
        self._sheet: IO[bytes] = self._archive.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True)
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
            for place, width in enumerate(widths, start=1)
        )
        self._write(
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1"'
            ' ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{columns}</cols><sheetData>"
        )
        self._write(f"<row>{''.join(_words(heading, _BOLD) for heading in headings)}</row>")

    def add(self, values: Sequence[str | datetime]) -> None:
        """Write a row; a moment is written as the clock of its own zone shows it."""
        cells = (_moment(value) if isinstance(value, datetime) else _words(value) for value in values)
        self._write(f"<row>{''.join(cells)}</row>")

    def close(self) -> None:
        """Finish the file."""
        if not self._sheet.closed:
            self._write("</sheetData></worksheet>")
            self._sheet.close()
        self._archive.close()

    def _write(self, text: str) -> None:
        self._sheet.write(text.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _words(text: str, style: int = 0) -> str:
    clean = _NOT_IN_XML.sub("", text)
    shown = f' s="{style}"' if style else ""
    return f'<c{shown} t="inlineStr"><is><t xml:space="preserve">{escape(clean)}</t></is></c>'


def _moment(value: datetime) -> str:
    days = (value.replace(tzinfo=UTC) - _EPOCH).total_seconds() / _DAY
    return f'<c s="{_MOMENT}"><v>{days:.10f}</v></c>'
