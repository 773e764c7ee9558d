"""Places without a name of their own in any table: polling stations, streets, buildings, and lands abroad."""

import re
from collections.abc import Iterator
from typing import Final

from core.stories.proposals import PlaceKind, Span

_POLLING: Final = re.compile(
    r"\b(?:bilik )?(?P<place>tps\.? ?(?:no\.? ?|nomor |nmr |nomer )?(?:\d{1,3}\b|[ivx]{1,5}\b))"
)
_WAY: Final = (
    "(?:jl|jln|gg|gang|perumahan|perum|prmhn|komplek|kompleks|blok|apartemen|apartment|rusun"
    "|rusunawa|mess|asrama"
    "|jalan(?! (?:raya|kaki|rusak|terus|teros|saja|aja|desa|kampung|utama|umum|yang|yg|ini|itu"
    r"|dari|karena|keluar|tikus|pulang|ke)\b))"
)
_STREET: Final = re.compile(
    rf"\b{_WAY}\b\.? (?:di )?(?!sambil\b|yang\b|yg\b|dan\b|rusak\b|saya\b|kami\b|ke\b|dari\b"
    r"|karena\b|depan\b|itu\b|ini\b)[a-z][\w'.]*"
    r"(?: (?!dan\b|di\b|yang\b|yg\b|saya\b|sy\b|ada\b|desa\b|kec\b|kel\b|kab\b|kota\b|depan\b"
    r"|dekat\b|pas\b|waktu\b|jam\b|rt\b|rw\b|kecamatan|kelurahan|kabupaten|sudah|udah|belum|minta"
    "|tidak|gak|kemarin|tadi|rusak)"
    r"[a-z0-9][\w'.]*){0,3}?"
    r"(?: (?:no|nomor|nmr)\.? ?\d+\w?|(?=[,.\n;)!?]|$| (?:dan|di|yang|yg|saya|sy|desa|kec|kel|kab"
    "|kota|depan|dekat|pas|waktu|ada|rt|rw|jam|sudah|udah|belum|minta|tidak|gak|kemarin|tadi"
    r"|rusak|udh|sdh|kecamatan|kelurahan|kabupaten)\b))"
)
_NAMED_WAY: Final = re.compile(r"(?-i:\b[Jj]alan(?: [A-Z][\w'.]+)+)")
_BUILDING: Final = (
    "balai (?:desa|kelurahan|dusun|warga|rw|rt|pertemuan|kampung|banjar)|bale (?:desa|banjar"
    "|warga)|banjar adat"
    "|kantor(?:e|na)? (?:desa|lurah|kelurahan|camat|kecamatan|pps|ppk|panwascam|distrik|bupati"
    "|walikota|dukcapil|catatan sipil|pos|kpu)"
    r"|gudang(?:e|na)?(?: (?:kpu|logistik|kecamatan|kabupaten|bulog|penyimpanan))?"
    "|(?:halaman|parkiran|teras|aula|lapangan|ruang|ruangan|rumah|rumahe|omah|depan|belakang"
    "|samping|dekat|barak|mess|dapur) (?:kelas|arsip|rapat|kerja|tamu|guru|ketua|kepala"
    "|sekretaris|bendahara|komisioner|pak rt|pak rw|bu rt|pak kades|pak lurah|"
    r"pak [a-z]+|bu [a-z]+|kepala desa|kades|lurah|caleg|ketua \w+|parkir|tps|sdn?|smpn?|sman?"
    r"|sekolah|masjid|kantor \w+|kantor|balai desa|kecamatan|kelurahan|kpu|terbang|bola|futsal"
    "|voli|upacara|kebun sawit|kebun|pabrik)"
    "|(?:sd|sdn|smp|smpn|sma|sman|smk|smkn|mts|mtsn|man|min|tk|paud)(?: (?:negeri|swasta|inpres"
    r"|islam))?(?: \d{1,3})?"
    "|gedung(?: (?:serbaguna|olahraga|dprd|kpu|sekolah|pertemuan))?|aula|gor|lapangan|masjid"
    "|mesjid|mushola|musholla|musala|langgar|surau|gereja|pastoran|pura|vihara|klenteng|pasar"
    "|hotel|restoran|rumah makan|warung|warkop|kafe|cafe"
    "|puskesmas|terminal|bandara|stasiun|stadion|pendopo|pendapa|pesantren|ponpes|kampus"
    "|universitas|posyandu|pos ronda|poskamling|pos satpam|pos kamling|lapas|rutan|rsud|rs|rumah"
    " sakit"
    "|sekolah(?:an)?|alfamart|indomaret|minimarket|toko|polsek|polres|koramil|kecamatan"
    "|kelurahan|rumah(?:nya|ne|na)|posko|sekretariat|parkiran|halaman|disdukcapil|dukcapil|capil"
    "|ruko|pantry|jembatan|ugd|igd|flyover|underpass|spbu|spbn|gubug|gubuk|kali|mobil dinas"
    "|papan pengumuman|pos depan|kamar mandi|kamar|kantor distrik|pasar malam|kos|kosan|kost"
    "|kontrakan|bengkel|percetakan|pelabuhan|dermaga|perempatan|pertigaan|simpang empat|simpang"
    " tiga|karaoke|tempat karaoke"
)
_AT: Final = r"(?:di|d|ning|nang|neng|ing|wonten|teng|ke|sampe|sampai|menyang|e)"
_SPOT: Final = re.compile(
    rf"(?:\b{_AT} (?:dalam |depan |belakang |sebelah |samping |dekat |halaman |seberang"
    rf" )?(?P<at>(?:{_BUILDING})\b))|(?P<alone>\b(?:papan pengumuman|mobil dinas|(?<=dari )kantor"
    r" (?:ppk|pps|camat|desa|distrik)|(?<=depan )balai (?:rw|desa|warga)|omahe pak \w+|halaman"
    "|aula|lapangan|gor|rsud|gedung|balai (?:desa|warga|kelurahan)|gudang (?:kpu|logistik)"
    r"|pendopo|sdn|smpn|sman|smkn|ruang (?:kelas|arsip|rapat))\b(?: (?:sdn?|smpn?|sman?|sekolah"
    r"|kpu|kecamatan|kantor \w+)\b)?(?: \d{1,3}\b)?)"
)
_NOT_AT: Final = re.compile(
    r"\bdepan pak \w+$|\b(?:ke|menyang) (?:hotel|pasar|gereja|masjid|sekolah|toko|kampus|rumah"
    "|puskesmas|kecamatan|kelurahan|kantor|polsek|polres|warung)$"
)
COUNTRIES: Final = (
    "luar negeri|malaysia|kuala lumpur|penang|johor bahru|johor|tawau|kinabalu|kuching|sabah"
    "|serawak|sarawak|selangor|singapura|singapore|hong ?kong|taiwan|"
    "taipei|taichung|kaohsiung|taoyuan|jepang|japan|tokyo|osaka|korea(?: selatan)?|seoul|busan"
    "|arab saudi|saudi arabia|saudi|jeddah|jedah|riyadh|mekkah|mekah|makkah|madinah|qatar|doha"
    "|dubai|abu dhabi|uea|"
    "kuwait|bahrain|mesir|cairo|kairo|turki|istanbul|ankara|belanda|netherlands|den haag"
    "|amsterdam|jerman|germany|berlin|frankfurt|hamburg|inggris|london|"
    "prancis|perancis|paris|italia|spanyol|madrid|australia|sydney|melbourne|perth|brisbane"
    "|darwin|selandia baru|amerika(?: serikat)?|new york|los angeles|washington|kanada|"
    "brunei|bandar seri begawan|thailand|bangkok|songkhla|vietnam|hanoi|filipina|manila|davao"
    "|kamboja|phnom penh|myanmar|china|tiongkok|beijing|shanghai|guangzhou|macau|makau|india|new"
    " delhi|pakistan|"
    "swedia|norwegia|finlandia|denmark|polandia|rusia|moskow|swiss|jenewa|austria|belgia|brussel"
    "|afrika selatan|timor leste|dili|yordania|amman|suriah|lebanon|oman|muskat|roma|wina"
)
_ABROAD: Final = re.compile(
    r"\b(?:(?:p?pln|tpsln(?: \d+)?|kppsln|kbri|kjri|kdei|kpu ln)(?: di)?"
    rf" )?(?P<land>{COUNTRIES})\b"
)
_INTRODUCED: Final = re.compile(r"(?:\b(?:di|d|dari|dr|ke|ti|from|in|wilayah|kota|negara|kerja) )$")
_COMMON_WORDS: Final = frozenset(
    {
        "roma",
        "wina",
        "oman",
        "perth",
        "dili",
        "darwin",
        "india",
        "penang",
        "johor",
        "sabah",
        "paris",
        "london",
        "amman",
    }
)


def spots_in(lowered: str) -> Iterator[tuple[Span, PlaceKind]]:
    """Yield polling stations, streets, buildings and countries told in a text in small letters."""
    if "tps" in lowered:
        for match in _POLLING.finditer(lowered):
            yield Span(*match.span("place")), PlaceKind.POLLING_STATION
    for match in _STREET.finditer(lowered):
        yield Span(match.start(), match.start() + len(match[0].rstrip(" ."))), PlaceKind.ADDRESS
    for match in _SPOT.finditer(lowered):
        if not _NOT_AT.search(match[0]):
            yield Span(*match.span("at" if match["at"] else "alone")), PlaceKind.SPOT
    for match in _ABROAD.finditer(lowered):
        land = match["land"]
        if (
            land in _COMMON_WORDS
            and not _INTRODUCED.search(lowered[: match.start()])
            and match.start() == match.start("land")
        ):
            continue
        yield Span(*match.span()), PlaceKind.ABROAD
