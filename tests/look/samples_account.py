"""Invented pages around the account, and every problem page."""

from dataclasses import replace

from backoffice.contexts.account import DemoChoice, OwnChatPanel, ProfileContext, SessionLine, SignInContext
from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind
from backoffice.contexts.notices import NoticeLine, NoticesContext
from backoffice.contexts.parts import EmptyState, Fact, Pagination
from backoffice.contexts.problem import ProblemContext
from backoffice.contexts.shell import Link, Tone
from tests.look.samples import SHELL, at

USERNAME = FieldInput(
    name="username", label="Nama pengguna", required=True, autocomplete="username", autofocus=True
)
PASSWORD = FieldInput(
    name="password",
    label="Kata sandi",
    kind=FieldKind.PASSWORD,
    required=True,
    autocomplete="current-password",
)
CODE = FieldInput(
    name="code",
    label="Enam angka dari aplikasi",
    kind=FieldKind.CODE,
    required=True,
    autocomplete="one-time-code",
)

SIGN_IN = SignInContext(
    csrf_token="contoh",
    action="/masuk",
    fields=(USERNAME, PASSWORD),
    demo_accounts=(
        DemoChoice(username="admin.contoh", role="Admin Instansi", office="KPU Kab. Contoh"),
        DemoChoice(username="hubung.contoh", role="Pejabat Penghubung", office="Subbag Hukum dan SDM"),
    ),
)
SIGN_IN_CODE = SignInContext(
    csrf_token="contoh",
    action="/masuk/kode",
    fields=(CODE,),
    asks_code=True,
    restart_href="/masuk",
    error="Kode tidak cocok. Tunggu kode berikutnya, lalu coba lagi.",
)
SIGN_IN_AGAIN = SignInContext(
    csrf_token="contoh",
    action="/masuk",
    fields=(USERNAME, PASSWORD),
    expired=True,
    carried=(("kept_form", "tersegel"),),
    kept_note="Formulir “Disposisikan” tersimpan. Berkas perlu dipilih ulang.",
)
PROFILE = ProfileContext(
    shell=SHELL,
    facts=(Fact(term="Nama", text="Sari Rahmania"), Fact(term="NIP", text="19800101 200501 2 001")),
    appointments=(("Admin Instansi · KPU Kab. Contoh", "Keputusan 12/2026, berlaku sejak 5 Januari 2026"),),
    password=ActionForm(
        key="password",
        label="Ganti kata sandi",
        action="/akun/sandi",
        fields=(
            FieldInput(
                name="old",
                label="Kata sandi sekarang",
                kind=FieldKind.PASSWORD,
                required=True,
                autocomplete="current-password",
            ),
            FieldInput(
                name="new",
                label="Kata sandi baru",
                kind=FieldKind.PASSWORD,
                required=True,
                hint="Paling sedikit 12 huruf.",
                autocomplete="new-password",
            ),
        ),
    ),
    second_factor=ActionForm(
        key="factor", label="Pasang di aplikasi", action="/akun/kode", fields=(CODE,), submit_label="Pasang"
    ),
    second_factor_key="JBSW Y3DP EHPK 3PXP",
    second_factor_qr="/qr.svg",
    own_chat=OwnChatPanel(code_action="/akun/kode", unlink_action="/akun/putus"),
    sessions=(SessionLine(device="Firefox di Windows", since=at(21, 7, 58), current=True),),
)

