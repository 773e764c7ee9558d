"""What the grammar beside somebody tells of their part: who does, who suffers, who sees, who is told.

Read word by word, by what sort of deed each verb is and which way round it is told (`core.stories.deeds`):
"dipukul pak Rudi" and "yang mukul pak Rudi" make him one who did, "mukul pak Rudi" and "pak Rudi dipukul" one
who suffered. Pure.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.stories.beside import (
    BAD,
    ENDS,
    FILLERS,
    HARMFUL,
    ME_WORDS,
    SHUT,
    THAT,
    ToldVerb,
    is_cleft,
    is_mine,
    is_shared,
    verbs_behind,
    words_of,
)
from core.stories.deeds import DeedKind, Verb, Voice, verb_of
from core.stories.proposals import Part
from core.stories.vocabulary import listed

_BY: Final = listed(
    "oleh sama sm ama karo ku dening kaliyan kalih dek jo ti by kareng bareng bersama dengan lawan deng"
)
_TO: Final = listed("ke kepada kpd ka pada marang dateng kpada par terhadap to nang ning pa")
_CAN_TELL: Final = re.compile(
    r"^[\s,()]*(?:(?:juga|pun|jg|siap|bisa|mau|bersedia|dapat|boleh|iso|tiasa)\s+)+(?:jadi saksi"
    r"|bersaksi|menjadi saksi|nyekseni|ditanya\w*"
    r"|dikonfirmasi|cerita|bercerita|kasih keterangan|memberi keterangan|memberikan keterangan"
    r"|menjelaskan|dihubungi|dimintai keterangan"
    r"|membuktikan|kasih bukti|dipanggil)\b"
)
_TO_PUNISH: Final = re.compile(
    r"^[\s,()]*(?:(?:itu|ini|juga|yang|yg|sudah|sepatutnya|seharusnya|harusnya|tolong|mohon|agar"
    r"|supaya|harus|wajib|perlu|layak|pantas|segera|bisa)\s+)*"
    r"(?:diperiksa|ditindak|diproses|dihukum|diusut|dipecat|diganti|diberi sanksi|disanksi|dipanggil"
    r"|dilaporkan|diadili|ditangkap|dipenjara|dicopot|ditegur)\b"
)
_AS_CULPRIT: Final = re.compile(
    r"^[\s,()]*(?:(?:itu|ini|yang|yg|juga|ternyata|katanya|merangkap)\s+)*(?:jadi|jd|menjadi|sebagai"
    r"|selaku)? ?(?:calo|preman|bandar|pengepul|dalang\w*|otak\w*|pelaku\w*|biang\w*|broker)\b"
)
_ONLY: Final = re.compile(r"^[\s,()]*(?:cuma|cuman|hanya|mung|ngan|malah|justru|malahan|kok)\s+\w+")
_BEHIND_IT: Final = re.compile(
    r"\b(?:perintah|suruhan|arahan|instruksi|permintaan|restu|sepengetahuan|izin|kemauan|inisiatif"
    r"|ide|titipan|pesanan|ulah|kelakuan|perbuatan|tingkah)(?:nya)?\s*(?:dari|oleh|si)?\s*$"
)
_THEIR_PAPERS: Final = re.compile(
    r"\b(?:nama|namanya|data|ktp|kk|nik|suara|surat|undangan|hak|c6|kartu|alamat|asmane|asmanipun"
    r"|jeneng|termasuk|kalebet|kalebu|begitu juga|juga)(?: (?:pilih|suara|undangan|panggilan))?\s*$"
)
"""Whose name or papers it is about, or who is one of those it befell."""
_GIVES: Final = frozenset({"kasih", "beri", "bere", "sumbang", "masihan", "agiah"})
_OF_KIN: Final = frozenset({DeedKind.HARM, DeedKind.THREATEN, DeedKind.TOUCH})
_REACH: Final = 9
_NEAR: Final = 3
_COMPANY: Final = frozenset({"teman", "damping", "kawal"})
_ASKS: Final = listed("minta pinta palak tagih peras jaluk njaluk menta pungut")
_LETS: Final = frozenset({DeedKind.NEGLECT, DeedKind.FORCE, DeedKind.SCOLD})
"""Whoever sees it and does these lets it happen."""
_BY_WRITER: Final = frozenset({DeedKind.TELL, DeedKind.SAY, DeedKind.SEE, DeedKind.GIVE})
_PARTIES: Final = frozenset({Part.ACCUSED, Part.VICTIM, Part.WITNESS})
_ALSO: Final = re.compile(r"^[\s,]*(?:juga|jg|pun|jua|oge|ugi)\b")
_UNHEARD: Final = re.compile(
    r"\b(?:tidak|tdk|ga|gak|nggak|ngga|belum|blm|nda|dak|ora|teu|malah|cuma|cuman|mung|hanya|katanya"
    r"|tetep|tetap|nanti|tunggu|diam|diem|bilang|dijawab|alasan\w*)\b"
)
"""What is told of whoever was told in vain."""


@dataclass(frozen=True, slots=True)
class PersonTold:
    """Somebody, as far as it matters to the grammar."""

    official: bool
    kin: bool
    named: bool
    body: bool = False
    """Told by a body alone: "polisi", "panwas"."""
    also: bool = False
    """What is told of them begins with "juga"."""


def part_told(before: str, after: str, one: PersonTold, last: Part | None) -> Part | None:
    """Say what part the words beside somebody give them; None where they give none.

    Args:
        before: The words of their clause before them, in small letters.
        after: What follows.
        one: Who it is.
        last: The part of whoever was told of before.
    """
    if _BEHIND_IT.search(before):
        return Part.ACCUSED
    if one.kin and _THEIR_PAPERS.search(before):
        return Part.VICTIM
    words = words_of(before)
    return _as_agent(words, one, last) or _as_object(words, after, one) or _as_subject(after, one, last)


def _as_agent(words: Sequence[str], one: PersonTold, last: Part | None) -> Part | None:
    """Read "diminta (oleh) X", "yang minta (cuma) X"."""
    at, by = len(words) - 1, False
    while at >= 0 and (words[at] in FILLERS or words[at] in _BY or words[at] in {":", "bapak", "pak"}):
        if words[at] in THAT or words[at] == "dan":
            return None
        by = by or words[at] in _BY
        at -= 1
    if at < 0:
        return None
    if (near := verb_of(words[at])) is not None and near.voice is Voice.PASSIVE:
        return _by_agent(near, one, last)
    if near is None and words[at] in ME_WORDS:
        at -= 1
    if (verb := _cleft_at(words, at)) is not None:
        return _of_cleft(verb, one)
    verb = next(_passives(words, at), None) if by else None
    return _by_agent(verb, one, last) if verb is not None else None


def _cleft_at(words: Sequence[str], at: int) -> Verb | None:
    for back in range(at, max(at - _NEAR, -1), -1):
        if words[back] in ENDS or words[back] == ",":
            return None
        verb = verb_of(words[back])
        if verb is not None and verb.voice is not Voice.PASSIVE and is_cleft(words, back):
            return verb
    return None


def _passives(words: Sequence[str], at: int) -> Iterator[Verb]:
    for back in range(at, max(at - _REACH, -1), -1):
        if words[back] in ENDS or words[back] in SHUT:
            return
        verb = verb_of(words[back])
        if verb is not None and verb.voice is Voice.PASSIVE:
            yield verb


def _by_agent(verb: Verb, one: PersonTold, last: Part | None) -> Part | None:
    if verb.root in _COMPANY and last is Part.ACCUSED:
        return Part.ACCUSED
    if verb.deed in {DeedKind.OTHER, DeedKind.SAY}:
        return Part.ACCUSED if one.official else None
    return _OF_AGENTS.get(verb.deed)


_OF_AGENTS: Final = {
    **dict.fromkeys((*BAD, DeedKind.GIVE, DeedKind.PAY), Part.ACCUSED),
    **dict.fromkeys((DeedKind.HELP, DeedKind.TELL, DeedKind.VISIT), Part.MENTIONED),
    DeedKind.SEE: Part.WITNESS,
}
"""Whoever it was done by."""


def _of_cleft(verb: Verb, one: PersonTold) -> Part | None:
    return None if verb.root == "tolak" and not one.official else _OF_CLEFTS.get(verb.deed)


_OF_CLEFTS: Final = {
    **dict.fromkeys((*BAD, DeedKind.GIVE, DeedKind.OTHER), Part.ACCUSED),
    **dict.fromkeys((DeedKind.SEE, DeedKind.KNOW), Part.WITNESS),
    **dict.fromkeys((DeedKind.PAY, DeedKind.SUFFER), Part.VICTIM),
    DeedKind.HELP: Part.MENTIONED,
}
"""Whoever is "yang …"."""


def _as_object(words: Sequence[str], rest: str, one: PersonTold) -> Part | None:
    """Read "memukul X", "minta uang ke X", "saya lapor ke X", "saya setor ke X"."""
    at = len(words) - 1
    to = at >= 0 and (words[at] in _TO or words[at] in _BY)
    at -= to
    while at >= 0 and words[at] in {"si", "sang", "itu", "pak", "bu"}:
        at -= 1
    back = _verb_before(words, at, _REACH if to else 1)
    if back is None or (verb := verb_of(words[back])) is None:
        return None
    mine = is_mine(words, back)
    if verb.root in {"lapor", "adu"} and not to:
        return Part.MENTIONED if one.body else Part.ACCUSED if one.official or one.named else None
    if to and mine and verb.deed is DeedKind.SEE:
        return Part.WITNESS
    if verb.deed in {DeedKind.TELL, DeedKind.SAY} or (mine and to and verb.deed is DeedKind.GIVE):
        return _as_told(rest, one) if to else None
    return _as_patient(verb, one, mine=mine, to=to)


def _verb_before(words: Sequence[str], at: int, reach: int) -> int | None:
    for back in range(at, max(at - reach, -1), -1):
        if words[back] in ENDS or words[back] in SHUT or words[back] == ",":
            return None
        verb = verb_of(words[back])
        if verb is not None and verb.deed is not DeedKind.OTHER:
            return back
    return None


def _as_told(rest: str, one: PersonTold) -> Part:
    """Whoever was told: an official who did nothing about it is complained of."""
    return Part.ACCUSED if one.official and _UNHEARD.search(rest) else Part.MENTIONED


def _as_patient(verb: Verb, one: PersonTold, *, mine: bool, to: bool) -> Part | None:
    if to and (
        verb.deed is DeedKind.PAY
        or (one.official and verb.voice is Voice.PASSIVE and verb.deed is DeedKind.GIVE)
    ):
        return Part.ACCUSED
    if mine or verb.voice is Voice.PASSIVE:
        return None
    hurt = verb.deed in HARMFUL - {DeedKind.TAKE} or (verb.deed is DeedKind.TAKE and verb.root in _ASKS)
    return Part.VICTIM if hurt else None


def _as_subject(after: str, one: PersonTold, last: Part | None) -> Part | None:
    """Read "X minta", "X dipukul", "X yang lihat", "X saya tegur", "X juga begitu"."""
    if _CAN_TELL.search(after):
        return Part.WITNESS
    if _TO_PUNISH.search(after) or _AS_CULPRIT.search(after) or (one.official and _ONLY.search(after)):
        return Part.ACCUSED
    one = replace(one, also=bool(_ALSO.search(after)))
    hint: Part | None = None
    knows = refused = False
    for told in verbs_behind(after):
        part = _of_verb(told, one, last, refused=refused)
        if told.verb.root == "tolak" and told.verb.voice is not Voice.PASSIVE:
            hint, refused = hint or (Part.ACCUSED if one.official else Part.MENTIONED), True
        elif part is Part.WITNESS and one.official:
            hint, knows = Part.WITNESS, True
        elif part is Part.ACCUSED and knows and not told.denied and told.verb.deed not in _LETS:
            return Part.WITNESS
        elif part is Part.MENTIONED:
            hint = hint or part
        elif part is not None:
            return part
    return hint


def _of_verb(told: ToldVerb, one: PersonTold, last: Part | None, *, refused: bool) -> Part | None:
    verb = told.verb
    if told.likewise:
        return _of_likewise(told.likewise, one, last)
    if told.mine:
        return Part.ACCUSED if one.official and verb.deed in _BY_WRITER else None
    if verb.voice is not Voice.PASSIVE:
        return _of_active(told, one)
    if refused and verb.deed in HARMFUL | {DeedKind.NEGLECT, DeedKind.CHEAT}:
        return Part.VICTIM
    return _of_passive(verb, one, denied=told.denied)


def _of_likewise(word: str, one: PersonTold, last: Part | None) -> Part:
    if one.official:
        return Part.ACCUSED
    if is_shared(word) or one.kin or last not in _PARTIES or last is None:
        return Part.VICTIM
    return last


def _of_passive(verb: Verb, one: PersonTold, *, denied: bool) -> Part | None:
    if verb.deed in {DeedKind.TELL, DeedKind.SAY}:
        return Part.ACCUSED if one.official else Part.MENTIONED
    if verb.deed in {DeedKind.GIVE, DeedKind.PAY}:
        return Part.VICTIM if denied else Part.ACCUSED if one.official else None
    if one.official:
        return (
            Part.VICTIM
            if verb.deed in {DeedKind.HARM, DeedKind.THREATEN, DeedKind.TOUCH} and not denied
            else None
        )
    if verb.deed in HARMFUL or verb.deed is DeedKind.CHEAT:
        return None if denied else Part.VICTIM
    return Part.VICTIM if one.kin and verb.deed is DeedKind.OTHER else None


def _of_active(told: ToldVerb, one: PersonTold) -> Part | None:
    rule = _OF_SUBJECTS.get(told.verb.deed)
    if told.verb.root in _GIVES and (one.kin or (one.also and not one.official)):
        return Part.VICTIM
    return rule(told, one) if rule else None


def _of_knowing(told: ToldVerb, one: PersonTold) -> Part | None:
    if told.denied:
        return None
    lets = one.official and told.verb.voice is Voice.BARE and not one.also
    return Part.ACCUSED if lets else Part.WITNESS


def _of_bad(told: ToldVerb, one: PersonTold) -> Part | None:
    if told.verb.root == "tolak" and not one.official:
        return None if one.kin else Part.MENTIONED
    if one.kin:
        return Part.ACCUSED if not told.denied and told.verb.deed in _OF_KIN else None
    return None if told.denied and not one.official else Part.ACCUSED


def _of_other(told: ToldVerb, one: PersonTold) -> Part | None:
    tells = told.verb.voice is Voice.ACTIVE or not told.denied
    return Part.ACCUSED if one.official and tells else None


_OF_SUBJECTS: Final[dict[DeedKind, Callable[[ToldVerb, PersonTold], Part | None]]] = {
    **dict.fromkeys((*BAD, DeedKind.GIVE), _of_bad),
    DeedKind.LACK: lambda _told, one: Part.ACCUSED if one.official else Part.VICTIM,
    DeedKind.SEE: lambda told, _one: None if told.denied else Part.WITNESS,
    DeedKind.KNOW: _of_knowing,
    DeedKind.HELP: lambda told, one: Part.ACCUSED if told.denied and one.official else Part.MENTIONED,
    DeedKind.SUFFER: lambda told, one: (
        None if told.denied or (one.official and told.verb.root != "terpaksa") else Part.VICTIM
    ),
    DeedKind.PAY: lambda _told, one: Part.VICTIM if one.also or not one.official else None,
    DeedKind.SAY: lambda _told, one: Part.ACCUSED if one.official else Part.MENTIONED,
    DeedKind.TELL: lambda _told, one: None if one.official else Part.WITNESS,
    DeedKind.OTHER: _of_other,
}
"""Whoever does it."""
