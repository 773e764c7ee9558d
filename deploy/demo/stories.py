"""Made-up reports: invented people, places that do not exist, and how far each has come."""

from dataclasses import dataclass, field
from typing import Any, Final

from core.chain.states import IdentityMode, Kind, Track, ViolationType
from core.reports.schemas import Identity, Party, Place, ReportBody

OPEN, CONFIDENTIAL, ANONYMOUS = IdentityMode.OPEN, IdentityMode.CONFIDENTIAL, IdentityMode.ANONYMOUS

_CHECKS: Final = [
    "identity_confirmable",
    "subject_clear",
    "party_named",
    "event_described",
    "evidence_valid",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something done to a demo report: by whom (`reporter` or a user name), how many days ago."""

    who: str
    action: str
    days_ago: float
    values: dict[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One demo report from its arrival on."""

    body: ReportBody
    days_ago: float
    mode: IdentityMode = OPEN
    kind: Kind = Kind.COMPLAINT
    track: Track = Track.PUBLIC_SERVICE
    violation: ViolationType | None = None
    identity: Identity | None = None
    evidence: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()


def dispose(days_ago: float, *, supervisory: bool, lead: str) -> Deed:
    """Dispose a report to the unit with that short name."""
    return Deed(
        who="sari",
        action="dispose",
        days_ago=days_ago,
        values={
            "checklist": _CHECKS,
            "within_authority": True,
            "classification": "supervisory" if supervisory else "non_supervisory",
            "lead_unit": lead,
            "with_apip": supervisory,
        },
    )


_ACCEPT_TEXT: Final = "Laporan Anda sudah kami terima dan sedang ditangani Subbagian Hukum dan SDM."
_RIDWAN: Final = Identity(name="Ridwan Saputra", address="Dusun Contoh, Desa Sukamaju", occupation="Petani")
_MAYA: Final = Identity(name="Maya Anjani", address="Jalan Mawar 4, Kelurahan Mekarwangi", occupation="Guru")

STORIES: Final = (
    Story(
        days_ago=5.5,
        mode=CONFIDENTIAL,
        identity=_RIDWAN,
        evidence=("daftar hadir hal. 2", "daftar hadir hal. 3"),
        body=ReportBody(
            title="Enam orang bukan warga mencoblos memakai undangan orang lain di TPS 007",
            substance="Pemilih yang bukan warga setempat diizinkan mencoblos dengan surat undangan milik "
            "orang lain, enam orang, dengan sepengetahuan ketua KPPS.",
            parties=(
                Party(name="Ketua KPPS TPS 007", position="Ketua KPPS", unit="TPS 007"),
                Party(name="Saksi paslon, satu orang", role="witness"),
            ),
            happened_at="Jumat, sekitar pukul 10.15",
            place=Place(text="TPS 007, Kelurahan Karanganyar", latitude=-8.6529, longitude=116.5333),
            chronology="Petugas mencocokkan undangan tanpa meminta KTP-el. Saksi menegur dua kali; dijawab "
            "“biar cepat”. Keberatan tidak ditulis dalam formulir kejadian khusus.",
        ),
    ),
    Story(
        days_ago=1.2,
        identity=_MAYA,
        evidence=("tangkapan layar cek DPT",),
        body=ReportBody(
            title="Nama pemilih satu RT tidak ada dalam daftar pemilih tetap",
            substance="Sebelas orang di RT 02 tidak ada dalam daftar pemilih tetap, padahal pemilu lalu ada.",
            parties=(Party(position="Petugas pemutakhiran data", unit="PPS Desa Sukamaju"),),
            happened_at="Diketahui kemarin",
            place=Place(text="RT 02, Desa Sukamaju"),
            chronology="Kami memeriksa satu per satu lewat laman cek DPT. Ketua RT sudah bertanya ke PPS, "
            "diminta menunggu tanpa tanggal.",
        ),
    ),
    Story(
        days_ago=21,
        mode=CONFIDENTIAL,
        identity=_RIDWAN,
        evidence=("foto segel", "berita acara serah terima"),
        body=ReportBody(
            title="Segel kotak suara terbuka saat tiba di gudang kecamatan",
            substance="Segel dua kotak suara sudah terbuka waktu diturunkan di gudang kecamatan.",
            parties=(
                Party(position="Petugas gudang kecamatan", unit="PPK Bambangsari"),
                Party(name="Sopir pengangkut", role="witness"),
            ),
            happened_at="Tiga minggu lalu, pukul 21.00",
            place=Place(text="Gudang PPK, Kecamatan Bambangsari"),
            chronology="Kotak datang memakai truk terbuka. Segel nomor 14 dan 15 tidak utuh. Tidak ada "
            "catatan di berita acara.",
        ),
        deeds=(
            dispose(19, supervisory=True, lead="Subbag Hukum dan SDM"),
            Deed(who="dewi", action="accept", days_ago=18, values={"initial_response": _ACCEPT_TEXT}),
            Deed(who="dewi", action="forward_to_head", days_ago=17, values={}),
        ),
    ),
    Story(
        days_ago=16,
        identity=_MAYA,
        body=ReportBody(
            title="Kantor kosong pada jam layanan, legalisir tertunda tiga hari",
            substance="Tiga hari berturut-turut loket layanan kosong pada jam kerja, legalisir "
            "tidak selesai.",
            parties=(Party(position="Petugas loket", unit="Subbagian Keuangan, Umum, dan Logistik"),),
            happened_at="Senin sampai Rabu, pukul 09.00 sampai 11.00",
            place=Place(text="Kantor KPU, ruang layanan"),
            chronology="Saya datang tiga kali. Petugas keamanan meminta saya kembali besok.",
        ),
        deeds=(
            dispose(14, supervisory=False, lead="Subbag Hukum dan SDM"),
            Deed(who="dewi", action="accept", days_ago=13, values={"initial_response": _ACCEPT_TEXT}),
            Deed(who="dewi", action="forward_to_head", days_ago=12),
            Deed(
                who="hendra",
                action="dispose_internally",
                days_ago=11,
                values={
                    "sections": ["Subbag Hukum dan SDM"],
                    "context": "Petugas loket bertugas ganda pada masa rekapitulasi.",
                    "root_cause": "Tidak ada petugas pengganti pada jadwal piket.",
                    "relevant_parties": "Petugas loket, Kasubbag KUL.",
                },
            ),
            Deed(
                who="hendra",
                action="submit_followup",
                days_ago=6,
                values={
                    "answer_direction": "Minta maaf, sampaikan jadwal piket baru, legalisir diselesaikan."
                },
                files=("naskah dinas jadwal piket", "foto loket terisi"),
            ),
            Deed(
                who="dewi",
                action="answer",
                days_ago=4,
                values={
                    "answer": "Kami mohon maaf. Loket kini dijaga dua petugas bergantian setiap jam layanan. "
                    "Legalisir Anda sudah selesai dan dapat diambil.",
                },
            ),
        ),
    ),
    Story(
        days_ago=6,
        mode=ANONYMOUS,
        body=ReportBody(
            title="Honor KPPS TPS 03 belum dibayarkan",
            substance="Honor tujuh anggota KPPS TPS 03 belum dibayarkan sampai sekarang.",
            parties=(Party(position="Bendahara PPS", unit="Kelurahan Mekarwangi"),),
            place=Place(text="TPS 03, Kelurahan Mekarwangi"),
        ),
        deeds=(
            Deed(
                who="sari",
                action="request_completion",
                days_ago=2,
                values={
                    "elements": ["when", "how"],
                    "message": "Kapan honor dijanjikan, dan apa jawaban bendahara waktu ditagih?",
                },
            ),
        ),
    ),
    Story(
        days_ago=3,
        kind=Kind.INFORMATION_REQUEST,
        identity=_MAYA,
        body=ReportBody(
            title="Syarat menjadi pemantau pemilu untuk lembaga pendidikan",
            substance="Sekolah kami ingin menjadi pemantau. Apa syaratnya dan sampai kapan pendaftarannya?",
        ),
        deeds=(
            dispose(2, supervisory=False, lead="Subbag Teknis dan Parmas"),
            Deed(
                who="galih",
                action="accept",
                days_ago=1,
                values={"initial_response": "Pertanyaan Anda kami terima. Jawabannya sedang kami siapkan."},
            ),
        ),
    ),
    Story(
        days_ago=0.3,
        kind=Kind.ASPIRATION,
        identity=_RIDWAN,
        body=ReportBody(
            title="Mohon jalur kursi roda di TPS sekolah dasar",
            substance="Di TPS sekolah dasar kami pintunya bertangga. Mohon dibuatkan jalur kursi roda.",
            place=Place(text="SD Contoh 2, Desa Sukamaju"),
        ),
    ),
    Story(
        days_ago=5,
        track=Track.WHISTLEBLOWING,
        mode=ANONYMOUS,
        violation=ViolationType.PROCUREMENT,
        evidence=("foto kuitansi",),
        body=ReportBody(
            title="Pengadaan bilik suara dipecah agar tidak lelang",
            substance="Pengadaan bilik suara dipecah menjadi sembilan paket kecil dengan satu penyedia.",
            parties=(Party(position="Pejabat pengadaan"),),
            happened_at="Dua bulan terakhir",
            place=Place(text="Kantor sekretariat"),
            chronology="Sembilan kuitansi pada minggu yang sama, penyedia sama, alamat penyedia "
            "rumah kosong.",
        ),
        deeds=(Deed(who="agus", action="begin_review", days_ago=4),),
    ),
    Story(
        days_ago=2,
        track=Track.WHISTLEBLOWING,
        mode=CONFIDENTIAL,
        violation=ViolationType.BUDGET_USE,
        identity=Identity(name="Pegawai Contoh", occupation="Pegawai"),
        body=ReportBody(
            title="Perjalanan dinas fiktif",
            substance="Ada tiga perjalanan dinas yang dibayarkan tetapi tidak pernah berangkat.",
            parties=(Party(position="Bendahara pengeluaran pembantu"),),
            happened_at="Bulan lalu",
            place=Place(text="Kantor sekretariat"),
        ),
    ),
)
