"""The questions of a report, and what is said around them."""

from typing import Final

from core.chain.states import IdentityMode, Kind

SKIP: Final = "Lewati"
DO_NOT_KNOW: Final = "Tidak tahu"
BACK: Final = "Kembali"
PAUSE: Final = "Simpan & lanjut nanti"
CANCEL: Final = "Batal"
CONTINUE: Final = "Lanjut"

KIND: Final = "Apa yang ingin Anda sampaikan?"
KIND_MEANS: Final = {
    Kind.COMPLAINT: "ada pelayanan atau tahapan pemilu yang tidak semestinya.",
    Kind.ASPIRATION: "saran atau harapan untuk KPU.",
    Kind.INFORMATION_REQUEST: "Anda butuh informasi dari KPU.",
}
OFFICE: Final = (
    "Laporan ini untuk kantor KPU mana? Tulis nama daerahnya, misalnya <i>Pacitan</i>.\n\n"
    "Tidak yakin? Pilih lewat provinsi."
)
OFFICE_FOUND: Final = "Saya temukan kantor ini. Pilih yang benar, atau tulis nama lain."
OFFICE_NOT_FOUND: Final = (
    "Saya belum menemukan kantor dengan nama itu. Coba tulis nama kabupaten atau kotanya saja."
)
OFFICE_READERS: Final = (
    "Yang membaca laporan ini: pemeriksa internal (Inspektorat) di kantor yang Anda pilih, dan yang di "
    "atasnya. Bila di sana belum ada, hanya yang di atasnya.\n"
    "Terlalu dekat dengan Anda? Pilih tingkat yang lebih tinggi; kantor di bawahnya tidak dapat "
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
    IdentityMode.OPEN: "petugas yang menangani tahu siapa Anda. Nama Anda tidak disebarkan.",
    IdentityMode.CONFIDENTIAL: (
        "isi laporan hanya dibaca petugas. Identitas Anda dikunci; membukanya perlu dua petugas dan "
        "alasan yang dicatat."
    ),
    IdentityMode.ANONYMOUS: (
        "tidak ada nama yang dicatat. Anda hanya bisa membuka laporan ini dengan nomor pelacakan."
    ),
}
MODE_HONEST: Final = "Yang tidak bisa kami janjikan: Telegram tetap tahu akun Anda."
VIOLATION: Final = "Pelanggaran apa yang Anda laporkan? Pilih yang paling dekat."
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
REMARKS: Final = "Ini keterangan Anda pada berkas yang tidak tersimpan. Tulis ulang bila ingin mengubahnya."
REMOVE: Final = "Hapus"
IDENTITY: Final = "Identitas"
NAME: Final = (
    "Siapa nama lengkap Anda?\n\n"
    "Identitas disimpan terpisah dan dikunci. Tidak ingin menyebut nama? Tekan Kembali sampai "
    "«Cara melapor», lalu pilih Anonim."
)
ADDRESS: Final = "Di mana alamat Anda?"
OCCUPATION: Final = "Apa pekerjaan Anda?"
PHONE: Final = "Nomor telepon Anda? Kami pakai hanya bila petugas perlu memastikan sesuatu."
SHARE_PHONE: Final = "Bagikan nomor saya"
SHARE_PHONE_HINT: Final = "Tombol «Bagikan nomor saya» ada di bawah kolom tulis."
PHONE_DONE: Final = "Baik."
KEEP: Final = "Boleh saya simpan nomor pelacakan di percakapan ini, supaya laporan muncul di «Laporan saya»?"
KEEP_YES_MEANS: Final = "siapa pun yang memegang ponsel Anda dapat membukanya."
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

OLD_BUTTON: Final = "Tombol itu sudah lewat. Kita lanjut dari sini."
UNKNOWN_BUTTON: Final = "Tombol itu tidak saya kenal. Kita lanjut dari sini."
CURRENT_ANSWER: Final = "Jawaban Anda sekarang: {answer}"
CHANGED: Final = "Jawaban «{title}» sudah saya ubah."


def heading(number: int, total: int, title: str, part: tuple[int, int]) -> str:
    """Say where in the report we are: `Langkah 3 dari 8 · Siapa`."""
    said = f"Langkah {number} dari {total} · {title}"
    return f"{said} ({part[0]} dari {part[1]})" if part[1] > 1 else said


def too_long(limit: int, length: int) -> str:
    """Name the limit, so that the person knows what fits."""
    shown = f"{limit:,}".replace(",", ".")
    written = f"{length:,}".replace(",", ".")
    return (
        f"Tulisan ini terlalu panjang: {written} huruf. Paling banyak {shown} huruf. Persingkat, lalu "
        "kirim lagi."
    )
