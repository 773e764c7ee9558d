"""Words that say nothing about what a report is about: found in any report, they tie no two together."""

from typing import Final

PLAIN_WORDS: Final = frozenset(
    {
        "ada", "adalah", "agar", "akan", "anda", "antara", "apakah", "atas", "atau", "bagi", "bahwa",
        "banyak", "baru", "beberapa", "belum", "bila", "bisa", "boleh", "bukan", "dalam", "dapat",
        "dari", "datang", "dekat", "dengan", "depan", "desa", "dulu", "dusun", "hanya", "hari", "harus",
        "hingga", "jadi", "jalan", "jika", "juga", "kalau", "kali", "kami", "karena", "kata",
        "kecamatan", "kelurahan", "kepada", "ketika", "ketua", "kpps", "lagi", "lain", "lalu", "lebih",
        "malam", "masih", "mereka", "minta", "mohon", "namun", "nama", "oleh", "orang", "pada", "pagi",
        "para", "pemilih", "pemilu", "petugas", "pukul", "saat", "saja", "saksi", "sama", "sampai",
        "sangat", "satu", "saya", "sebab", "sedang", "sekali", "sekitar", "selalu", "semua", "seorang",
        "seperti", "setelah", "siang", "sore", "suara", "sudah", "supaya", "tanpa", "telah", "tempat",
        "tentang", "terus", "tetapi", "tidak", "tiga", "untuk", "waktu", "warga", "yaitu", "yang",
    }
)  # fmt: skip
