"""How people say when: the patterns of days, clock times and stages, in Indonesian and its neighbours."""

import re
from enum import StrEnum
from typing import Final

from core.stories.proposals import PartOfDay
from core.stories.words import NUMBERS

DAYS: Final = {
    "senin": 0,
    "senen": 0,
    "selasa": 1,
    "slasa": 1,
    "rabu": 2,
    "rebo": 2,
    "kamis": 3,
    "kemis": 3,
    "jumat": 4,
    "jum'at": 4,
    "jemuah": 4,
    "juma'ah": 4,
    "jumaah": 4,
    "jumuah": 4,
    "sabtu": 5,
    "setu": 5,
    "saptu": 5,
    "sabto": 5,
    "sapto": 5,
    "jumat'at": 4,
    "salasa": 1,
    "kamih": 3,
    "akad": 6,
    "jum'ah": 4,
    "minggu": 6,
    "ahad": 6,
    "mgg": 6,
}
_PARTS: Final = {
    PartOfDay.DAWN: "subuh|shubuh|dini hari|fajar|janari",
    PartOfDay.MORNING: (
        "pagi hari|semengan|bakda subuh|pagi|pagi2|pagi-pagi|pg|esuk|enjing|isuk|isuk-isuk"
        "|enjing-enjing|morning"
    ),
    PartOfDay.NOON: "siang|siang2|awan|beurang|tengah hari|noon",
    PartOfDay.AFTERNOON: (
        "sore|soré|sore2|sonten|ba'da ashar|bakda ashar|petang|sonten|afternoon|ba'da ashar|abis ashar"
    ),
    PartOfDay.NIGHT: (
        "malam|malem|mlm|mlem|mlam|bengi|dalu|peuting|wengi|maghrib|magrib|bakda isya|ba'da isya"
        "|abis isya|habis isya|abis maghrib|abis magrib|habis maghrib|bakda maghrib|ba'da maghrib"
        "|isya|malam hari|tengah malam|night|evening"
    ),
}
_PART: Final = "|".join(
    sorted((one for words in _PARTS.values() for one in words.split("|")), key=len, reverse=True)
)
MEANT: Final = {one: part for part, words in _PARTS.items() for one in words.split("|")}
_MONTH: Final = (
    "januari|jan|februari|pebruari|feb|peb|maret|mar|mrt|april|apr|mei|juni|jun|juli|jul|agustus"
    "|agt|agu|agst|ags|"
    "september|sept|sep|oktober|okt|november|nopember|nov|nop|desember|des|january|february"
    "|march|may|june|july|"
    "august|october|december"
)
MONTHS: Final = {
    "pebruari": "februari",
    "peb": "februari",
    "mrt": "maret",
    "agt": "agustus",
    "agu": "agustus",
    "agst": "agustus",
    "ags": "agustus",
    "sept": "september",
    "nopember": "november",
    "nop": "november",
}
_DAY: Final = "|".join(DAYS)
_PLAIN_DAY: Final = "|".join(one for one in DAYS if one not in {"minggu", "mgg", "akad"})
"""Names of days that are nothing else: "minggu" is a week as well."""
_COUNT: Final = "|".join(
    [r"\d{1,2}", *sorted(NUMBERS, key=len, reverse=True), "beberapa", "sebulan", "seminggu"]
)
_AGO: Final = (
    "(?:yg |yang )?(?:lalu|lalau|kemarin|kmrn|kemaren|silam|kepungkur|kapengker|ago|yg lewat|yang lewat)"
)
LAST: Final = r"(?:lalu|kemarin|kmrn|kemaren|kmren|kepungkur|wingi|kamari|yang lalu|yg lalu|lewat)"
_ABOUT: Final = r"(?:sekitar |sekitaran |kira-?kira |kira2 |kr2 |kurang lebih |skitar |krg lbh )?"
_CLOCK: Final = (
    rf"\b{_ABOUT}(?:jam|jm|pukul|pkl|pk|tabuh|around|at)\.? ?{_ABOUT}(?:(?:setengah|stgh|stengah"
    f"|satengah|setgh|1/2|tengah) (?P<half>{_COUNT})|(?P<hour>{_COUNT})"
    r"(?:[.:](?P<minute>\d\d))?(?: ?[ap]m)?)(?: ?-?an\b)?(?: lewat\w*| lebih| kurang)?(?: ?(?:wib"
    rf"|wita|wit))?\b(?:(?: di)? (?P<part>{_PART})\b)?"
    rf"|\b(?P<hour2>[01]?\d|2[0-3])[.:](?P<minute2>[0-5]\d)(?: ?-? ?(?:wib|wita|wit)\b)"
)
_STAGE: Final = (
    "(?:(?:pas|saat|waktu|wktu|wektu|wayah|ketika|sewaktu|selama|dalam|dlm|pada|sebelum|sblm"
    "|sesudah|setelah|stlh|habis|abis|bar|menjelang|jelang|hari|malam|malem|dinten|dina|poe"
    "|nalika|waktos|acara|masa|on) )+"
    "(?P<stage>tenang|pencoblosan|nyoblos|coblosan|coblos|pemungutan suara|pemungutan"
    "|penghitungan suara|penghitungan|perhitungan suara|hitung suara|pilihan|pemilihan|election"
    " day)"
    "|(?P<stage2>masa tenang|hari-?h|hari h|h-1|election day|(?:coblosan|pencoblosan|pemilu"
    "|pemilihan|pilkada)(?= (?:kemarin|kemaren|kmrn|jam|wingi)))"
)


