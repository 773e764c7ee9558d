"""What part the people of a story have in it, as it is told: "pak rudi ketua kpps minta uang".

Part is read from what stands beside them: who minta, mengancam or mencoblos is accused, who dipukul is a
victim, who melihat a witness, "saya X" the writer. An official who is the subject of what is complained of is
accused, likely; nobody is accused without an act or a word of blame beside them. Where nothing tells, it is
asked. Pure.
"""

import re
from collections.abc import Sequence
from typing import Final

from core.stories.people import Person, base_of, is_subject, masked_of, people_of
from core.stories.proposals import LIKELY, SURE, Part, Span, Who
from core.stories.vocabulary import (
    ACTS,
    BLAME,
    DENIED,
    FILL,
    GOOD,
    ME,
    NOT,
    RELATED,
    SUFFERING,
    WITNESS,
    any_of,
)
from core.stories.words import small

_REACH: Final = 90
_LETTER: Final = r"(?![\w])"
_PRE: Final = rf"^[\s,()\"“]*(?:{any_of(FILL)}[\s,]+)*"
_NO: Final = any_of(NOT)
_ACTING: Final = re.compile(
    rf"^\s*(?:yang|yg|sing) (?:saya|sy|kami|aku) (?:lapor|adu|maksud)|{_PRE}(?:{any_of(ACTS)}"
    f"|{any_of(BLAME)}){_LETTER}"
)
_PASSIVE: Final = (
    r"di(?!a\b|bawah|mana|sini|situ|depan|atas|dekat|rumah|desa|kantor|tps|hadapan|am\b|em\b|luar"
    "|antara|lain)[a-z]{3,}"
)
_VERB: Final = re.compile(
    f"{_PRE}(?:me[mnlrwy]?[a-z]{{3,}}|ng[a-z]{{3,}}|ny[a-z]{{3,}}|ma[mn][a-z]{{3,}}"
    f"|n[dj][a-z]{{3,}}|ber[a-z]{{3,}}|[a-z]{{3,}}(?:kan|in|ake|aken|keun)|{_NO}"
    rf" (?!ada\b)\w+){_LETTER}"
)
"""Any word that looks like a verb: what an official of a complaint does is complained of."""
_NO_VERB: Final = re.compile(
    f"{_PRE}(?:mereka|memang|mengenai|menurut|menjelang|nggak|ngga|nyata|masing-masing|berapa"
    "|beberapa|bersama|mungkin|melalui|bukan|makan|akan|dengan|lain|dalam|alamin|kemarin|yakin"
    r"|mulai|mana|malam|main|antri\w*|selain|pasangan|bagian|laporan)\b"
)
_SUFFERS: Final = re.compile(
    f"{_PRE}(?:{_PASSIVE}|{any_of(SUFFERING)}{_LETTER}|{_NO} (?:{_PRE[1:]})?{any_of(DENIED)}"
    f"|namanya {_NO}|{_NO} (?:masuk|ada))"
)
_SEES: Final = re.compile(rf"{_PRE}(?:{any_of(WITNESS)}){_LETTER}")
_PRAISED: Final = re.compile(rf"{_PRE}(?:mah )?(?:{any_of(GOOD)}){_LETTER}")
_HURTS: Final = re.compile(
    rf"{_PRE}(?:mukul|memukul|ngancam|mengancam|ngancem|nampar|menampar|maksa|memaksa)\b"
)
_OF_MINE: Final = re.compile(rf"\b{any_of(ME)}\b")
_ABOUT: Final = re.compile(
    f"{_PRE}(?:dan|sama|atau|untuk|utk|buat|dari|dr|di|ke|kepada|bisa|boleh|apa|kapan|saya|sy"
    rf"|kami|aku|ya|pak|bu|min|mohon|tolong|semoga|atas){_LETTER}|^[\s,()]*$"
)
_MASKED: Final = re.compile(r"\b(?:di|d|dari|ning|neng|nang|e|ring)\s{3,}")

