"""Turning core's views into the pieces that pages show. No rule lives here, only wording."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from backoffice.assets import ICONS
from backoffice.contexts.parts import Due, EvidenceItem, EvidenceKind, StepMark, StepState, Tag, TagKind
from backoffice.contexts.shell import Tone
from backoffice.requests.files import PDF, is_shown_in_place
from backoffice.words.wording import short_date
from core.chain.report_fields import IN_CHAT
from core.chain.states import Classification, IdentityMode, Kind, Track
from core.clock import now
from core.deadlines.schemas import Urgency
from core.evidence.kinds import WITH_MACROS
from core.language import tr, trn
from core.queues.schemas import ReportRow
from core.reports.schemas import FileView, StepReached

TONES: Final = {
    Urgency.LATE: Tone.LATE,
    Urgency.TODAY: Tone.SOON,
    Urgency.SOON: Tone.SOON,
    Urgency.OK: Tone.NEUTRAL,
    Urgency.STOPPED: Tone.NEUTRAL,
}
_STEPS: Final = {
    "done": StepState.DONE, "now": StepState.NOW, "stopped": StepState.NOW, "skipped": StepState.SKIPPED,
}  # fmt: skip
_KINDS: Final = {"photo": EvidenceKind.IMAGE, "audio": EvidenceKind.AUDIO, "video": EvidenceKind.VIDEO}
_QUESTIONS: Final = {field.element.value if field.element else field.key: field.title for field in IN_CHAT}
"""What the questions are called that a voice note may answer, by the names that it is kept with."""
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
SEALED_TITLE: Final = tr("Isi dirahasiakan")


def heading_of(row: ReportRow) -> str:
    """Head a row of a list: by the report's title, of a protected one by its kind and what it is about."""
    return row.title or neutral_heading(row)


def neutral_heading(row: ReportRow) -> str:
    """Say of a report only its kind and its category."""
    return tr("{kind} · {topic}", kind=row.kind.label, topic=row.category or tr("isi dirahasiakan"))


def known_icon(name: str, fallback: str = "route") -> str:
    """Give the icon if the sprite has it."""
    return name if name in ICONS else fallback


def tags_of(row: ReportRow) -> tuple[Tag, ...]:
    """Give the marks a report carries; of a threatened reporter first, with how long it has been so."""
    marks = tuple(Tag(kind=kind) for kind in _tag_kinds(row))
    if row.threatened_since is None:
        return marks
    kind = TagKind.DANGER if row.in_danger else TagKind.PROTECTION
    return (Tag(kind=kind, suffix=elapsed_in_words(now() - row.threatened_since)), *marks)


def elapsed_in_words(elapsed: timedelta) -> str:
    """Say how long something has lasted by a clock that knows no working hours."""
    minutes = max(int(elapsed.total_seconds()) // 60, 0)
    if not minutes:
        return tr("baru saja")
    if minutes < _HOUR:
        return trn("{n} menit", minutes)
    if minutes < 2 * _DAY:
        return trn("{n} jam", minutes // _HOUR)
    return trn("{n} hari", minutes // _DAY)


def _tag_kinds(row: ReportRow) -> Iterable[TagKind]:
    if row.track is Track.WHISTLEBLOWING:
        yield TagKind.WHISTLEBLOWING
    if row.classification is Classification.SUPERVISORY:
        yield TagKind.SUPERVISORY
    if row.classification is Classification.NON_SUPERVISORY:
        yield TagKind.NON_SUPERVISORY
    if row.kind is Kind.ASPIRATION:
        yield TagKind.ASPIRATION
    if row.kind is Kind.INFORMATION_REQUEST:
        yield TagKind.INFORMATION_REQUEST
    if row.identity_mode is IdentityMode.ANONYMOUS:
        yield TagKind.ANONYMOUS
    if row.identity_mode is IdentityMode.CONFIDENTIAL:
        yield TagKind.CONFIDENTIAL


def due_of(row: ReportRow, zone: ZoneInfo) -> Due:
    """Give the running deadline in words."""
    if row.due_at is None:
        return Due(tone=Tone.NEUTRAL, text=row.remaining_text or tr("Tidak ada tenggat"))
    at = row.due_at.astimezone(zone)
    return Due(
        tone=TONES.get(row.urgency, Tone.NEUTRAL),
        text=row.remaining_text or tr("Berjalan"),
        note=tr("batas {day}", day=short_date(at.date())),
        at=at,
    )


def steps_of(steps: Iterable[StepReached], zone: ZoneInfo) -> tuple[StepMark, ...]:
    """Give the visible track."""
    return tuple(
        StepMark(
            label=step.label,
            state=_STEPS.get(step.state, StepState.TODO),
            note=short_date(step.at.astimezone(zone).date()) if step.at else "",
        )
        for step in steps
    )


def evidence_of(file: FileView, base: str) -> EvidenceItem:
    """Give a file as a tile; `base` is the address of the report."""
    href = f"{base}/bukti/{file.id}"
    kind = EvidenceKind.PDF if file.copy_mime == PDF else _KINDS.get(file.medium, EvidenceKind.DOCUMENT)
    if not is_shown_in_place(file.copy_mime):
        kind = EvidenceKind.DOCUMENT
    shown = kind is not EvidenceKind.DOCUMENT
    return EvidenceItem(
        key=str(file.id),
        name=file.name,
        kind=kind,
        size=file.size,
        view_href=href if shown else "",
        thumbnail_href=f"{href}?galeri=1" if shown and kind is EvidenceKind.IMAGE else "",
        download_href=f"{href}?unduh=1" if file.copy_mime else "",
        page_href=f"{href}/lihat",
        media_type=file.copy_mime or file.mime,
        spoken=_spoken(file),
        transcript=file.transcript,
        transcript_note=_whose_words(file),
        note=" · ".join(filter(None, (_warning(file), _spoken(file), file.caption[:120]))),
    )


def _spoken(file: FileView) -> str:
    """Call a voice note by the question it answers; empty where a file is none."""
    if not file.answers:
        return ""
    if question := _QUESTIONS.get(file.answers):
        return tr("Jawaban dengan suara: {question}", question=question)
    return tr("Jawaban dengan suara")


def _whose_words(file: FileView) -> str:
    """Say of the words of a voice note who wrote them; empty where there are none."""
    if not file.transcript:
        return ""
    if file.transcript_by_reporter:
        return tr("Ditulis pelapor dari pesan suaranya")
    return tr("Tulisan otomatis dari suara, bisa keliru. Rekamannya yang menjadi bukti.")


def _warning(file: FileView) -> str:
    """Warn of a file that may run commands of its own, or of which there is no clean copy."""
    if file.mime in WITH_MACROS:
        return tr("Memuat makro: buka tanpa mengizinkannya")
    return "" if file.copy_mime else tr("Hanya berkas asli, dengan alasan")


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Give a moment in the office's own time."""
    return moment.astimezone(zone)
