"""The questions of a report, and what is said around them."""

from typing import Final

from bot.texts.spoken import in_every_language
from core.chain.states import IdentityMode, Kind, ViolationType
from core.languages import say

SKIP: Final = "Lewati"
DO_NOT_KNOW: Final = "Tidak tahu"
BACK: Final = "Kembali"
PAUSE: Final = "Simpan & lanjut nanti"
CANCEL: Final = "Batal"
CONTINUE: Final = "Lanjut"

KIND: Final = "Apa yang ingin Anda sampaikan?"
KINDS: Final = {
    Kind.COMPLAINT: "Pengaduan",
    Kind.ASPIRATION: "Saran",
    Kind.INFORMATION_REQUEST: "Pertanyaan",
}
KIND_MEANS: Final = {
    Kind.COMPLAINT: "ada yang salah: petugas, TPS, kantor, atau data pemilih.",
    Kind.ASPIRATION: "usul atau harapan untuk KPU.",
    Kind.INFORMATION_REQUEST: "ada yang ingin Anda ketahui dari KPU.",
}
OFFICE: Final = (
    "Laporan ini untuk kantor KPU mana? Tulis nama daerahnya, misalnya <i>Pacitan</i>, atau kirim lokasi.\n\n"
    "Tidak yakin? Pilih lewat provinsi, atau ketik <i>tidak tahu</i>."
)
OFFICE_FOUND: Final = "Saya temukan kantor ini. Pilih yang benar, atau tulis nama lain."
OFFICE_NOT_FOUND: Final = (
    "Saya belum menemukan kantor dengan nama itu. Coba tulis nama kabupaten atau kotanya saja."
)
OFFICE_NEAREST: Final = "Kantor terdekat dari lokasi itu yang ini? Kalau bukan, tulis nama daerahnya."
OFFICES_NEAREST: Final = (
    "Lokasi itu dekat dengan kantor-kantor ini. Pilih yang benar, atau tulis nama daerahnya."
)
OFFICE_READERS: Final = (
    "Yang membaca laporan ini: Inspektorat (pemeriksa di dalam KPU) di kantor yang Anda pilih, dan yang di "
    "atasnya. Di sana belum ada pemeriksa? Berarti hanya yang di atasnya.\n"
    "Terlalu dekat dengan Anda? Pilih kantor yang lebih tinggi. Kantor di bawahnya tidak bisa "
    "membacanya.\n"
    "Ada orang atau bagian yang tidak boleh tahu? Tulis dalam laporan: <i>jangan diketahui oleh …</i>"
)
OFFICE_PROVINCES: Final = "Pilih provinsinya."
OFFICE_REGENCIES: Final = "Pilih kantornya."
BY_PROVINCE: Final = "Pilih lewat provinsi"
NATIONAL: Final = "KPU RI (pusat)"
PAGE_NEXT: Final = "Berikutnya"
PAGE_BEFORE: Final = "Sebelumnya"
MODE: Final = "Bagaimana Anda ingin melapor?"
MODE_MEANS: Final = {
    IdentityMode.OPEN: "petugas yang menangani laporan tahu nama Anda. Orang lain tidak.",
    IdentityMode.CONFIDENTIAL: (
        "petugas membaca laporan, tetapi tidak tahu nama Anda. Nama hanya bisa dibuka dua petugas "
        "bersama, dengan alasan yang dicatat."
    ),
    IdentityMode.ANONYMOUS: (
        "nama tidak dicatat sama sekali. Laporan hanya bisa dibuka dengan nomor pelacakan."
    ),
}
MODE_HONEST: Final = "Yang tidak bisa kami janjikan: Telegram tetap tahu akun Anda."
VIOLATION: Final = "Pelanggaran apa yang Anda laporkan? Pilih yang paling dekat."
VIOLATIONS: Final = {
    ViolationType.CONFLICT_OF_INTEREST: "Mementingkan diri atau keluarga",
    ViolationType.CORRUPTION: "Korupsi",
    ViolationType.FRAUD: "Kecurangan",
    ViolationType.THEFT: "Mencuri uang atau barang",
    ViolationType.PROCUREMENT: "Curang dalam pembelian barang",
    ViolationType.ABUSE_OF_OFFICE: "Jabatan disalahgunakan",
    ViolationType.BRIBERY: "Suap atau minta uang",
    ViolationType.BUDGET_USE: "Uang kantor disalahgunakan",
    ViolationType.CODE_OF_ETHICS: "Perilaku tidak pantas",
}
"""In everyday words; officers read the decree's."""
WHAT: Final = (
    "Apa yang terjadi? Ceritakan dengan kata-kata Anda sendiri.\n\n"
    "Sebagian saja boleh. Yang kurang akan saya tanyakan."
)
BEFORE_WRITING: Final = (
    "Sebelum menulis: jangan pakai ponsel, komputer, atau jaringan kantor, dan jangan sebut hal yang hanya "
    "Anda yang tahu."
)
WHAT_ASPIRATION: Final = "Apa saran atau harapan Anda? Tulis dengan kata-kata Anda sendiri."
WHAT_INFORMATION: Final = (
    "Informasi apa yang Anda butuhkan, dan untuk apa? Tulis dengan kata-kata Anda sendiri."
)
WHO: Final = (
    "Siapa yang terlibat? Tulis nama, jabatan, atau unitnya. Tidak tahu namanya? Tulis jabatannya saja.\n\n"
    "Boleh lebih dari satu: satu baris untuk tiap orang."
)
WHEN: Final = (
    "Kapan terjadinya? Tulis tanggal dan jamnya. Kira-kira juga boleh, misalnya <i>Selasa lalu, sore</i>."
)
WHERE: Final = "Di mana terjadinya? Tulis tempatnya, atau bagikan lokasi lewat tombol penjepit."
HOW: Final = "Bagaimana urutan kejadiannya? Mulai dari awal sampai selesai."
EVIDENCE: Final = (
    "Ada bukti? Kirim foto, dokumen, rekaman suara, atau video. Boleh beberapa.\n\n"
    "Paling besar {size} tiap berkas. Tidak ada? Lewati saja."
)
REMARKS_TITLE: Final = "Keterangan tambahan"
REMARKS: Final = "Ini keterangan Anda pada berkas yang tidak tersimpan. Mau mengubahnya? Tulis ulang."
REMOVE: Final = "Hapus"
IDENTITY: Final = "Identitas"
NAME: Final = (
    "Siapa nama lengkap Anda? Boleh dilewati.\n\n"
    "Nama disimpan terpisah dan dikunci. Laporan dengan nama lebih mudah diperiksa."
)
ADDRESS: Final = "Di mana alamat Anda?"
OCCUPATION: Final = "Apa pekerjaan Anda?"
PHONE: Final = "Nomor telepon Anda? Kami pakai hanya kalau petugas perlu bertanya."
SHARE_PHONE: Final = "Bagikan nomor saya"
SHARE_PHONE_HINT: Final = "Tombol «Bagikan nomor saya» ada di bawah kolom tulis."
PHONE_DONE: Final = "Baik."
KEEP_TITLE: Final = "Simpan nomor"
KEEP: Final = "Boleh saya simpan nomor pelacakan di obrolan ini, supaya laporan muncul di «Laporan saya»?"
KEEP_YES: Final = "Ya, simpan"
KEEP_NO: Final = "Tidak"
KEEP_YES_MEANS: Final = "siapa pun yang memegang ponsel Anda bisa membukanya."
KEEP_NO_MEANS: Final = "Anda membukanya dengan mengetik nomor pelacakan."

