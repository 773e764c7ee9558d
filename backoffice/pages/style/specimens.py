"""The style page's specimens: every component with invented data, so that nothing is styled unseen."""

from dataclasses import replace
from datetime import datetime, timedelta

from backoffice.assets import ICONS
from backoffice.contexts.fields import ActionForm, FieldGroup, FieldInput, FieldKind, FieldOption
from backoffice.contexts.insight import Bar, Chart
from backoffice.contexts.parts import (
    DayKind,
    DayStrip,
    Due,
    EmptyState,
    EvidenceItem,
    EvidenceKind,
    Fact,
    Filter,
    FilterOption,
    Kpi,
    Pagination,
    StepMark,
    StepState,
    Tag,
    TagKind,
)
from backoffice.contexts.queue import BulkAction, BulkBar, FilterBar, QueueRow
from backoffice.contexts.report import (
    BlockedAction,
    DeadlinePanel,
    DeliveryNotice,
    EntryKind,
    IdentityPanel,
    IdentityState,
    MessageLine,
    TimelineEntry,
)
from backoffice.contexts.shell import Flash, Link, Shell, Theme, Tone
from backoffice.contexts.style import StyleContext
from backoffice.pages.style.specimens_around import (
    consultations,
    doubts,
    missing,
    own_chat,
    place,
    related,
    stages,
    story,
    tokens,
)
from backoffice.pages.style.specimens_desk import (
    bulk_rows,
    columns,
    finder,
    panels,
    template_picker,
    views,
)
from core.reports.voiced import ANSWERED_BY_VOICE

STYLE_PATH = "/gaya"
_CLAUSE = "Kpt 1089/2025 Bab IV B angka 6–8"
_NUMBERS = ("014/00.00/XI/2026", "W-003/00.00/XI/2026")
_THEME_PARAMETER = {"terang": Theme.LIGHT, "gelap": Theme.DARK}


def style_context(*, shell: Shell, theme_word: str = "") -> StyleContext:
    """Fill the style page; `theme_word` is "terang" or "gelap" from the address, to look at one theme."""
    theme = _THEME_PARAMETER.get(theme_word, shell.theme)
    return StyleContext(
        shell=replace(shell, theme=theme),
        icons=ICONS,
        themes=(
            Link(label="Ikut pilihan saya", href=STYLE_PATH, icon="device-desktop", current=not theme_word),
            Link(
                label="Terang", href=f"{STYLE_PATH}?tema=terang", icon="sun", current=theme_word == "terang"
            ),
            Link(label="Gelap", href=f"{STYLE_PATH}?tema=gelap", icon="moon", current=theme_word == "gelap"),
        ),
        crumbs=(Link(label="Meja saya", href=shell.home_href), Link(label="Gaya", href=STYLE_PATH)),
        tags=tuple(Tag(kind=kind) for kind in TagKind),
        dues=_dues(),
        kpis=tuple(Kpi(label=tone.value, value=12, href=STYLE_PATH, tone=tone) for tone in Tone),
        chips=(
            Link(label="Terpilih", href=STYLE_PATH, icon="user-check", current=True),
            Link(label="Tidak terpilih", href=STYLE_PATH),
        ),
        flashes=tuple(Flash(tone=tone, title="Judul kabar", body="Satu kalimat penjelas.") for tone in Tone),
        steps=_steps(),
        days=_days(shell.now),
        deadline=_deadline(shell.now),
        facts=(
            Fact(term="Apa", text="Segel kotak suara terbuka saat tiba di gudang."),
            Fact(term="Siapa", lines=(("Petugas gudang kecamatan", "terlapor"), ("Sopir", "saksi"))),
            Fact(term="Kapan"),
            Fact(term="Di mana", text=ANSWERED_BY_VOICE, voices=_voices()),
        ),
        evidence=_evidence(),
        timeline=_timeline(shell.now),
        messages=_messages(shell.now),
        fields=FieldGroup(key="isian", title="Isian", fields=_fields()),
        step=replace(
            _form("gaya-utama", "Disposisikan", clause=_CLAUSE),
            picker=template_picker(),
            preview=STYLE_PATH,
        ),
        others=(
            _form("gaya-lain", "Minta kelengkapan", clause=_CLAUSE),
            replace(_form("gaya-bahaya", "Kembalikan", clause=_CLAUSE), danger=True, confirm=True),
        ),
        blocked=(
            BlockedAction(
                label="Menutup laporan", reason="Pengaduan tidak boleh dihentikan.", clause=_CLAUSE
            ),
        ),
        identities=_identities(),
        deliveries=(
            DeliveryNotice(tone=Tone.DONE, title="Pelapor dapat dikabari", body="Lewat chat, segera."),
            DeliveryNotice(tone=Tone.LATE, title="Pelapor tidak terjangkau", body="Pelapor memblokir bot."),
        ),
        filters=_filters(),
        views=views(),
        columns=columns(),
        bulk_rows=bulk_rows(_NUMBERS),
        finder=finder(),
        panels=panels(tokens(shell.now).rows),
        bulk=BulkBar(
            action=STYLE_PATH,
            actions=(BulkAction(value="remind", label="Ingatkan", icon="bell"),),
            everything="Semua 40 laporan yang cocok",
        ),
        rows=_rows(),
        page=Pagination(shown=2, total=40, next_href=STYLE_PATH, first_href=STYLE_PATH),
        empty=EmptyState(
            title="Tidak ada yang menunggu", body="Laporan baru muncul di sini begitu diterima."
        ),
        stages=stages(shell.now),
        place=place(),
        story=story(shell.now),
        missing=missing(),
        consultations=consultations(shell.now),
        related=related(),
        doubts=doubts(),
        own_chat=own_chat(),
        tokens=tokens(shell.now),
        bubble=("Laporan dijawab", "Jawaban sudah tersedia. Tekan tombol di bawah untuk membacanya."),
        present=("Tono Contoh juga membuka laporan ini.",),
        chart=Chart(
            title="Menurut tahap",
            bars=tuple(
                Bar(label=tone.value, value=3 + 7 * place, tone=tone) for place, tone in enumerate(Tone)
            ),
        ),
    )


