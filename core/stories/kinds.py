"""What is wanted, what it is about, and whose matter it is: KPU's or another body's. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from core.stories.proposals import Body, StoryKind, Topic
from core.stories.words import small

_ASKS: Final = re.compile(
    r"\?|\b(?:gimana|gmn|gmna|bagaimana|bgmn|bgaimana|piye|pripun|kumaha|how|what|where|when|can i|apakah|apa (?:bisa|boleh|ada|benar|betul|syarat|saja|aja|masih|perlu|harus)|apa itu|kapan|kpn|iraha|kapan|"
    r"di ?mana|dmn|dimana|nang endi|ning endi|dimanten|berapa|brp|piro|pinten|sabaraha|jam berapa|bisa (?:ga|gak|tidak|nggak|kah|ngga|ndak|tdk)|bisakah|boleh (?:ga|gak|tidak|nggak|tau|tahu|tanya)|bolehkah|"
    r"mau (?:tanya|nanya|bertanya|tny|cek|ngecek|tau|tahu)|mo tanya|mw tanya|ingin (?:tahu|bertanya|tanya|menanyakan)|numpang (?:tanya|nanya)|izin (?:bertanya|tanya)|ijin (?:bertanya|tanya)|nanya|tanya|nyuwun pirsa|badhe tanglet|arep takon|takon|hoyong naros|bade naros|naros|"
    r"cara(?:nya)? (?:cek|pindah|daftar|ngurus|mengurus|lapor|melapor|jadi|dapat|memilih|nyoblos|lihat|melihat)|cek dpt|nomor wa|no wa|alamat(?:nya)? (?:kpu|kantor)|jam buka|buka jam|syarat(?:nya)? (?:apa|jadi|daftar)|kenapa|knp|mengapa|ngopo|naha|info(?:nya)? (?:dong|dunk|donk|soal|tentang|ttg)|mohon (?:info|informasi|penjelasan|penjelasannya|dijelaskan|petunjuk))\b"
)
_WISHES: Final = re.compile(
    r"\b(?:saran(?:ku|nya)?|usul(?:an|ku)?|mengusulkan|menyarankan|masukan|semoga|mudah-mudahan|harap(?:an|kan)?(?: kami| saya)?|berharap|sebaiknya|alangkah baiknya|lebih baik kalau|lebih baik kalo|ke depan|kedepan(?:nya)?|mending|kalau bisa|kalo bisa|klo bisa|"
    r"terima ?kasih|makasih|trims|trimakasih|thx|thank|matur ?nuwun|hatur nuhun|mantap|mantul|apresiasi|salut|bagus|keren|hebat|bangga|senang|puas|ramah sekali|sukses terus|jempol|top|good job|pengennya|pengin(?:nya)?|kepengen|mugi|mugia|muga|tolong(?: ke depan)? (?:diperbanyak|ditambah|disediakan|dibuatkan|diadakan)|perlu (?:ada|ditambah|diadakan|diperbanyak))\b"
)
_COMPLAINS: Final = re.compile(
    r"\b(?:lapor|laporan|melapor\w*|ngelapor|aduan|mengadu\w*|ngadu|adukan|keluhan|ngeluh|mengeluh|komplain|protes|kecewa|dipersulit|dipungut|pungli|pungutan|minta (?:uang|duit|duwit|bagian|setoran|jatah|fee|rokok|sumbangan|bayaran|50|100|\d+)|suap|nyuap|sogok|amplop|serangan fajar|money politik\w*|politik uang|bagi[- ]?bagi|dibagi\w* (?:uang|duit|amplop|sembako)|"
    r"curang|kecurangan|manipulasi|digelembung\w*|penggelembungan|salah input|tidak sesuai|tdk sesuai|beda (?:dengan|sama|dgn|hasil)|berubah|diubah|dirubah|hilang|rusak|robek|sobek|segel|dibuka|terbuka|tertukar|kurang|kehabisan|habis|telat|terlambat|belum (?:dibayar|cair|dibayarkan|keluar|terima|dapat|didata|dicoklit)|blm (?:dibayar|cair|dapat|terima)|durung (?:dibayar|cair)|teu acan dibayar|"
    r"tidak (?:terdaftar|dapat|boleh|netral|datang|pernah|dicoklit|didata|diumumkan|transparan|bisa|ada akses|dilayani|ramah|sopan)|gak (?:terdaftar|dapat|boleh|netral|kedaftar|dicoklit|didata|dikasih|dilayani|dibayar)|tdk (?:terdaftar|dapat|boleh|netral|dibayar|dicoklit)|ga (?:terdaftar|dapat|boleh|netral|kedaftar|dikasih|dibayar|dapet)|ora (?:kedaftar|oleh|entuk|netral)|sudah meninggal|wis mati|orang mati|ganda|dobel|"
    r"dua kali|2 kali|marah|bentak|dibentak|usir|diusir|ditolak|nolak|kasar|judes|tidur|merokok|mabuk|antri|antre|antrian|ngantri|panas|becek|tangga|kursi roda|potong|dipotong|disunat|ditilep|tilep|fiktif|titipan|nepotisme|pilih kasih|joki|dijual|palsu|dipalsu\w*|diancam|ancam|intimidasi|diintimidasi|dilecehkan|pelecehan|dipaksa|diarahkan|disuruh|kampanye|rubuh|banjir|bau|kotor|gelap|jauh|error|eror|macet|lemot)\b"
)
_INSIDE: Final = re.compile(
    r"\b(?:(?:kantor|sekretariat|kesekretariatan|lingkungan|internal|instansi|satker|subbag|subbagian|bagian|unit|tempat kerja) (?:kami|saya|kita|sy)|saya (?:staf|staff|pegawai|asn|pns|ppnpn|sopir|supir|driver|bendahara|operator|honorer|tenaga kontrak|satpam|pramubakti|cpns|p3k|pppk|auditor)\b|sy (?:staf|staff|pegawai|asn|pns|ppnpn|sopir|supir|honorer)|"
    r"saya (?:kerja|bekerja|bertugas|tugas|dinas) (?:di|d) (?:kantor )?(?:kpu|sekretariat|bagian|subbag)|(?:atasan|pimpinan|bos|kepala|kasubbag|kasubag|sekretaris|kabag) (?:saya|kami|kita|sy)|orang dalam|sebagai pegawai|dari dalam|rekan kerja saya|teman kantor)\b"
)
_INSIDE_DEEDS: Final = re.compile(
    r"\b(?:perjalanan dinas|perjadin|sppd|spj|spt fiktif|nota (?:fiktif|kosong|palsu)|kuitansi (?:kosong|fiktif|palsu)|kwitansi (?:kosong|fiktif|palsu)|pengadaan|tender|lelang|rekanan|vendor|penyedia|mark ?up|markup|kickback|fee (?:proyek|\d+)|fee|cashback|komisi \d+|penunjukan langsung|hps|"
    r"dana hibah|anggaran|dipa|pagu|honor(?:arium)? (?:fiktif|dipotong|disunat)|lembur fiktif|absen(?:si)? (?:fiktif|palsu|dititip)|fingerprint|gratifikasi|benturan kepentingan|konflik kepentingan|setoran|jual beli jabatan|jabatan|mutasi|penyalahgunaan wewenang|mobil dinas|aset|bbm|stempel|rapat fiktif|bimtek fiktif|hotel fiktif|daftar hadir)\b"
)
_OF_US: Final = re.compile(
    r"\b(?:kpu|kpud|sekretariat|komisioner|kasubbag|kasubag|kabag|bendahara|ppk kegiatan|pejabat pembuat komitmen|pegawai|atasan|sekretaris|subbag|pimpinan)\b"
)
_ONLY_GREETS: Final = re.compile(
    r"^(?:(?:assalamu?'?alaikum\w*|ass?wr\.? ?wb\.?|aslmkm|warahmatullahi|wabarakatuh|wr|wb|halo+|hallo+|hai+|hi|hei|hey|hello|p+|ping|tes+|test|cek|permisi|punten|kulonuwun|kulo nuwun|sampurasun|om swastiastu|horas|shalom|salam|selamat|met|pagi|siang|sore|malam|mlm|min|mimin|admin|pak|bu|kak|bang|ka|gan|sis|bot|kpu|kentongan|ok|oke|iya|ya|yo|hmm+|he+|haha\w*|wkwk\w*|xixi\w*|monggo|sugeng|enjing|siyang|sonten|dalu|wilujeng|enjing-enjing|sadaya|semua|semuanya|dulur|"
    r"salam kenal|apa kabar|apa khabar|kumaha damang|pripun kabare|ada orang|ada orangnya|lagi apa|mau lapor|lapor|saya|mau|di sini|nih|dong|deh|coba|nyoba|test bot|sehat)[\s,.!?\W]*)*$"
)
_TOPICS: Final = (
    (
        Topic.RESULT_SYSTEM,
        re.compile(
            r"\b(?:sirekap|si rekap|si-rekap|situng|c[ .-]?(?:hasil|plano|1)|c1|d[ .-]?hasil|rekapitulasi|rekap|hasil (?:suara|pemilu|pilkada|penghitungan|hitung|rekap|input)|input suara|perolehan suara|salinan c|plano|suara (?:partai|caleg|paslon) \w+ (?:berubah|bertambah|berkurang|hilang)|penggelembungan|digelembung\w*|real count|selisih suara|pleno)\b"
        ),
    ),
    (Topic.SEAL, re.compile(r"\b(?:segel\w*|disegel|gembok|kotak suara|kotaknya|kotak)\b")),
    (
        Topic.BALLOT,
        re.compile(
            r"\b(?:surat suara|surat suarane|kertas suara|suara sah|suara tidak sah|sudah tercoblos|sdh tercoblos|tercoblos|sortir|lipat)\b"
        ),
    ),
    (
        Topic.VOTER_LIST,
        re.compile(
            r"\b(?:dpt|dps|dpshp|dptb|dpk|daftar pemilih|data pemilih|pemilih (?:tetap|ganda|fiktif|tambahan)|coklit|dicoklit|pantarlih|pindah (?:memilih|milih|pilih|tps|nyoblos|coblos)|pindah tempat|terdaftar|kedaftar|undangan (?:memilih|nyoblos|coblos|pemilih)|c6|form c6|c pemberitahuan|undangan|cek dpt|sudah meninggal|nik (?:saya|ganda)|a5|form a)\b"
        ),
    ),
    (
        Topic.VIOLATION,
        re.compile(
            r"\b(?:curang|kecurangan|politik uang|money politic\w*|serangan fajar|amplop|sembako|bagi[- ]bagi|pungli|pungutan|minta (?:uang|duit|fee|setoran|jatah)|uang|duit|duwit|artos|suap|sogok|netral|tidak netral|kampanye|intimidasi|diarahkan|diancam|pelanggaran|coblos|mencoblos|nyoblos \w+ kali|joki|diwakil\w*|mobilisasi|titipan|nepotisme|anggota partai|tim sukses|timses|dipaksa|disuruh (?:pilih|milih|nyoblos|coblos)|honor|dipotong|fiktif|korupsi|gratifikasi|markup|mark up)\b"
        ),
    ),
)
_BODIES: Final = (
    (
        Body.DKPP,
        re.compile(
            r"\b(?:dkpp|kode etik|pelanggaran etik|etika penyelenggara|etik (?:komisioner|ketua|anggota))\b"
        ),
    ),
    (
        Body.BAWASLU,
        re.compile(
            r"\b(?:(?:caleg|calon|paslon|cabup|cagub|capres|cawabup|timses|tim sukses|tim kampanye|partai|parpol|relawan|kader|saksi partai|bupati|kades|kepala desa|camat|asn|gubernur|pejabat)\b[^.!?\n]{0,60}\b(?:bagi\w*|membagi\w*|dibagi\w*|ngasih|kasih|memberi\w*|sebar\w*|menyebar\w*|nyebar\w*|kampanye\w*|berkampanye|janji\w*|menjanjikan|pasang|memasang|nempel\w*|dukung\w*|mendukung|mengarahkan|ngarahin|nyuruh|menyuruh|mengajak|ngajak|iklan|mengumpulkan|ngumpulin)|"
            r"serangan fajar|money politi\w*|politik uang|baliho|spanduk|apk\b|alat peraga|black campaign|kampanye (?:hitam|di (?:masjid|sekolah|tempat ibadah|kampus|kantor)|pakai|di luar jadwal|masa tenang)|(?:bagi|dibagi|bagi-bagi)\w* (?:sembako|beras|amplop|uang|duit|minyak|kaos)|panwas\w*|bawaslu|sengketa (?:proses|pemilu)|isu sara|ujaran kebencian|mobil dinas (?:untuk|buat|dipakai) kampanye)\b"
        ),
    ),
    (
        Body.DUKCAPIL,
        re.compile(
            r"\b(?:ktp(?: saya| el| elektronik)?|e-?ktp|kartu keluarga|akta|akte|kk\b|nik (?:tidak|gak|tdk|belum|saya (?:tidak|gak|salah))|dukcapil|capil|disdukcapil|rekam ktp|kia\b|pindah domisili|surat pindah|ktp-?el|bikin ktp|cetak ktp|blangko)\b"
        ),
    ),
    (
        Body.PEMDA,
        re.compile(
            r"\b(?:jalan(?:an)? (?:rusak|berlubang|bolong|lubang|desa rusak|kampung rusak|longsor)|jalan (?:di|menuju|depan) [^.!?\n]{0,40}(?:rusak|berlubang|hancur|bolong)|lampu jalan|pju|bansos|pkh\b|blt\b|bpnt|bantuan (?:beras|sosial|pangan|tunai|rumah|desa|ternak|pupuk|bibit|modal)|sampah|banjir|drainase|selokan|got\b|irigasi|pupuk|air (?:bersih|pdam)|pdam|puskesmas|bpjs|sekolah (?:rusak|roboh|ambruk)|dana desa|pbb\b|pajak|izin (?:usaha|bangunan)|imb\b|pungli (?:sekolah|kelurahan|desa|samsat)|pasar (?:rusak|kotor)|raskin|rtlh|bedah rumah|posyandu|jembatan)\b"
        ),
    ),
    (
        Body.POLICE,
        re.compile(
            r"\b(?:kemaling\w*|maling|dicuri|pencurian|curanmor|motor (?:saya )?(?:hilang|dicuri|ilang)|dirampok|perampokan|begal|dibegal|jambret|copet|kecopetan|kehilangan (?:motor|hp|dompet|sapi|kambing)|narkoba|sabu|judi|judol|tawuran|perkelahian|berkelahi|gelut|pembunuhan|kdrt|penipuan|ditipu|tertipu|penculikan|diculik|kecelakaan|tabrak lari|pinjol|penganiayaan)\b"
        ),
    ),
)
_OTHER_BODY: Final = re.compile(
    r"\b(?:pln|listrik (?:mati|padam)|mati lampu|sinyal|telkomsel|indihome|wifi|bank (?:bri|bni|mandiri)|gaji (?:pabrik|karyawan)|phk|pabrik|bpn|sertifikat tanah|sengketa tanah|imigrasi|paspor|visa|tni|pensiun|taspen|ojol|shopee|paket|kurir|dokter|rumah sakit|pinjaman)\b"
)
_OURS: Final = re.compile(
    r"\b(?:kpps|pps\b|ppk\b|pantarlih|kpu|kpud|ppln|kppsln|tps|dpt|sirekap|surat suara|kotak suara|penghitungan suara|pemungutan suara|komisioner|pleno|rekap\w*|coklit|daftar pemilih|terdaftar|nyoblos|pindah memilih)\b"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a story wants."""

    kind: StoryKind
    topic: Topic | None
    elsewhere: Body | None


