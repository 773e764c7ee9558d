"""More specimens for the style page: the queue's tools, one action for many, the administration's panels."""

from markupsafe import Markup

from backoffice.contexts.account import TokenRow
from backoffice.contexts.bulk import BulkRow
from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, FieldOption
from backoffice.contexts.parts import EmptyState, Fact, FilterOption
from backoffice.contexts.queue import ColumnsPanel, SavedChip, ViewsPanel
from backoffice.contexts.settings import Branch, Bubble, Cell, Finder, Panel, Secret, Table
from backoffice.contexts.shell import Link, Tone

_HERE = "/gaya"
_QR = Markup(
    '<svg viewBox="0 0 8 8" width="96" height="96" fill="#12312f">'
    '<path d="M0 0h3v3H0zM5 0h3v3H5zM0 5h3v3H0zM4 4h1v1H4zM6 5h2v1H6zM4 6h1v2H4zM6 7h1v1H6z"/></svg>'
)


def views() -> ViewsPanel:
    """Give two saved views, one of them on show."""
    return ViewsPanel(
        action=_HERE,
        chips=(
            SavedChip(key="gaya-1", name="Lewat meja", href=_HERE, count=4, current=True),
            SavedChip(key="gaya-2", name="Segel terbuka", href=_HERE, count=0),
        ),
        spoken="all",
        back=_HERE,
        name="Lewat meja",
    )


def columns() -> ColumnsPanel:
    """Give columns to choose from and two files to take along."""
    return ColumnsPanel(
        action=_HERE,
        back=_HERE,
        options=(
            FilterOption(value="stage", label="Tahap", selected=True),
            FilterOption(value="unit", label="Unit"),
        ),
        downloads=(
            Link(label="Unduh CSV", href=_HERE, icon="download"),
            Link(label="Unduh Excel", href=_HERE, icon="file-export"),
        ),
    )


def bulk_rows(numbers: tuple[str, str]) -> tuple[BulkRow, ...]:
    """Give one report that goes on and one that is left alone."""
    first, second = numbers
    return (
        BulkRow(
            number=first,
            href=_HERE,
            title="Enam orang bukan warga mencoblos",
            source="Diterima – verifikasi",
            target="Menunggu disposisi",
            told="Laporan Anda diteruskan ke unit yang berwenang.",
        ),
        BulkRow(
            number=second,
            href=_HERE,
            title="",
            source="Penelaahan",
            why="Berubah sejak pratinjau. Dilewati.",
            done=False,
        ),
    )


def template_picker() -> FieldInput:
    """Give ready words to choose from."""
    return FieldInput(
        name="templat",
        label="Templat",
        kind=FieldKind.SELECT,
        options=(
            FieldOption(value="a", label="Respons awal"),
            FieldOption(value="b", label="Minta kelengkapan"),
        ),
    )


def finder() -> Finder:
    """Give a search in a list."""
    roles = (
        FieldOption(value="a", label="Admin Instansi"),
        FieldOption(value="b", label="Petugas pencatatan"),
    )
    return Finder(
        action=_HERE,
        fields=(
            FieldInput(name="q", label="Nama"),
            FieldInput(name="peran", label="Peran", kind=FieldKind.SELECT, options=roles),
        ),
    )


def panels(tokens: tuple[TokenRow, ...]) -> tuple[Panel, ...]:
    """Give a panel of every kind the administration has."""
    return (
        Panel(
            key="gaya-tabel",
            title="Tabel biasa",
            icon="users",
            note="2 ditampilkan",
            links=(Link(label="Riwayat", href=_HERE), Link(label="Unduh", href=_HERE)),
            table=Table(
                heads=("Petugas", "Penunjukan berlaku", "Akun"),
                rows=(
                    (
                        Cell(text="Dewi Contoh", href=_HERE, note="Kasubbag"),
                        Cell(text="Admin Instansi"),
                        Cell(text="Aktif", tone=Tone.DONE),
                    ),
                    (
                        Cell(text="Galih Contoh", href=_HERE),
                        Cell(text="Tidak ada"),
                        Cell(text="Tidak aktif", tone=Tone.SOON),
                    ),
                ),
            ),
        ),
        Panel(
            key="gaya-pohon",
            title="Pohon unit",
            icon="sitemap",
            wide=False,
            tree=(
                Branch(
                    label="Sekretariat",
                    href=_HERE,
                    children=(
                        Branch(label="Subbagian Teknis", href=_HERE, note="2 petugas"),
                        Branch(label="Subbagian Hukum", href=_HERE, note="ditutup", tone=Tone.SOON),
                    ),
                ),
            ),
        ),
        Panel(
            key="gaya-sekali",
            title="Sekali tampil",
            icon="key",
            wide=False,
            tone=Tone.SOON,
            secret=Secret(
                pairs=(("Nama pengguna", "contoh"), ("Kata sandi pertama", "bambu-sawah-padi-satu")),
                picture=_QR,
            ),
        ),
        Panel(
            key="gaya-keadaan",
            title="Keadaan",
            icon="stethoscope",
            wide=False,
            tone=Tone.LATE,
            text="Bot tidak menjawab sejak 10.12. Periksa prosesnya.",
            facts=(Fact(term="Antrean", text="12 kabar"),),
            bubbles=(
                Bubble(who="Pelapor terbuka", title="Laporan ditangani", text="Kami periksa."),
                Bubble(
                    who="Pelapor rahasia",
                    title="Laporan ditangani",
                    text="Kami periksa.",
                    push="Ada kabar untuk laporan Anda.",
                ),
            ),
        ),
        Panel(
            key="gaya-kosong",
            title="Kosong, dengan formulir",
            icon="user-check",
            wide=False,
            tone=Tone.DONE,
            tokens=tokens,
            empty=EmptyState(title="Belum ada penunjukan", body="Tanpa Keputusan, akun tidak dapat dipakai."),
            form=ActionForm(
                key="gaya-panel",
                label="Simpan",
                action=_HERE,
                fields=(FieldInput(name="sebutan", label="Sebutan", required=True),),
                preview=_HERE,
                quiet=True,
            ),
            folded=(
                ActionForm(
                    key="gaya-lipat", label="Nonaktifkan akun", action=_HERE, icon="user-off", danger=True
                ),
            ),
        ),
    )
