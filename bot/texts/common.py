"""Welcome, consent, menu, help and the words for when something is wrong."""

from typing import Final

WELCOME: Final = (
    "<b>Kentongan KPU</b>\n"
    "Di sini Anda melapor ke KPU, kapan saja. Petugas menangani, dan setiap perkembangan dikabarkan "
    "di percakapan ini. Gratis: petugas dilarang menerima imbalan apa pun."
)
CONSENT: Final = (
    "<b>Sebelum mulai: data Anda</b>\n"
    "Yang kami simpan: isi laporan, berkas, dan identitas bila Anda memberikannya. Semuanya dikunci; "
    "hanya petugas yang menangani dapat membukanya, dan setiap pembukaan dicatat.\n"
    "Yang tidak kami simpan: nama akun Telegram Anda. Nomor percakapan ini kami simpan terkunci, hanya "
    "untuk mengirim kabar: petugas tidak dapat melihatnya.\n\n"
    "Telegram sendiri tahu akun Anda dan dapat menyimpan percakapan ini; percakapan dengan bot tidak "
    "terenkripsi ujung ke ujung. Butuh lebih dari itu? Datanglah ke ruang PPID kantor KPU, atau kirim "
    "surat.\n\n"
    "Dasar: persetujuan Anda menurut UU 27/2022 tentang Pelindungan Data Pribadi. Anda dapat berhenti "
    "kapan saja "
    "dengan /batal, dan memutus laporan dari percakapan ini.\n\n"
    "Setuju data Anda dipakai untuk menangani laporan ini?"
)
CONSENT_VERSION: Final = "2026-11"
"""Goes with the words above, and is recorded with each report: changed together with them."""
AGREE: Final = "Setuju, lanjut"
DISAGREE: Final = "Tidak setuju"
AGREED: Final = "Terima kasih. Persetujuan Anda dicatat."
DISAGREED: Final = (
    "Baik, tidak ada yang disimpan. Anda tetap dapat melapor langsung di ruang PPID kantor KPU, "
    "lewat surat, atau lewat lapor.go.id."
)
EXPECT_CONSENT: Final = (
    "Belum ada yang disimpan. Tekan Setuju, lanjut atau Tidak setuju. Mengetik 1 atau 2 juga bisa."
)

MENU_BUTTON: Final = "Menu"
MENU: Final = "<b>Menu</b>\nApa yang ingin Anda lakukan? Tekan tombol atau ketik nomornya."
MENU_REPORT: Final = "Buat laporan"
MENU_WBS: Final = "Whistleblowing"
MENU_TRACK: Final = "Lacak laporan"
MENU_MINE: Final = "Laporan saya"
MENU_STANDARDS: Final = "Standar layanan"
MENU_HELP: Final = "Bantuan"
MENU_RESUME: Final = "Lanjutkan draf"

COMMANDS: Final = (
    ("menu", "Menu utama"),
    ("lapor", "Buat laporan"),
    ("wbs", "Whistleblowing: pelanggaran oleh pegawai"),
    ("lacak", "Lacak laporan dengan nomor pelacakan"),
    ("laporan", "Laporan saya"),
    ("standar", "Standar layanan"),
    ("terancam", "Saya terancam: nomor darurat, minta pelindungan"),
    ("bantuan", "Bantuan"),
    ("bersihkan", "Hapus pesan-pesan di percakapan ini"),
    ("batal", "Batalkan yang sedang ditulis"),
)
SHORT_ABOUT: Final = "Melapor ke KPU, kapan saja. Setiap perkembangan dikabarkan di sini."

