"""One timeline of everything that happened to a report, with how each word to the reporter fared."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from backoffice.contexts.report import EntryKind, TimelineEntry
from backoffice.contexts.shell import Link, Tone
from backoffice.pages.frame.words import evidence_of, known_icon
from backoffice.words.wording import decimal
from core.chain.about import ABOUT
from core.chain.actions import Action, MessageKind
from core.chain.states import Side
from core.chain.table.any_time import MENTIONS
from core.chain.telling.wording import clause_in_short
from core.language import joined, tr, trn
from core.notifications.models import DeliveryStatus
from core.reading.schemas import DeliveryView, HistoryView, ReportView
from core.reports.schemas import LineView

ALL: Final = ""
FILTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ALL: tr("semua"),
        "pesan": tr("pesan"),
        "catatan": tr("catatan"),
        "langkah": tr("langkah"),
        "kabar": tr("kabar"),
    }
)
_DELIVERIES: Final = {
    DeliveryStatus.PENDING: (tr("sedang dikirim"), Tone.NEUTRAL),
    DeliveryStatus.RETRYING: (tr("dicoba lagi"), Tone.SOON),
    DeliveryStatus.WAITING_DIGEST: (tr("menunggu ringkasan harian"), Tone.NEUTRAL),
    DeliveryStatus.SENT: (tr("terkirim"), Tone.DONE),
    DeliveryStatus.UNREACHABLE: (tr("tidak terkirim"), Tone.LATE),
    DeliveryStatus.SUPPRESSED: (tr("tidak dikirim: pelapor memilih tanpa pemberitahuan"), Tone.NEUTRAL),
}
_FAILURES: Final = {
    "blocked": tr("pelapor memblokir bot"),
    "chat_not_found": tr("percakapan sudah tidak ada"),
}
_NOTE_KINDS: Final = frozenset(
    {MessageKind.NOTE, MessageKind.CONSULTATION, MessageKind.PROGRESS, MessageKind.FOLLOWUP}
)
_BARE: Final = frozenset({"Ya", "Tidak"})
"""Say nothing without what was asked."""
_NEAR: Final = timedelta(seconds=10)
_FEW_SECONDS: Final = 60


def timeline_of(view: ReportView, base: str, zone: ZoneInfo) -> tuple[TimelineEntry, ...]:
    """Give everything that happened, the newest first."""
    lines = _lines_of(view)
    told = {each.seq: each for each in view.deliveries if each.seq is not None}
    entries = [_entry(each, lines.get(each.seq), told.get(each.seq), base, zone) for each in view.history]
    entries += [_reminder(each, zone) for each in view.deliveries if each.seq is None]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def filtered(entries: tuple[TimelineEntry, ...], name: str) -> tuple[TimelineEntry, ...]:
    """Keep the entries of one filter; an unknown name keeps all."""
    if name == ALL or name not in FILTERS:
        return entries
    return tuple(entry for entry in entries if name in entry.groups)


def filter_links(base: str, chosen: str) -> tuple[Link, ...]:
    """Give the filters as links, shareable like any address."""
    known = chosen if chosen in FILTERS else ALL
    return tuple(
        Link(
            label=label,
            href=f"{base}?perjalanan={name}#perjalanan" if name else f"{base}#perjalanan",
            current=name == known,
        )
        for name, label in FILTERS.items()
    )


def delivery_in_words(delivery: DeliveryView) -> tuple[str, Tone]:
    """Say how a push fared: whether, when and why not."""
    words, tone = _DELIVERIES.get(delivery.status, ("", Tone.NEUTRAL))
    if delivery.status is DeliveryStatus.UNREACHABLE and delivery.last_error:
        why = _FAILURES.get(delivery.last_error, tr("Telegram menolaknya"))
        words = tr("{delivery}: {why}", delivery=words, why=why)
    if delivery.sent_at is not None:
        words = joined(" ", (words, _after(delivery.sent_at - delivery.created_at)))
    return words, tone


def delivery_of_line(view: ReportView) -> Mapping[object, DeliveryView]:
    """Give, by the id of each line, the push that told of it."""
    told = {each.seq: each for each in view.deliveries if each.seq is not None}
    return {line.id: told[seq] for seq, line in _lines_of(view).items() if seq in told}


def _after(passed: timedelta) -> str:
    seconds = max(passed.total_seconds(), 0.0)
    if seconds < _FEW_SECONDS:
        return tr("{seconds} detik kemudian", seconds=decimal(seconds, 1))
    minutes = round(seconds / 60)
    if minutes < _FEW_SECONDS:
        return trn("{n} menit kemudian", minutes)
    return trn("{n} jam kemudian", round(minutes / 60))


def _lines_of(view: ReportView) -> dict[int, LineView]:
    """Match each step with the line it left: every step leaves at most one, in the same moment."""
    waiting: dict[tuple[str, str], list[LineView]] = {}
    for line in view.lines:
        waiting.setdefault((line.kind, line.side), []).append(line)
    found = {}
    for entry in view.history:
        kind = ABOUT[Action(entry.action)].line
        candidates = waiting.get((kind.value, entry.side), [])
        if candidates and abs(candidates[0].at - entry.at) < _NEAR:
            found[entry.seq] = candidates.pop(0)
    return found


def _entry(
    entry: HistoryView, line: LineView | None, told: DeliveryView | None, base: str, zone: ZoneInfo
) -> TimelineEntry:
    about = ABOUT[Action(entry.action)]
    words = {label: _text(value) for label, value in entry.values.items() if label != MENTIONS.label}
    made = TimelineEntry(
        key=f"langkah-{entry.seq}",
        kind=_kind_of(entry, about.line),
        icon=known_icon(entry.icon),
        who=entry.author,
        text=about.deed,
        at=entry.at.astimezone(zone),
        quote=_quote(words),
        detail=clause_in_short(entry.clause) if entry.source != entry.target else "",
        mentioned=_text(entry.values.get(MENTIONS.label, "")),
        by_reporter=entry.side is Side.REPORTER,
        groups=_groups(entry, about.line, told=told is not None),
        evidence=tuple(evidence_of(file, base) for file in line.files) if line else (),
    )
    return made if told is None else _with_delivery(made, told)


def _with_delivery(entry: TimelineEntry, told: DeliveryView) -> TimelineEntry:
    words, tone = delivery_in_words(told)
    return replace(entry, delivery=tr("Kabar ke pelapor: {delivery}", delivery=words), delivery_tone=tone)


def _quote(words: Mapping[str, str]) -> str:
    if len(words) == 1 and _BARE.isdisjoint(words.values()):
        return next(iter(words.values()))
    return joined("\n", (joined(": ", pair) for pair in words.items()))


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def _kind_of(entry: HistoryView, kind: MessageKind) -> EntryKind:
    if entry.side is Side.SYSTEM:
        return EntryKind.SYSTEM
    if kind in _NOTE_KINDS:
        return EntryKind.NOTE
    said = kind is not MessageKind.NOTICE
    return EntryKind.MESSAGE if said and entry.source == entry.target else EntryKind.STEP


def _groups(entry: HistoryView, kind: MessageKind, *, told: bool) -> frozenset[str]:
    groups = set()
    if kind is not MessageKind.NOTICE:
        groups.add("catatan" if kind in _NOTE_KINDS else "pesan")
    if entry.source != entry.target:
        groups.add("langkah")
    if told:
        groups.add("kabar")
    return frozenset(groups)


def _reminder(delivery: DeliveryView, zone: ZoneInfo) -> TimelineEntry:
    made = TimelineEntry(
        key=f"kabar-{int(delivery.created_at.timestamp() * 1000)}",
        kind=EntryKind.SYSTEM,
        icon="bell",
        who=tr("Sistem"),
        text=tr("mengingatkan pelapor"),
        at=delivery.created_at.astimezone(zone),
        groups=frozenset({"kabar"}),
    )
    return _with_delivery(made, delivery)
