"""Invented pages of the administration, of one action for many, and of a queue with everything on it."""

from dataclasses import replace

from markupsafe import Markup

from backoffice.contexts.account import NewToken, TokenRow, TokensPanel
from backoffice.contexts.bulk import BulkContext, BulkRow, PartlyView
from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, FieldOption, KeptFile
from backoffice.contexts.parts import EmptyState, Fact, FilterOption
from backoffice.contexts.queue import BulkAction, BulkBar, ColumnCell, ColumnsPanel, SavedChip, ViewsPanel
from backoffice.contexts.settings import (
    Branch,
    Bubble,
    Cell,
    Finder,
    Panel,
    Secret,
    SettingsContext,
    Table,
)
from backoffice.contexts.shell import Link, NavGroup, NavItem, Tone
from backoffice.requests.follow_links import FollowLink
from tests.look.samples import FILTERS, NAV, QUEUE, ROWS, SHELL, at

LONG = "Nama yang sangat panjang sekali untuk sebuah kantor di kabupaten yang jauh dari ibu kota provinsinya"
TABS = (
    Link(label="Kantor dan unit", href="/pengaturan/kantor", icon="building"),
    Link(label="Petugas", href="/pengaturan/petugas", icon="users", current=True),
    Link(label="Kesehatan bot", href="/pengaturan/kesehatan", icon="stethoscope"),
)
TOKENS = (
    TokenRow(
        key="1", label="Rekap bulanan", state="Berlaku sampai 20 Feb", tone=Tone.DONE,
        created_at=at(2, 9, 0), used_at=at(21, 7, 15), revoke_action="/profil/token/1/cabut",
    ),
    TokenRow(
        key="2", label=LONG, state="Dicabut", tone=Tone.NEUTRAL, note="oleh Sari Rahmania",
        created_at=at(1, 9, 0),
    ),
)  # fmt: skip
TOKEN_FORM = ActionForm(
    key="token-baru",
    label="Buat token",
    action="/profil/token",
    icon="key",
    fields=(
        FieldInput(name="label", label="Untuk apa", required=True, hint="Misalnya nama aplikasi."),
        FieldInput(
            name="days", label="Masa berlaku", kind=FieldKind.SELECT, required=True, value="90",
            options=(FieldOption(value="90", label="90 hari"),),
        ),
    ),
)  # fmt: skip
TOKENS_PANEL = TokensPanel(
    rows=TOKENS,
    form=TOKEN_FORM,
    issued=NewToken(label="Rekap bulanan", token="contoh-" * 6, until="20 Februari 2027"),
)
ROLE = FieldInput(
    name="peran",
    label="Peran",
    kind=FieldKind.SELECT,
    options=(FieldOption(value="a", label="Admin Instansi"),),
)
SETTINGS_LIST = SettingsContext(
    shell=SHELL,
    title="Petugas",
    summary="Akun baru dapat dipakai setelah ada Keputusan penunjukan.",
    tabs=TABS,
    finder=Finder(action="/pengaturan/petugas", fields=(FieldInput(name="q", label="Nama"), ROLE)),
    links=(Link(label="Petugas baru", href="/pengaturan/petugas/baru", icon="plus"),),
    next_href="/pengaturan/petugas?sesudah=a",
    panels=(
        Panel(
            key="daftar", title="Daftar petugas", icon="users", note="2 ditampilkan",
            table=Table(
                heads=("Petugas", "Penunjukan berlaku", "Akun"),
                rows=(
                    (Cell(text="Wening Prastiwi", href="/pengaturan/petugas/1", note="Kasubbag"),
                     Cell(text=f"Admin Instansi · {LONG}"), Cell(text="Aktif", tone=Tone.DONE)),
                    (Cell(text="Galih Santosa", href="/pengaturan/petugas/2"), Cell(text="Tidak ada"),
                     Cell(text="Tidak aktif", tone=Tone.SOON)),
                ),
            ),
        ),
        Panel(
            key="unit", title="Unit", icon="sitemap", wide=False,
            tree=(
                Branch(label="Sekretariat", href="/u/1", children=(
                    Branch(label="Subbagian Hukum", href="/u/2", note="ditutup", tone=Tone.SOON),
                )),
            ),
        ),
        Panel(
            key="kosong", title="Penunjukan", icon="user-check", wide=False,
            empty=EmptyState(title="Belum ada penunjukan", body="Tanpa Keputusan, akun tidak dapat dipakai."),
        ),
    ),
)  # fmt: skip
SETTINGS_OFFICER = replace(
    SETTINGS_LIST,
    title="Wening Prastiwi",
    crumbs=(Link(label="Petugas", href="/pengaturan/petugas"), Link(label="Wening Prastiwi", href="/p/1")),
    finder=None,
    next_href="",
    panels=(
        Panel(
            key="akun", title="Akun", icon="id", wide=False,
            facts=(Fact(term="Nama pengguna", text="wening"), Fact(term="NIP", text="•••• 1001")),
            folded=(
                ActionForm(key="sandi", label="Setel ulang kata sandi", action="/p/1/sandi", icon="key"),
                ActionForm(
                    key="status", label="Nonaktifkan akun", action="/p/1/status", icon="user-off",
                    danger=True, confirm=True, consequence="Petugas langsung keluar dan tidak dapat masuk.",
                ),
            ),
        ),
        Panel(
            key="sekali", title="Serahkan sekarang", icon="key", wide=False,
            secret=Secret(
                pairs=(("Nama pengguna", "wening"), ("Kata sandi pertama", "bambu-sawah-padi-satu")),
                picture=Markup(FollowLink(bot="contoh", href="https://example.org/contoh").picture),  # noqa: S704
            ),
        ),
        Panel(key="token", title="Token untuk mesin", icon="key", note="2 token", tokens=TOKENS),
    ),
)  # fmt: skip
SETTINGS_TEMPLATE = replace(
    SETTINGS_LIST,
    title="Respons awal",
    finder=None,
    next_href="",
    panels=(
        Panel(
            key="tulis", title="Isi templat", icon="edit", wide=False,
            form=ActionForm(
                key="templat", label="Simpan templat", action="/t/1/simpan", preview="/t/1/pratinjau",
                fields=(
                    FieldInput(
                        name="body", label="Isi", kind=FieldKind.LONG_TEXT, value="Laporan {nomor_agenda}.",
                        error="{nama} tidak dikenal.", max_length=3000,
                    ),
                    FieldInput(
                        name="is_active", label="Tawarkan di laporan", kind=FieldKind.FLAG, value="ya"
                    ),
                    FieldInput(
                        name="files", label="Berkas", kind=FieldKind.FILES, max_bytes=20_000_000,
                        kept=(KeptFile(mark="a", name=f"{LONG}.pdf", size=120_000),),
                    ),
                ),
            ),
        ),
        Panel(
            key="pratinjau", title="Pratinjau percakapan", icon="eye", wide=False,
            bubbles=(
                Bubble(who="Pelapor terbuka", title="Laporan sedang ditangani", text=LONG),
                Bubble(
                    who="Pelapor rahasia atau anonim", title="Laporan sedang ditangani", text=LONG,
                    push="Ada kabar untuk laporan Anda.",
                ),
            ),
        ),
    ),
)  # fmt: skip
SETTINGS_HEALTH = replace(
    SETTINGS_LIST,
    title="Kesehatan bot",
    finder=None,
    next_href="",
    links=(),
    panels=(
        Panel(
            key="bot", title="Bot", icon="stethoscope", tone=Tone.LATE,
            text="Bot tidak menjawab sejak 10.12. Periksa prosesnya.",
            facts=(Fact(term="Antrean", text="12 kabar"), Fact(term="Galat terakhir", text="ConnectTimeout")),
        ),
        Panel(key="basis", title="Basis data", icon="database-export", tone=Tone.DONE, text="Menjawab."),
    ),
)  # fmt: skip
BULK_CHOOSE = BulkContext(
    shell=SHELL,
    title="Tindakan untuk beberapa laporan",
    summary="3 laporan dipilih. Pilih satu langkah; Anda melihat akibatnya dahulu.",
    back=Link(label="Kembali ke antrean", href="/antrean/all?pilih=1", icon="arrow-left"),
    rows=tuple(
        BulkRow(number=row.number, href=row.href, title=row.title, source=row.stage) for row in ROWS[:3]
    ),
    notes=("2 laporan lain tidak ada lagi dalam lingkup Anda dan tidak ikut.",),
    choose_action="/antrean-massal/isi",
    choices=(
        BulkAction(value="message", label="Kirim pesan ke pelapor", icon="message"),
        BulkAction(value="note", label="Tulis catatan internal", icon="note"),
    ),
    partly=(
        PartlyView(
            label="Disposisikan", summary="1 dari 3 tidak bisa",
            reasons=("Laporan sudah didisposisikan (012/35.99/XI/2026)",),
        ),
    ),
)  # fmt: skip
BULK_DONE = replace(
    BULK_CHOOSE,
    title="Hasil tindakan",
    summary="1 laporan selesai diproses, 1 tidak.",
    again=Link(label="Pilih hanya yang tidak berhasil", href="/antrean/all?pilih=2", icon="arrow-left"),
    rows=(
        BulkRow(
            number="012/35.99/XI/2026", href="/laporan/4", title="", source="Diterima – verifikasi",
            target="Diterima – verifikasi", why="Berubah sejak pratinjau. Dilewati.", done=False,
        ),
        BulkRow(
            number="014/35.99/XI/2026", href="/laporan/1", title="", source="Diterima – verifikasi",
            target="Didisposisikan", told=f"Laporan dikirim ke bagian yang tepat. {LONG}",
        ),
    ),
    choices=(),
    partly=(),
    finished=True,
)  # fmt: skip
VIEWS = (
    SavedChip(key="1", name="Lewat meja", href="/antrean/all?asal=direct", count=4, current=True),
    SavedChip(key="2", name=LONG, href="/antrean/all?q=segel", count=0),
)
QUEUE_FULL = replace(
    QUEUE,
    shell=replace(
        SHELL,
        nav=(
            NAV[0],
            NavGroup(
                label="Tampilan tersimpan",
                items=tuple(
                    NavItem(label=one.name, href=one.href, icon="bookmark", count=one.count) for one in VIEWS
                ),
            ),
            *NAV[1:],
        ),
    ),
    rows=tuple(
        replace(
            row,
            picked=place == 1,
            asked="Menunggu masukan Anda" if place == 3 else "",
            cells=(
                ColumnCell(label="Kategori", text="Segel dan kotak suara"),
                ColumnCell(label="Unit", text="–"),
            ),
        )
        for place, row in enumerate(ROWS)
    ),
    filters=replace(FILTERS, active=(Link(label="Tahap: verifikasi", href="/antrean/saya", icon="x"),)),
    views=ViewsPanel(
        action="/tampilan", chips=VIEWS, spoken="all?asal=direct", back="/antrean/all", name="Lewat meja"
    ),
    columns=ColumnsPanel(
        action="/antrean-kolom",
        back="/antrean/all",
        options=(
            FilterOption(value="stage", label="Tahap", selected=True),
            FilterOption(value="unit", label="Unit"),
        ),
        downloads=(Link(label="Unduh CSV", href="/antrean/all/unduhan.csv", icon="download"),),
    ),
    notes=("Tidak ada “segle”. Menampilkan “segel”.",),
    bulk=BulkBar(
        action="/massal",
        actions=(BulkAction(value="", label="Tindakan untuk yang dipilih …", icon="checklist"),),
        everything="Semua 12 laporan yang cocok",
    ),
)
