"""The panels of the report page: facts, deadline, conversation, identity, delivery."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind
from backoffice.contexts.parts import DayKind, DayStrip, Due, EvidenceItem, Fact
from backoffice.contexts.report import (
    DeadlinePanel,
    DeliveryNotice,
    IdentityPanel,
    IdentityState,
    InvolvedUnit,
    MessageLine,
)
from backoffice.contexts.shell import Link, Tone
from backoffice.pages.frame.words import TONES, evidence_of
from backoffice.pages.report.timeline import delivery_in_words, delivery_of_line
from backoffice.words.holders import part_in_words
from backoffice.words.wording import clock, month, short_date
from core.chain.report_fields import PARTIES, PLACE, READ, REPORTER, PartyRole, ReportField
from core.chain.states import Channel, IdentityMode, PartKind, Side, Track
from core.chain.telling.wording import clause_in_short
from core.deadlines.schemas import DeadlineView
from core.desk import PendingIdentity
from core.handling.identity import CLAUSE as IDENTITY_CLAUSE
from core.language import joined, lowered, tr, trn
from core.reading.schemas import ReportView
from core.reports.schemas import FileView, OpenedIdentity, Party, Place, ReportBody

_DAYS: Final = {
    "started": DayKind.START,
    "start": DayKind.START,
    "counted": DayKind.COUNTED,
    "skipped": DayKind.SKIPPED,
    "late": DayKind.LATE,
    "ahead": DayKind.FUTURE,
    "future": DayKind.FUTURE,
    "paused": DayKind.PAUSED,
}
_TOLD_BY_PLACE: Final = frozenset({PartKind.LEAD, PartKind.SUPPORT})
"""Parts the panel shows by how it sets them apart, without a note."""
_LONG, _FORTNIGHT, _BEFORE = 21, 14, 6


def facts_of(body: ReportBody, files: Iterable[FileView] = (), base: str = "") -> tuple[Fact, ...]:
    """Give what is told in the report: apa, siapa, kapan, di mana, bagaimana; and its letter.

    Voice notes among `files` stand with what they answer; `base` is the address of the report.
    """
    voices: dict[str, list[EvidenceItem]] = {}
    for file in files:
        if file.answers:
            voices.setdefault(file.answers, []).append(evidence_of(file, base))
    letter = joined(
        " · ",
        (
            part
            for part in (
                body.letter_number,
                short_date(body.letter_date) if body.letter_date else "",
                body.letter_subject,
            )
            if part
        ),
    )
    return (
        *(_fact(body, field, tuple(voices.get(_name_of(field), ()))) for field in READ),
        *((Fact(term=tr("Surat"), text=letter),) if letter else ()),
    )


def _name_of(field: ReportField) -> str:
    return field.element.value if field.element else field.key


def _fact(body: ReportBody, field: ReportField, voices: tuple[EvidenceItem, ...]) -> Fact:
    if field is PARTIES:
        lines = tuple(person_in_words(party) for party in body.parties)
        return Fact(term=field.title, lines=lines, voices=voices)
    link = _map_link(body.place) if field is PLACE else None
    return Fact(term=field.title, text=body.answer(field), link=link, voices=voices)


def person_in_words(party: Party) -> tuple[str, str]:
    """Give who somebody is, and what else is told of them."""
    name = party.name or party.position or tr("Tanpa nama")
    role = PartyRole(party.role).word
    told = (
        party.position if party.name else "",
        party.unit,
        f"NIP {party.nip}" if party.nip else "",
        party.address,
    )
    details = ", ".join(filter(None, told))
    return name, tr("{role}, {details}", role=role, details=details) if details else role


def _map_link(place: Place) -> Link | None:
    if place.latitude is None or place.longitude is None:
        return None
    point = f"{place.latitude:.5f},{place.longitude:.5f}"
    return Link(label=point.replace(",", ", "), href=f"geo:{point}", icon="map-pin")


def deadline_of(deadlines: Iterable[DeadlineView], zone: ZoneInfo, today: date) -> DeadlinePanel | None:
    """Give the deadline that runs and comes first, and how it was counted."""
    running = sorted((each for each in deadlines if each.stopped_at is None), key=lambda each: each.due_at)
    if not running:
        return None
    first = running[0]
    tone = TONES.get(first.urgency, Tone.NEUTRAL)
    due = Due(tone=tone, text=first.remaining_text, note=first.due_text, at=first.due_at.astimezone(zone))
    marks = _marks(first, today)
    detail = [
        (tr("Mulai"), _moment(first.started_at, zone)),
        (tr("Batas"), first.due_text),
        (tr("Lama"), trn("{n} hari kerja", first.working_days)),
    ]
    if first.raw_due_at != first.due_at:
        detail.append((tr("Tanpa jeda"), _moment(first.raw_due_at, zone)))
    detail += [(tr("Tenggat {name}", name=lowered(each.label)), each.due_text) for each in running[1:]]
    return DeadlinePanel(
        title=tr("Tenggat {name}", name=lowered(first.label)),
        due=due,
        summary=trn("{n} HK; batas {due}", first.working_days, due=first.due_text),
        days=_around_today(marks, today),
        months=_by_month(marks) if len(marks) > _LONG else (),
        explanation=first.sentence,
        detail=tuple(detail),
        source=clause_in_short(first.legal_source),
        paused=tr("Tenggat dijeda sampai pelapor melengkapi.") if first.paused else "",
    )


def _marks(deadline: DeadlineView, today: date) -> tuple[DayStrip, ...]:
    return tuple(
        DayStrip(
            day=(day := date.fromisoformat(each.day)),
            kind=_DAYS.get(each.status, DayKind.FUTURE),
            today=day == today,
            reason=each.reason,
        )
        for each in deadline.days
    )


def _around_today(marks: tuple[DayStrip, ...], today: date) -> tuple[DayStrip, ...]:
    """Keep a fortnight of a long deadline: the week up to today and the week after it."""
    if len(marks) <= _LONG:
        return marks
    passed = sum(mark.day < today for mark in marks)
    first = min(max(passed - _BEFORE, 0), len(marks) - _FORTNIGHT)
    return marks[first : first + _FORTNIGHT]


def _by_month(marks: tuple[DayStrip, ...]) -> tuple[tuple[str, tuple[DayStrip, ...]], ...]:
    months = groupby(marks, key=lambda mark: (mark.day.year, mark.day.month))
    return tuple((month(date(*first, 1)), tuple(days)) for first, days in months)


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    at = moment.astimezone(zone)
    return tr("{date} {clock}", date=short_date(at.date()), clock=clock(at))


def messages_of(view: ReportView, base: str, zone: ZoneInfo) -> tuple[MessageLine, ...]:
    """Give the conversation with the reporter, and how each of our messages fared."""
    told = delivery_of_line(view)
    return tuple(
        MessageLine(
            key=line.id.hex[:8],
            from_reporter=line.side is Side.REPORTER,
            who=line.author,
            text=line.text,
            at=line.at.astimezone(zone),
            delivery=words,
            delivery_tone=tone,
            edited=line.edited,
            evidence=tuple(evidence_of(file, base) for file in line.files),
        )
        for line in view.lines
        if line.to_reporter
        for words, tone in (delivery_in_words(told[line.id]) if line.id in told else ("", Tone.NEUTRAL),)
    )


def identity_of(
    view: ReportView, base: str, *, opened: OpenedIdentity | None, waiting: PendingIdentity | None
) -> IdentityPanel | None:
    """Say how the reporter's identity stands for this reader."""
    if view.row.identity_mode is IdentityMode.ANONYMOUS or not view.has_identity:
        text = tr("Pelapor tidak memberi identitas. Tidak ada yang dapat dibuka.")
        return IdentityPanel(state=IdentityState.ABSENT, text=text)
    if opened is not None:
        text = tr("Pembukaan ini tercatat beserta alasannya.")
        return IdentityPanel(state=IdentityState.OPENED, text=text, facts=identity_facts(opened))
    if waiting is not None and waiting.may_approve:
        text = tr(
            "{name} meminta membuka identitas: “{reason}”", name=waiting.asked_by, reason=waiting.reason
        )
        return IdentityPanel(state=IdentityState.PENDING, text=text, form=_approval_form(base))
    two = view.row.identity_mode is not IdentityMode.OPEN or view.row.track is Track.WHISTLEBLOWING
    form = _identity_form(base, two=two)
    if waiting is not None and waiting.mine:
        text = tr("Sudah diminta. Setelah orang kedua menyetujui, buka lagi di sini dengan alasannya.")
        return IdentityPanel(state=IdentityState.PENDING, text=text, form=form)
    text = tr("Membuka perlu alasan; semuanya tercatat.")
    if two:
        text = tr("Membuka perlu alasan dan persetujuan orang kedua; semuanya tercatat.")
    return IdentityPanel(state=IdentityState.SEALED, text=text, form=form)