CHOICES = ActionForm(
    key="telegram-pilihan",
    label="Yang dikirim ke Telegram",
    action="/akun/pilihan",
    fields=(
        FieldInput(
            name="digest", label="Ringkasan pagi", kind=FieldKind.FLAG, value="ya", hint="Pukul 08.15."
        ),
        FieldInput(name="warnings", label="Peringatan tenggat", kind=FieldKind.FLAG),
    ),
    submit_label="Simpan pilihan",
)
PROFILE_LINKED = replace(
    PROFILE,
    own_chat=OwnChatPanel(
        code_action="/akun/kode",
        unlink_action="/akun/putus",
        linked_at=at(3, 9, 0),
        unreachable_since=at(20, 8, 15),
        choices=CHOICES,
    ),
)
PROFILE_LINKING = replace(
    PROFILE,
    own_chat=OwnChatPanel(
        code_action="/akun/kode",
        unlink_action="/akun/putus",
        command="/start petugas_ABCDEFGHJKMN",
        link="https://t.me/contoh_bot?start=petugas_ABCDEFGHJKMN",
    ),
)
_NO_NOTICES = EmptyState(title="Belum ada pemberitahuan", body="Di sini muncul yang baru.", icon="bell")
_CHIPS = (
    Link(label="Semua", href="/kabar", current=True),
    Link(label="Belum dibaca", href="/kabar?hanya=belum-dibaca"),
)
NOTICES = NoticesContext(
    shell=SHELL,
    summary="2 belum dibaca",
    lines=(
        NoticeLine(
            href="/laporan/1",
            icon="alert-triangle",
            text="Lewat tenggat",
            number="014/35.99/XI/2026",
            at=at(21, 8, 15),
            tone=Tone.LATE,
            meta="KPU Kab. Contoh · Diproses unit",
            unread=True,
        ),
        NoticeLine(
            href="/laporan/2",
            icon="inbox",
            text="Laporan ini sekarang menunggu Anda",
            number="P-0003/XI/2026",
            at=at(20, 21, 14),
            unread=True,
            sealed=True,
        ),
        NoticeLine(
            href="/laporan/3",
            icon="message",
            text="Pelapor menulis",
            number="011/35.99/XI/2026",
            at=at(16, 9, 0),
            meta="KPU Kab. Contoh · Diterima",
        ),
    ),
    chips=_CHIPS,
    page=Pagination(shown=3, next_href="/kabar?sesudah=contoh"),
    empty=_NO_NOTICES,
    read_all_action="/kabar/dibaca",
)
NO_NOTICES = replace(NOTICES, summary="Semua sudah dibaca", lines=(), read_all_action="")

BACK = Link(label="Kembali ke antrean", href="/antrean/saya", icon="inbox")
PROBLEMS = {
    "403": ProblemContext(
        status=403,
        shell=SHELL,
        problem_icon="ban",
        title="Ini bukan wewenang Anda",
        body="Penunjukan Anda tidak memuat tindakan ini.",
        advice=("Minta Admin Instansi mengerjakannya.",),
        links=(BACK,),
    ),
    "404": ProblemContext(
        status=404,
        shell=SHELL,
        problem_icon="search",
        title="Laporan tidak ditemukan",
        body="Nomornya salah, atau laporan itu bukan dalam lingkup Anda.",
        advice=("Periksa nomor agenda.", "Cari dari kotak di atas."),
        links=(BACK,),
    ),
    "409": ProblemContext(
        status=409,
        shell=SHELL,
        problem_icon="users",
        title="Laporan ini sudah berubah",
        body="Orang lain lebih dulu bertindak. Tindakan Anda belum dijalankan.",
        changes=("Rudi Hartawan mendisposisikan laporan ke Subbag Hukum dan SDM, hari ini 10.41.",),
        advice=("Buka laporan untuk melihat keadaannya sekarang.",),
        kept=(("Pesan", "Mohon lengkapi waktu kejadian.\nTerima kasih."),),
        links=(Link(label="Buka laporan", href="/laporan/1"),),
    ),
    "422": ProblemContext(
        status=422,
        shell=SHELL,
        title="Ada isian yang tidak dapat dibaca",
        body="Formulir tidak diterima.",
        advice=("Kembali, periksa isian, lalu kirim lagi.",),
        links=(BACK,),
    ),
    "429": ProblemContext(
        status=429,
        problem_icon="hourglass",
        title="Terlalu sering mencoba",
        body="Demi keamanan, masuk dibuka lagi dalam 15 menit.",
        advice=("Tunggu, lalu coba lagi.",),
        links=(Link(label="Ke halaman masuk", href="/masuk"),),
    ),
    "500": ProblemContext(
        status=500,
        title="Ada yang salah di sistem",
        body="Ini bukan kesalahan Anda. Tidak ada yang berubah.",
        advice=("Coba lagi sebentar lagi.",),
        reference="7f3a91",
        links=(BACK,),
    ),
    "503": ProblemContext(
        status=503,
        problem_icon="refresh",
        title="Basis data sedang tidak terjangkau",
        body="Belum ada yang tersimpan dari permintaan ini.",
        advice=("Tulisan Anda tetap ada di tab ini. Coba kirim lagi sebentar lagi.",),
    ),
}
