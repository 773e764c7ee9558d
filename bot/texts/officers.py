"""What officers are told when they link their own chat. Nothing here says whose it is."""

from typing import Final

LINKED: Final = (
    "<b>Petugas tertaut</b>\n"
    "Percakapan ini menerima kabar meja kerja: berapa laporan yang menunggu dan yang mendekati tenggat. "
    "Bila seorang pelapor terancam, Anda dipanggil di sini kapan saja, juga di luar jam kerja. "
    "Isi laporan tidak pernah dikirim ke sini.\n\n"
    "Ingin melapor sendiri? Untuk itu jangan pakai percakapan ini: akun yang sama dapat menunjukkan bahwa "
    "pelapornya Anda. Pakai akun Telegram lain, datang ke ruang PPID, atau kirim surat.\n\n"
    "Berhenti: ketik /putus, atau tekan Putuskan di halaman Akun saya."
)
WRONG_CODE: Final = (
    "Kode itu tidak berlaku. Kode hanya bisa dipakai sekali, dalam 10 menit. "
    "Buat kode baru di halaman Akun saya pada meja kerja."
)
TOO_OFTEN: Final = "Sudah lima kali salah. Demi keamanan, tunggu 10 menit sebelum mencoba lagi."
UNLINKED: Final = (
    "Baik. Bila percakapan ini tertaut sebagai petugas, tautannya diputus dan kabar meja kerja berhenti. "
    "Laporan Anda sendiri di sini tidak berubah."
)
