"""Welcome, consent, menu, help and the words for when something is wrong."""

from typing import Final

from bot.texts.spoken import Written, in_every_language

WELCOME: Final = (
    "<b>Kentongan KPU</b>\n"
    "Lapor ke KPU di sini, kapan saja. Ceritakan saja apa yang terjadi, dengan tulisan atau pesan suara.\n"
    "Ada kabar? Saya kirim ke obrolan ini. Gratis: petugas tidak boleh menerima uang atau hadiah."
)
CONSENT: Final = (
    "<b>Sebelum mulai: data Anda</b>\n"
    "Kami simpan laporan dan berkas Anda, juga nama kalau Anda menyebutnya. Semuanya dikunci. Hanya petugas "
    "yang menangani bisa membukanya, dan itu selalu dicatat.\n"
    "Nama akun Telegram Anda tidak kami simpan. Kami simpan nomor obrolan ini supaya bisa mengabari Anda. "
    "Petugas tidak bisa melihatnya.\n\n"
    "Telegram bisa membaca obrolan ini. Mau lebih aman? Datang ke kantor KPU, atau kirim surat.\n\n"
    "Boleh berhenti kapan saja: ketik /batal.\n\n"
    "Setuju data Anda dipakai untuk menangani laporan ini?"
)
CONSENT_LAW: Final = (
    "Dasarnya: izin Anda, menurut UU 27/2022 tentang data pribadi. Laporan yang sudah terkirim bisa Anda "
    "lepaskan dari obrolan ini: buka laporannya, lalu tekan Atur kabar."
)
"""Stands with the words above wherever the rules are asked for."""
CONSENT_VERSION: Final = "2026-12"
"""Goes with the words above, and is recorded with each report: changed together with them."""
AGREE: Final = "Setuju, lanjut"
DISAGREE: Final = "Tidak setuju"
AGREED: Final = "Terima kasih. Persetujuan Anda dicatat."
DISAGREED: Final = (
    "Baik, tidak ada yang disimpan. Anda tetap bisa melapor langsung di kantor KPU, lewat surat, atau "
    "lewat lapor.go.id."
)
EXPECT_CONSENT: Final = (
    "Belum ada yang disimpan. Tekan Setuju, lanjut atau Tidak setuju. Mengetik 1 atau 2 juga bisa."
)

MENU_BUTTON: Final = "Menu"
MENU: Final = "<b>Menu</b>\nApa yang ingin Anda lakukan? Tekan tombol atau ketik nomornya."
MENU_REPORT: Final = "Buat laporan"
MENU_WBS: Final = "Lapor orang dalam KPU"
MENU_TRACK: Final = "Lacak laporan"
MENU_MINE: Final = "Laporan saya"
MENU_STANDARDS: Final = "Standar layanan"
MENU_HELP: Final = "Bantuan"
MENU_RESUME: Final = "Lanjutkan laporan"

COMMANDS: Final = {
    "menu": "Menu utama",
    "lapor": "Buat laporan",
    "tanya": "Tanya saja: jam buka, alamat, dan lainnya",
    "wbs": "Lapor orang dalam KPU",
    "lacak": "Lacak laporan dengan nomor pelacakan",
    "laporan": "Laporan saya",
    "standar": "Standar layanan",
    "terancam": "Saya terancam: nomor darurat, minta tolong",
    "bantuan": "Bantuan",
    "bahasa": "Bahasa / Language",
    "bersihkan": "Hapus pesan-pesan di percakapan ini",
    "batal": "Batalkan yang sedang ditulis",
}
SHORT_ABOUT: Final = "Lapor ke KPU, kapan saja. Kabarnya datang di sini."

