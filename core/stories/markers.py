"""The words about the names of places: what stands before them, and what is none though it looks like one."""

from typing import Final

from core.stories.vocabulary import listed

VILLAGE: Final = frozenset(
    {
        "desa",
        "deso",
        "ds",
        "dsa",
        "desane",
        "kelurahan",
        "kel",
        "kelurahane",
        "nagari",
        "gampong",
        "gampoeng",
        "pekon",
        "kampung",
        "kampuang",
        "kp",
        "negeri",
        "ohoi",
        "pulau",
    }
)
HAMLET: Final = frozenset({"dusun", "dsn", "lingkungan", "jorong", "banjar", "lembang"})
DISTRICT: Final = frozenset({"kecamatan", "kec", "kcmtn", "kecamatane", "distrik", "kapanewon", "kemantren"})
REGENCY: Final = frozenset({"kabupaten", "kab", "kabupatene", "kota", "kotamadya"})
PROVINCE: Final = frozenset({"provinsi", "prov", "propinsi", "prop"})
KPU: Final = frozenset({"kpu", "kpud", "kip"})
KPU_BEFORE: Final = frozenset({"kantor", "kantore", "kntr", "ktr", "sekretariat", "gudang"})
WRITTEN_OUT: Final = {"kab": "kabupaten", "kabupatene": "kabupaten", "kotamadya": "kota"}
STRONG: Final = listed(
    "pps ppk ppd kpps pantarlih panwascam panwaslu sekretariat sdn smpn sman smkn sd smp sma smk"
    " mts gor lapangan balai tps lurah camat kades"
    " kepala-desa pasar masjid puskesmas rsud pelabuhan terminal bandara stadion polsek polres"
)
"""Whose name is a place's: "PPS Nampan"."""
WEAK: Final = listed(
    "di d dari dr ke ing nang neng ning teng wonten ti ka sekitar daerah wilayah asal warga from"
    " in tinggal menuju kantor alamat seputaran"
    " arah domisili dapil kat e ring to tekan sampai sampe orang untuk ndek ndik menyang seko"
    " saka pemilih penduduk"
)
"""What stands before the bare name of a place, and before much else."""
TITLES: Final = listed(
    "pak bu bapak ibu mas mbak mba bang kang teh si om tante haji hj h sdr sdri bpk namanya"
    " bernama nama kak ustadz encik bang nyai tuan dr prof gus cak uni uda mama bapa ny"
)
NEVER: Final = listed(
    "sana sini situ mana saya kami kita mereka dia kantor rumah desa kota tempat lokasi tps kpu"
    " ppk pps kpps dpt rt rw sekolah bilik grup group wa medsos facebook hp"
    " jam hari malam pagi siang sore bulan tahun minggu senin selasa rabu kamis jumat sabtu pak"
    " bu min sudah belum yang yg dan itu ini ada minta tidak kok sama tapi lagi luar dalam depan"
    " belakang"
    " samping atas bawah sebelah seberang sebrang tengah pihak orang pemilu pilkada suara surat"
    " kotak data media internet aplikasi website sirekap online website bawaslu dkpp polisi"
    " kecamatan kelurahan kabupaten provinsi"
    " januari februari maret april mei juni juli agustus september oktober november desember"
    " islam kristen indonesia jalan negara lurah camat kades bupati pak indonesian english"
    " inggris arab instagram tiktok youtube twitter google telegram"
)
REGENCY_WORDS: Final = listed(
    "bali padang aceh pidie batang metro malang buru agam landak seram bone karo batu banjar"
    " lahat kaur solo pati toba asahan bangka kota kudus serang selayar tual ende kuningan mitra"
    " pali muba tanbu"
)
"""Regencies whose name, or nickname, is a word of every day."""
DISHES: Final = listed("warung soto nasi batik sate bakso pempek mie kopi rendang rm pecel")
"""What is called by a place, and is none."""
NUMERALS: Final = {
    "1": "i",
    "2": "ii",
    "3": "iii",
    "4": "iv",
    "5": "v",
    "6": "vi",
    "7": "vii",
    "8": "viii",
    "9": "ix",
}
NUMBER_WORDS: Final = {
    "1": "satu",
    "2": "dua",
    "3": "tiga",
    "4": "empat",
    "5": "lima",
    "ii": "dua",
    "iii": "tiga",
    "i": "satu",
}
SHORTENED: Final = listed("ds kel kec kab prov prop kp dsn tps jl no bpk sdr sdri hj h ny pak bu drs dr ir")
"""What is written with a full stop behind it."""
SAID_IN_FULL: Final = frozenset({"ds", "dsa", "kel", "kec", "nagari", "gampong", "pekon"})
"""Behind these even an unknown word in small letters is a name."""
SHORT_NAMES: Final = {
    "tidore": "tidore kepulauan",
    "mentawai": "kepulauan mentawai",
    "anambas": "kepulauan anambas",
    "pulau seribu": "administrasi kepulauan seribu",
    "kepulauan seribu": "administrasi kepulauan seribu",
    "sangihe": "kepulauan sangihe",
    "talaud": "kepulauan talaud",
    "selayar": "kepulauan selayar",
    "yapen": "kepulauan yapen",
    "tanimbar": "kepulauan tanimbar",
    "morotai": "pulau morotai",
    "taliabu": "pulau taliabu",
    "biak": "biak numfor",
    "toraja": "tana toraja",
    "polewali": "polewali mandar",
    "mandailing": "mandailing natal",
    "bolaang": "bolaang mongondow",
}
"""Regencies that people call by a word of their name: the directory of offices finds them by it anyway."""