def _dues() -> tuple[Due, ...]:
    return (
        Due(tone=Tone.LATE, text="Lewat 1 HK", note="batas Kam 19 Nov"),
        Due(tone=Tone.SOON, text="Hari ini", note="batas 16.00"),
        Due(tone=Tone.NEUTRAL, text="Sisa 8 HK", note="batas Rab 2 Des"),
        Due(tone=Tone.DONE, text="Selesai", note="tepat waktu"),
    )


def _steps() -> tuple[StepMark, ...]:
    return (
        StepMark(label="Diterima", state=StepState.DONE, note="Sen 16 Nov"),
        StepMark(label="Verifikasi", state=StepState.NOW, note="hari ke-4"),
        StepMark(label="Disposisi", state=StepState.SKIPPED),
        StepMark(label="Dijawab", state=StepState.TODO),
        StepMark(label="Selesai", state=StepState.TODO),
    )


def _days(now: datetime) -> tuple[DayStrip, ...]:
    first = now.date() - timedelta(days=5)
    return tuple(
        DayStrip(day=first + timedelta(days=place), kind=kind, today=place == len(DayKind) - 1)
        for place, kind in enumerate(DayKind)
    )


def _deadline(now: datetime) -> DeadlinePanel:
    return DeadlinePanel(
        title="Tenggat verifikasi",
        due=Due(tone=Tone.SOON, text="Sisa 1 hari kerja"),
        summary="3 HK sejak diterima",
        days=_days(now),
        explanation="Sabtu dan Minggu tidak dihitung.",
        detail=(("Jumlah", "3 hari kerja"),),
        source=_CLAUSE,
        paused="Dijeda selama menunggu pelapor",
    )


def _voices() -> tuple[EvidenceItem, ...]:
    heard = (file for file in _evidence() if file.kind is EvidenceKind.AUDIO)
    return tuple(replace(file, spoken="Jawaban dengan suara: Di mana") for file in heard)


def _evidence() -> tuple[EvidenceItem, ...]:
    return tuple(
        EvidenceItem(
            key=kind.value,
            name=f"Contoh {kind.value}",
            kind=kind,
            size=482_113,
            view_href=STYLE_PATH if kind is EvidenceKind.AUDIO else "",  # fetched only when it is played
            page_href=STYLE_PATH,
            download_href=STYLE_PATH if kind in {EvidenceKind.AUDIO, EvidenceKind.DOCUMENT} else "",
            note="metadata dihapus" if kind is EvidenceKind.PDF else "",
            note_tone=Tone.DONE,
        )
        for kind in EvidenceKind
    )


def _timeline(now: datetime) -> tuple[TimelineEntry, ...]:
    icons = {
        EntryKind.STEP: "route",
        EntryKind.MESSAGE: "message",
        EntryKind.NOTE: "note",
        EntryKind.SYSTEM: "send",
    }
    return tuple(
        TimelineEntry(
            kind=kind,
            icon=icons[kind],
            who="Pelapor" if kind is EntryKind.MESSAGE else "Sistem",
            text=f"contoh {kind.value}",
            at=now - timedelta(hours=9 * place),
            by_reporter=kind is EntryKind.MESSAGE,
            quote="Kutipan." if kind is EntryKind.MESSAGE else "",
        )
        for place, kind in enumerate(EntryKind)
    )