HELP: Final = (
    "<b>Bantuan</b>\n"
    "Paling mudah: ceritakan saja di sini, dengan tulisan atau pesan suara. Atau pilih:\n"
    "• <b>Buat laporan</b>: ada yang salah, ada saran, atau ada pertanyaan.\n"
    "• <b>Lapor orang dalam KPU</b>: misalnya minta uang, laporan palsu, proyek untuk keluarga. "
    "Hanya Inspektorat yang membacanya. Anda tidak harus pegawai.\n\n"
    "Salah pilih tidak apa-apa: laporan tetap ditangani.\n\n"
    "<b>Dalam bahaya, atau mengalami kekerasan?</b>\n"
    "Telepon 110 (Polri) sekarang. Kekerasan terhadap perempuan dan anak: SAPA 129, atau WhatsApp "
    "08111-129-129. Perlindungan saksi dan korban: LPSK 148. Diancam karena melapor? Ketik /terancam.\n\n"
    "<b>Tanpa Telegram</b>\n"
    "Datang ke kantor KPU, kirim surat, atau pakai lapor.go.id.\n\n"
    "<b>Gratis</b>\n"
    "Petugas tidak boleh menerima uang atau hadiah. Diminta membayar? Laporkan di sini.\n\n"
    "Perintah: /menu /lapor /wbs /lacak /laporan /standar /terancam /bahasa /bersihkan /batal"
)
WBS_INTRO: Final = (
    "<b>Lapor orang dalam KPU</b>\n"
    "Misalnya: minta uang, laporan palsu, proyek untuk keluarga. Anda boleh pegawai, boleh bukan. "
    "Hanya Inspektorat (pemeriksa di dalam KPU) yang membaca.\n\n"
    "Soal pelayanan, TPS, atau data pemilih? Pilih Laporan biasa."
)
WBS_GO: Final = "Ya, lanjut"
WBS_OTHER: Final = "Laporan biasa"

PRIVATE_ONLY: Final = (
    "Supaya tetap rahasia, saya hanya menjawab di obrolan pribadi. Buka profil saya, lalu tekan Mulai."
)
NUMBER_IN_GROUP: Final = (
    "Di grup ini ada pesan berisi nomor pelacakan. Siapa pun yang membacanya bisa membuka laporan itu. "
    "Hapus pesan itu sekarang, untuk semua orang. Nomor itu hanya untuk obrolan pribadi dengan saya."
)
MESSAGE_NOT_KEPT: Final = "Pesan Anda ini tidak saya simpan. Ingin melapor? Pilih Buat laporan."
NOT_UNDERSTOOD: Final = "Pesan itu belum saya pahami. Ingin melapor? Pilih Buat laporan."
NOT_READ: Final = "Itu tidak bisa saya baca. Tulis saja, atau kirim pesan suara, foto, atau berkas."
AUTO_DELETE: Final = (
    "Pesan di sini akan terhapus sendiri, juga pesan berisi nomor pelacakan. Catat nomor itu di tempat lain."
)
FILE_NOT_KEPT: Final = (
    "Berkas ini belum disimpan, karena belum ada laporan yang ditulis. Pilih Buat laporan dulu."
)
NOTHING_TO_CANCEL: Final = "Tidak ada yang sedang ditulis."
CANNOT_HANDLE: Final = (
    "Maaf, satu pesan ini tidak bisa kami proses. Pesan lain tetap aman. "
    "Coba tulis dengan cara lain, atau ketik /menu."
)
STUMBLED: Final = (
    "Ada yang tidak beres di sisi kami. Pesan Anda sudah tersimpan. Kami coba lagi sendiri selama beberapa "
    "menit. Tidak perlu dikirim ulang."
)
OUTAGE: Final = (
    "Sistem sedang terganggu. Pesan Anda belum tersimpan. Kami coba lagi sendiri. Belum ada balasan dalam "
    "10 menit? Kirim lagi. Dalam bahaya? Telepon 110 (Polri)."
)
TOO_FAST: Final = (
    "Pesan Anda datang terlalu cepat, jadi sebagian tidak saya proses. Tunggu 10 detik, lalu kirim lagi."
)
FORWARDED: Final = Written("(Diteruskan dari {who}; ditulis {at})")
FORWARDED_OWN: Final = Written("(Diteruskan dari pesan sendiri; ditulis {at})")
FORWARD_GROUP: Final = Written("grup {title}")
FORWARD_CHANNEL: Final = Written("kanal {title}")
FORWARD_SIGNED: Final = Written("{chat}, oleh {who}")
AGAIN: Final = "Sempat terputus sebentar. Kita lanjut dari sini."
OFFICE_UNKNOWN: Final = "Tautan itu menunjuk kantor yang tidak saya kenal. Anda bisa memilih kantornya nanti."
FILE_FETCH_FAILED: Final = (
    "Berkas ini gagal saya ambil dari Telegram, jadi belum tersimpan. Kirim lagi berkasnya."
)
TYPE_NUMBERS: Final = "Tekan tombol, atau ketik nomornya: {listed}"
TYPE_WORDS: Final = "Bisa juga diketik: {listed}"

in_every_language(__name__)