def wanted_in(text: str) -> Wanted:
    """Tell what a text wants, what it is about and whose matter it is."""
    lowered = " ".join(small(text).split())
    kind = _kind_of(lowered)
    elsewhere = None if kind is StoryKind.NONE else _elsewhere(lowered)
    topic = next((topic for topic, words in _TOPICS if words.search(lowered)), None)
    if elsewhere in {Body.PEMDA, Body.DUKCAPIL, Body.POLICE, Body.OTHER} or kind is StoryKind.NONE:
        topic = None
    return Wanted(kind, topic, elsewhere)


def _kind_of(lowered: str) -> StoryKind:
    if _ONLY_GREETS.match(lowered) or not re.search(r"\w", lowered):
        return StoryKind.NONE
    asks, wishes, complains = (len(pattern.findall(lowered)) for pattern in (_ASKS, _WISHES, _COMPLAINS))
    if _INSIDE.search(lowered) and (_INSIDE_DEEDS.search(lowered) or complains):
        return StoryKind.WHISTLEBLOWING
    if _INSIDE_DEEDS.search(lowered) and _OF_US.search(lowered) and not asks:
        return StoryKind.WHISTLEBLOWING
    if asks and asks >= complains and not (wishes > asks):
        return StoryKind.QUESTION
    if wishes and wishes >= complains:
        return StoryKind.WISH
    return StoryKind.COMPLAINT


def _elsewhere(lowered: str) -> Body | None:
    ours = bool(_OURS.search(lowered))
    for body, words in _BODIES:
        if words.search(lowered) and not (ours and body not in {Body.DKPP, Body.BAWASLU}):
            return (
                body
                if not (
                    ours
                    and body is Body.BAWASLU
                    and not re.search(
                        r"\b(?:caleg|paslon|partai|timses|tim sukses|bawaslu|kampanye)\b", lowered
                    )
                )
                else None
            )
    return Body.OTHER if _OTHER_BODY.search(lowered) and not ours else None