def _messages(now: datetime) -> tuple[MessageLine, ...]:
    return (
        MessageLine(
            key="g1",
            from_reporter=True,
            who="Pelapor",
            text="Apakah sudah diperiksa?",
            at=now,
            edited=True,
            evidence=_evidence()[:2],
        ),
        MessageLine(
            key="g2",
            from_reporter=False,
            who="Petugas",
            text="Sudah. Hasilnya kami kabari Kamis.",
            at=now,
            delivery="terkirim",
            delivery_tone=Tone.DONE,
        ),
        MessageLine(
            key="g3",
            from_reporter=False,
            who="Petugas",
            text="Mohon waktu kejadian.",
            at=now,
            delivery="gagal: bot diblokir",
            delivery_tone=Tone.LATE,
        ),
    )


def _fields() -> tuple[FieldInput, ...]:
    options = (
        FieldOption(value="a", label="Pilihan satu", selected=True),
        FieldOption(value="b", label="Pilihan dua", hint="dengan penjelasan"),
    )
    with_options = {
        FieldKind.CHOICE,
        FieldKind.CHOICES,
        FieldKind.SELECT,
        FieldKind.ELEMENTS,
        FieldKind.UNIT,
        FieldKind.UNITS,
    }
    every = tuple(
        FieldInput(
            name=f"isian-{kind.value}",
            label=f"Isian {kind.value}",
            kind=kind,
            options=options if kind in with_options else (),
            hint="Petunjuk singkat." if kind is FieldKind.TEXT else "",
            max_length=500 if kind is FieldKind.LONG_TEXT else None,
            max_bytes=20_971_520 if kind is FieldKind.FILES else None,
            wide=kind in {FieldKind.LONG_TEXT, FieldKind.FILES},
        )
        for kind in FieldKind
    )
    wrong = FieldInput(
        name="isian-salah",
        label="Isian dengan galat",
        required=True,
        error="Isian ini perlu diisi.",
        wide=False,
    )
    return (*every, wrong)


def _form(key: str, label: str, *, clause: str) -> ActionForm:
    return ActionForm(
        key=key,
        label=label,
        action=STYLE_PATH,
        clause=clause,
        icon="send",
        consequence="Pelapor dikabari.",
        fields=(
            FieldInput(
                name="text", label="Pesan", kind=FieldKind.LONG_TEXT, max_length=500, rows=3, required=True
            ),
        ),
    )


def _identities() -> tuple[IdentityPanel, ...]:
    return tuple(
        IdentityPanel(
            state=state,
            text="Membuka perlu alasan dan satu persetujuan.",
            facts=(Fact(term="Nama", text="Nama Contoh"),) if state is IdentityState.OPENED else (),
            form=_form(f"gaya-{state.value}", "Ajukan", clause="") if state is IdentityState.SEALED else None,
        )
        for state in IdentityState
    )


def _filters() -> FilterBar:
    options = (
        FilterOption(value="", label="semua"),
        FilterOption(value="x", label="pengaduan", selected=True),
    )
    return FilterBar(
        action=STYLE_PATH,
        filters=(Filter(name="jenis", label="Jenis", options=options, icon="filter"),),
        clear_href=STYLE_PATH,
        sort_label="urut: tenggat terdekat",
        active=(Link(label="Jenis: pengaduan", href=STYLE_PATH, icon="x"),),
    )


def _rows() -> tuple[QueueRow, ...]:
    late, soon, *_ = _dues()
    return (
        QueueRow(
            key="g1",
            href=STYLE_PATH,
            number=_NUMBERS[0],
            title="Enam orang bukan warga mencoblos",
            stage="Diterima – verifikasi",
            holder="Anda",
            mine=True,
            due=late,
            track=_steps(),
            tags=(Tag(kind=TagKind.SUPERVISORY),),
            meta="dari Telegram · 3 bukti",
            picked=True,
        ),
        QueueRow(
            key="g2",
            href=STYLE_PATH,
            number=_NUMBERS[1],
            title="Isi dirahasiakan",
            stage="Penelaahan",
            holder="Tim Kepatuhan",
            sealed=True,
            due=soon,
            track=_steps(),
            tags=(Tag(kind=TagKind.DANGER, suffix="3 jam"), Tag(kind=TagKind.WHISTLEBLOWING)),
        ),
    )
