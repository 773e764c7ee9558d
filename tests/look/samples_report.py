"""One invented report with everything a report can show."""

from datetime import date

from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, FieldOption
from backoffice.contexts.parts import (
    DayKind,
    DayStrip,
    Due,
    EvidenceItem,
    EvidenceKind,
    Fact,
    Tag,
    TagKind,
)
from backoffice.contexts.report import (
    BlockedAction,
    DeadlinePanel,
    DeliveryNotice,
    EntryKind,
    IdentityPanel,
    IdentityState,
    InvolvedUnit,
    MessageLine,
    ReportContext,
    StageBox,
    TimelineEntry,
)
from backoffice.contexts.shell import (
    Link,
    Tone,
)
from tests.look.samples import SECRET, SHELL, at, track

UNITS = (
    FieldOption(value="11", label="Subbag Hukum dan SDM", group="KPU Kab. Contoh"),
    FieldOption(value="12", label="Subbag Keuangan, Umum, dan Logistik", group="KPU Kab. Contoh"),
    FieldOption(value="13", label="Subbag Perencanaan, Data, dan Informasi", group="KPU Kab. Contoh"),
    FieldOption(value="90", label="APIP", group="Inspektorat"),
)
ELEMENTS = FieldInput(
    name="elements",
    label="Unsur laporan",
    kind=FieldKind.ELEMENTS,
    required=True,
    options=(
        FieldOption(value="subject", label="Pokok aduan jelas", selected=True),
        FieldOption(value="party", label="Pihak atau unit yang dilaporkan", selected=True),
        FieldOption(value="time", label="Waktu, tempat, kronologi", selected=True),
        FieldOption(value="evidence", label="Bukti pendukung sah"),
    ),
)
CLASSIFICATION = FieldInput(
    name="classification",
    label="Klasifikasi",
    kind=FieldKind.CHOICE,
    required=True,
    value="supervisory",
    options=(
        FieldOption(value="supervisory", label="Berkadar"),
        FieldOption(value="non_supervisory", label="Tidak berkadar"),
    ),
)
DISPOSE = ActionForm(
    key="dispose",
    label="Disposisikan",
    action="/laporan/1/tindakan/dispose",
    hidden=(("version", "4"),),
    clause="Kpt 1089/2025 Bab IV B angka 6–8",
    fields=(
        ELEMENTS,
        CLASSIFICATION,
        FieldInput(
            name="lead",
            label="Unit penanggung jawab",
            kind=FieldKind.UNIT,
            required=True,
            value="11",
            options=UNITS,
        ),
        FieldInput(name="support", label="Unit pendukung", kind=FieldKind.UNITS, options=UNITS[1:]),
    ),
)
REQUEST_COMPLETION = ActionForm(
    key="request_completion",
    label="Minta kelengkapan",
    action="/laporan/1/tindakan/request_completion",
    icon="message-question",
    submit_label="Kirim permintaan",
    clause="Kpt 1089/2025 Bab IV A angka 6",
    consequence="Pelapor dikabari dan punya 3 hari kerja untuk melengkapi.",
    fields=(
        FieldInput(
            name="elements",
            label="Yang kurang",
            kind=FieldKind.CHOICES,
            required=True,
            options=ELEMENTS.options[1:],
        ),
        FieldInput(
            name="message",
            label="Pesan kepada pelapor",
            kind=FieldKind.LONG_TEXT,
            required=True,
            max_length=1000,
        ),
    ),
)
RETURN_NATIONAL = ActionForm(
    key="return_national",
    label="Kembalikan ke Admin Nasional",
    action="/laporan/1/tindakan/return_national",
    icon="arrow-back-up",
    submit_label="Kembalikan",
    danger=True,
    confirm=True,
    clause="Kpt 1089/2025 Bab IV B angka 4–5",
    consequence="Laporan keluar dari KPU. Pelapor dikabari alasannya.",
    fields=(
        FieldInput(
            name="code",
            label="Alasan",
            kind=FieldKind.SELECT,
            required=True,
            options=(
                FieldOption(value="a", label="Kewenangan instansi lain"),
                FieldOption(value="b", label="Kewenangan Bawaslu"),
            ),
        ),
        FieldInput(
            name="reason",
            label="Penjelasan terukur",
            kind=FieldKind.LONG_TEXT,
            required=True,
            max_length=2000,
        ),
    ),
)
OPEN_IDENTITY = ActionForm(
    key="identity",
    label="Ajukan pembukaan",
    action="/laporan/1/identitas",
    icon="key",
    submit_label="Ajukan",
    consequence="Alasan Anda dicatat dan dibaca pengawas. Laporan rahasia perlu orang kedua.",
    fields=(
        FieldInput(
            name="reason", label="Alasan", kind=FieldKind.LONG_TEXT, required=True, max_length=500, rows=3
        ),
    ),
)
NOTE = ActionForm(
    key="note",
    label="Tulis catatan internal",
    action="/laporan/1/tindakan/note",
    icon="note",
    fields=(
        FieldInput(name="text", label="Catatan", kind=FieldKind.LONG_TEXT, required=True, max_length=3000),
    ),
)
REPLY = ActionForm(
    key="message",
    label="Kirim pesan",
    action="/laporan/1/pesan",
    icon="send",
    fields=(
        FieldInput(
            name="text",
            label="Pesan kepada pelapor",
            kind=FieldKind.LONG_TEXT,
            required=True,
            max_length=3000,
            rows=3,
            hint="Kalimat pendek. Jangan sebut nama pelapor.",
        ),
        FieldInput(name="files", label="Lampiran", kind=FieldKind.FILES, max_bytes=20 * 1024 * 1024),
    ),
)

