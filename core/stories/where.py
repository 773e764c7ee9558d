"""Where it happened, as people tell it: "TPS 04 desa Jantuk", "di lotim", "kantor kpu kab bandung".

A village or a district leads to the office it lies under; where several bear the name, what else was told of
the place decides, and where that leaves several they are all given, to be asked. Pure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.offices.areas import LONGEST, District, areas, named
from core.stories.proposals import LIKELY, SURE, PlaceKind, Span, Where
from core.stories.words import Token, small, tokens_of

_VILLAGE: Final = frozenset(
    {
        "desa",
        "ds",
        "desane",
        "kelurahan",
        "kel",
        "kelurahane",
        "nagari",
        "gampong",
        "pekon",
        "kampung",
        "kampuang",
    }
)
_DISTRICT: Final = frozenset({"kecamatan", "kec", "kcmtn", "kecamatane", "distrik"})
_REGENCY: Final = frozenset({"kabupaten", "kab", "kabupatene", "kota", "kotamadya"})
_PROVINCE: Final = frozenset({"provinsi", "prov", "propinsi", "prop"})
_WRITTEN_OUT: Final = {
    "kab": "kabupaten",
    "prov": "provinsi",
    "prop": "provinsi",
    "propinsi": "provinsi",
    "kotamadya": "kota",
}
_HAMLET: Final = frozenset({"dusun", "dsn", "lingkungan", "jorong", "banjar", "rt", "rw", "kp"})
_AT: Final = frozenset(
    {
        "di",
        "d",
        "dari",
        "dr",
        "ke",
        "ing",
        "nang",
        "neng",
        "ning",
        "teng",
        "sekitar",
        "daerah",
        "wilayah",
        "asal",
        "warga",
        "kpu",
        "from",
        "in",
    }
)
"""What stands before the bare name of a place."""
_COMMON: Final = frozenset(
    [
        "sana",
        "sini",
        "situ",
        "kantor",
        "rumah",
        "desa",
        "kota",
        "pasar",
        "tengah",
        "depan",
        "belakang",
        "atas",
        "bawah",
        "luar",
        "dalam",
        "baru",
        "lama",
        "sekolah",
        "jalan",
        "tempat",
        "lapangan",
        "balai",
        "gudang",
        "masjid",
        "atm",
        "bank",
        "grup",
        "group",
        "wa",
        "medsos",
        "facebook",
        "lokasi",
        "bilik",
        "kpu",
        "tps",
        "ppk",
        "pps",
        "sekitar",
        "mana",
        "saya",
        "kami",
        "kita",
        "kampung",
        "lingkungan",
        "indonesia",
        "sungai",
        "kelurahan",
        "kecamatan",
        "kabupaten",
        "provinsi",
        "hari",
        "malam",
        "pagi",
        "siang",
        "sore",
        "bulan",
        "jam",
        "hp",
        "internet",
        "website",
        "aplikasi",
        "media",
        "data",
        "dpt",
        "surat",
        "suara",
        "kotak",
        "pintu",
        "meja",
        "ruang",
        "ruangan",
        "simpang",
        "parit",
        "timur",
        "barat",
        "utara",
        "selatan",
        "pulau",
        "pantai",
        "hutan",
        "sawah",
        "kebun",
        "terminal",
        "pos",
        "posko",
        "kursi",
        "karang",
        "jati",
        "rawa",
        "salah",
        "benar",
        "maju",
        "jaya",
        "mulya",
        "sari",
        "makmur",
        "aman",
        "damai",
        "bahagia",
        "sejahtera",
        "makam",
        "duren",
        "suka",
        "mekar",
        "waru",
        "tanjung",
        "pajak",
        "negara",
        "tengah",
        "bukit",
        "muara",
        "gunung",
        "lubuk",
        "teluk",
        "ujung",
        "batu",
        "air",
        "tiga",
        "dua",
        "satu",
        "empat",
        "lima",
        "pandang",
        "paling",
    ]
)
"""Names of villages that are words of every day: they are places only where a word says so."""
_POLLING: Final = re.compile(r"\btps(?:ln)?\.? ?(?:no\.? ?|nomor |nmr )?(?:\d{1,3}\b|[ivx]+\b)?")
_ADDRESS: Final = re.compile(
    r"\b(?:jalan|jln|jl|gang|gg|perumahan|perum|komplek|kompleks|blok)\.? (?:[a-z][\w'.]*)(?: (?!dan\b|di\b|yang\b|yg\b|saya\b|ada\b|desa\b|kec|kel|kab|kota\b|depan\b)[a-z0-9][\w'.]*){0,3}?(?: (?:no|nomor|nmr)\.? ?\d+\w?)?(?=[,.\n;)]|$| (?:dan|di|yang|yg|desa|kec|kel|kab|kota|depan|dekat|pas|waktu|ada|rt)\b)"
)
_SPOT: Final = re.compile(
    r"\b(?:balai (?:desa|kelurahan|dusun|warga|rw|pertemuan|kampung)|bale desa|kantor (?:desa|lurah|kelurahan|camat|kecamatan|pps|ppk|panwascam|bupati)|"
    r"gudang (?:kpu|logistik|kecamatan|kabupaten|bulog|penyimpanan)?|(?:sd|sdn|smp|smpn|sma|sman|smk|smkn|mts|mtsn|man|mi|tk|paud)\b(?: (?:negeri|swasta|inpres))?(?: \d{1,3})?|"
    r"(?:gedung|aula|gor|lapangan|masjid|mushola|musholla|musala|gereja|pura|pasar|hotel|warung|kafe|cafe|puskesmas|terminal|pelabuhan|stadion|pendopo|pesantren|ponpes|kampus|universitas|posyandu|pos ronda|poskamling|kos|asrama|lapas|rutan|rs|rsud|rumah sakit)\b)"
)
_OFFICE: Final = re.compile(
    r"\b(?:(?:kantor|kantore|kntr|ktr|sekretariat|gudang|website) )?(?:kpud?|kip)\b(?: (?:ri|pusat))?"
)
_ABROAD: Final = re.compile(
    r"\b(?:luar negeri|pp?ln|tpsln|kppsln|kbri|kjri|malaysia|kuala lumpur|penang|johor bahru|tawau|kinabalu|kuching|singapura|singapore|hong ?kong|taiwan|"
    r"taipei|jepang|japan|tokyo|osaka|korea|seoul|arab saudi|saudi arabia|saudi|jeddah|jedah|riyadh|mekkah|mekah|madinah|qatar|doha|dubai|abu dhabi|uea|"
    r"kuwait|oman|bahrain|mesir|cairo|kairo|turki|istanbul|ankara|belanda|netherlands|den haag|amsterdam|jerman|germany|berlin|frankfurt|hamburg|inggris|london|"
    r"prancis|paris|italia|roma|spanyol|madrid|australia|sydney|melbourne|perth|brisbane|selandia baru|amerika|usa|new york|los angeles|washington|kanada|"
    r"brunei|thailand|bangkok|vietnam|filipina|manila|kamboja|phnom penh|myanmar|china|tiongkok|beijing|guangzhou|macau|makau|india|new delhi|pakistan|"
    r"swedia|norwegia|finlandia|denmark|polandia|rusia|moskow|swiss|jenewa|austria|wina|belgia|brussel|afrika selatan|timor leste|dili)\b"
)
_NUMBERED: Final = re.compile(r"^\d+$")
_STOP: Final = frozenset(
    {
        "yang",
        "yg",
        "dan",
        "di",
        "ada",
        "saya",
        "itu",
        "ini",
        "sudah",
        "sdh",
        "minta",
        "pas",
        "jam",
        "karena",
        "untuk",
        "tps",
        "kec",
        "kab",
        "kecamatan",
        "kabupaten",
        "kel",
        "desa",
        "kota",
        "prov",
        "provinsi",
        "rt",
        "rw",
        "belum",
        "tidak",
        "gak",
        "tdk",
        "kok",
        "min",
        "pak",
        "bu",
        "pada",
        "sama",
        "tapi",
        "kemarin",
        "tadi",
    }
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place, with the offices it may lie under."""

    span: Span
    kind: PlaceKind
    regencies: frozenset[str] = frozenset()
    """Codes of regencies; of a province its own code."""
    sure: bool = True


