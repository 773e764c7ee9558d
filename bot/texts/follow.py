"""What is said while a report is followed."""

from typing import Final

from bot.texts.spoken import Written, in_every_language

ASK_TRACKING: Final = (
    "Ketik nomor pelacakan Anda: 18 huruf dan angka, misalnya <code>7K3M9Q-2XV4TD-P8HWN5</code>.\n\n"
    "Huruf besar atau kecil sama saja."
)
ASK_TRACKING_PUSH: Final = "Nomor pelacakan laporan ini tidak saya simpan. " + ASK_TRACKING
WRONG_LENGTH: Final = "Nomor pelacakan berisi 18 huruf dan angka. Yang Anda ketik {length}."
WRONG_SYMBOL: Final = "Ada tanda yang tidak dipakai dalam nomor pelacakan. Hanya huruf dan angka, tanpa U."
WRONG_CHECK: Final = "Ada salah ketik: satu huruf atau angka tidak cocok. Periksa lagi nomornya."
UNKNOWN_TRACKING: Final = "Tidak ada laporan dengan nomor itu. Periksa lagi nomornya."
GUESSED_TOO_OFTEN: Final = "Sudah lima kali salah. Demi keamanan, tunggu 10 menit sebelum mencoba lagi."
CANCEL: Final = "Batal"
NO_REPORTS: Final = (
    "Belum ada laporan yang disimpan di obrolan ini. Laporan tanpa nama, atau yang nomornya tidak disimpan, "
    "dibuka dengan nomor pelacakan."
)
MY_REPORTS: Final = "<b>Laporan saya</b>\nPilih dengan tombol, atau ketik nomornya."
UNREAD: Final = "ada kabar baru"

PROTECTED_TITLE: Final = "Laporan Anda"
"""In place of the story's first words, where somebody else may look on."""
PROTECTED_LISTED: Final = "Laporan rahasia"
STATE: Final = "Status: <b>{state}</b>"
OFFICE: Final = "Kantor: {office}"
RECEIVED: Final = "Diterima: {at}"
WHY_DUE: Final = "<b>Mengapa tanggal ini?</b>"
DUE_SOURCE: Final = "Dasarnya: {source}."
NO_DUE: Final = "Laporan ini sekarang tidak punya batas waktu."
STEPS_AHEAD: Final = "– Nanti: {steps}"
STEPS: Final = "<b>Perjalanan laporan</b>"
STEP_STATES: Final = {
    "done": "selesai",
    "now": "sekarang",
    "skipped": "dilewati",
    "stopped": "berhenti di sini",
}
MISSING: Final = "Yang perlu Anda lengkapi: {elements}."
THREAD: Final = "<b>Percakapan</b>"
NO_LINES: Final = "Belum ada pesan."
OLDER: Final = "Lebih lama"
SYSTEM_AUTHOR: Final = "Kabar"
EDITED: Final = "sudah diubah"
ATTACHMENTS: Final = "Lampiran: {names}"
TAKE_FILE: Final = "Ambil: {name}"
SHOW_THREAD: Final = "Percakapan"
SHOW_BODY: Final = "Isi laporan"
SETTINGS: Final = "Atur kabar"
SWEEP: Final = "Bersihkan percakapan"
CLOSE: Final = "Tutup"
REFRESH: Final = "Lihat status"
CLOSED: Final = (
    "Laporan ditutup di sini. Buka lagi kapan saja dengan nomor pelacakan atau lewat Laporan saya."
)
OPENED_EXPIRED: Final = (
    "Laporan ini sudah tertutup sendiri setelah 30 menit. Buka lagi dengan nomor pelacakan."
)
EXPECT_THREAD: Final = "Tekan salah satu tombol. Ingin menambah keterangan? Tekan Tambah keterangan."
FILE_UNSENDABLE: Final = (
    "Telegram menolak berkas <b>{name}</b>, jadi tidak bisa dikirim di sini. Berkasnya tetap aman di "
    "laporan Anda, dan petugas bisa membukanya. Perlu salinannya? Tulis lewat <b>Tambah keterangan</b>, "
    "supaya petugas mengirimnya dengan cara lain."
)
FILE_GONE: Final = "Lampiran itu tidak ada pada laporan ini."

