"""What is said of a story: what was understood of it, and what can be done with it."""

from typing import Final

from bot.texts.spoken import Written, in_every_language
from core.stories.proposals import PartOfDay

UNDERSTOOD: Final = "<b>Ini yang saya tangkap:</b>"
WHAT: Final = "Apa"
WHEN: Final = "Kapan"
WHERE: Final = "Di mana"
WHO: Final = "Siapa"
OFFICE: Final = "Kantor"
EVIDENCE: Final = "Bukti"
BY_VOICE: Final = "lewat pesan suara"
BY_FILE: Final = "lewat berkas"
WHICH_OFFICE: Final = "{names}? Nanti saya tanyakan."
MANY_OFFICES: Final = "ada {count} tempat bernama itu; nanti saya tanyakan"
NEAREST_OFFICE: Final = "{office} (terdekat dari lokasi yang Anda kirim)"
NEAR_OFFICES: Final = "ada {count} kantor di dekat lokasi itu; nanti saya tanyakan"
READ_AS: Final = "{said} ({meant})"
PART_NAMES: Final = {
    "accused": "yang dilaporkan",
    "witness": "saksi",
    "victim": "korban",
    "mentioned": "disebut",
}
FILES: Final = {
    "photo": "{count} foto",
    "voice": "{count} pesan suara",
    "video": "{count} video",
    "audio": "{count} rekaman",
    "document": "{count} berkas",
}
PLACE_SHARED: Final = "lokasi yang Anda kirim"

NOT_SENT: Final = (
    "<b>Belum terkirim.</b> Kalau Anda kirim, KPU menyimpan tulisan ini terkunci, dan nomor obrolan ini "
    "hanya untuk mengabari Anda. Telegram bisa membaca obrolan ini."
)
NOT_SENT_KNOWN: Final = "<b>Belum terkirim.</b> Masih ada yang kurang? Tulis saja, saya gabungkan."
TYPE: Final = "Sudah benar? Tekan <b>kirim</b>, atau ketik kata itu. Ada yang keliru? Ketik nomornya."
SEND: Final = "Kirim sebagai laporan"
SEND_QUESTION: Final = "Kirim sebagai pertanyaan"
SEND_WISH: Final = "Kirim sebagai saran"
SENDS: Final = (SEND, SEND_QUESTION, SEND_WISH)
ANSWER_WAITS: Final = (
    "Jawaban Anda saya tahan sebentar. Ketik dulu nomor pelacakan laporannya, supaya jawaban ini masuk "
    "ke sana."
)
APPEND: Final = "Tambahkan ke laporan ini"
OPENED: Final = "Ada laporan yang sedang Anda buka. Ini tambahan untuk laporan itu, atau laporan baru?"
CHANGE: Final = "Ubah"
CANCEL: Final = "Batal"
RULES: Final = "Aturannya"
GUIDE: Final = "Tuntun saya"
ORDINARY: Final = "Bukan, laporan biasa"

WOMAN: Final = "Minta petugas perempuan"
WOMAN_OFF: Final = "Petugas siapa saja"
WOMAN_ASKED: Final = "Anda minta dilayani <b>petugas perempuan</b>. Petugas akan membaca permintaan ini."
WOMAN_WISH: Final = Written("Petugas perempuan")
INSIDE: Final = (
    "Ini tentang orang dalam KPU, jadi hanya Inspektorat yang membacanya, dan nama Anda tidak perlu disebut."
)
ELSEWHERE: Final = {
    "bawaslu": (
        "Ini sepertinya urusan <b>Bawaslu</b> (pengawas pemilu): bawaslu.go.id, atau kantor Bawaslu terdekat."
    ),
    "dkpp": "Ini sepertinya urusan <b>DKPP</b> (etika penyelenggara pemilu): dkpp.go.id.",
    "pemda": "Ini sepertinya urusan <b>pemerintah daerah</b>: tulis ke lapor.go.id, atau telepon 1708.",
    "dukcapil": "Ini sepertinya urusan <b>Dukcapil</b> (KTP dan KK): kantor Dukcapil, atau telepon 1500537.",
    "police": "Ini sepertinya urusan <b>polisi</b>: telepon 110, atau kantor polisi terdekat.",
    "other": "Ini sepertinya bukan urusan KPU. Lewat lapor.go.id laporan sampai ke kantor yang tepat.",
}
ELSEWHERE_ALL_THE_SAME: Final = "Tetap mau kirim ke KPU? Boleh."

CORRECT_WHICH: Final = "Ketik nomor yang mau dibetulkan. Atau tulis saja tambahannya, saya gabungkan."
CORRECT: Final = {
    "what": "Tulis tambahannya, atau betulkan pesan Anda di atas (tahan pesannya, pilih Edit).",
    "when": "Kapan terjadinya? Tulis saja, misalnya: <i>Senin malam, sekitar jam 8</i>.",
    "where": "Di mana terjadinya? Tulis saja, misalnya: <i>TPS 04 Desa Jantuk</i>.",
    "who": "Siapa saja? Satu baris satu orang, misalnya: <i>Rudi, ketua KPPS, pelaku</i>.",
    "office": "Kantor KPU mana? Tulis nama kabupaten atau kotanya.",
    "evidence": "Kirim foto, rekaman, atau berkasnya sekarang.",
}
OFFICE_UNKNOWN: Final = "Kantor itu tidak saya temukan. Tulis nama kabupaten atau kotanya."
FULL: Final = (
    "<b>Pesan terakhir Anda tidak muat lagi.</b> Kirim dulu laporan ini; sisanya bisa ditambahkan sesudahnya."
)
CANCEL_SURE: Final = "Buang cerita ini? Belum ada yang terkirim."
NOTHING: Final = "Baik, tidak ada yang disimpan."
GONE: Final = (
    "Cerita itu tidak ada lagi di sini: sudah terkirim, dibatalkan, atau lebih dari satu jam. Belum "
    "terkirim? Tulis lagi, ya."
)
NO_NUMBER: Final = "Tidak ada nomor itu di daftar."
WHAT_MISSING: Final = "Apa yang terjadi? Ceritakan singkat saja, dengan tulisan atau pesan suara."
VOICE_ALONE: Final = (
    "Dikirim tanpa nama. Petugas akan mendengarkan suara Anda. Mau kantor lain? Ketik nomornya. Mau "
    "menyebut nama? Pilih Tuntun saya."
)
OFFICE_BY_VOICE: Final = (
    "Nama kantor harus ditulis, karena suara tidak bisa saya cari. Tulis nama kabupaten atau kotanya saja."
)
TOLD_BY_FILE: Final = Written("(Diceritakan dengan berkas. Lihat di bagian bukti.)")
WRITTEN_ON: Final = Written("{said} (menurut tulisan {written}: {meant})")
UNTIL: Final = "{first} sampai {last}"
PARTS_OF_DAY: Final = {part.value: part.value for part in PartOfDay}
"""As `core.stories` tells them; said in the language that is spoken."""
RESUME: Final = "Lanjutkan cerita"
TOLD_ALREADY: Final = "Tadi Anda sudah bercerita. Mau dipakai?"
FILES_NOT_KEPT: Final = "Sebagian berkas tidak bisa saya simpan:"

in_every_language(__name__)