class Stage(StrEnum):
    """The stages of an election that people tell the time by."""

    QUIET = "masa tenang"
    VOTE = "pemungutan suara"
    COUNT = "penghitungan suara"


PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("figures", r"\b(?P<date>(?:tgl\.? ?|tanggal |tggl )?\d{1,2}[-/.]\d{1,2}[-/.](?:20)?\d\d)\b"),
        ("iso", r"\b(?P<date>20\d\d-\d\d-\d\d)\b"),
        ("short", r"\b(?:tgl\.? ?|tanggal |tggl )?(?P<d>\d{1,2})/(?P<m>\d{1,2})\b(?!/)"),
        (
            "date",
            (
                rf"\b(?:tgl\.? ?|tanggal |tggl |ping )?(?P<d>\d{{1,2}}) ?-?(?P<month>{_MONTH})\b\.?(?: ?,?"
                r" ?(?P<y>20\d\d|'?\d\d(?![.:\d])))?(?: (?:kemarin|kemaren|kmrn|wingi|lalu|patang)\b)?"
            ),
        ),
        (
            "day of month",
            (
                r"\b(?:tgl\.? ?|tanggal |tggl |ping )(?P<d>\d{1,2})(?:\s?(?:-|dan|sampai|sd"
                r"|s/d)\s?\d{1,2})?\b(?! ?(?:[-/]\d|rb|ribu))(?: (?:kemarin|kemaren|kmrn|wingi|lalu)\b)?"
            ),
        ),
        (
            "month",
            (
                r"\b(?P<which>(?:bulan |bln |awal |akhir |pertengahan |ujung |sasi |wulan"
                rf" )+)(?P<month>{_MONTH})(?: (?P<y>20\d\d))?\b"
            ),
        ),
        (
            "month",
            (
                r"\b(?P<month>januari|februari|maret|april|juni|juli|agustus|september|oktober|november"
                r"|desember|march|june|july|august|october|december|january|february|may) (?P<y>20\d\d)\b"
            ),
        ),
        (
            "month number",
            (
                r"\b(?:bulan|bln|sasi) (?P<m>1[0-2]|[1-9])\b(?! ?(?:rb|ribu|kali|orang))(?:\s(?:sama|dan"
                r"|sampai|sampe)\s(?:bulan|bln)? ?(?P<m2>1[0-2]|[1-9])\b)?"
            ),
        ),
        ("year", r"\b(?:tahun|taun|thn|th) (?P<y>20\d\d)\b"),
        (
            "days",
            (
                r"\b(?:(?:antara|dari|tanggal|tgl|mulai) )*(?P<d>\d{1,2}) ?(?:-|sampai|sampe|s/d|sd|hingga"
                rf"|dan) ?(?:tgl |tanggal )?(?P<d2>\d{{1,2}}) (?P<month>{_MONTH})\b(?: (?P<y>20\d\d))?"
            ),
        ),
        ("last weekday", r"\blast (?P<eng>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"),
        ("night after", r"\bmalam harinya\b"),
        (
            "night before",
            rf"\b(?P<ev>malam sebelum|sehari sebelum)(?: \w+){{0,2}} (?P<d>\d{{1,2}}) (?P<month>{_MONTH})\b",
        ),
        (
            "ago",
            (
                rf"\b{_ABOUT}(?P<n>{_COUNT}) ?(?P<unit>hari|hr|minggu|mgg|pekan|bulan|bln|tahun|thn|th|jam"
                rf"|menit|dinten|dina|poe|sasi|wulan|minggon|days?|weeks?) {_AGO}\b"
            ),
        ),
        (
            "span",
            (
                r"\b(?P<unit>minggu|mgg|pekan|bulan|bln|tahun|thn|sasi|wulan|taun|bulan2|last week|last"
                rf" month)(?:an)? ?(?:{LAST}|(?P<now>ini|iki|ieu))\b|\b(?P<eng>last (?:week|month|year))\b"
            ),
        ),
        ("eve", rf"\b(?:malam|malem|mlm)(?: ?nya)? (?P<wd>{_DAY})\b(?: ?{LAST})?"),
        (
            "weekday",
            (
                rf"\b(?:hari |hr |dinten |dina |poe )(?P<wd>{_DAY})(?: ?{LAST})?(?P<next> (?:depan"
                rf"|ngarep|besok|sesuk))?(?: (?P<part>{_PART})\b)?"
                rf"|\b(?P<wd2>{_PLAIN_DAY}"
                rf"|(?<=sejak )minggu|(?<=terakhir )minggu|minggu(?= (?:{_PART})\b)|minggu(?= (?:\d|tgl"
                f"|tanggal|jam|pukul)))(?: ?{LAST})?(?P<next2> (?:depan|ngarep|besok|sesuk))?(?:"
                rf" (?P<part2>{_PART})\b)?"
            ),
        ),
        (
            "yesterday",
            (
                r"\b(?P<rel>kemarin lusa|kemaren lusa|kmrn lusa|wingenane|mangkukna|kemarin dulu)(?:"
                rf" (?P<part>{_PART})\b)?"
            ),
        ),
        (
            "yesterday",
            (
                r"\b(?P<rel>kemarin|kmrn|kemaren|kmren|kmarin|kmaren|kemarinnya|wingi|kamari|yesterday"
                rf"|kapungkur|kapatang|baroe|nantoari|kalamareng|kamareng|kamaren)(?: (?P<part>{_PART})\b)?"
            ),
        ),
        ("yesterday", rf"\b(?P<part>{_PART}) (?P<rel>kemarin|kmrn|kemaren|kmren|kmarin|wingi|kamari)\b"),
        (
            "coming",
            (
                rf"\b(?P<rel>besok lusa|lusa|besok|bsk|sesuk|isukan|tomorrow) (?P<part>{_PART})\b"
                r"|\b(?P<rel2>(?:nanti|ntar|mengko|engke) (?:malam|sore|siang))\b"
            ),
        ),
        (
            "edge",
            (
                r"\b(?P<edge>awal|akhir|pertengahan) (?P<unit>bulan|bln|tahun|thn)(?: (?:ini|(?P<last>lalu"
                r"|kemarin|kmrn|kemaren)))?\b"
            ),
        ),
        ("since", rf"\b(?:dari|sejak|mulai) (?:tadi |td )?(?P<part>{_PART})\b"),
        (
            "last night",
            (
                r"\b(?:semalam|semalem|smalam|smlm|mau bengi|mau wengi|tadi malam|tadi malem|td mlm|td malam"
                "|td malem|tadi mlm|tdi malam|malam tadi|malem tadi|mlm td|samalam|patang malam|beklam"
                r"|buklam|peuting tadi|last night)\b"
            ),
        ),
        (
            "today",
            (
                r"\b(?:tadi|td|tdi|wau|bunoe|nangkin|tuni|mau|baru saja|barusan|satiya|ghi' bhuru|nembe|hari"
                r" ini|hr ini|dino iki|dinten iki|poe ieu|dinten ieu|this|today)\b(?:"
                rf" (?P<part>{_PART})\b)?(?: tadi)?"
            ),
        ),
        ("today", r"\b(?P<part>pagi|siang|sore|isuk|esuk|enjing|subuh) (?:ini|tadi|td|mau|iki|ieu)\b"),
        ("now", r"\b(?:sekarang ini|saat ini|skrg ini)\b"),
        ("clock", _CLOCK),
        ("stage", rf"\b(?:{_STAGE})\b(?: (?:kemarin|kemaren|kmrn|wingi|lalu)\b)?"),
        (
            "part",
            r"\b(?P<part>subuh-subuh|pagi-pagi|malam-malam|malem-malem|dini hari|tengah malam)(?: buta)?\b",
        ),
    )
)