def _identity_form(base: str, *, two: bool) -> ActionForm:
    reason = FieldInput(
        name="reason",
        label=tr("Alasan membuka"),
        kind=FieldKind.LONG_TEXT,
        required=True,
        hint=tr("Tercatat dan dibaca pemeriksa. Paling sedikit 15 huruf."),
        max_length=500,
        rows=2,
    )
    return ActionForm(
        key="identitas",
        label=tr("Ajukan pembukaan") if two else tr("Buka identitas"),
        action=f"{base}/identitas",
        fields=(reason,),
        icon="lock-open",
        clause=clause_in_short(IDENTITY_CLAUSE),
    )


def _approval_form(base: str) -> ActionForm:
    return ActionForm(
        key="setuju",
        label=tr("Setujui pembukaan"),
        action=f"{base}/identitas/setuju",
        icon="user-check",
        clause=clause_in_short(IDENTITY_CLAUSE),
    )


def identity_facts(identity: OpenedIdentity) -> tuple[Fact, ...]:
    """Give an opened identity, only what is there."""
    named = (
        *((field.title, str(getattr(identity, field.key))) for field in REPORTER),
        *((tr("Ditambahkan kemudian"), text) for text in identity.added),
        *((tr("Nama berkas aslinya"), text) for text in identity.files),
    )
    return tuple(Fact(term=term, text=text) for term, text in named if text)