CLEAR_ASK: Final = (
    "<b>Bersihkan percakapan</b>\nSemua pesan di sini saya hapus, dan laporan yang terbuka saya tutup."
)
CLEAR_NUMBERS: Final = (
    "Percakapan ini masih memegang nomor pelacakan:\n\n{numbers}\n\n"
    "Salin dulu. Tanpa nomor itu, laporan tidak bisa dibuka lagi."
)
CLEAR_DRAFT: Final = "Laporan yang belum dikirim ikut hilang."
CLEAR_ALL: Final = "Hapus, nomor juga"
CLEAR_KEEP: Final = "Hapus, sisakan nomor"
CLEAR_YES: Final = "Hapus semua"
CLEARED: Final = "Pesan-pesan di sini sudah saya hapus, dan laporan saya tutup."
CLEARED_CLOSED: Final = "Laporan Anda tetap ada. Membukanya dari sini hanya dengan nomor pelacakan."
CLEARED_LISTED: Final = "Laporan Anda tetap ada, dan masih bisa dibuka lewat Laporan saya."
CLEARED_REST: Final = (
    "Masih ada pesan yang terlihat? Pesan yang lebih lama dari 48 jam tidak bisa saya hapus. Hapus sendiri: "
    "buka menu ⋮ di kanan atas obrolan ini, lalu pilih Hapus riwayat (Clear history)."
)

PUSH: Final = "<b>Atur kabar</b>\nKapan Anda ingin dikabari tentang laporan ini?\nSekarang: {now}."
PUSH_MODES: Final = {"at_once": "Segera", "daily": "Sekali sehari", "none": "Jangan kabari"}
PUSH_UNLINKED: Final = (
    "<b>Atur kabar</b>\nLaporan ini tidak terhubung ke obrolan mana pun, jadi tidak ada kabar yang dikirim."
)
PUSH_UNSURE: Final = "Kabarnya datang di obrolan yang terhubung. Itu bukan di sini? Tekan Pindahkan ke sini."
PUSH_ELSEWHERE: Final = "Kabarnya datang di obrolan lain, bukan di sini."
MOVE: Final = "Pindahkan ke sini"
MOVE_KEEP: Final = "Pindahkan dan simpan nomor"
MOVED: Final = "Laporan ini dipindahkan ke sini. Kabar berikutnya datang di sini saja."
UNLINK_THERE: Final = "Putuskan"
PUSH_SET: Final = "Tersimpan: {mode}."
UNLINK: Final = "Putuskan dari sini"
LINK: Final = "Hubungkan ke sini"
LINK_KEEP: Final = "Hubungkan dan simpan nomor"
UNLINKED: Final = "Laporan ini tidak lagi terhubung ke obrolan mana pun. Simpan baik-baik nomor pelacakannya."
LINKED: Final = "Laporan ini terhubung. Kabar berikutnya datang di sini."

