"""Invented people, a shell and a queue, in the words the desk will really use: November 2026."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from backoffice.contexts.parts import (
    Due,
    EmptyState,
    Filter,
    FilterOption,
    Kpi,
    Pagination,
    StepMark,
    StepState,
    Tag,
    TagKind,
)
from backoffice.contexts.queue import BulkAction, BulkBar, FilterBar, QueueContext, QueueRow
from backoffice.contexts.shell import (
    AppointmentChoice,
    BellContext,
    Flash,
    Link,
    NavGroup,
    NavItem,
    SearchBox,
    Shell,
    SignedInPerson,
    Tone,
)

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 21, 10, 42, tzinfo=WIB)


def at(day: int, hour: int, minute: int) -> datetime:
    """A moment of November 2026 in WIB."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WIB)


MINE = NavItem(
    label="Menunggu saya", short_label="Menunggu", href="/antrean/saya", icon="inbox", count=12, current=True
)
LATE = NavItem(
    label="Lewat tenggat", short_label="Lewat", href="/antrean/lewat", icon="alarm", count=3, urgent=True
)
REGISTER = NavItem(label="Catat laporan", short_label="Catat", href="/catat", icon="pencil-plus")
NAV = (
    NavGroup(
        label="Meja saya",
        items=(
            MINE,
            LATE,
            NavItem(label="Segera jatuh tempo", href="/antrean/segera", icon="clock", count=5),
            NavItem(label="Sudah diteruskan", href="/antrean/diteruskan", icon="arrow-forward-up", count=9),
            NavItem(label="Dijawab", href="/antrean/dijawab", icon="message-2-check", count=14),
        ),
    ),
    NavGroup(
        label="Laporan",
        items=(
            NavItem(label="Semua dalam lingkup", href="/antrean/semua", icon="list-details", count=218),
            NavItem(label="Whistleblowing", href="/antrean/wbs", icon="eye-exclamation", count=4),
            REGISTER,
        ),
    ),
    NavGroup(label="Pengawasan", items=(NavItem(label="Statistik", href="/statistik", icon="chart-bar"),)),
)
SHELL = Shell(
    now=NOW,
    csrf_token="contoh-token",
    person=SignedInPerson(
        name="Sari Rahmania", role="Admin Instansi", office="KPU Kab. Contoh", profile_href="/akun"
    ),
    nav=NAV,
    bottom=(MINE, LATE, REGISTER),
    sign_out_action="/keluar",
    home_href="/antrean/saya",
    search=SearchBox(action="/cari"),
    bell=BellContext(href="/pemberitahuan", count=2),
)
TWO_ROLES = replace(
    SHELL,
    demo=True,
    switch_action="/penunjukan",
    appointments=(
        AppointmentChoice(value="1", label="Admin Instansi · KPU Kab. Contoh", current=True),
        AppointmentChoice(value="2", label="Petugas pencatatan · KPU Kab. Contoh"),
    ),
    flashes=(Flash(tone=Tone.DONE, title="Laporan didisposisikan", body="Pelapor sudah dikabari."),),
)

CHAIN = ("Diterima", "Verifikasi", "Disposisi", "Diproses unit", "Tindak lanjut", "Dijawab", "Selesai")


def track(
    present: int, notes: dict[int, str] | None = None, labels: tuple[str, ...] = CHAIN
) -> tuple[StepMark, ...]:
    """The chain with the step at `present` being the one now."""
    said = notes or {}
    return tuple(
        StepMark(
            label=label,
            state=StepState.DONE
            if place < present
            else StepState.NOW
            if place == present
            else StepState.TODO,
            note=said.get(place, ""),
        )
        for place, label in enumerate(labels)
    )


SUPERVISORY = Tag(kind=TagKind.SUPERVISORY)
PLAIN = Tag(kind=TagKind.NON_SUPERVISORY)
SECRET = Tag(kind=TagKind.CONFIDENTIAL)

