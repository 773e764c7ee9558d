"""What is said around the answers an office keeps ready."""

from typing import Final

from bot.texts.spoken import in_every_language

ASK: Final = "Tanya saja"
ANSWER: Final = "<b>{question}</b>\n{answer}\n\n<i>Sumber: {source} ({office})</i>"
FROM_THE_HOUSE: Final = "KPU"
HELPED: Final = "Terjawab? Tidak ada yang disimpan kalau Anda berhenti di sini."
ANSWERED: Final = "Ya, terjawab"
WHICH: Final = "Yang ini maksudnya?"
WHICH_OF: Final = "Anda mau tanya yang mana?"
ALL: Final = "Tulis pertanyaan Anda, atau pilih:"
ALL_EMPTY: Final = "Tulis pertanyaan Anda."
NOT_READY: Final = (
    "Untuk itu belum ada jawaban siap dari {office}. Kirim sebagai pertanyaan, ya? Petugas yang menjawab."
)
NOT_UNDERSTOOD: Final = "Jawabannya belum ada di sini. Kirim sebagai pertanyaan, ya? Petugas yang menjawab."
OF_OFFICE: Final = "Kantor KPU mana? Tulis nama kabupaten atau kotanya."
WHICH_OFFICE: Final = "Kantor yang mana? Pilih, atau tulis nama lain."
A_REPORT: Final = "Ini laporan"
WRITE_FIRST: Final = "Tulis dulu pertanyaan Anda."
GLAD: Final = "Senang bisa membantu. Tidak ada yang disimpan."

in_every_language(__name__)
