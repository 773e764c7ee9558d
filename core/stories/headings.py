"""What a story is about, as a suggestion to the officer: one of R155's topics, and a category of the list.

Each heading is told by words; the one of which most is said is suggested, with the place of its first word.
Nothing is filed under it until somebody says so. Pure.
"""

import re
from collections.abc import Mapping
from typing import Final

from core.stories.proposals import LIKELY, SURE, UNSURE, Heading, HeadingTold, Span, StoryKind, Topic
from core.stories.signs import TOPICS
from core.stories.words import small

_WORDS: Final[Mapping[Heading, re.Pattern[str]]] = {
    Heading.NEUTRALITY: re.compile(
        r"\b(?:(?:asn|pns|camat|lurah|kades|kepala desa|kepala dinas|kadis|sekda|sekcam|kepala"
        r" sekolah|kepsek|guru|pegawai negeri|perangkat desa|tni|polri|bupati|gubernur|walikota|pak"
        r" kuwu|keuchik|kepala dusun|kadus)"
        r"\b[^.!?\n]{0,60}\b(?:kampanye\w*|berkampanye|dukung\w*|mendukung|paslon|caleg|calon|nomor"
        r" \d|no \d|jari|yel-?yel|stiker|baliho|milih|pilih|coblos|nyoblos|netral\w*|memihak|tim"
        r" sukses|timses)"
        r"|netralitas(?: asn)?|tidak netral|ga netral|gak netral|ora netral|pengerahan (?:guru|asn"
        r"|pegawai))\b"
    ),
    Heading.LEVIES: re.compile(
        r"\b(?:pungli|pungut\w*|dipungut\w*|pungutan|setor\w*|disetor\w*|nyetor\w*|sogok\w*|nyogok"
        r"|suap\w*|disuap|uang (?:kopi|rokok|pelicin|administrasi|terima kasih|jasa|damai)|salam"
        r" tempel"
        r"|(?:di)?(?:minta\w*|mintai|mnta|njaluk|jaluk\w*|menta|palak\w*|tarik\w*|kutip\w*|mamintak)"
        r" (?:\w+ ){0,3}?(?:uang|duit|duwit|artos|pitih|kepeng|fee|imbalan|jatah|bayaran|\d+ ?(?:rb"
        r"|ribu|ewu|rebu|juta|jt|k\b))"
        r"|(?:honor\w*|uang|dana|gaji)\b[^.!?\n]{0,60}\b(?:dipotong|disunat|dipangkas|ditilep"
        r"|diembat)|bayar (?:\w+ )?(?:\d+|juta|ribu)[^.!?\n]{0,25}\b(?:lolos|lulus|jadi|masuk|supaya)"
        r"|tilep|korup\w*)"
    ),
    Heading.PROCUREMENT: re.compile(
        r"\b(?:pengadaan|tender|lelang\w*|rekanan|vendor|penyedia|percetakan|hps|mark ?up|markup"
        r"|kickback|cashback|fee proyek|pemenang(?:nya)?|penunjukan langsung|kontraktor|cv [a-z]+"
        r"|katering|spj|sppd|perjadin|perjalanan dinas|kuitansi\w*|kwitansi\w*|nota (?:kosong|fiktif"
        r"|palsu)|fiktif|anggaran|hibah|sewa (?:mobil|truk|gudang|kapal|tenda))\b"
    ),
    Heading.STAFF: re.compile(
        r"\b(?:honor\w*|gaji\w*|insentif|lembur|kontrak\w*|dipecat|diberhentikan|dimutasi|mutasi|phk"
        r"|seleksi\w*|rekrut\w*|perekrutan|lulus|lolos|wawancara|tes tulis|titipan|nepotisme"
        r"|keponakan\w*|ponakan\w*|ijazah palsu|pelantikan|dilantik"
        r"|jadi (?:kpps|pps|ppk|pantarlih)|daftar (?:kpps|pps|ppk|pantarlih)|magang|ppnpn|honorer"
        r"|absen\w*|atasan|kasubbag|kasubag|rekan kerja|dilecehkan|pelecehan|jabatan)\b"
    ),
    Heading.SERVICE: re.compile(
        r"\b(?:kantor(?:nya)? (?:\w+ ){0,3}?(?:tutup|kosong|sepi|dikunci)|(?:kantor|ke) kpu(?:d)?\b"
        r"|pelayanan|dilayani|layanan|pelayanannya|loket|jam (?:buka|kerja|istirahat)|judes|jutek"
        r"|ketus|cuek|lama banget|website|situs|aplikasi|nomor telepon|ga diangkat|tidak diangkat"
        r"|ramah|resepsionis|satpam|penjaga kantor|parkir|ruang tunggu|sosialisasi|stand kpu|makasih"
        r"|terima kasih|matur nuwun)\b"
    ),
    Heading.PROCEDURE: re.compile(
        r"\b(?:tps|kpps|bilik|pemungutan|penghitungan|nyoblos\w*|mencoblos\w*|coblos\w*|saksi"
        r"|pendamping\w*|didampingi|linmas|tinta|antri\w*|antre\w*|ditutup|dibuka telat|kursi roda"
        r"|difabel|tunanetra|lansia|kampanye|masa tenang|apk|baliho|formulir|mandat|pengawas tps|ptps"
        r"|coblosan|pleno|dana operasional)\b"
    ),
}
_OF_TOPICS: Final = {
    Topic.VOTER_LIST: Heading.VOTERS,
    Topic.BALLOT: Heading.BALLOTS,
    Topic.SEAL: Heading.SEALS,
    Topic.RESULT_SYSTEM: Heading.RESULTS,
}
_ENOUGH: Final = 2


