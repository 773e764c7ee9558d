"""The verbs beside somebody: what they do, what is done to them, what they have not. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.stories.deeds import DeedKind, Verb, Voice, verb_of
from core.stories.vocabulary import FILL, ME, NOT, listed

_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;,:\n()]")
ENDS: Final = frozenset(".!?;\n")
ME_WORDS: Final = listed(ME)
_NOT: Final = listed(NOT) | listed("tida tidaklah ndk ngak enggak tiada")
FILLERS: Final = (listed(FILL.replace("_", " ")) - ME_WORDS - _NOT) | listed(
    "yaitu adalah ialah aja saja wae doang semua sendiri sendirian tadi kemarin td kmrn kmarin juga"
    " jg teh mah tuh tu nih"
    " sekarang besoknya besok lalu terus trs trus kemudian akhirnya waktu pas ketika sering selalu"
    " kadang ikut pada sampai"
    " orangnya nya itu ini dan & cuma cuman hanya malah mung masih msh sdh udh udah sudah wis tos"
    " geus la so su da telah"
    " mau akan bakal pengen coba bisa langsung benar memang emang katanya jarene cenah bulan hari"
    " minggu jam pagi siang sore"
    " malam malem tapi tetapi tp sama bareng duluan dulu baru pernah sempat sempet saat itupun saling"
    " seenaknya diam-diam kok yo ya"
)
_ALIKE: Final = listed("begitu gitu demikian serupa idem same")
_SHARED: Final = listed("digituin gituin ngalamin mengalami alami senasib kena ngerasain")
"""Of these whoever "juga" is one more victim."""
_AT: Final = listed("di d dari dr ke untuk utk buat dalam atas tentang soal bersama dengan")
THAT: Final = listed("yang yg sing nu nan se nang ingkang who")
SHUT: Final = listed(
    "karena krn karna soalnya sebab padahal sedangkan sementara supaya agar biar kalau kalo klo"
)
_NO_RIGHT: Final = listed(
    "bisa boleh dapat dpt dapet dikasih diberi masuk ada terdaftar kedaftar kebagian lulus lolos"
    " angsal oleh entuk saged iso kedapatan"
    " tercatat balek balik pulang kembali mulih muncul keluar kedata ketemu kebaca nongol didata"
    " dilayani ikut nyoblos memilih milih mencoblos dibayar digaji terima nerima menerima mlebet"
    " punya"
)
_VIRTUES: Final = listed(
    "sopan ramah netral adil becus profesional jujur acuah acuh peduli tanggap transparan mampu"
    " serius bertanggung jujur terbuka"
)
"""Whoever has them not is complained of."""
HARMFUL: Final = frozenset(
    {
        DeedKind.HARM,
        DeedKind.THREATEN,
        DeedKind.STALK,
        DeedKind.TOUCH,
        DeedKind.SCOLD,
        DeedKind.FORCE,
        DeedKind.TAKE,
        DeedKind.OUST,
    }
)
BAD: Final = HARMFUL | {DeedKind.DAMAGE, DeedKind.CHEAT, DeedKind.NEGLECT}
_SPLIT: Final = HARMFUL | {DeedKind.CHEAT}
"""Of these "di" by itself is the passive: "di pecat"."""
_ALONGSIDE: Final = listed("juga jg pun jua ugi oge")
_PRONOUNS: Final = listed("dia ia beliau de mereka")
_WITH: Final = listed("bareng sama bersama dengan")
_PICTURES: Final = frozenset({"foto", "video"})
_RIGHT: Final = Verb(Voice.BARE, DeedKind.LACK, "hak")
_FAR: Final = 14
_STRANGERS: Final = 4
"""So many words that are neither verbs nor fillers end the search."""
_BACK: Final = 3


@dataclass(frozen=True, slots=True)
class ToldVerb:
    """A verb beside somebody."""

    verb: Verb
    denied: bool = False
    mine: bool = False
    """The writer does it: "pak Rudi saya tegur"."""
    likewise: str = ""
    """"juga begitu": as whoever was told of before."""


def words_of(text: str) -> list[str]:
    """Cut a text into words and signs."""
    return _TOKEN.findall(text)


def verbs_behind(after: str) -> Iterator[ToldVerb]:
    """Yield the verbs of which somebody is the subject, in order."""
    denied = mine = also = False
    strangers = 0
    words = words_of(after)[:_FAR]
    for at, word in enumerate(words):
        if word in ENDS or word in SHUT or (word == "," and at and _ends(words[at + 1 :])):
            return
        also = also or word in _ALONGSIDE
        if also and _is_alike(words, at):
            yield ToldVerb(Verb(Voice.BARE, DeedKind.OTHER, word), likewise=word)
            return
        if denied and (lacking := _lacking(words, at)):
            yield lacking
            return
        denied, mine = denied or word in _NOT, mine or word in ME_WORDS
        if word == "," or word in _NOT or word in ME_WORDS or word in FILLERS or word in _PRONOUNS:
            continue
        verb = _verb_at(words, at)
        if verb is None:
            strangers += 1
            if strangers > _STRANGERS:
                return
            continue
        yield ToldVerb(verb, denied, mine)
        denied = mine = False


def is_shared(word: str) -> bool:
    """Whether it says that somebody suffered the same: "juga digituin"."""
    return word in _SHARED


def _ends(behind: Sequence[str]) -> bool:
    """Whether a comma ends what is told of somebody: neither they nor a verb follow."""
    return not behind or not (behind[0] in FILLERS or behind[0] in _PRONOUNS or verb_of(behind[0]))


def _is_alike(words: Sequence[str], at: int) -> bool:
    word, behind = words[at], words[at + 1 : at + 2]
    if word == "sama":
        return not behind or behind[0] in ENDS or behind[0] in {",", "saja", "aja"}
    return word in _ALIKE or word in _SHARED


def _lacking(words: Sequence[str], at: int) -> ToldVerb | None:
    """Read what stands behind "tidak": a virtue, or a right."""
    word, behind = words[at], words[at + 1 : at + 2]
    if word in _VIRTUES:
        return ToldVerb(Verb(Voice.BARE, DeedKind.NEGLECT, word))
    if word in _NO_RIGHT or (word == "pernah" and (not behind or behind[0] in ENDS)):
        return ToldVerb(_RIGHT)
    return None


def _verb_at(words: Sequence[str], at: int) -> Verb | None:
    verb, before, behind = verb_of(words[at]), words[at - 1] if at else "", words[at + 1 : at + 2]
    if verb is None or verb.voice is not Voice.BARE:
        return verb
    if before in _AT:
        return Verb(Voice.PASSIVE, verb.deed, verb.root) if before == "di" and verb.deed in _SPLIT else None
    return None if verb.root in _PICTURES and behind and behind[0] in _WITH else verb


def is_cleft(words: Sequence[str], at: int) -> bool:
    """Whether the verb there is one of "yang minta (cuma) X"."""
    for back in range(at - 1, max(at - 1 - _BACK, -1), -1):
        if words[back] in THAT:
            return True
        if words[back] not in FILLERS and words[back] not in _NOT:
            return False
    return False


def is_mine(words: Sequence[str], at: int) -> bool:
    """Whether the writer does what the verb there says, or nobody else is told to."""
    for back in range(at - 1, max(at - 1 - _BACK, -1), -1):
        if words[back] in ENDS or words[back] in ME_WORDS:
            return True
        if words[back] not in FILLERS and words[back] not in _NOT:
            return False
    return at <= _BACK and all(word in FILLERS for word in words[:at])