ROWS = (
    QueueRow(
        key="1",
        href="/laporan/1",
        number="014/35.99/XI/2026",
        stage="Diterima – verifikasi",
        holder="Anda",
        mine=True,
        title="Enam orang bukan warga mencoblos memakai undangan orang lain di TPS 007",
        tags=(SUPERVISORY,),
        meta="Kel. Karanganyar · dari Telegram · 2 saksi, 3 bukti",
        track=track(0),
        due=Due(tone=Tone.LATE, text="Lewat 1 HK", note="batas Kam 19 Nov", at=at(19, 16, 0)),
    ),
    QueueRow(
        key="2",
        href="/laporan/2",
        number="P-0003/XI/2026",
        stage="Penelaahan",
        holder="Tim Kepatuhan",
        title="Isi dirahasiakan",
        sealed=True,
        track=track(1)[:6],
        tags=(Tag(kind=TagKind.WHISTLEBLOWING), Tag(kind=TagKind.ANONYMOUS)),
        meta="dibuka dengan alasan tercatat",
        due=Due(tone=Tone.LATE, text="Lewat 2 HK", note="batas Rab 18 Nov", at=at(18, 16, 0)),
    ),
    QueueRow(
        key="3",
        href="/laporan/3",
        number="015/35.99/XI/2026",
        stage="Menunggu disposisi",
        holder="Anda",
        mine=True,
        title="Nama pemilih satu RT tidak ada dalam daftar pemilih tetap",
        tags=(PLAIN,),
        meta="Desa Sukamaju · dari Telegram · 1 bukti",
        track=track(0),
        due=Due(tone=Tone.SOON, text="Hari ini", note="batas Sab 21 Nov 16.00", at=at(21, 16, 0)),
    ),
    QueueRow(
        key="4",
        href="/laporan/4",
        number="012/35.99/XI/2026",
        stage="Telaah pimpinan unit",
        holder="Kasubbag KUL",
        title="Segel kotak suara terbuka saat tiba di gudang kecamatan",
        tags=(SUPERVISORY, SECRET),
        meta="Kec. Bambangsari · dari surat · 4 bukti",
        track=track(3),
        due=Due(tone=Tone.NEUTRAL, text="Sisa 41 HK", note="batas Sel 19 Jan"),
    ),
    QueueRow(
        key="5",
        href="/laporan/5",
        number="011/35.99/XI/2026",
        stage="Dijawab – menunggu tanggapan",
        holder="Pelapor",
        title="Kantor kosong pada jam layanan, legalisir tertunda tiga hari",
        tags=(PLAIN,),
        meta="KPU Kab. Contoh · dari Telegram",
        track=track(6),
        due=Due(tone=Tone.NEUTRAL, text="Sisa 8 HK", note="ditutup Rab 2 Des"),
    ),
    QueueRow(
        key="6",
        href="/laporan/6",
        number="009/35.99/XI/2026",
        stage="Menunggu kelengkapan",
        holder="Pelapor",
        title="Honor KPPS TPS 03 belum dibayarkan",
        tags=(PLAIN,),
        track=track(0),
        meta="Kel. Mekarwangi · dari Telegram · 7 orang",
        due=Due(tone=Tone.SOON, text="Besok", note="pelapor diminta waktu kejadian"),
    ),
)

KPIS = (
    Kpi(label="Lewat tenggat", value=3, href="/antrean/lewat", tone=Tone.LATE),
    Kpi(label="Jatuh tempo hari ini", value=5, href="/antrean/segera", tone=Tone.SOON),
    Kpi(label="Menunggu pelapor", value=4, href="/antrean/pelapor"),
    Kpi(label="Masuk sejak kemarin", value=7, href="/antrean/baru"),
)


def choice_filter(name: str, label: str, *words: str, chosen: str = "", icon: str = "") -> Filter:
    """A filter whose values are its words."""
    every = FilterOption(value="", label="semua", selected=not chosen)
    options = tuple(FilterOption(value=word, label=word, selected=word == chosen) for word in words)
    return Filter(name=name, label=label, options=(every, *options), icon=icon)


FILTERS = FilterBar(
    action="/antrean/saya",
    filters=(
        choice_filter(
            "tahap", "Tahap", "verifikasi", "disposisi", "dijawab", chosen="verifikasi", icon="route"
        ),
        choice_filter("jenis", "Jenis", "pengaduan", "aspirasi", "permintaan informasi"),
        choice_filter("klasifikasi", "Klasifikasi", "berkadar", "tidak berkadar"),
        choice_filter("asal", "Asal", "Telegram", "surat", "langsung"),
    ),
    clear_href="/antrean/saya",
    sort_label="urut: tenggat terdekat",
)
EMPTY_QUEUE = EmptyState(
    title="Tidak ada yang menunggu Anda",
    body="Semua laporan sudah diteruskan. Laporan baru muncul di sini begitu diterima.",
    action=Link(label="Lihat semua dalam lingkup", href="/antrean/semua"),
)
QUEUE = QueueContext(
    shell=SHELL,
    title="Menunggu saya",
    summary="12 laporan · yang paling mendesak di atas",
    rows=ROWS,
    page=Pagination(shown=6, total=12, next_href="/antrean/saya?setelah=6"),
    empty=EMPTY_QUEUE,
    kpis=KPIS,
    filters=FILTERS,
    bulk=BulkBar(
        action="/massal", actions=(BulkAction(value="remind", label="Ingatkan pemegang", icon="bell"),)
    ),
    links=(Link(label="Unduh", href="/unduh", icon="download"),),
    primary=Link(label="Catat laporan", href="/catat", icon="pencil-plus"),
)