class Regions:
    """The names by which regencies and provinces are found in a text: the offices' own, and their nicknames."""

    def __init__(
        self, named_codes: "Iterable[tuple[Sequence[str], str]]", nicknames: "dict[str, Sequence[str]]"
    ) -> None:
        self._codes: dict[str, set[str]] = {}
        for words, code in named_codes:
            self._codes.setdefault(named(words), set()).add(code)
        for nickname, meant in nicknames.items():
            if found := self._codes.get(named(meant)):
                self._codes.setdefault(named((nickname,)), set()).update(found)

    def of(self, words: Iterable[str]) -> frozenset[str]:
        """Return the codes of the offices whose name these words are, whole."""
        return frozenset(self._codes.get(named(words), ()))


def places_in(text: str, regions: Regions) -> tuple[Where, ...]:
    """Find the places told in a text."""
    lowered, tokens = small(text), tokens_of(text)
    found = [*_patterns(lowered), *_by_name(tokens, regions)]
    kept = _longest(found)
    told = _narrowed(kept)
    return tuple(
        Where(
            span=each.span,
            kind=each.kind,
            codes=tuple(sorted(each.regencies)),
            confidence=SURE if each.sure else LIKELY,
        )
        for each in told
    )


def offices_of(places: Sequence[Where]) -> tuple[str, ...]:
    """Return the codes of the offices that all places together lead to; several: ask which."""
    regencies = [
        set(one.codes)
        for one in places
        if one.codes and one.kind is not PlaceKind.PROVINCE and one.kind is not PlaceKind.ABROAD
    ]
    provinces = [set(one.codes) for one in places if one.codes and one.kind is PlaceKind.PROVINCE]
    if regencies:
        common = set.intersection(*regencies) or set.union(*regencies)
        within = {code for code in common if any(code[:2] in told for told in provinces)}
        return tuple(sorted(within or common))
    if provinces:
        return tuple(sorted(set.union(*provinces)))
    if any(one.kind is PlaceKind.ABROAD for one in places):
        return ("RI",)
    return tuple(sorted({code for one in places for code in one.codes}))


