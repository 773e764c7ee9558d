"""Who was told of, and what they have to do with it, as people tell it: "pak rudi ketua kpps minta uang".

A person is a name behind a title, a name in capitals, a position with its body, or somebody of the writer's
own ("ibu saya"). What part they have is read from what stands beside them: who minta, mengancam or mencoblos
is accused, who dipukul is a victim, who melihat a witness, who says "saya" the writer. Where nothing tells,
it is asked: nobody is accused by default. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.stories.proposals import LIKELY, SURE, Part, Span, Who
from core.stories.words import small

_TITLE: Final = (
    r"(?:bapak|bpk|pak|bp|ibu|bu|sdri|sdr|saudara|saudari|mas|mbak|mba|kang|teh|teteh|bang|abang|om|tante|haji|hajah|hj|h|ust|ustadz|ustad|"
    r"drs|dra|dr|ir|prof|si|inisial|lalu|baiq|tuan guru|tgh|kyai|gus|daeng|uda|uni|cak|ning|pakde|bude|yu|lek|koh|ce|ci|ko|amaq|inaq|bli|mbok)\.?"
)
_ROLE: Final = (
    r"(?:(?:wakil|wkl|plt|plh|mantan|eks|oknum|calon|salah satu|salah seorang|seorang|sebagian|para|beberapa|semua|dua|tiga|2|3) )*"
    r"(?:kepala (?:desa|dusun|kpu|sub ?bagian|subbag|bagian|sekretariat|gudang|badan|dinas|kampung|lingkungan|sekolah)|ketua|ktua|anggota|sekretaris|sekertaris|sekre|"
    r"sekdes|bendahara|kasubbag|kasubag|kasub|kabag|kades|kadus|kepsek|staf|staff|operator|petugas|ptugas|komisioner|panitia|pegawai|satpam|security|sopir|supir|"
    r"linmas|hansip|camat|lurah|bupati|walikota|wali kota|gubernur|caleg|cabup|paslon|timses|tim sukses|relawan|pantarlih|pengawas|pejabat|ppk kegiatan|ppk|pps|kpps|ppln|kppsln|"
    r"panwascam|panwaslu|ptps|pkd|saksi (?:partai|paslon|caleg|mandat|nomor)\w*|rekanan|vendor|kontraktor|penyedia|atasan|bos|pimpinan|koordinator|korlap|korcam|korkel|perawat|"
    r"guru|kyai|tokoh|preman|ajudan|juru bayar|pelaksana|kasir|admin(?=nya| kpu| ppk| pps)|mandor|ppnpn|kasi|kaur|carik|pak rt|pak rw|ketua rt|ketua rw|juragan|kontributor|tukang parkir)(?:nya|ne|na)?"
)
_BODY: Final = (
    r"(?: (?:kpps|ppln|pps|ppk|kpps ?ln|pantarlih|kpu|kip|bawaslu|panwascam|panwaslu|dkpp|dpt|partai \w+|parpol|tps ?\d*|rt ?\d*|rw ?\d*|desa|kelurahan|kel|kecamatan|kec|kabupaten|kab|kota|provinsi|"
    r"subbag|sub bagian|bagian|divisi|seksi|bidang|keuangan|umum|logistik|hukum|sdm|teknis|data|rendatin|parmas|sosialisasi|perencanaan|gudang|sekretariat|kantor|dusun|"
    r"karang taruna|posyandu|pengadaan|kami|kita|saya|nomor \d+|no ?\d+|setempat|sini|situ|\d{1,3}))*"
)
_KIN: Final = (
    r"(?:istri|suami|anak|ibu|bapak|ayah|ortu|orang tua|orangtua|adik|adek|kakak|kakek|nenek|mertua|tetangga|temen|teman|kawan|sepupu|ponakan|keponakan|paman|bibi|"
    r"saudara|keluarga|mbah|simbah|embah|emak|mak|bojo|konco|kanca|rencang|babaturan|pun biang|murid|karyawan|majikan|rekan|ipar|cucu)(?: (?:kerja|kantor|kuliah|sekolah))?"
    r" (?:saya|sy|aku|ku|kami|gw|gue|kulo|kula|abdi|abi|nyong|inyong)|(?:ibuku|ibukku|bapakku|ayahku|istriku|suamiku|anakku|adikku|kakakku|nenekku|kakekku|temanku|temenku|tetanggaku|bojoku|mbahku|emakku|kancaku)"
)
_NAME: Final = r"(?-i:[A-Z][a-z'’]+|[A-Z]\.?|[A-Z]{3,})"
_STOP_NAMES: Final = frozenset(
    [
        "saya",
        "yang",
        "yg",
        "ada",
        "itu",
        "ini",
        "di",
        "ke",
        "dari",
        "mau",
        "minta",
        "tolong",
        "juga",
        "dan",
        "kok",
        "tidak",
        "ga",
        "gak",
        "ngga",
        "nggak",
        "tdk",
        "kpu",
        "kpud",
        "bawaslu",
        "tps",
        "ppk",
        "pps",
        "kpps",
        "desa",
        "kec",
        "kab",
        "kota",
        "rt",
        "rw",
        "pak",
        "bu",
        "bapak",
        "ibu",
        "selamat",
        "pagi",
        "siang",
        "sore",
        "malam",
        "assalamualaikum",
        "salam",
        "mohon",
        "tanya",
        "lapor",
        "maaf",
        "min",
        "admin",
        "kapan",
        "apa",
        "siapa",
        "bagaimana",
        "gimana",
        "kenapa",
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "desember",
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "minggu",
        "pemilu",
        "pilkada",
        "dpt",
        "petugas",
        "ketua",
        "anggota",
        "sekretaris",
        "staf",
        "kepala",
        "sudah",
        "sdh",
        "belum",
        "blm",
        "kami",
        "kita",
        "dia",
        "beliau",
        "mereka",
        "nya",
        "sendiri",
        "lah",
        "terus",
        "trus",
        "lalu",
        "tapi",
        "karena",
        "krn",
        "jadi",
        "kasih",
        "bilang",
        "suruh",
        "ngomong",
        "datang",
        "dtg",
        "bayar",
        "bagi",
        "ambil",
        "terima",
        "marah",
        "usir",
        "tolak",
        "jual",
        "hapus",
        "larang",
        "paksa",
        "catat",
        "buka",
        "bawa",
        "kemarin",
        "tadi",
        "kalau",
        "kalo",
        "bisa",
        "harus",
        "semua",
        "warga",
        "masyarakat",
        "pemilih",
        "orang",
        "negara",
        "presiden",
        "rakyat",
        "pihak",
        "hp",
        "uang",
        "duit",
        "nama",
        "kantor",
        "katanya",
        "dgn",
        "dengan",
        "sama",
        "untuk",
        "buat",
        "pas",
        "waktu",
        "saat",
        "jam",
        "pukul",
        "tgl",
        "guru",
        "camat",
        "lurah",
        "kades",
        "dukuh",
        "rektor",
        "polisi",
        "dokter",
        "haji",
        "tentara",
        "hakim",
        "jaksa",
        "bupati",
        "gubernur",
    ]
)
_PERSON: Final = re.compile(
    rf"(?P<kin>\b{_KIN}\b)|(?P<role>\b{_ROLE}\b{_BODY})|(?P<title>\b(?:{_TITLE} )+)(?P<after>[a-z'’]+(?:(?: | \.)(?-i:[A-Z][a-z'’]+|[A-Z]\.?))*)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"\b(?:namanya|nama(?: lengkap)?(?:nya)? ?:|bernama|atas nama|a\.?n\.?|an\.|nama saya|aku|perkenalkan saya|perkenalkan nama saya|jenenge|asmane|ngaran(?:na)?|inisial) ?:? ?(?P<after>[a-z][a-z'’.]*(?: (?-i:[A-Z][a-z'’]+|[A-Z]\.?))*)",
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(rf"(?-i:[A-Z][a-z'’]{{2,}})(?: {_NAME})+")
_BY: Final = re.compile(
    r"[\s,()]*(?:selaku|sebagai|yang jadi|yg jadi|yang jabat|jabatan(?:nya)?|itu|dari|yaitu|namanya|bernama|a\.?n\.?|:|-|–)?[\s,(:]*"
)

_ACTS: Final = (
    r"(?:me?n?g?i?minta\w*|minta\w*|mnta|mintak\w*|njaluk\w*|nyuwun|menta|palak\w*|malak\w*|pungut\w*|mungut\w*|memungut|nagih|menagih|nyogok|menyogok|sogok|suap|menyuap|nyuap|terima\w*|menerima|nerima|nampi|"
    r"bagi(?!an)\w*|membagi\w*|mbagi\w*|ngasih|kasih|memberi\w*|nawarin|menawar\w*|ancam\w*|mengancam\w*|ngancam\w*|intimidasi|mengintimidasi|teror|meneror|neror|pukul\w*|memukul\w*|mukul\w*|nampar|menampar|dorong|mendorong|"
    r"maksa\w*|memaksa\w*|paksa|suruh|nyuruh\w*|menyuruh\w*|ngongkon|ngarah\w*|mengarah\w*|mengajak|ngajak|bohong\w*|berbohong|ngapusi|nipu|menipu|curang|berbuat|main|mainin|manipul\w*|memanipul\w*|ubah|mengubah|merubah|ngubah|ngrubah|ganti|mengganti|"
    r"coblos\w*|mencoblos\w*|nyoblos\w*|buka|membuka|mbuka\w*|bukak|robek|merobek|rusak|merusak|ngrusak|hilang\w*|menghilang\w*|marah\w*|memarahi|nyentak|bentak\w*|membentak\w*|mbentak|nggertak|menggertak|usir|mengusir|ngusir|larang|melarang|nglarang|tolak|menolak|nolak|"
    r"tidur|merokok|ngrokok|mabuk|main hp|telat|terlambat|bolos|korup\w*|sunat|nyunat|potong|memotong|motong|tilep|nilep|menilep|gelap\w*|menggelap\w*|jual|menjual|ngedol|intervensi|titip|nitip|menitip\w*|kampanye|berkampanye|"
    r"lecehkan|melecehkan|ngelecehin|raba\w*|meraba\w*|ngeraba|pegang\w*|memegang|megang\w*|cium|mencium|nyium|rayu|merayu|ngerayu|gangguin|menggoda|godain|peluk|memeluk|chat|wa mesum|ngechat|kirim\w*|mengirim\w*|hapus|menghapus|ngapus|tulis|menulis|nulis|"
    r"palsu\w*|memalsu\w*|malsu\w*|tanda tangan\w*|nandatangan\w*|markup|mark up|menggelembung\w*|fiktif|rekayasa|merekayasa|bikin|membuat|mbuat|gawe|nyimpen|menyimpan|bawa|membawa|nggawa|ngambil|mengambil|ambil|njupuk|nyuri|mencuri|curi|"
    r"menyalahgunakan|memakai|pakai|pake|memalak|meremehkan|ngeremehin|menghina|ngina|hina|mengejek|ngatain|memfitnah|fitnah|pilih kasih|nepotisme|meloloskan|lolosin|masukin|memasukkan|nglebokne|diam saja|diam aja|diem aja|cuek|judes|galak|kasar|sombong|"
    r"ngawasi|mengawasi|ngikutin|mengikuti|membuntuti|mendatangi|datangi|ngebut|nabrak|bungkam|membungkam|melakukan|ngelakuin|terlibat|berpihak|memihak|mendukung|dukung|mengkampanyekan|nego|janji\w*|menjanjikan|meninggalkan|ninggalin|menghalang\w*|halangi|ngalangi|mempersulit|menunda|nahan|menahan|"
    r"pecat|memecat|mecat|mutasi|memutasi|ngirim|nelpon|menelpon|menelepon|telpon|ngehubungin|ngelabrak|melabrak|labrak|nyebar\w*|menyebar\w*|sebar|posting|ngepost|mengumumkan|membiarkan|biarkan|tutup|menutup|nutup)"
)
_FILL: Final = r"(?:itu|yang|yg|malah|terus|trus|selalu|sering|tadi|juga|jg|pun|sudah|udah|udh|sdh|telah|mau|akan|ini|nya|lagi|kok|sempat|langsung|lsg|mulai|coba|ikut|pada|justru|diam-diam|seenaknya|cuma|hanya|saat|kemarin|nya itu|katanya|sengaja|wis|geus|kerap|sering kali|malah|jadi|suka|pernah|bersama|terang-terangan|berani|ternyata|semalam)"
_NOT: Final = r"(?:tidak|tdk|gak|ga|nggak|ngga|gk|tak|ora|teu|belum|blm|bukan|ndak)"
_DOES: Final = re.compile(
    rf"^[\s,()]*(?:{_FILL}\s+)*(?:(?:{_ACTS})\b|{_NOT} (?:mau|me\w+|ng\w+|kasih|hadir|datang|dtg|ada di|netral|jujur|bayar|adil|ramah|sopan|terima|izin\w*|ngizin\w*|ngasih|peduli|transparan|profesional|becus|pernah)|(?:punya|ada) (?:kepentingan|hubungan))"
)
_SUFFERS: Final = re.compile(
    rf"^[\s,()]*(?:{_FILL}\s+)*(?:di(?!a\b|bawah|mana|sini|situ|depan|atas|dekat|rumah|desa|kantor|tps|hadapan)[a-z]{{3,}}|kena|korban|jadi korban|menjadi korban|terpaksa|disuruh|dipaksa|takut|trauma|nangis|luka|sakit|"
    rf"(?:{_NOT}) (?:terdaftar|kedaftar|ada di|masuk|dapat|dpt|dapet|dibayar|boleh|bisa|diberi|dikasih|diizin\w*|dilayani|iso|bisa|entuk|angsal|terima|nerima|nyoblos|memilih|dipanggil|digaji)|namanya (?:{_NOT}|hilang|ilang)|hilang|dicoret|kehilangan|gagal)"
)
_SEES: Final = re.compile(
    rf"^[\s,()]*(?:{_FILL}\s+)*(?:lihat|liat|melihat|ngeliat|ngelihat|menyaksikan|nyaksi\w*|saksi|saksinya|jadi saksi|menjadi saksi|bisa jadi saksi|tahu kejadian|mendengar|dengar|denger|krungu|weruh|ningali|rekam|merekam|ngerekam|memvideo\w*|videoin|memfoto|foto)\b"
)
_SEEN_BEFORE: Final = re.compile(
    r"(?:\bsaksi(?:nya)?(?: mata)?(?: ada| adalah| yaitu| :)?|\b(?:yang|yg|sing) (?:lihat|liat|melihat|tahu|tau|nyaksiin|menyaksikan|ngeliat|weruh)(?: (?:ada|kejadian|langsung|juga))*|\bdisaksikan(?: oleh| langsung oleh)?|\bada|\bdilihat|\bdi ?depan|\bdi ?hadapan|\bbareng|\bada juga)[\s:,]*$"
)
_BY_WHOM: Final = re.compile(
    r"(?:\b(?:oleh|pelaku(?:nya)?(?: adalah| yaitu| ialah| itu)?|terlapor(?:nya)?|dalang\w*|tersangka|gara-gara|gara2|ulah|perbuatan|kelakuan|melaporkan|laporkan|lapor(?:in)?|kecewa (?:sama|dengan)|keluhan (?:tentang|soal))[\s:]*"
    r"|\bdi(?!a\b|bawah|mana|sini|situ|depan|atas|hadapan|dekat|rumah|desa|kantor)[a-z]{3,}(?: (?!saya\b|kami\b)[\w']+){0,3} (?:sama|ama|karo|ku|dening|kaliyan|dr|dari|oleh|ti)[\s:]*|\b(?:yang|yg|sing|nu) (?:minta|mnta|njaluk|menta|ngambil|terima|ngancam|mukul|buka|nyuruh|bagi|bagiin|ngasih|coblos|nyoblos|melakukan|ngelakuin|ngatur)(?: [\w']+){0,3}[\s:,]*"
    r"|\bdi(?:minta\w*|palak\w*|ancam|teror|pukul\w*|usir|bentak\w*|marahi|marahin|tolak|larang|suruh|paksa|lecehkan|raba\w*|tipu|intimidasi|ambil|potong|sunat|peluk|godain|pegang\w*|hina|dorong|sebar|jual|bagi\w*|coblos\w*|ubah|rubah|hapus|bohongi|persulit)[\s:]*)$"
)
_TO_WHOM: Final = re.compile(
    r"\b(?:kepada|kpd|ke|terhadap|thd|ka|dari|kena|korban(?:nya)?(?: adalah| :)?|menimpa|marang|dateng|sama)[\s:]*$"
)
_ACT_BEFORE: Final = re.compile(
    rf"\b(?:{_ACTS})\b(?: [\w'.]+){{0,4}} (?:kepada|kpd|ke|terhadap|dari|sama|marang|ka)[\s:]*$|\bkorban(?:nya)?(?: adalah| yaitu|:)?[\s:]*$"
)
_VERB_OBJECT: Final = re.compile(
    r"\b(?:memukul|mukul|ngancam|mengancam|nipu|menipu|paksa|memaksa|maksa|ngusir|mengusir|membentak|bentak|marahin|memarahi|melecehkan|nyuruh|menyuruh|suruh|melarang|nakutin|menakuti|ngintimidasi|mengintimidasi|mendorong|nampar|menampar|meraba|memeluk)[\s:]*$"
)
_I_AM: Final = re.compile(
    r"\b(?:saya|sy|aku|ak|gue|gw|kami|kita|kulo|kula|abdi|i am|i'm|ambo|awak|ulun)(?: (?:ini|adalah|selaku|sebagai|salah satu|salah seorang|cuma|hanya|dulu|mantan|kebetulan|jadi|kerja|bekerja|seorang|niki|mah|tugas|bertugas|juga|a|an))*[\s,:]*$"
)
_MY_NAME: Final = re.compile(
    r"\b(?:nama saya|nama sy|perkenalkan(?: nama)?(?: saya)?|nami kulo|nama aku|nami abdi|my name is|sy|saya|aku)[\s:,]*$"
)
_ADDRESSED: Final = re.compile(
    r"(?:^|[.!?\n,]\s*|\b(?:yth|kepada|kpd|halo|hai|hi|dear|permisi|punten|salam|selamat (?:pagi|siang|sore|malam)|pagi|siang|sore|malam|assalamualaikum|ass?wr ?wb|tolong|mohon|maaf|makasih|terima kasih|trimakasih|tks|min)[\s,.]*)$"
)
_ADDRESS_ROLE: Final = re.compile(
    r"\b(?:yth|kepada yth|kepada|buat|untuk)\.?[\s:]*(?:bapak|ibu|pak|bu|bapak/ibu)?[\s.]*$"
)
_CLAUSE: Final = re.compile(r"[.;!?\n]|\b(?:sedangkan|sementara|tapi|tetapi|kemudian)\b")
_REACH: Final = 70
_PARTY: Final = frozenset({Part.ACCUSED, Part.VICTIM, Part.WITNESS})


@dataclass(frozen=True, slots=True)
class _Person:
    span: Span
    name: str = ""
    position: str = ""
    kin: bool = False
    title: bool = False


def people_in(text: str, places: Sequence[Span] = ()) -> tuple[Who, ...]:
    """Find the people told of in a text; what lies in `places` is no name."""
    lowered = small(text)
    found = [one for one in _longest(_all(text)) if one.kin or one.title or not _is_place(one, places)]
    told = (_placed(lowered, _with_place(text, one, places)) for one in _together(text, found))
    return tuple(one for one in told if one is not None)


def _with_place(text: str, one: _Person, places: Sequence[Span]) -> _Person:
    """Take the place behind a position along: "Sekretaris KPU Lombok Timur"."""
    for place in places:
        if (
            one.position
            and not one.kin
            and place.start >= one.span.end
            and text[one.span.end : place.start].strip(" ") == ""
        ):
            span = Span(one.span.start, place.end)
            ends_with_it = text[one.span.start : one.span.end].endswith(one.position)
            position = f"{one.position} {place.of(text)}" if ends_with_it else one.position
            return replace(one, span=span, position=position)
    return one


def _is_place(one: _Person, places: Sequence[Span]) -> bool:
    return not one.position and any(one.span.touches(place) for place in places)


def _all(text: str) -> Iterator[_Person]:
    lowered = small(text)
    for match in _PERSON.finditer(text):
        if match["kin"]:
            yield _Person(Span(*match.span()), position=match["kin"], kin=True)
        elif match["role"]:
            end = match.start() + len(match["role"].rstrip())
            yield _Person(Span(match.start(), end), position=text[match.start() : end])
        elif match["after"] and (name := _name_in(match["after"])):
            start = match.start("after")
            yield _Person(Span(match.start(), start + len(name)), name=name, title=True)
    for match in _NAMED.finditer(text):
        if name := _name_in(match["after"]):
            start = match.start("after")
            yield _Person(Span(start, start + len(name)), name=name, title=True)
    if text != lowered and text != text.upper():
        for match in _CAPITALS.finditer(text):
            words = match[0].split()
            while words and words[0].lower() in _STOP_NAMES:
                words = words[1:]
            while words and words[-1].lower().strip(".") in _STOP_NAMES:
                words = words[:-1]
            if len(words) >= 2 and not any(word.lower() in _STOP_NAMES for word in words):
                start = match.start() + match[0].index(words[0])
                name = " ".join(words)
                yield _Person(Span(start, start + len(name)), name=name)


def _name_in(after: str) -> str:
    """Cut the words behind a title to a name; empty where they are none."""
    words = after.split(" ")
    if (
        words[0].lower().strip(".'") in _STOP_NAMES
        or len(words[0]) < 2
        or words[0].lower().startswith(("memb", "meng", "meny", "diker"))
    ):
        return ""
    kept = [words[0]]
    for word in words[1:]:
        if word.lower().strip(".") in _STOP_NAMES:
            break
        kept.append(word)
    return " ".join(kept).rstrip(".,")


def _longest(found: Iterator[_Person]) -> list[_Person]:
    kept: list[_Person] = []
    for each in sorted(found, key=lambda one: (one.span.start - one.span.end, not one.title)):
        if not any(each.span.touches(other.span) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.span.start)


def _together(text: str, found: list[_Person]) -> Iterator[_Person]:
    """Join a name with the position beside it."""
    current: _Person | None = None
    for each in found:
        if current is not None and _belong(text, current, each):
            current = replace(
                current,
                span=Span(current.span.start, each.span.end),
                name=current.name or each.name,
                position=current.position or each.position,
                title=current.title or each.title,
            )
            continue
        if current is not None:
            yield current
        current = each
    if current is not None:
        yield current


def _belong(text: str, first: _Person, second: _Person) -> bool:
    between = text[first.span.end : second.span.start].lower()
    if first.kin or second.kin or "\n" in between or not _BY.fullmatch(between):
        return False
    return bool(first.name) != bool(second.name) and bool(first.position) != bool(second.position)


# --- what part they have -------------------------------------------------------------------------


def _placed(lowered: str, one: _Person) -> Who | None:
    """Say what part somebody has; None where they are only spoken to."""
    before, after = _before(lowered, one.span.start), _after(lowered, one.span.end)
    if _spoken_to(before, after, one):
        return None
    part = _part_of(before, after, one)
    if part is None:
        return None
    return Who(
        span=one.span,
        name=one.name,
        position=one.position,
        part=part,
        confidence=SURE if one.name and part in _PARTY else LIKELY,
    )


def _before(lowered: str, start: int) -> str:
    piece = lowered[max(0, start - _REACH) : start]
    ends = [match.end() for match in _CLAUSE.finditer(piece)]
    return piece[ends[-1] :] if ends else piece


def _after(lowered: str, end: int) -> str:
    piece = lowered[end : end + _REACH]
    stop = _CLAUSE.search(piece)
    return piece[: stop.start()] if stop else piece


def _spoken_to(before: str, after: str, one: _Person) -> bool:
    """Whether it is only whom the words are addressed to: "selamat pagi pak admin", "yth. Ketua KPU"."""
    if _ADDRESS_ROLE.search(before) and not _ACT_BEFORE.search(before):
        return not one.kin
    greeting = bool(_ADDRESSED.search(before)) and bool(
        re.match(r"^\s*(?:[,.!]|mau|saya|sy|mohon|tolong|gimana|kapan|apa|ini|kok|$)", after)
    )
    return greeting and one.title and not one.position and one.name.islower() and not _DOES.match(after)


def _part_of(before: str, after: str, one: _Person) -> Part | None:
    if one.kin:
        return _part_of_kin(before, after)
    if one.name and _MY_NAME.search(before) and not _DOES.match(after):
        return Part.WRITER
    if one.position and _I_AM.search(before):
        return Part.WRITER
    if _BY_WHOM.search(before):
        return Part.ACCUSED
    if _ACT_BEFORE.search(before) or _VERB_OBJECT.search(before):
        return Part.VICTIM
    if _SEEN_BEFORE.search(before) and not _DOES.match(after):
        return Part.WITNESS
    if _DOES.match(after):
        return Part.ACCUSED
    if _SEES.match(after):
        return Part.WITNESS
    if _SUFFERS.match(after):
        return Part.VICTIM
    return Part.MENTIONED if one.name else None


def _part_of_kin(before: str, after: str) -> Part | None:
    if _SEES.match(after) or re.search(
        r"\b(?:saksi(?:nya)?|(?:yang|yg|sing) (?:lihat|liat|melihat|weruh)(?: \w+)?|dilihat)[\s:]*$", before
    ):
        return Part.WITNESS
    if (
        _SUFFERS.match(after)
        or _ACT_BEFORE.search(before)
        or _VERB_OBJECT.search(before)
        or _TO_WHOM.search(before)
    ):
        return Part.VICTIM
    if _BY_WHOM.search(before):
        return Part.ACCUSED
    return None
