"""How the files of a report came here: the reporter's evidence and the office's own papers, a line each."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from backoffice.words.wording import long_datetime
from core.evidence.models import Custody
from core.language import joined, tr
from core.reports.schemas import FileView


def came_from(file: FileView) -> str:
    """Say who brought a file: its reporter, by an officer's hand or not, or the office."""
    officer = file.author or tr("petugas")
    if file.custody is Custody.OFFICE:
        return tr("Ditambahkan {officer}", officer=officer)
    if file.from_reporter:
        return tr("Dari pelapor")
    return tr("Diterima dan dicatat {officer}", officer=officer)


def custody_line(files: Sequence[FileView], zone: ZoneInfo) -> str:
    """Say in one line where the files of one list come from, and since when; empty without any."""
    if not files:
        return ""
    sources = joined("; ", dict.fromkeys(came_from(file) for file in files))
    return tr(
        "{sources}. {span}. Disimpan tersegel dengan sidik SHA-256; setiap pembukaan tercatat.",
        sources=sources,
        span=_span([file.at for file in files], zone),
    )


def _span(moments: Iterable[datetime], zone: ZoneInfo) -> str:
    ordered = sorted(moment.astimezone(zone) for moment in moments)
    first, last = long_datetime(ordered[0]), long_datetime(ordered[-1])
    return first if first == last else tr("{first} sampai {last}", first=first, last=last)
