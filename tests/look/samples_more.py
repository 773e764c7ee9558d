"""Invented pages beside the queue and the report, and the edges of those two."""

from dataclasses import replace

from markupsafe import Markup

from backoffice.contexts.fields import FieldGroup, FieldInput, FieldKind, FieldOption
from backoffice.contexts.insight import AuditContext, AuditLine, Bar, Chart, GateContext, StatisticsContext
from backoffice.contexts.parts import DayKind, DayStrip, EmptyState, Fact, Pagination, Tag, TagKind
from backoffice.contexts.register import LetterBox, ReceiptContext, RegisterContext
from backoffice.contexts.report import DeliveryNotice, IdentityPanel, IdentityState
from backoffice.contexts.shell import Link, Tone
from backoffice.pages.style.specimens import style_context
from backoffice.requests.follow_links import FollowLink
from tests.look.samples import EMPTY_QUEUE, FILTERS, KPIS, NOW, QUEUE, ROWS, SECRET, SHELL, TWO_ROLES, at
from tests.look.samples_report import DEADLINE, OPEN_IDENTITY, REPORT, REQUEST_COMPLETION

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
ENDLESS = "Pengaduanpanjangsekalitanpaspasi" * 30

EMPTY_QUEUE_PAGE = replace(QUEUE, rows=(), kpis=(), bulk=None, summary="Tidak ada laporan")
LONG_QUEUE = replace(
    QUEUE,
    shell=TWO_ROLES,
    bulk=None,
    page=Pagination(shown=2),
    rows=(
        replace(ROWS[0], title=ENDLESS, meta=ENDLESS),
        replace(ROWS[1], title=HOSTILE, meta=HOSTILE, holder=HOSTILE, stage=HOSTILE, number="002/1/I/2026"),
    ),
)
WAITING_REPORT = replace(
    REPORT,
    shell=TWO_ROLES,
    step=None,
    other_steps=(),
    compose=None,
    messages=(),
    evidence=(),
    units=(),
    facts=(Fact(term="Apa", text=HOSTILE + "\n\n" + ENDLESS), Fact(term="Kapan")),
    waiting="Menunggu pelapor melengkapi laporan sampai Kamis 26 November 2026.",
    identity=IdentityPanel(state=IdentityState.ABSENT, text="Tidak ada identitas yang dicatat."),
    delivery=DeliveryNotice(
        tone=Tone.LATE,
        title="Pelapor tidak terjangkau",
        body="Pelapor memblokir bot. Kabar menunggu sampai ia membuka laporannya dengan nomor pelacakan.",
    ),
    deadline=replace(
        DEADLINE,
        paused="Dijeda sejak Sel 17 Nov, menunggu pelapor",
        days=(DayStrip(day=at(17, 0, 0).date(), kind=DayKind.PAUSED), *DEADLINE.days[5:]),
    ),
    timeline=(),
    outcome="Dikembalikan ke Admin Nasional: kewenangan instansi lain.",
)
REPORT_WITH_ERRORS = replace(
    REPORT,
    other_steps=(
        replace(
            REQUEST_COMPLETION,
            error="Belum dapat dikirim: satu isian kosong.",
            fields=(
                replace(REQUEST_COMPLETION.fields[0], error="Pilih paling sedikit satu unsur."),
                replace(
                    REQUEST_COMPLETION.fields[1], error="Tulis pesan untuk pelapor.", hint="Bahasa biasa."
                ),
            ),
        ),
    ),
    identity=IdentityPanel(
        state=IdentityState.OPENED,
        text="Dibuka hari ini 10.12 untuk pemeriksaan saksi.",
        facts=(Fact(term="Nama", text="Wening Prastiwi"), Fact(term="Alamat", text="Jl. Contoh 1")),
    ),
)