_SEEN_BEFORE: Final = re.compile(
    r"(?:\bsaksi(?:nya)?(?: mata)?(?: ada| adalah| yaitu| :)?|\b(?:yang|yg|sing) (?:lihat|liat"
    "|melihat|tahu|tau|nyaksiin|menyaksikan|ngeliat|weruh)(?: (?:ada|kejadian|langsung|juga"
    "|itu))*"
    r"|\bdisaksikan(?: oleh| langsung oleh)?|\bdilihat(?: oleh)?|\bdi ?depan|\bdi ?hadapan"
    r"|\bbareng|\bada juga|\bjar|\bkata|\bditu ada|\bdi situ ada|\bono|\bsumber saya)[\s:,]*$"
)
_BY_WHOM: Final = re.compile(
    r"(?:\b(?:oleh|pelaku(?:nya|ne)?(?: adalah| yaitu| ialah| itu)?|terlapor(?:nya)?|dalang\w*"
    "|tersangka|gara-gara|gara2|ulah|perbuatan|kelakuan|melaporkan|laporkan|lapor(?:in)?|adukan"
    "|mengadukan|ngaduin|kecewa (?:sama|dengan)|keluhan (?:tentang|soal)|balik ke"
    r"|laporan(?:nya)? (?:\w+ ){0,2}(?:soal|tentang)|omongane|tau)[\s:]*"
    rf"|\b{_PASSIVE}(?: (?!saya\b|kami\b|ke\b|di\b|karena\b)[\w'.]+){{0,5}} (?:sama|sm|ama|karo|ku"
    r"|dening|kaliyan|oleh|ti|kepada|ke|kpd|ka)[\s:]*"
    r"|\b(?:yang|yg|sing|nu) (?:minta|mnta|njaluk|menta|ngambil|terima|ngancam|mukul|buka|nyuruh"
    "|bagi|bagiin|ngasih|coblos|nyoblos|melakukan|ngelakuin|ngatur|memerintahkan|beli|mindah"
    r"|nunjuk|merintah|mengatur)(?: jarene)?[\s:,]*"
    r"|\bdi(?:minta\w*|palak\w*|ancam|ancem|teror|pukul\w*|usir|bentak\w*|marahi|marahin|tolak"
    r"|larang|suruh|paksa|lecehkan|raba\w*|tipu|intimidasi|ambil|potong|sunat|peluk|godain"
    r"|pegang\w*|hina|dorong|sebar|jual|bagi\w*|coblos\w*|ubah|rubah|hapus|bohongi|persulit"
    "|janji|janjikan|janjiin|gowo|bawa|jawab|tunjuk|arahkan|kumpulkan|kumpulin|halangi|tampar"
    "|keroyok|tusuk|busur|bujuk|rayu|cium|kejar|datangi|telpon|tuduh|colong|tilep|korup|buka"
    r"|bukak|uber2?|nggo|celuk|ongkon|akon)[\s:]*|\bdi(?!a\b|bawah|mana|sini|situ|depan|atas"
    "|hadapan|dekat|rumah|desa|kantor|wakil|saksi|hadir|teman|bantu|antar|lihat|dengar|tahu"
    r"|panggil|telpon|dampingi)[a-z]{3,}(?:kan|in|i)?\s*)$"
)
_WHO_DID: Final = re.compile(
    r"\b(?:yang|yg|sing|nan|nu|se) (?!me?lihat|ngeliat|ngelihat|nyaksi|menyaksi|weruh|ngerti|nemu"
    "|mendengar|meninggal|menerima|masih)(?:me[a-z]{3,}|ng[a-z]{3,}|ny[a-z]{3,}|man[a-z]{3,}"
    r"|mam[a-z]{3,}|jaga|minta|suruh|bawa|jago)(?: itu| adalah| ya)?[\s:,]*$"
)
_OBJECT_BEFORE: Final = re.compile(
    r"\b(?:memukul|mukul|ngancam|mengancam|ngancem|nipu|menipu|paksa|memaksa|maksa|ngusir"
    "|mengusir|membentak|bentak|marahin|memarahi|melecehkan|nyuruh|menyuruh|suruh|melarang"
    "|ngalarang|nglarang|nakutin|menakuti|ngintimidasi|mengintimidasi"
    "|mendorong|nampar|menampar|meraba|memeluk|malak (?:dagangan )?|korban(?:nya)?(?: adalah|"
    r" yaitu|:)?|menusuk|nusuk|memecat|hak)[\s:]*$"
    rf"|\b(?:{any_of(ACTS)})\b(?: [\w'.%]+){{0,5}} (?:kepada|kpd|ke|terhadap|dari|sama|marang|ka)[\s:]*$"
)
_I_AM: Final = re.compile(
    rf"\b{any_of(ME)}(?: (?:ini|adalah|selaku|sebagai|salah satu|salah seorang|cuma|hanya|dulu"
    "|mantan|kebetulan|jadi|kerja|bekerja|seorang|niki|mah|tugas|bertugas|juga|a|an|dari|teh|iki"
    r"|tiga orang|baru))*[\s,:]*$"
)
_ADDRESSED: Final = re.compile(
    r"(?:^|[.!?\n,]\s*|\b(?:yth|kepada|kpd|halo|hai|hi|dear|permisi|punten|salam|horas|selamat"
    " (?:pagi|siang|sore|malam)|pagi|siang|sore|malam|assalamualaikum|ass?wr ?wb|tolong|mohon"
    r"|maaf|makasih|terima kasih|trimakasih|tks|min|nuwun)[\s,.]*)$"
)
_TO_READERS: Final = re.compile(
    r"\b(?:yth|kepada yth|kepada|buat|untuk|salam|titip buat|bos)\.?[\s:]*(?:bapak|ibu|pak|bu"
    r"|bapak/ibu)?[\s.]*$"
)
_NO_PERSON_BEFORE: Final = re.compile(
    r"\b(?:honor(?:e|nya)?|honorarium|operasional|minta|lapor|kantua|panggil|menjadi|dados|gaji"
    "|insentif|daftar|ndaftar|mendaftar|data|tes|seleksi|rekrutmen|rekrut|hasil|seragam|kantor"
    "|nomor|nomornya|wawancara|pleno|surat|pengumuman|buat|bagian|gudang|jadi|anggota|admin"
    "|syarat|calon|pendaftar|pelantikan"
    "|bimtek|website|web|aplikasi|situs|sekretariat|di|d|ke|lolos|dapat|grup|group|wa|ig|akun"
    "|baju|kartu|sk|milik|tenda|administrasi|kuota|lewat|mobil|sama|tim|bulan|cek|ikut|kotak"
    r"|tentang|soal|pemilihan|suara|form|hari|untuk|utk|dukungan)(?:nya)?\s*$"
)
_RELATIVE_OF: Final = re.compile(rf"\b{any_of(RELATED)}(?:nya|ne|na|e|nyo)? $")
_ASKED: Final = re.compile(
    rf"{_PRE}di(?:tanya\w*|telp\w*|telepon\w*|tlp\w*|hubungi|wa|chat|panggil|tegur|konfirmasi"
    r"|temui|kabar\w*|chat\w*|kasih ?tau|minta\w* (?:penjelasan|tolong|bantu\w*)|mintai)"
)
_AND: Final = re.compile(
    r"^[\s,]*(?:dan|sama|sm|&|karo|jeung|sareng|serta|wan|jo|kalawan|\+|sama juga)?[\s,]*$"
)
_CLAUSE: Final = re.compile(
    r"[.;!?\n]|\b(?:sedangkan|sementara|tapi|tetapi|kemudian|padahal|pdhl|karena|krn|karna)\b"
)
_DOT: Final = re.compile(
    r"(?<=\d)\.(?=\d)|(?<=\b[a-z])\.|(?<=\bdr|\bir|\bhj|\bkh|\bno)\.|(?<=\bbpk|\bdrs|\bsdr|\bkec"
    r"|\bkab|\bkel|\bmuh|\bmoh|\babd)\."
)
_STRENGTH: Final = [Part.WRITER, Part.ACCUSED, Part.VICTIM, Part.WITNESS, Part.MENTIONED]
_LISTED: Final = {
    "saksi": Part.WITNESS,
    "terlapor": Part.ACCUSED,
    "pelaku": Part.ACCUSED,
    "korban": Part.VICTIM,
}
_PARTIES: Final = frozenset({Part.ACCUSED, Part.VICTIM, Part.WITNESS})


