"""The service standards in everyday words, by the key of their rule."""

from typing import Final

from bot.texts.spoken import in_every_language

STANDARDS: Final = (
    "<b>Standar layanan</b>\nPaling lama, dalam hari kerja: Sabtu, Minggu, libur nasional, dan cuti bersama "
    "tidak dihitung.\n\n{lines}\n\nGratis, 24 jam sehari. Jawaban datang di percakapan ini."
)
LINES: Final = {
    "verification": "• Laporan baru diperiksa: {days} hari kerja",
    "completion": "• Anda melengkapi laporan, bila kami minta: {days} hari kerja",
    "initial_response": "• Kabar pertama dari bagian yang menangani: {days} hari kerja",
    "resolution.information_request": "• Pertanyaan dijawab: {days} hari kerja",
    "resolution.non_supervisory": "• Pengaduan biasa dan saran dijawab: {days} hari kerja",
    "resolution.supervisory": (
        "• Pengaduan tentang pelanggaran oleh penyelenggara pemilu selesai: {days} hari kerja"
    ),
    "resolution.whistleblowing": "• Laporan tentang orang dalam KPU selesai: {days} hari kerja",
    "closing": "• Anda menanggapi jawaban kami: {days} hari kerja",
}
OTHER_LINE: Final = "• {label}: {days} hari kerja"
"""For a rule that is new here."""

SOURCES_BUTTON: Final = "Dasar aturan"
SOURCES: Final = (
    "<b>Dasar aturan</b>\n{lines}\n\n«Berkadar pengawasan» berarti mungkin ada pelanggaran oleh "
    "penyelenggara pemilu."
)
SOURCE_LINE: Final = "• <b>{name}</b>: {source}"
NAMES: Final = {
    "verification": "Laporan baru diperiksa",
    "completion": "Anda melengkapi laporan",
    "initial_response": "Kabar pertama",
    "resolution.information_request": "Pertanyaan",
    "resolution.non_supervisory": "Pengaduan biasa dan saran",
    "resolution.supervisory": "Pelanggaran oleh penyelenggara pemilu",
    "resolution.whistleblowing": "Laporan tentang orang dalam KPU",
    "closing": "Anda menanggapi jawaban",
}

in_every_language(__name__)