ACT_TITLE: Final = "<b>{label}</b>"
ACT_OPTIONAL: Final = "Boleh dilewati."
ACT_FILES: Final = "Boleh juga kirim pesan suara atau berkas."
ACT_SURE: Final = "Kirim sekarang?"
ACT_CHANGE_HOW: Final = "Ada yang keliru? Tekan Ubah, atau ketik nomornya."
ACT_EMPTY: Final = "(tidak diisi)"
ACT_CANCEL_SURE: Final = "Buang isian ini? Yang sudah Anda tulis tidak dikirim."
ACT_EXPECT_CANCEL: Final = "Tekan Ya, buang atau Tidak, lanjutkan. Mengetik 1 atau 2 juga bisa."
ACT_SEND: Final = "Kirim"
ACT_CANCEL: Final = "Batal"
ACT_SKIP: Final = "Lewati"
ACT_NEXT: Final = "Lanjut"
ACT_DO_NOT_KNOW: Final = "Tidak tahu"
ACT_NONE: Final = "Tidak ada"
ACT_AS_INFORMATION: Final = "Tulisan Anda belum hilang: kirim sebagai keterangan tambahan?"
ACT_CANCELLED: Final = "Baik, tidak ada yang dikirim."
ACT_DONE: Final = "<b>Tercatat: {label}.</b>"
ACT_RESUME: Final = "Lanjutkan: {label}"
ACT_PAUSED: Final = "Isian «{label}» belum dikirim. Jawabannya saya simpan selama laporan terbuka, 30 menit."
ACT_FIRST: Final = "Isian «{label}» belum dikirim. Lanjutkan dulu, atau buang jawabannya?"
ACT_DROP: Final = "Buang"
ACT_GONE: Final = "Hal itu tidak bisa dilakukan lagi pada laporan ini. Ini keadaannya sekarang."
ACT_EXPECT_TEXT: Final = "Tulis jawabannya, atau kirim pesan suara."
ACT_NO_VOICE: Final = "Di sini pesan suara tidak bisa disimpan. Tulis saja, atau tekan tombol di bawah."
ACT_VOICE_IDENTITY: Final = (
    "Pesan suara itu tidak saya simpan: petugas yang membaca laporan akan mendengar siapa Anda. "
    "Tulis saja; tulisan Anda dikunci terpisah. Tidak mau? Tekan Tidak tahu."
)
ACT_EXPECT_FILE: Final = "Kirim berkasnya, atau tekan tombol di bawah."
ACT_EXPECT_CHOICE: Final = "Tekan salah satu tombol, atau ketik nomornya."
ACT_EXPECT_SEND: Final = "Tekan Kirim, atau ketik nomor bagian yang ingin diubah."
REMARK_TITLE: Final = "Keterangan"
ACT_REMARK: Final = "<b>Keterangan</b>: {text}"
ACT_CAPTION_KEPT: Final = "Keterangan Anda tetap ikut dikirim."
ACT_UNKNOWN_ALL: Final = Written("Pelapor tidak mengetahui yang diminta.")
ACT_NO_EVIDENCE: Final = Written("Pelapor tidak punya bukti yang diminta.")
ACT_PART: Final = "Pertanyaan {number} dari {total}"
RATING: Final = "Beri nilai 1 (sangat buruk) sampai 5 (sangat baik)."
RATING_TITLE: Final = "Nilai"
COMMENT_TITLE: Final = "Saran"
STARS: Final = "{stars} ({given} dari {best})"
RATING_COMMENT: Final = "Ada saran? Boleh dilewati."
RATE: Final = "Beri nilai"
YES: Final = "1. Ya"
NO: Final = "2. Tidak"
PLAIN_YES: Final = "Ya"
PLAIN_NO: Final = "Tidak"
REVISED: Final = {
    "line": "Perubahan pesan Anda sudah masuk ke laporan.",
    "body": "Perubahan Anda sudah masuk ke isi laporan. Tulisan awal tetap tersimpan.",
    "identity": "Perubahan itu kami simpan terkunci bersama nama Anda.",
    "caption": "Keterangan berkas itu sudah diubah. Keterangan semula tetap tersimpan.",
    "other_file": (
        "Berkas yang diganti di pesan lama tidak masuk ke laporan. Yang tersimpan tetap berkas semula. Kirim "
        "berkas barunya lewat Tambah keterangan."
    ),
    "corrected": "Perbaikan Anda kami tambahkan sebagai keterangan. Tulisan awal tetap tersimpan.",
}
NOT_REVISED: Final = (
    "Pesan itu tidak bisa diubah lagi. Ada yang salah? Buka laporannya, lalu tekan Tambah keterangan."
)
IDENTITY_NOT_REVISED: Final = (
    "Perubahan itu tidak masuk ke laporan. Nama Anda disimpan terpisah dan terkunci. Dari sini tidak "
    "bisa diubah."
)
QUESTIONS: Final = {
    ("add_information", "text"): "Apa yang ingin Anda tambahkan?",
    (
        "withdraw",
        "reason",
    ): "Mengapa Anda mencabut laporan ini? Kalau menyangkut orang banyak, KPU bisa melanjutkannya.",
    ("object", "reason"): "Mengapa Anda tidak setuju? Laporan diperiksa lagi.",
    (
        "accept_answer",
        "rating",
    ): "Bagaimana layanan kami? Beri nilai 1 (sangat buruk) sampai 5 (sangat baik).",
    ("accept_answer", "comment"): "Ada saran?",
    ("request_protection", "threat"): "Apa yang Anda alami? Tulis siapa, kapan, dan bentuk ancamannya.",
    ("tell_safety", "safe"): "Apakah Anda aman sekarang?",
    ("tell_safety", "change"): "Ada yang berubah bagi Anda?",
    ("respond", "reply"): "Apa tanggapan Anda atas jawaban kami?",
}
ASKED: Final = {
    "what": "Apa yang terjadi?",
    "who": "Siapa yang terlibat? Tulis nama, jabatan, atau unitnya.",
    "when": "Kapan terjadinya?",
    "where": "Di mana terjadinya?",
    "how": "Bagaimana urutan kejadiannya?",
    "evidence": "Kirim bukti pendukungnya: foto, dokumen, rekaman suara, atau video.",
    "identity": "Siapa nama dan alamat Anda? Disimpan terkunci, terpisah dari laporan.",
}
ACT_ASKED: Final = "Kata petugas: <i>{text}</i>"

in_every_language(__name__)