def units_of(view: ReportView) -> tuple[InvolvedUnit, ...]:
    """Give the units that have a part in the report."""
    return tuple(
        InvolvedUnit(
            name=unit.name,
            leads=unit.kind is PartKind.LEAD,
            note="" if unit.kind in _TOLD_BY_PLACE else part_in_words(unit.kind),
        )
        for unit in view.units
    )


_LANGUAGES: Final = {
    "en": tr("Pelapor memakai bahasa Inggris"),
    "jv": tr("Pelapor memakai bahasa Jawa"),
    "su": tr("Pelapor memakai bahasa Sunda"),
}


def spoken_with(view: ReportView) -> DeliveryNotice | None:
    """Say in which language the reporter is answered, where that is not Indonesian."""
    title = _LANGUAGES.get(view.reporter_language)
    if title is None:
        return None
    body = tr("Kabar dari sistem dikirim dalam bahasa itu. Pesan yang Anda tulis dikirim apa adanya.")
    return DeliveryNotice(tone=Tone.NEUTRAL, title=title, body=body)


def reach_of(view: ReportView) -> DeliveryNotice | None:
    """Say where the reporter cannot be reached by chat."""
    if view.unreachable_since is not None:
        return DeliveryNotice(
            tone=Tone.LATE,
            title=tr("Pelapor tidak terjangkau"),
            body=tr("Percakapan dengan bot terputus. Pelapor masih dapat membaca dengan nomor pelacakannya."),
        )
    if not view.linked:
        from_chat = view.row.channel is Channel.TELEGRAM
        return DeliveryNotice(
            tone=Tone.SOON if from_chat else Tone.NEUTRAL,
            title=tr("Tidak ada percakapan"),
            body=tr(
                "Laporan ini tidak tertaut ke percakapan. Pelapor membaca kabar dengan nomor pelacakannya."
            ),
        )
    return None
