"""What the people of the stories write."""

import re

from tests.e2e.chat import Reporter

WHAT = (
    "Waktu saya datang pukul 07.30, segel kotak suara di TPS 003 Dusun Contoh sudah terbuka. Petugas bilang "
    "“tidak apa-apa, nanti disegel lagi”, dan pemungutan suara tetap dimulai."
)
WHO = "Ketua KPPS TPS 003\nSaksi paslon, satu orang"
WHEN = "Minggu pagi, pukul 07.30"
WHERE = "TPS 003, Dusun Contoh, Desa Sukamaju"
HOW = (
    "Saya datang paling awal. Kotak sudah di meja, segelnya putus di satu sisi. Saya tanya, dijawab nanti "
    "disegel lagi. Saksi melihat juga. Setelah itu orang-orang mulai mencoblos."
)
EXACTLY = "Kotak surat suara DPRD kabupaten, segel nomor terakhir 0417, sisi kanan."
INITIAL = "Laporan Anda kami terima. Subbagian Hukum dan SDM memeriksa berita acara TPS 003."
MISSING_MESSAGE = "Mohon sebutkan kotak suara yang mana dan segel di sisi mana."
ANSWER = (
    "Kami sudah memeriksa berita acara dan memanggil ketua KPPS. Segel putus saat kotak diangkat; kejadian "
    "itu tidak dicatat. Ketua KPPS diberi peringatan tertulis. Salinan berita acara kami lampirkan."
)
REPLY = "Terima kasih. Apakah segel pengganti dicatat nomornya? Di salinan tidak ada."
SECOND_ANSWER = "Nomor segel pengganti 0533, tercatat di formulir kejadian khusus. Salinannya kami lampirkan."

WBS_WHAT = "Uang perjalanan dinas cair untuk pegawai yang tidak berangkat. Tanda tangannya dibuat orang lain."
CONTEXT = "Segel kotak suara TPS 003 putus sebelum pemungutan suara dimulai."
CAUSE = "Segel putus saat diangkat dan tidak dicatat oleh KPPS."
PARTIES = "Ketua KPPS TPS 003, PPS Desa Sukamaju"
INSTRUCTION = "Periksa berita acara, panggil ketua KPPS, laporkan dalam lima hari."
DIRECTION = "Sampaikan hasil pemeriksaan dan tindakan terhadap ketua KPPS."


async def agree(reporter: Reporter) -> None:
    """Read what is kept, and agree."""
    await reporter.hear("Setuju data Anda")
    await reporter.press("Setuju, lanjut")
    await reporter.hear("Menu")


def agenda_in(words: str) -> str:
    """Find the agenda number in what the bot says after sending."""
    found = re.search(r"\b(?:\d{3}/[\d.A-Z]+|P-\d{4})/[IVX]+/\d{4}\b", words)
    assert found is not None, words
    return found.group()