HELP: Final = (
    "<b>Bantuan</b>\n"
    "Pilih jalur yang tepat:\n"
    "• <b>Buat laporan</b>: pelayanan atau tahapan pemilu yang tidak semestinya, saran, atau permintaan "
    "informasi.\n"
    "• <b>Whistleblowing</b>: pelanggaran oleh pegawai atau pejabat KPU, misalnya korupsi, suap, atau "
    "benturan kepentingan. "
    "Hanya Inspektorat yang membacanya. Anda tidak harus pegawai.\n\n"
    "Salah pilih tidak apa-apa: laporan tetap ditangani.\n\n"
    "<b>Dalam bahaya, atau mengalami kekerasan?</b>\n"
    "Telepon 110 (Polri) sekarang. Kekerasan terhadap perempuan dan anak: SAPA 129, atau WhatsApp "
    "08111-129-129. Pelindungan saksi dan korban: LPSK 148. Diancam karena melapor? Ketik /terancam.\n\n"
    "<b>Tanpa Telegram</b>\n"
    "Datang ke ruang PPID kantor KPU, kirim surat, atau pakai lapor.go.id (SP4N-LAPOR!).\n\n"
    "<b>Gratis</b>\n"
    "Layanan ini tidak dipungut biaya. Petugas dilarang menerima imbalan apa pun. Diminta membayar? "
    "Laporkan di sini.\n\n"
    "Perintah: /menu /lapor /wbs /lacak /laporan /standar /terancam /bersihkan /batal"
)
WBS_INTRO: Final = (
    "<b>Whistleblowing</b>\n"
    "Untuk dugaan pelanggaran oleh pegawai atau pejabat KPU: korupsi, suap, benturan kepentingan, "
    "pelanggaran kode etik. "
    "Anda boleh pegawai, boleh bukan. Hanya Inspektorat yang membaca.\n\n"
    "Keluhan tentang pelayanan, tahapan, atau data pemilih? Pilih Laporan biasa."
)
WBS_GO: Final = "Lanjut whistleblowing"
WBS_OTHER: Final = "Laporan biasa"

PRIVATE_ONLY: Final = (
    "Demi kerahasiaan, saya hanya melayani percakapan pribadi. Buka profil saya, lalu tekan Mulai."
)
NUMBER_IN_GROUP: Final = (
    "Di grup ini ada pesan yang memuat nomor pelacakan. Siapa pun yang membacanya dapat membuka laporan itu. "
    "Hapus pesan itu sekarang, untuk semua orang. Nomor pelacakan hanya untuk percakapan pribadi dengan saya."
)
MESSAGE_NOT_KEPT: Final = "Pesan Anda ini tidak saya simpan. Ingin melapor? Pilih Buat laporan."
NOT_UNDERSTOOD: Final = "Pesan itu belum saya pahami. Ingin melapor? Pilih Buat laporan."
NOT_READ: Final = "Itu tidak bisa saya baca. Tulis saja, atau kirim pesan suara, foto, atau berkas."
AUTO_DELETE: Final = (
    "Pesan di sini akan terhapus sendiri, juga pesan yang memuat nomor pelacakan. Catat nomor itu di "
    "tempat lain."
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
    "Ada yang tidak beres di sisi kami. Pesan Anda sudah tersimpan; kami coba lagi sendiri selama beberapa "
    "menit. Tidak perlu dikirim ulang."
)
OUTAGE: Final = (
    "Sistem sedang terganggu. Pesan Anda belum tersimpan. Kami coba lagi sendiri; bila dalam 10 menit "
    "belum ada balasan, kirim lagi. Dalam bahaya? Telepon 110 (Polri)."
)
TOO_FAST: Final = (
    "Pesan Anda datang terlalu cepat, jadi sebagian tidak saya proses. Tunggu 10 detik, lalu kirim lagi."
)
FORWARDED: Final = "(Diteruskan dari {who}; ditulis {at})"
FORWARDED_OWN: Final = "(Diteruskan dari pesan sendiri; ditulis {at})"
FORWARD_GROUP: Final = "grup {title}"
FORWARD_CHANNEL: Final = "kanal {title}"
FORWARD_SIGNED: Final = "{chat}, oleh {who}"
AGAIN: Final = "Sempat terputus sebentar. Kita lanjut dari sini."
OFFICE_UNKNOWN: Final = "Tautan itu menunjuk kantor yang tidak saya kenal. Anda bisa memilih kantornya nanti."
FILE_FETCH_FAILED: Final = (
    "Berkas ini gagal saya ambil dari Telegram, jadi belum tersimpan. Kirim lagi berkasnya."
)
TYPE_NUMBERS: Final = "Tekan tombol, atau ketik nomornya: {listed}"
TYPE_WORDS: Final = "Bisa juga diketik: {listed}"