# --- finding -------------------------------------------------------------------------------------


def _patterns(lowered: str) -> Iterator[_Candidate]:
    for kind, pattern in (
        (PlaceKind.POLLING_STATION, _POLLING),
        (PlaceKind.ADDRESS, _ADDRESS),
        (PlaceKind.SPOT, _SPOT),
        (PlaceKind.OFFICE, _OFFICE),
    ):
        for match in pattern.finditer(lowered):
            end = match.start() + len(match[0].rstrip())
            yield _Candidate(Span(match.start(), end), kind)
    for match in _ABROAD.finditer(lowered):
        yield _Candidate(Span(*match.span()), PlaceKind.ABROAD, frozenset({"RI"}))


def _by_name(tokens: Sequence[Token], regions: Regions) -> Iterator[_Candidate]:
    at = 0
    while at < len(tokens):
        found = _named_at(tokens, at, regions)
        if found is None:
            at += 1
            continue
        candidate, length = found
        yield candidate
        at += length


def _named_at(tokens: Sequence[Token], at: int, regions: Regions) -> tuple[_Candidate, int] | None:
    word = tokens[at].text
    if word in _VILLAGE or word in _HAMLET:
        return _after(tokens, at, PlaceKind.VILLAGE, regions)
    if word in _DISTRICT:
        return _after(tokens, at, PlaceKind.DISTRICT, regions)
    if word in _REGENCY or word in _PROVINCE:
        return _after(tokens, at, PlaceKind.REGENCY if word in _REGENCY else PlaceKind.PROVINCE, regions)
    return _bare(tokens, at, regions)


def _after(
    tokens: Sequence[Token], at: int, kind: PlaceKind, regions: Regions
) -> tuple[_Candidate, int] | None:
    """Read the name behind "desa", "kec.", "kab."; where none is known, the words that look like one."""
    for length in range(min(LONGEST, len(tokens) - at - 1), 0, -1):
        words = [one.text for one in tokens[at + 1 : at + 1 + length]]
        codes = _codes(words, kind, tokens[at].text, regions)
        if codes:
            span = Span(tokens[at].span.start, tokens[at + length].span.end)
            return _Candidate(span, _kind_of(kind, codes), codes), length + 1
    if kind in {PlaceKind.REGENCY, PlaceKind.PROVINCE} or at + 1 >= len(tokens):
        return None
    following = tokens[at + 1]
    if following.text in _STOP or (
        tokens[at].text in {"kp", "kampung", "banjar", "lingkungan"} and not following.capital
    ):
        return None
    end, length = following, 1
    if at + 2 < len(tokens) and following.capital and tokens[at + 2].capital:
        end, length = tokens[at + 2], 2
    return _Candidate(Span(tokens[at].span.start, end.span.end), kind, sure=False), length + 1