CHANNEL = FieldInput(
    name="channel",
    label="Cara laporan datang",
    kind=FieldKind.CHOICE,
    required=True,
    value="letter",
    options=(
        FieldOption(value="direct", label="Langsung"),
        FieldOption(value="letter", label="Surat"),
        FieldOption(value="email", label="Surel"),
        FieldOption(value="box", label="Kotak pengaduan"),
        FieldOption(value="oral", label="Lisan"),
    ),
)


def party(key: str, title: str) -> FieldGroup:
    """One row of a party's inputs."""
    roles = (FieldOption(value="reported", label="Terlapor"), FieldOption(value="witness", label="Saksi"))
    return FieldGroup(
        key=key,
        title=title,
        fields=(
            FieldInput(name=f"party-{key}-name", label="Nama", wide=False),
            FieldInput(
                name=f"party-{key}-role",
                label="Peran",
                kind=FieldKind.SELECT,
                required=True,
                value="reported",
                options=roles,
                wide=False,
            ),
            FieldInput(name=f"party-{key}-nip", label="NIP", wide=False),
            FieldInput(name=f"party-{key}-position", label="Jabatan", wide=False),
            FieldInput(name=f"party-{key}-unit", label="Satuan kerja atau unit kerja", wide=False),
            FieldInput(name=f"party-{key}-address", label="Alamat", wide=False),
        ),
    )


