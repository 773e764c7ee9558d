"""What a person in danger is told: the numbers first, then what one press does."""

from typing import Final

from bot.texts.spoken import Written, in_every_language

DANGER: Final = "Saya terancam"
CALL_NOW: Final = "<b>Dalam bahaya? Telepon sekarang:</b>"
NUMBERS: Final = (
    "110 Polri",
    "129 SAPA: kekerasan terhadap perempuan dan anak",
    "148 LPSK: perlindungan saksi dan korban",
)
"""Where the office names none of its own."""
HEARD_BY_VOICE: Final = "Pesan suara Anda saya pegang. Tekan Ya, dan suara itu ikut terkirim."
PRESSED: Final = Written("Saya dalam bahaya sekarang")
"""What stands in the report where the person pressed and wrote nothing."""
ASK_REPORT: Final = (
    "Apakah Anda dalam bahaya sekarang? Tekan Ya: itu langsung terkirim untuk laporan yang terbuka ini. "
    "Pimpinan dan petugasnya kami panggil. Anda tidak perlu menulis apa-apa."
)
ASK_DRAFT: Final = (
    "Apakah Anda dalam bahaya sekarang? Tekan Ya: yang sudah Anda tulis langsung terkirim apa adanya. "
    "Petugas kami panggil. Anda tidak perlu menulis apa-apa lagi."
)
ASK_WHICH: Final = (
    "Apakah Anda dalam bahaya sekarang? Pilih laporannya. Tekan Ya: itu langsung terkirim. Pimpinan dan "
    "petugasnya kami panggil. Anda tidak perlu menulis apa-apa."
)
ASK_NEW: Final = (
    "Apakah Anda dalam bahaya sekarang? Tekan Ya: permintaan tanpa nama langsung terkirim ke Inspektorat dan "
    "pimpinan KPU RI. Mereka kami panggil. Anda tidak perlu menulis apa-apa."
)
YES: Final = "Ya, saya dalam bahaya sekarang"
YES_ABOUT: Final = "Ya, tentang: {title}"
YES_NEW: Final = "Ya, bukan tentang laporan itu"
NOT_NOW: Final = "Belum, tetapi saya diancam"
HAVE_NUMBER: Final = "Saya punya nomor pelacakan"
REPORT_FIRST: Final = "Belum, saya mau melapor dulu"
GO_ON: Final = "Tidak, lanjutkan laporan"
GO_ON_STORY: Final = "Tidak, lanjutkan cerita saya"
MENU: Final = "Menu"
SENT: Final = (
    "<b>Terkirim.</b> Pimpinan dan petugas kami panggil sekarang, juga di luar jam kerja, sampai ada yang "
    "menjawab. Jawabannya datang di percakapan ini."
)
SENT_NEW: Final = "Ada yang ingin ditambahkan, misalnya tempat Anda? Tekan Tambah keterangan."
ABOUT_HERE: Final = "Jawaban Anda tetap saya catat. Dalam bahaya sekarang? Tekan Saya terancam."
DESPAIR: Final = "119 lalu tekan 8: ada yang mau mendengarkan Anda, gratis. Juga lewat healing119.id"
"""For whoever may think of ending their life, ahead of the other numbers (Kemenkes, August 2025)."""

in_every_language(__name__)