def _kind_of(kind: PlaceKind, codes: frozenset[str]) -> PlaceKind:
    if kind in {PlaceKind.REGENCY, PlaceKind.PROVINCE}:
        return PlaceKind.REGENCY if any("." in code for code in codes) else PlaceKind.PROVINCE
    return kind


def _codes(words: Sequence[str], kind: PlaceKind, marker: str, regions: Regions) -> frozenset[str]:
    name = named(words)
    if kind is PlaceKind.VILLAGE:
        return _under(areas().villages.get(name, ()))
    if kind is PlaceKind.DISTRICT:
        return _under(areas().districts.get(name, ()))
    found = regions.of((_WRITTEN_OUT.get(marker, marker), *words)) or regions.of(words)
    if kind is PlaceKind.PROVINCE:
        return frozenset(code for code in found if "." not in code) or found
    return frozenset(code for code in found if "." in code) or found


def _under(districts: Sequence[District]) -> frozenset[str]:
    return frozenset(each.regency for each in districts)


def _bare(tokens: Sequence[Token], at: int, regions: Regions) -> tuple[_Candidate, int] | None:
    """Find a name without a word before it that says what it is."""
    introduced = bool(at) and tokens[at - 1].text in _AT
    for length in range(min(4, len(tokens) - at), 0, -1):
        part = tokens[at : at + length]
        words = [one.text for one in part]
        span = Span(part[0].span.start, part[-1].span.end)
        codes = regions.of(words)
        if (
            codes
            and (length > 1 or introduced or part[0].capital or len(words[0]) > 5)
            and not (length == 1 and words[0] in _COMMON)
        ):
            regencies = frozenset(code for code in codes if "." in code)
            provinces = codes - regencies - {"RI"}
            if regencies or provinces:
                return _Candidate(
                    span, PlaceKind.REGENCY if regencies else PlaceKind.PROVINCE, regencies or provinces
                ), length
    for length in range(min(3, len(tokens) - at), 0, -1):
        part = tokens[at : at + length]
        words = [one.text for one in part]
        if not introduced or words[0] in _COMMON or _NUMBERED.match(words[0]) or len(named(words)) < 4:
            continue
        span = Span(part[0].span.start, part[-1].span.end)
        if districts := areas().districts.get(named(words)):
            return _Candidate(span, PlaceKind.DISTRICT, _under(districts), sure=False), length
        if (villages := areas().villages.get(named(words))) and (
            part[0].capital or len(villages) <= 3 or length > 1
        ):
            return _Candidate(span, PlaceKind.VILLAGE, _under(villages), sure=False), length
    return None


# --- which office --------------------------------------------------------------------------------


def _longest(found: list[_Candidate]) -> list[_Candidate]:
    kept: list[_Candidate] = []
    for each in sorted(found, key=lambda one: (one.span.start - one.span.end, not one.regencies)):
        if not any(each.span.touches(other.span) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.span.start)


def _narrowed(found: list[_Candidate]) -> list[_Candidate]:
    """Leave of each name's offices those that the other places told allow."""
    provinces = {code for one in found if one.kind is PlaceKind.PROVINCE for code in one.regencies}
    sets = [
        one.regencies
        for one in found
        if one.regencies and one.kind not in {PlaceKind.PROVINCE, PlaceKind.ABROAD}
    ]
    narrowed = []
    for one in found:
        codes = one.regencies
        if one.kind not in {PlaceKind.PROVINCE, PlaceKind.ABROAD} and codes:
            for other in sets:
                codes = codes & other or codes
            codes = frozenset(code for code in codes if code[:2] in provinces) or codes
        narrowed.append(_Candidate(one.span, one.kind, codes, one.sure))
    return narrowed