EVIDENCE = (
    EvidenceItem(
        key="1",
        name="Daftar hadir hal. 2",
        kind=EvidenceKind.IMAGE,
        size=482_113,
        view_href="/bukti/1",
        thumbnail_href="/bukti/1/kecil",
        download_href="/bukti/1/unduh",
        note="metadata dihapus",
        note_tone=Tone.DONE,
    ),
    EvidenceItem(
        key="2",
        name="Formulir C.Hasil.pdf",
        kind=EvidenceKind.PDF,
        size=1_482_113,
        view_href="/bukti/2",
        download_href="/bukti/2/unduh",
        note="metadata dihapus",
        note_tone=Tone.DONE,
    ),
    EvidenceItem(
        key="3",
        name="Video 0.40",
        kind=EvidenceKind.VIDEO,
        size=9_482_113,
        view_href="/bukti/3",
        download_href="/bukti/3/unduh",
        note="metadata dihapus",
        note_tone=Tone.DONE,
    ),
    EvidenceItem(
        key="4",
        name="Pesan suara 1.12",
        kind=EvidenceKind.AUDIO,
        size=311_004,
        view_href="/bukti/4",
        download_href="/bukti/4/unduh",
        note="belum ada transkrip",
        note_tone=Tone.SOON,
    ),
)

