"""Made-up officers: the nine roles of the decree, in one kabupaten, its province and KPU RI."""

from dataclasses import dataclass
from typing import Final

from core.chain.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOfficer:
    """One invented officer and their appointment."""

    username: str
    full_name: str
    position: str
    role: Role
    office: str
    unit: str | None = None


KABUPATEN: Final = "52.03"
_LAW: Final = "Subbagian Hukum dan Sumber Daya Manusia"
_TECHNICAL: Final = "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat"
_COMPLAINTS: Final = "Unit Penanganan Pengaduan (APIP)"


def _local(username: str, full_name: str, position: str, role: Role, unit: str | None = None) -> DemoOfficer:
    return DemoOfficer(
        username=username, full_name=full_name, position=position, role=role, office=KABUPATEN, unit=unit
    )


OFFICERS: Final = (
    _local("sari", "Sari Rahmania", "Sekretaris", Role.AGENCY_ADMIN),
    _local("bayu", "Bayu Pradipta", "Pejabat Penghubung", Role.LIAISON),
    _local("dewi", "Dewi Lintang", "Staf Subbagian Hukum dan SDM", Role.UNIT_ADMIN, _LAW),
    _local("hendra", "Hendra Wibisana", "Kepala Subbagian Hukum dan SDM", Role.UNIT_HEAD, _LAW),
    _local("rini", "Rini Astuti Mandasari", "Pelaksana Subbagian Hukum dan SDM", Role.HANDLER, _LAW),
    _local("galih", "Galih Santosa", "Staf Subbagian Teknis", Role.UNIT_ADMIN, _TECHNICAL),
    _local("agus", "Agus Permadi", "Anggota Unit Penanganan Pengaduan", Role.INSPECTOR, _COMPLAINTS),
    _local("wulan", "Wulan Kartikasari", "Anggota Unit Penanganan Pengaduan", Role.INSPECTOR, _COMPLAINTS),
    _local("lestari", "Lestari Handayani", "Ketua", Role.LEADER),
    _local("tono", "Tono Sugiarto", "Petugas PPID", Role.DESK_OFFICER),
    DemoOfficer(
        username="yusuf",
        full_name="Yusuf Ardiansyah",
        position="Kepala Bagian Hukum dan SDM",
        role=Role.AGENCY_ADMIN,
        office="52",
    ),
    DemoOfficer(
        username="nadia",
        full_name="Nadia Paramitha",
        position="Auditor Inspektorat Utama",
        role=Role.AGENCY_ADMIN,
        office="RI",
    ),
    DemoOfficer(
        username="surya", full_name="Surya Maheswara", position="Ketua", role=Role.LEADER, office="RI"
    ),
    DemoOfficer(
        username="bima",
        full_name="Bima Anggara",
        position="Auditor Inspektorat Utama",
        role=Role.INSPECTOR,
        office="RI",
        unit="Inspektorat Utama",
    ),
    DemoOfficer(
        username="ratna",
        full_name="Ratna Kusumawati",
        position="Pranata Komputer",
        role=Role.SYSTEM_ADMIN,
        office="RI",
    ),
)

DECREE: Final = "CONTOH 21/HK.03.1-Kpt/2026"
"""A made-up decree number; the word at its front says so."""

# Words of a demo password: easy to read off a screen and to type on a phone.
WORDS: Final = (
    *("bambu", "sawah", "padi", "gunung", "perahu", "kelapa", "cempaka", "melati", "rotan", "kunyit"),
    *("jambu", "pantai", "lumbung", "rinjani", "mutiara", "tenun", "gendang", "angin", "hujan", "pelangi"),
    *("merpati", "kenari", "nelayan", "petani", "lontar", "cengkih", "garam", "tembakau", "kerbau", "kuda"),
)