def topic_told(text: str, topic: Topic | None) -> HeadingTold | None:
    """Say where the topic is told; one of conduct, which is what nothing else is, is told nowhere: the whole.

    Args:
        text: As it was written.
        topic: Which it is.
    """
    if topic is None:
        return None
    plain = _plain(text)
    words = dict(TOPICS).get(topic)
    if words and (match := words.search(plain)):
        return HeadingTold(
            name=topic.value, span=Span(*match.span()), confidence=_weight(len(words.findall(plain)))
        )
    return HeadingTold(name=topic.value, span=Span(0, len(text)), confidence=UNSURE)


def heading_of(text: str, kind: StoryKind, topic: Topic | None) -> HeadingTold | None:
    """Suggest a category; None of a greeting.

    Args:
        text: As it was written.
        kind: What is wanted.
        topic: What it is about, where that is one of R155's.
    """
    if kind is StoryKind.NONE:
        return None
    plain = _plain(text)
    found = {heading: list(words.finditer(plain)) for heading, words in _WORDS.items()}
    if topic in _OF_TOPICS and (told := topic_told(text, topic)):
        return HeadingTold(name=_OF_TOPICS[topic].value, span=told.span, confidence=told.confidence)
    best = max(
        _ORDER, key=lambda heading: (_pull(heading, len(found[heading]), kind), -_ORDER.index(heading))
    )
    if not found[best]:
        return HeadingTold(name=Heading.OTHER.value, span=Span(0, len(text)), confidence=UNSURE)
    return HeadingTold(
        name=best.value, span=Span(*found[best][0].span()), confidence=_weight(len(found[best]))
    )


_ORDER: Final = tuple(_WORDS)
_WEIGHTS: Final = {
    Heading.NEUTRALITY: 4.0,
    Heading.LEVIES: 3.0,
    Heading.PROCUREMENT: 1.5,
    Heading.STAFF: 1.5,
    Heading.PROCEDURE: 0.8,
}
"""A word of these tells more than one of what every story of elections has."""


def _pull(heading: Heading, count: int, kind: StoryKind) -> float:
    inside = heading is Heading.PROCUREMENT and kind is StoryKind.WHISTLEBLOWING
    return count * _WEIGHTS.get(heading, 1.0) * (2.0 if inside else 1.0)


def _weight(count: int) -> float:
    return SURE if count >= _ENOUGH else LIKELY


def _plain(text: str) -> str:
    return small(text).replace("\n", " ")