def people_in(
    text: str,
    places: Sequence[Span] = (),
    times: Sequence[Span] = (),
    *,
    complaint: bool = True,
    asked: bool = False,
) -> tuple[Who, ...]:
    """Find the people told of in a text, with their part.

    Args:
        text: As it was written.
        places: What lies in them is no name, and says nothing of a person.
        times: Likewise.
        complaint: Something is complained of; else nobody is accused, unless
        asked: it is a question, and tells of an act.
    """
    lowered = small(text)
    found = people_of(text, lowered, places)
    masked = masked_of(lowered, [*places, *times])
    groups: list[list[Person]] = []
    for one in found:
        if groups and _joins(lowered, groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    told: list[tuple[Person, Part | None]] = []
    last: Part | None = None
    for group in groups:
        before = _before(masked, group[0].span.start)
        after = _after(masked, group[-1].span.end)
        if group[-1].name:
            after = after.removeprefix(",")
        raw = lowered[max(0, group[0].span.start - _REACH) : group[0].span.start]
        parts = [
            _part_of(
                one,
                before if at == 0 else _own(masked, one),
                after,
                raw,
                complaint=complaint,
                asked=asked,
                last=last,
            )
            for at, one in enumerate(group)
        ]
        first = next((part for part in parts if part in _PARTIES), None)
        for one, part in zip(group, parts, strict=True):
            decided = first if part in {None, Part.MENTIONED} and first and len(group) > 1 else part
            told.append((one, decided))
            last = decided or last
    return tuple(
        Who(
            span=one.span,
            name=one.name,
            position=one.position,
            part=part,
            confidence=SURE if one.name and part in _PARTIES else LIKELY,
        )
        for one, part in _once(text, told)
        if part is not None
    )


def _once(text: str, told: list[tuple[Person, Part | None]]) -> list[tuple[Person, Part | None]]:
    """Tell each person once, at the fullest mention: "lurah … Pak Lurah Taryono"; a part found at any of them holds."""
    kept: list[tuple[Person, Part | None]] = []
    for one, part in told:
        base = base_of(text, one)
        for at, (other, held) in enumerate(kept):
            known = base_of(text, other)
            same = (
                base == known
                or (one.name and one.name == other.name)
                or (
                    not one.kin
                    and not other.name
                    and other.position
                    and one.name
                    and f" {known} " in f" {base} "
                )
            )
            again = (
                not one.name
                and other.position
                and one.position
                and not one.kin
                and f" {base} " in f" {known} "
                and other.name
            )
            if same or again:
                fullest = one if one.name and not other.name else other
                kept[at] = (
                    fullest,
                    min((each for each in (held, part) if each), key=_STRENGTH.index, default=None),
                )
                break
        else:
            kept.append((one, part))
    return sorted(kept, key=lambda each: each[0].span.start)


def _own(masked: str, one: Person) -> str:
    """What stands before somebody in a list, where it says by whom something was done."""
    before = _before(masked, one.span.start)
    return before if _BY_WHOM.search(before) else ""


def _joins(lowered: str, first: Person, second: Person) -> bool:
    between = lowered[first.span.end : second.span.start]
    return (
        not (first.writer or second.writer)
        and bool(_AND.fullmatch(between))
        and between.strip() not in {"", ","}
    )


def _before(masked: str, start: int) -> str:
    piece = _DOT.sub(" ", masked[max(0, start - _REACH) : start])
    ends = [match.end() for match in _CLAUSE.finditer(piece)]
    return piece[ends[-1] :] if ends else piece


def _after(masked: str, end: int) -> str:
    piece = _DOT.sub(" ", masked[end : end + _REACH]).lstrip("\n")
    stop = _CLAUSE.search(piece)
    return re.sub(r"\s{2,}", " ", _MASKED.sub(" ", piece[: stop.start()] if stop else piece))


def _part_of(
    one: Person, before: str, after: str, raw: str, *, complaint: bool, asked: bool, last: Part | None
) -> Part | None:
    if one.writer:
        return Part.WRITER
    if one.part:
        return _LISTED[one.part]
    if one.theirs:
        return _part_of_theirs(one, before, after, last)
    if one.bare and not (_ACTING.search(after) or _SEES.search(after) or _WHO_DID.search(before)):
        return None
    if one.kin:
        return _part_of_kin(before, after) or (Part.MENTIONED if one.name else None)
    if one.stranger:
        return _part_of_stranger(one, before, after)
    if (one.position or one.name) and (me := _I_AM.search(before)) and is_subject(before, me.start()):
        return Part.WRITER
    if _spoken_to(before, after, one):
        return None
    if (
        one.position
        and not one.name
        and _NO_PERSON_BEFORE.search(raw)
        and not (_BY_WHOM.search(before) or _OBJECT_BEFORE.search(before))
    ):
        return None
    if one.position and not one.name and _RELATIVE_OF.search(raw):
        return Part.MENTIONED
    part = _part_in(one, before, after, complaint=complaint, asked=asked, last=last)
    return None if one.small and part is Part.MENTIONED and not one.position else part


def _part_in(
    one: Person, before: str, after: str, *, complaint: bool, asked: bool, last: Part | None
) -> Part | None:
    if not complaint:
        blamed = bool(one.position) and (
            _WHO_DID.search(before)
            or _BY_WHOM.search(before)
            or (_ACTING.search(after) and not _PRAISED.search(after))
        )
        return (
            Part.ACCUSED
            if blamed and (asked or _WHO_DID.search(before))
            else Part.MENTIONED
            if one.name
            else None
        )
    if _BY_WHOM.search(before) or _WHO_DID.search(before):
        return Part.ACCUSED
    if _OBJECT_BEFORE.search(before):
        if one.position and _OF_MINE.search(before):
            return Part.MENTIONED if one.name else None
        return Part.VICTIM
    if _SEES.search(after) or (_SEEN_BEFORE.search(before) and not _ACTING.search(after)):
        return Part.WITNESS
    if _PRAISED.search(after):
        return Part.MENTIONED if one.name else None
    acts = bool(_ACTING.search(after)) or (
        bool(one.position or one.name) and bool(_VERB.search(after)) and not _NO_VERB.search(after)
    )
    if one.position.lower().startswith("saksi") and not acts:
        return Part.WITNESS
    if acts or (one.position and _ASKED.search(after)):
        return Part.ACCUSED
    if _SUFFERS.search(after):
        return Part.VICTIM
    if (one.called and last is Part.ACCUSED) or (one.position and one.pointed):
        return Part.ACCUSED
    if one.position and not after.startswith(",") and not _ABOUT.search(after):
        return Part.ACCUSED
    return Part.MENTIONED if one.name else None


def _part_of_kin(before: str, after: str) -> Part | None:
    if _SEES.search(after) or _SEEN_BEFORE.search(before):
        return Part.WITNESS
    if _OBJECT_BEFORE.search(before) or _SUFFERS.search(after):
        return Part.VICTIM
    if _BY_WHOM.search(before):
        return Part.VICTIM if before.rstrip().endswith(("sama", "ke", "kepada", "ka")) else Part.ACCUSED
    if _HURTS.search(after):
        return Part.ACCUSED
    return None


def _part_of_theirs(one: Person, before: str, after: str, last: Part | None) -> Part | None:
    if _BY_WHOM.search(before) or _ACTING.search(after):
        return Part.ACCUSED
    return Part.ACCUSED if one.name and last is Part.ACCUSED else None


def _part_of_stranger(one: Person, before: str, after: str) -> Part | None:
    if _SEES.search(after):
        return Part.WITNESS
    if _SUFFERS.search(after) and not _BY_WHOM.search(before):
        return Part.VICTIM
    acts = _ACTING.search(after) or _VERB.search(after) or (one.described and not _ABOUT.search(after))
    return Part.ACCUSED if acts or _BY_WHOM.search(before) else None


def _spoken_to(before: str, after: str, one: Person) -> bool:
    """Whether it is only whom the words are addressed to: "selamat pagi pak admin", "yth. Ketua KPU"."""
    if one.position and not one.name and _TO_READERS.search(before):
        return True
    greeting = bool(_ADDRESSED.search(before)) and bool(
        re.match(r"^\s*(?:[,.!]|mau|saya|sy|mohon|tolong|gimana|kapan|apa|ini|kok|$)", after)
    )
    return greeting and one.titled and not one.position and one.name.islower() and not _ACTING.search(after)