EXPECT_CHOICE: Final = "Tekan salah satu tombol, atau ketik nomornya."
EXPECT_OFFICE: Final = "Tulis nama daerahnya, atau pilih lewat provinsi."
EXPECT_TEXT: Final = "Tulis jawabannya, atau kirim pesan suara."
EXPECT_WHO: Final = "Tulis nama, jabatan, atau unitnya, atau kirim pesan suara."
EXPECT_WHEN: Final = "Tulis waktunya, atau kirim pesan suara."
EXPECT_WHERE: Final = "Tulis tempatnya, bagikan lokasi, atau kirim pesan suara."
EXPECT_EVIDENCE: Final = "Kirim berkasnya, atau tekan Lewati."
EXPECT_EVIDENCE_MORE: Final = "Kirim berkas lain, atau tekan Lanjut."
EXPECT_NAME: Final = "Tulis nama Anda sebagai pesan teks."
EXPECT_ADDRESS: Final = "Tulis alamat Anda sebagai pesan teks."
EXPECT_OCCUPATION: Final = "Tulis pekerjaan Anda, atau tekan Lewati."
EXPECT_PHONE: Final = "Tulis nomornya dengan angka, atau bagikan kontak Anda sendiri."
EXPECT_REVIEW: Final = "Tekan Kirim laporan, atau ketik nomor bagian yang ingin diubah."

HEADING: Final = "Langkah {number} dari {total} · {title}"
HEADING_PART: Final = "{heading} ({number} dari {total})"
TOO_LONG: Final = (
    "Tulisan ini terlalu panjang: {written} huruf. Paling banyak {limit} huruf. Persingkat, lalu kirim lagi."
)
OLD_BUTTON: Final = "Tombol itu sudah lewat. Kita lanjut dari sini."
UNKNOWN_BUTTON: Final = "Tombol itu tidak saya kenal. Kita lanjut dari sini."
CURRENT_ANSWER: Final = "Jawaban Anda sekarang: {answer}"
CHANGED: Final = "Jawaban «{title}» sudah saya ubah."


def heading(number: int, total: int, title: str, part: tuple[int, int]) -> str:
    """Say where in the report we are: `Langkah 3 dari 8 · Siapa`."""
    said = say(HEADING).format(number=number, total=total, title=title)
    return say(HEADING_PART).format(heading=said, number=part[0], total=part[1]) if part[1] > 1 else said


def too_long(limit: int, length: int) -> str:
    """Name the limit, so that the person knows what fits."""
    shown = f"{limit:,}".replace(",", ".")
    written = f"{length:,}".replace(",", ".")
    return say(TOO_LONG).format(written=written, limit=shown)


in_every_language(__name__)
