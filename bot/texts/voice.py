"""What is said of voice notes that are written down."""

from typing import Final

from bot.texts.spoken import in_every_language

ASK: Final = (
    "Boleh pesan suara Anda ditulis otomatis oleh komputer KPU, supaya petugas bisa membacanya? Tulisan itu "
    "dikunci bersama laporan. Ingat, suara bisa menunjukkan siapa Anda.\n\n"
    "Tekan tombol, atau ketik <b>tulis suara</b> atau <b>jangan tulis suara</b>."
)
YES: Final = "Ya, tulis"
NO: Final = "Jangan"
AGREED: Final = "Baik. Tulisannya saya kirim di sini sebentar lagi."
REFUSED: Final = "Baik, suara Anda tidak ditulis. Petugas tetap bisa mendengar rekamannya."
WRITTEN: Final = (
    "<b>Tulisan otomatis dari suara, bisa keliru:</b>\n<i>{text}</i>\n\n"
    "Petugas juga mendengar rekamannya. Ada yang keliru? Tekan <b>Betulkan</b>, atau ketik "
    "<b>betulkan suara</b>."
)
NOT_WRITTEN: Final = (
    "Suara Anda tidak dapat ditulis otomatis. Rekamannya aman, dan petugas tetap mendengarnya."
)
CORRECT: Final = "Betulkan"
CORRECTION: Final = "Betulkan tulisan suara"
CORRECTION_TITLE: Final = "Tulisan yang benar"
CORRECTION_ASK: Final = "Tulis isi pesan suara Anda yang benar, dari awal sampai akhir."
SHOWN: Final = 2500
"""So many letters of what was written down are shown again in the chat."""

in_every_language(__name__)
