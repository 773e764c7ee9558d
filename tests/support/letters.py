"""Letters as they come to the desk, all invented."""

from typing import Final

STORY: Final = (
    "Dengan ini melaporkan bahwa kemarin malam sekitar jam 8, di Desa Jantuk Kecamatan Sukamulia, "
    "petugas PPS bernama Ahmad Fauzi meminta uang Rp50.000 kepada warga untuk membeli materai. "
    "Kejadian itu dilihat oleh saksi Siti Aminah."
)
LETTER: Final = f"""Selong, 12 November 2026

Nomor    : 04/PP/XI/2026
Lampiran : 1 berkas
Perihal  : Pengaduan pungutan oleh petugas PPS

Kepada Yth.
Ketua KPU Kabupaten Lombok Timur
di -
Selong

Dengan hormat,

Saya yang bertanda tangan di bawah ini:
Nama      : Budi Santoso
Alamat    : Jalan Melati 4, Desa Jantuk
Pekerjaan : Petani
No. HP    : 0812-3456-7890
NIK       : 5203010101800001

{STORY}

Mohon nama saya dirahasiakan.

Hormat saya,


(Budi Santoso)
"""