STRIP = (
    DayStrip(day=date(2026, 11, 16), kind=DayKind.START, reason="diterima setelah jam kerja"),
    DayStrip(day=date(2026, 11, 17), kind=DayKind.COUNTED),
    DayStrip(day=date(2026, 11, 18), kind=DayKind.COUNTED),
    DayStrip(day=date(2026, 11, 19), kind=DayKind.COUNTED),
    DayStrip(day=date(2026, 11, 20), kind=DayKind.LATE),
    DayStrip(day=date(2026, 11, 21), kind=DayKind.SKIPPED, today=True, reason="Sabtu"),
    DayStrip(day=date(2026, 11, 22), kind=DayKind.SKIPPED, reason="Minggu"),
)
DEADLINE = DeadlinePanel(
    title="Tenggat verifikasi",
    due=Due(tone=Tone.LATE, text="Lewat 1 HK"),
    summary="3 HK sejak diterima; batas Kamis 19 November 2026, 16.00 WIB",
    days=STRIP,
    explanation="Diterima Senin malam, dihitung mulai Selasa. Sabtu dan Minggu tidak dihitung.",
    detail=(
        ("Mulai", "Selasa 17 November 2026"),
        ("Jumlah", "3 hari kerja"),
        ("Batas", "Kamis 19 November 2026, 16.00 WIB"),
    ),
    source="Kpt 1089/2025 Bab IV B angka 9",
)
REPORT = ReportContext(
    shell=SHELL,
    report_id="1",
    version=4,
    present=("Tono Hartawan juga membuka laporan ini.",),
    crumbs=(
        Link(label="Menunggu saya", href="/antrean/saya"),
        Link(label="014/35.99/XI/2026", href="/laporan/1"),
    ),
    number="014/35.99/XI/2026",
    title="Enam orang bukan warga mencoblos memakai undangan orang lain di TPS 007",
    in_bar="Enam orang bukan warga mencoblos memakai undangan orang lain di TPS 007",
    intake="Telegram · diterima Senin 16 November 2026, 21.14 WIB · 1 kali dilihat orang lain hari ini",
    tags=(Tag(kind=TagKind.SUPERVISORY, suffix="(saran)"), SECRET),
    track=track(1, {0: "Sen 16 Nov", 1: "hari ke-4"}),
    stage=StageBox(
        name="Diterima – verifikasi",
        holder="Anda",
        mine=True,
        since=at(16, 21, 14),
        day=6,
        due=Due(tone=Tone.LATE, text="Lewat 1 hari kerja", note="batas Kam 19 Nov"),
    ),
    facts=(
        Fact(
            term="Apa",
            text="Pemilih yang bukan warga setempat diizinkan mencoblos dengan surat undangan milik orang "
            "lain, enam orang, dengan sepengetahuan ketua KPPS.",
        ),
        Fact(term="Siapa", lines=(("Ketua KPPS TPS 007", "terlapor"), ("Saksi paslon, satu orang", "saksi"))),
        Fact(term="Kapan", text="Jumat 13 November 2026, sekitar pukul 10.15 WIB"),
        Fact(
            term="Di mana",
            text="TPS 007, Kelurahan Karanganyar",
            link=Link(label="−7,5561, 110,8316", href="/peta?7"),
        ),
        Fact(
            term="Bagaimana",
            text="Petugas mencocokkan undangan tanpa meminta KTP-el. Saksi menegur dua kali; dijawab "
            "“biar cepat”. Keberatan tidak ditulis dalam formulir kejadian khusus.",
        ),
    ),
    original_href="/laporan/1/asli",
    evidence=EVIDENCE,
    evidence_note="4 berkas, salinan bersih",
    custody_href="/laporan/1/bukti",
    timeline=(
        TimelineEntry(
            kind=EntryKind.MESSAGE,
            icon="message",
            who="Pelapor",
            text="menambah keterangan",
            at=at(21, 8, 20),
            quote="“Saksi sebelah bersedia dihubungi bila namanya tidak disebut.”",
            by_reporter=True,
        ),
        TimelineEntry(
            kind=EntryKind.SYSTEM,
            icon="send",
            who="Sistem",
            at=at(17, 9, 2),
            detail="terkirim 0,4 detik kemudian",
            text="memberi tahu pelapor: verifikasi sedang berjalan, paling lambat 19 November",
        ),
        TimelineEntry(
            kind=EntryKind.STEP,
            icon="inbox",
            who="Pelapor",
            text="mengirim laporan lewat Telegram",
            at=at(16, 21, 14),
            by_reporter=True,
        ),
    ),
    timeline_filters=(
        Link(label="semua", href="/laporan/1", current=True),
        Link(label="pesan", href="/laporan/1?perjalanan=pesan"),
        Link(label="catatan", href="/laporan/1?perjalanan=catatan"),
    ),
    messages=(
        MessageLine(
            key="1",
            from_reporter=True,
            who="Pelapor",
            at=at(21, 8, 20),
            edited=True,
            evidence=EVIDENCE[3:],
            text="Saksi sebelah bersedia dihubungi bila namanya tidak disebut.",
        ),
        MessageLine(
            key="2",
            from_reporter=False,
            who="Sari Rahmania",
            at=at(21, 9, 5),
            delivery="terkirim",
            delivery_tone=Tone.DONE,
            text="Terima kasih. Kami tidak akan menyebut nama saksi.",
        ),
    ),
    compose=REPLY,
    step=DISPOSE,
    other_steps=(REQUEST_COMPLETION, RETURN_NATIONAL),
    beside=(NOTE,),
    blocked=(
        BlockedAction(
            label="Menutup laporan",
            clause="Kpt 1089/2025 Bab V B angka 5",
            reason="Proses pengaduan tidak boleh dihentikan. Laporan selesai setelah dijawab dan diterima.",
        ),
    ),
    deadline=DEADLINE,
    identity=IdentityPanel(
        state=IdentityState.SEALED,
        form=OPEN_IDENTITY,
        text="Membuka perlu alasan dan satu persetujuan.",
    ),
    units=(
        InvolvedUnit(name="Subbag Hukum dan SDM", leads=True, note="sejak Jum 20 Nov · Rudi Hartawan"),
        InvolvedUnit(name="APIP", leads=False),
    ),
    delivery=DeliveryNotice(
        tone=Tone.DONE, title="Pelapor dapat dikabari", body="Lewat chat, segera setiap ada kabar."
    ),
    documents=(Link(label="Lembar disposisi", href="/laporan/1/lembar.pdf", icon="printer"),),
    menu=(Link(label="Siapa membaca laporan ini", href="/laporan/1/jejak", icon="eye"),),
)