REGISTER = RegisterContext(
    shell=SHELL,
    crumbs=(Link(label="Laporan", href="/antrean/semua"), Link(label="Catat laporan", href="/catat")),
    action="/catat",
    letter=LetterBox(
        field=FieldInput(name="surat", label="Isi surat", kind=FieldKind.LONG_TEXT, rows=5, keep=False)
    ),
    clause="Kpt 1089/2025 Bab IV A angka 3 · Kpt 14/2022 Lamp. II.3.b.1",
    groups=(
        FieldGroup(
            key="letter",
            title="Surat atau kedatangan",
            icon="mail",
            fields=(
                CHANNEL,
                FieldInput(
                    name="letter_date",
                    label="Tanggal surat pengaduan",
                    kind=FieldKind.DATE,
                    value="2026-11-18",
                    wide=False,
                ),
                FieldInput(name="subject", label="Perihal", required=True, wide=False, max_length=160),
            ),
        ),
        FieldGroup(
            key="matter",
            title="Isi laporan",
            fields=(
                FieldInput(
                    name="substance",
                    label="Apa yang dilaporkan",
                    kind=FieldKind.LONG_TEXT,
                    required=True,
                    max_length=8000,
                    rows=6,
                    hint="Untuk laporan lisan: tulis apa yang diucapkan pelapor, kata demi kata.",
                ),
                FieldInput(name="when", label="Kapan", wide=False),
                FieldInput(name="where", label="Di mana", wide=False),
            ),
        ),
        FieldGroup(
            key="parties",
            title="Pihak yang terlibat",
            fields=(),
            hint="Boleh lebih dari satu. Nama boleh kosong.",
        ),
        FieldGroup(
            key="reporter",
            title="Pelapor",
            hint="Disegel begitu disimpan. Kosongkan bila pelapor ingin anonim.",
            fields=(
                FieldInput(name="reporter_name", label="Nama", wide=False),
                FieldInput(name="occupation", label="Pekerjaan", wide=False),
                FieldInput(name="address", label="Alamat"),
                FieldInput(name="phone", label="Nomor telepon", kind=FieldKind.PHONE, wide=False),
                FieldInput(name="origin", label="Asal pelapor", wide=False),
            ),
        ),
        FieldGroup(
            key="evidence",
            title="Bukti",
            fields=(
                FieldInput(
                    name="files",
                    label="Berkas",
                    kind=FieldKind.FILES,
                    max_bytes=20_971_520,
                    accept="image/*,.pdf",
                ),
            ),
        ),
    ),
    parties=(party("0", "Pihak 1"), party("1", "Pihak 2")),
    party_template=party("__index__", "Pihak baru"),
    parties_after="parties",
)
REGISTER_WITH_ERRORS = replace(
    REGISTER,
    errors=(("catat-subject", "Perihal: belum diisi."),),
    groups=(
        replace(
            REGISTER.groups[0],
            fields=(
                *REGISTER.groups[0].fields[:2],
                replace(REGISTER.groups[0].fields[2], error="Perihal belum diisi."),
            ),
        ),
        *REGISTER.groups[1:],
    ),
)
RECEIPT = ReceiptContext(
    shell=SHELL,
    crumbs=(Link(label="Catat laporan", href="/catat"), Link(label="Tanda terima", href="/catat/1")),
    number="016/35.99/XI/2026",
    tracking_id="7K3M9Q-2XV4TD-P8HWN5",
    received_at=NOW,
    office="KPU Kabupaten Contoh",
    channel="datang langsung",
    next_step="Verifikasi paling lambat Kamis 26 November 2026, 16.00 WIB (3 hari kerja).",
    follow_up="Buka bot Kentongan di Telegram, pilih Lacak laporan, lalu tulis nomor pelacakan ini.",
    report=Link(label="Buka laporan", href="/laporan/16", icon="file-text"),
    qr=Markup(FollowLink(bot="contoh_bot", href="https://t.me/contoh_bot?start=lacak").picture),  # noqa: S704
    another=Link(label="Catat laporan lain", href="/catat", icon="pencil-plus"),
)
GATE = GateContext(
    shell=SHELL,
    crumbs=(
        Link(label="Whistleblowing", href="/antrean/wbs"),
        Link(label="P-0003/XI/2026", href="/laporan/2"),
    ),
    number="P-0003/XI/2026",
    tags=(Tag(kind=TagKind.WHISTLEBLOWING), SECRET),
    form=replace(OPEN_IDENTITY, key="open", label="Buka isi laporan", submit_label="Buka isi laporan"),
    explanation="Setiap pembacaan dicatat bersama alasannya dan dilihat pemeriksa berikutnya.",
    readers=(("Rudi Hartawan · APIP", at(20, 9, 15)),),
)
AUDIT = AuditContext(
    shell=SHELL,
    crumbs=(
        Link(label="014/35.99/XI/2026", href="/laporan/1"),
        Link(label="Jejak akses", href="/laporan/1/jejak"),
    ),
    number="014/35.99/XI/2026",
    verdict="Rantai catatan utuh, diperiksa hari ini 10.40.",
    filters=(Link(label="Semua", href="?", current=True), Link(label="Pembacaan", href="?jenis=baca")),
    lines=(
        AuditLine(
            at=at(21, 10, 12), who="Sari Rahmania", role="Admin Instansi", what="membaca isi", seal="9f2c…a1"
        ),
        AuditLine(
            at=at(20, 9, 15),
            who="Rudi Hartawan",
            role="APIP",
            what="membuka isi rahasia",
            reason="Menelaah bukti daftar hadir.",
            seal="4be0…77",
        ),
    ),
    page=Pagination(shown=2, total=2),
    empty=EmptyState(title="Belum dibaca", body="Belum ada yang membuka laporan ini."),
)
STATISTICS = StatisticsContext(
    shell=SHELL,
    title="Statistik",
    summary="KPU Kab. Contoh · 1 Januari – 21 November 2026",
    kpis=KPIS,
    bar=replace(FILTERS, action="/statistik", clear_href="", sort_label=""),
    empty=EMPTY_QUEUE,
    charts=(
        Chart(
            title="Menurut tahap",
            bars=(
                Bar(label="Verifikasi", value=12, href="/antrean/semua?tahap=verifikasi", tone=Tone.SOON),
                Bar(label="Diproses unit", value=41),
                Bar(label="Selesai", value=1187, tone=Tone.DONE),
            ),
        ),
        Chart(
            title="Ketepatan waktu",
            bars=(Bar(label="Lewat tenggat", value=3, tone=Tone.LATE),),
            note="Dalam HK.",
        ),
    ),
)
STYLE = style_context(shell=SHELL)
