"""Finding the names of places in a text: provinces, regencies, districts and villages, marked as one or bare.

A name is taken for a place where a word says so ("desa", "kec.", "TPS 4", "di"), where it is a regency's, or
where another place of the text agrees with it. Names that are words of every day need more than others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.offices.areas import LONGEST, District, areas, everyday, named
from core.stories.proposals import PlaceKind, Span
from core.stories.words import Token

_VILLAGE: Final = frozenset(
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
_HAMLET: Final = frozenset({"dusun", "dsn", "lingkungan", "jorong", "banjar", "lembang"})
_DISTRICT: Final = frozenset({"kecamatan", "kec", "kcmtn", "kecamatane", "distrik", "kapanewon", "kemantren"})
_REGENCY: Final = frozenset({"kabupaten", "kab", "kabupatene", "kota", "kotamadya"})
_PROVINCE: Final = frozenset({"provinsi", "prov", "propinsi", "prop"})
_KPU: Final = frozenset({"kpu", "kpud", "kip"})
_KPU_BEFORE: Final = frozenset({"kantor", "kantore", "kntr", "ktr", "sekretariat", "gudang"})
_WRITTEN_OUT: Final = {"kab": "kabupaten", "kabupatene": "kabupaten", "kotamadya": "kota"}
_STRONG: Final = frozenset(
    "pps ppk ppd kpps pantarlih panwascam panwaslu sekretariat sdn smpn sman smkn sd smp sma smk"
    " mts gor lapangan balai tps lurah camat kades"
    " kepala-desa pasar masjid puskesmas rsud pelabuhan terminal bandara stadion polsek polres".split()
)
"""Whose name is a place's: "PPS Nampan"."""
_WEAK: Final = frozenset(
    "di d dari dr ke ing nang neng ning teng wonten ti ka sekitar daerah wilayah asal warga from"
    " in tinggal menuju kantor alamat seputaran"
    " arah domisili dapil kat e ring to tekan sampai sampe orang untuk ndek ndik menyang seko"
    " saka pemilih penduduk".split()
)
"""What stands before the bare name of a place, and before much else."""
_TITLES: Final = frozenset(
    "pak bu bapak ibu mas mbak mba bang kang teh si om tante haji hj h sdr sdri bpk namanya"
    " bernama nama kak ustadz encik bang nyai tuan dr prof gus cak uni uda mama bapa ny".split()
)
_NEVER: Final = frozenset(
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
    " inggris arab instagram tiktok youtube twitter google telegram".split()
)
_REGENCY_WORDS: Final = frozenset(
    "bali padang aceh pidie batang metro malang buru agam landak seram bone karo batu banjar"
    " lahat kaur solo pati toba asahan bangka kota kudus serang selayar tual ende kuningan mitra"
    " pali muba tanbu".split()
)
"""Regencies whose name, or nickname, is a word of every day."""
_DISHES: Final = frozenset("warung soto nasi batik sate bakso pempek mie kopi rendang rm pecel".split())
"""What is called by a place, and is none."""
_NUMERALS: Final = {
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
_NUMBER_WORDS: Final = {
    "1": "satu",
    "2": "dua",
    "3": "tiga",
    "4": "empat",
    "5": "lima",
    "ii": "dua",
    "iii": "tiga",
    "i": "satu",
}
_SHORTENED: Final = frozenset(
    "ds kel kec kab prov prop kp dsn tps jl no bpk sdr sdri hj h ny pak bu drs dr ir".split()
)
"""What is written with a full stop behind it."""
_SAID_IN_FULL: Final = frozenset({"ds", "dsa", "kel", "kec", "nagari", "gampong", "pekon"})
"""Behind these even an unknown word in small letters is a name."""
_SHORT: Final = 3
_LONG: Final = 9
"""Letters of two words in small letters that are hardly anything but a name."""
_SLIP_FROM: Final = 7
_CITY: Final = "7"
"""Codes of cities: `52.71`."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name may mean."""

    kind: PlaceKind
    codes: frozenset[str]
    """Of the offices it may lie under; of a province its own."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name found in a text."""

    span: Span
    kind: PlaceKind
    meanings: tuple[Meaning, ...] = ()
    sure: bool = True
    needs: bool = False
    """It is a place only where another one agrees with it."""


class Names(Protocol):
    """The names of regencies and provinces."""

    def of(self, words: Sequence[str]) -> frozenset[str]:
        """Return the codes of the offices whose name these words are."""
        ...

    def names(self) -> Sequence[str]:
        """Return every name, folded."""
        ...


class Gazetteer:
    """The names of one text."""

    def __init__(self, text: str, tokens: Sequence[Token], regions: Names, stations: Sequence[Span]) -> None:
        self._text = text
        self._tokens = tokens
        self._regions = regions
        self._after_station = {span.end for span in stations}
        self._cased = not text.isupper() and not text.islower()

    def places(self) -> list[NamedPlace]:
        """Find them all, in the order of the text."""
        found: list[NamedPlace] = []
        at = 0
        while at < len(self._tokens):
            place, length = self._at(at, found[-1] if found else None) or (None, 1)
            if place is not None:
                found.append(place)
            at += length
        return found

    def _at(self, at: int, last: NamedPlace | None) -> tuple[NamedPlace, int] | None:
        word = self._tokens[at].text
        if word in _VILLAGE or word in _HAMLET:
            return self._marked(at, PlaceKind.VILLAGE)
        if word in _DISTRICT:
            return self._marked(at, PlaceKind.DISTRICT)
        if word in _REGENCY or word in _PROVINCE:
            return self._marked(
                at, PlaceKind.REGENCY if word in _REGENCY else PlaceKind.PROVINCE
            ) or self._bare(at, last)
        if word in _KPU:
            return self._commission(at)
        return self._bare(at, last)

    # --- marked ----------------------------------------------------------------------------------

    def _marked(self, at: int, kind: PlaceKind) -> tuple[NamedPlace, int] | None:
        """Read the name behind "desa", "kec.", "kab."; where none is known, the words that look like one."""
        if not self._beside(at):
            return None
        for length in self._lengths(at + 1, LONGEST):
            words = self._words(at + 1, length)
            whole = (
                self._meanings([self._tokens[at].text, *words], kind, "") if kind is PlaceKind.VILLAGE else ()
            )
            meanings = whole or self._meanings(words, kind, self._tokens[at].text)
            if meanings:
                kind_found = meanings[0].kind
                return NamedPlace(self._span(at, length + 1), kind_found, meanings), length + 1
        if kind in {PlaceKind.REGENCY, PlaceKind.PROVINCE}:
            return self._slipped(at)
        return self._unknown(at, kind)

    def _unknown(self, at: int, kind: PlaceKind) -> tuple[NamedPlace, int] | None:
        """Take the words that stand where a name should, though no table knows it."""
        marker = self._tokens[at].text
        if at + 1 >= len(self._tokens) or not self._beside(at):
            return None
        first = self._tokens[at + 1]
        if first.text in _NEVER or first.text in _TITLES or first.text.isdigit() or len(first.text) <= _SHORT:
            return None
        if not (first.capital and self._cased) and (
            marker not in _SAID_IN_FULL
            or first.text in everyday()
            or first.text.startswith(("di", "me", "ng", "ny", "ber"))
        ):
            return None
        length = self._capitals(at + 1) or 1
        return NamedPlace(self._span(at, length + 1), kind, sure=False), length + 1

    def _slipped(self, at: int) -> tuple[NamedPlace, int] | None:
        """Read a regency's name with a slip of the finger in it."""
        if at + 1 >= len(self._tokens) or not self._beside(at):
            return None
        word = self._tokens[at + 1].text
        if len(word) < _SLIP_FROM or word in everyday() or word in _NEVER:
            return None
        near = process.extractOne(word, list(self._regions.names()), scorer=OSA.distance, score_cutoff=1)
        if near is None:
            return None
        codes = self._of_kind(self._regions.of((near[0],)), self._tokens[at].text)
        return NamedPlace(
            self._span(at, 2), PlaceKind.REGENCY, _told(PlaceKind.REGENCY, codes), sure=False
        ), 2

    def _commission(self, at: int) -> tuple[NamedPlace, int] | None:
        """Read "kantor KPU Kab. Alor": an office."""
        begin = at - 1 if at and self._tokens[at - 1].text in _KPU_BEFORE else at
        following = at + 1
        if following < len(self._tokens) and self._beside(at):
            word = self._tokens[following].text
            if word in {"ri", "pusat"}:
                return NamedPlace(
                    self._span(begin, following - begin + 1),
                    PlaceKind.OFFICE,
                    (Meaning(PlaceKind.OFFICE, frozenset({"RI"})),),
                ), 2
            marker = word if word in _REGENCY or word in _PROVINCE else ""
            start = following + bool(marker)
            for length in self._lengths(start, LONGEST):
                kind = PlaceKind.PROVINCE if marker in _PROVINCE else PlaceKind.REGENCY
                if meanings := self._meanings(self._words(start, length), kind, marker):
                    end = start + length
                    return NamedPlace(self._span(begin, end - begin), PlaceKind.OFFICE, meanings), end - at
        if begin < at:
            return NamedPlace(self._span(begin, at - begin + 1), PlaceKind.OFFICE, sure=False), 1
        return None

    # --- bare ------------------------------------------------------------------------------------

    def _bare(self, at: int, last: NamedPlace | None) -> tuple[NamedPlace, int] | None:
        """Find a name without a word before it that says what it is."""
        before = self._tokens[at - 1].text if at and self._beside(at - 1) else ""
        if before in _DISHES or (before in _TITLES and before != "nama"):
            return None
        station = self._behind_station(at)
        strong = station or before in _STRONG
        weak = before in _WEAK
        beside = (
            last is not None
            and last.span.end <= self._tokens[at].span.start
            and self._text[last.span.end : self._tokens[at].span.start].strip(" ,(") == ""
        )
        for length in self._lengths(at, LONGEST):
            words = self._words(at, length)
            if words[0] in _NEVER or (
                length == 1 and len(words[0]) <= _SHORT and not self._regions.of(words)
            ):
                continue
            capital = self._cased and all(
                one.capital or one.text.isdigit() for one in self._tokens[at : at + length]
            )
            meanings = self._meanings(words, None, "")
            region = bool(meanings) and meanings[0].kind in {PlaceKind.REGENCY, PlaceKind.PROVINCE}
            common = length == 1 and words[0] in (_REGENCY_WORDS if region else everyday())
            if station or before == "pps":
                meanings = tuple(sorted(meanings, key=lambda one: one.kind is not PlaceKind.VILLAGE))
            place = self._judged(
                at, length, meanings, strong=strong, weak=weak, beside=beside, capital=capital, common=common
            )
            if place is not None:
                return place, length
        return self._guessed(at, station=station, strong=strong, weak=weak)

    def _judged(
        self,
        at: int,
        length: int,
        meanings: tuple[Meaning, ...],
        *,
        strong: bool,
        weak: bool,
        beside: bool,
        capital: bool,
        common: bool,
    ) -> NamedPlace | None:
        if not meanings:
            return None
        span, kind = self._span(at, length), meanings[0].kind
        region = kind in {PlaceKind.REGENCY, PlaceKind.PROVINCE}
        introduced = strong or weak
        inside = self._inside_sentence(at)
        sure = (
            (region and (not common or introduced or (capital and inside) or length > 1))
            or (strong and (not common or capital or not self._cased))
            or (
                weak
                and (not common or (capital and inside))
                and (length > 1 or capital or len(self._tokens[at].text) > _SHORT + 1)
            )
        )
        if sure:
            return NamedPlace(span, kind, meanings, sure=region or strong)
        if common and region and self._alone(at, length):
            return NamedPlace(span, kind, meanings, sure=False)
        if common and not (beside and (region or capital or not self._cased)):
            return None
        if (
            capital
            and inside
            and not common
            and len(self._tokens[at].text) > _SHORT + 1
            and not self._in_name(at, length)
        ):
            return NamedPlace(span, kind, meanings, sure=False)
        words = [one.text for one in self._tokens[at : at + length]]
        if length > 1 and (
            capital
            or (
                sum(map(len, words)) >= _LONG
                and min(map(len, words)) >= _SHORT
                and not everyday().intersection(words)
            )
        ):
            return NamedPlace(span, kind, meanings, sure=False)
        if self._alone(at, length) and not common and (length > 1 or len(self._tokens[at].text) > _SHORT + 2):
            return NamedPlace(span, kind, meanings, sure=False)
        return NamedPlace(span, kind, meanings, sure=False, needs=True)

    def _guessed(self, at: int, *, station: bool, strong: bool, weak: bool) -> tuple[NamedPlace, int] | None:
        """Take capitals behind "TPS 4" or "di" for a place that no table knows."""
        if (
            not (station or weak or (strong and self._tokens[at - 1].text in {"pps", "sdn"}))
            or not self._cased
        ):
            return None
        length = self._capitals(at)
        first = self._tokens[at]
        if (
            not length
            or first.text in _NEVER
            or first.text in _TITLES
            or first.text in everyday()
            or len(first.text) <= _SHORT
            or self._text[first.span.start : first.span.end].isupper()
        ):
            return None
        if weak and (self._tokens[at - 1].text in {"dari", "dr", "ke", "ka", "kantor", "warga", "sekitar"}):
            return None
        return NamedPlace(self._span(at, length), PlaceKind.VILLAGE, sure=False), length

    # --- words -----------------------------------------------------------------------------------

    def _lengths(self, at: int, most: int) -> Iterator[int]:
        """Yield how many words a name at this place may have, most first: no full stop within it."""
        end = at
        while end < min(len(self._tokens), at + most) and (end == at or self._close(end - 1)):
            end += 1
        yield from range(end - at, 0, -1)

    def _words(self, at: int, length: int) -> list[str]:
        return [one.text for one in self._tokens[at : at + length]]

    def _span(self, at: int, length: int) -> Span:
        return Span(self._tokens[at].span.start, self._tokens[at + length - 1].span.end)

    def _between(self, at: int) -> str:
        if at + 1 >= len(self._tokens):
            return "\n"
        return self._text[self._tokens[at].span.end : self._tokens[at + 1].span.start]

    def _close(self, at: int) -> bool:
        """Whether nothing but a space or a hyphen stands behind this word."""
        return self._between(at) in {" ", "-", "'", "", ". "} and (
            self._between(at) != ". " or len(self._tokens[at].text) <= _SHORT
        )

    def _beside(self, at: int) -> bool:
        """Whether the next word belongs to this one: "kec. X", "desa: X"."""
        between = self._between(at)
        if "." in between and self._tokens[at].text not in _SHORTENED:
            return False
        return between.strip(" .:") == "" and "\n" not in between

    def _behind_station(self, at: int) -> bool:
        start = self._tokens[at].span.start
        return any(
            0 <= start - end <= 2 and self._text[end:start].strip(" ,") == "" for end in self._after_station
        )

    def _inside_sentence(self, at: int) -> bool:
        return bool(at) and not any(mark in self._between(at - 1) for mark in ".!?\n")

    def _alone(self, at: int, length: int) -> bool:
        """Whether the name stands by itself between two marks."""
        before = "\n" if not at else self._between(at - 1)
        after = self._between(at + length - 1)
        return any(mark in before for mark in ".!?\n,;(") and any(mark in after for mark in ".!?\n,;)")

    def _in_name(self, at: int, length: int) -> bool:
        """Whether capitals stand beside it: it may be a part of somebody's name."""
        before = self._tokens[at - 1]
        after = self._tokens[at + length] if at + length < len(self._tokens) else None
        return (before.capital and self._close(at - 1)) or (
            after is not None and after.capital and self._close(at + length - 1)
        )

    def _capitals(self, at: int) -> int:
        length = 0
        while (
            at + length < len(self._tokens)
            and length < 3
            and self._tokens[at + length].capital
            and (not length or self._between(at + length - 1) == " ")
        ):
            if self._tokens[at + length].text in _NEVER:
                break
            length += 1
        return length

    # --- what a name means -----------------------------------------------------------------------

    def _meanings(self, words: Sequence[str], kind: PlaceKind | None, marker: str) -> tuple[Meaning, ...]:
        for each in _spellings(words):
            if found := tuple(self._read(each, kind, marker)):
                return found
        return ()

    def _read(self, words: Sequence[str], kind: PlaceKind | None, marker: str) -> Iterator[Meaning]:
        name = named(words)
        if kind in {None, PlaceKind.REGENCY, PlaceKind.PROVINCE}:
            codes = self._regions.of((_WRITTEN_OUT.get(marker, marker), *words)) if marker else frozenset()
            codes = self._of_kind(codes or self._regions.of(words), marker) - {"RI"}
            regencies = frozenset(code for code in codes if "." in code)
            provinces = codes - regencies
            if kind is PlaceKind.PROVINCE and provinces:
                yield Meaning(PlaceKind.PROVINCE, provinces)
            elif regencies:
                yield Meaning(PlaceKind.REGENCY, regencies)
            elif provinces:
                yield Meaning(PlaceKind.PROVINCE, provinces)
        if kind in {None, PlaceKind.DISTRICT} and (districts := areas().districts.get(name)):
            yield Meaning(PlaceKind.DISTRICT, _under(districts))
        if kind in {None, PlaceKind.VILLAGE} and (villages := areas().villages.get(name)):
            yield Meaning(PlaceKind.VILLAGE, _under(villages))
        if kind is PlaceKind.VILLAGE and (districts := areas().districts.get(name)):
            yield Meaning(PlaceKind.DISTRICT, _under(districts))

    def _of_kind(self, codes: frozenset[str], marker: str) -> frozenset[str]:
        """Of "kota Tasik" the city, of "kab Tasik" the regency."""
        marker = _WRITTEN_OUT.get(marker, marker)
        if marker in {"kota", "kabupaten"}:
            return (
                frozenset(code for code in codes if "." in code and (code[3] == _CITY) == (marker == "kota"))
                or codes
            )
        return codes


def _spellings(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield a name as it was written, then with its number written otherwise: Tegal Sari 2, II, dua."""
    yield list(words)
    last = words[-1]
    for table in (_NUMERALS, _NUMBER_WORDS):
        if len(words) > 1 and last in table:
            yield [*words[:-1], table[last]]
    if len(words) > 1 and last in _NUMERALS and (word := _NUMBER_WORDS.get(_NUMERALS[last])):
        yield [*words[:-1], word]


def _told(kind: PlaceKind, codes: frozenset[str]) -> tuple[Meaning, ...]:
    return (Meaning(kind, codes),) if codes else ()


def _under(districts: Sequence[District]) -> frozenset[str]:
    return frozenset(each.regency for each in districts)
