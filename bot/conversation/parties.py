"""Reading who is involved out of one plain answer (R124, R132)."""

import re
from typing import Final

from bot.memory.state import NotedParty
from bot.texts import draft as texts
from core.reports.schemas import Party
from core.values import MAX_LINE

_ROLES: Final = (
    ("witness", re.compile(r"\b(saksi|melihat|saya sendiri|sendiri)\b", re.IGNORECASE)),
    ("victim", re.compile(r"\bkorban\b", re.IGNORECASE)),
    ("involved", re.compile(r"\b(terlibat|ikut|membantu)\b", re.IGNORECASE)),
    ("reported", re.compile(r"\b(terlapor|dilaporkan|pelaku)\b", re.IGNORECASE)),
)
_ROLE_WORD: Final = re.compile(
    r"^\W*((sebagai|yang)\s+)?(saksi|korban|terlapor|dilaporkan|pelaku|terlibat)\W*$", re.IGNORECASE
)
_POSITION: Final = re.compile(
    r"\b(petugas|pegawai|staf\w*|ketua|wakil|anggota|sekretaris|bendahara|kepala|kasub\w+|kabag|kasi|"
    r"operator|sopir\w*|supir\w*|komisioner|pejabat|panitia|ppk|pps|kpps|pantarlih|pppk|asn|pns|"
    r"camat|lurah|kades|direktur|penyedia|vendor|rekanan|saksi partai|tim|oknum|orang)\b",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"^\W*(unit|bagian|subbag\w*|sub bagian|biro|divisi|kantor|sekretariat|kpu|kip|tps|kecamatan|kec|"
    r"desa|kelurahan|gudang|bawaslu|dinas)\b",
    re.IGNORECASE,
)
_UNKNOWN_NAME: Final = re.compile(
    r"\bnama(nya)?\s+(saya\s+)?(ga|gak|nggak|enggak|tidak|tak|tdk|belum|kurang)\s+\w+|"
    r"\b(ga|gak|nggak|tidak|tak|tdk)\s+(tahu|tau|kenal)\s+nama\w*",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"^\s*(?:[-•*]|\d{1,2}[.)])\s*")
_NIP: Final = re.compile(r"\b(?:nip\W*)?(\d{18})\b", re.IGNORECASE)
_MARKS: Final = re.compile(r"[\s.,;:!?…–-]+")
_NONE: Final = re.compile(
    r"(?:(?:maaf|saya|aku|kami|sendiri|memang|masih|benar benar|tidak|nggak|gak)\s)*"
    r"(?:(?:tidak|tak|tdk|gak?|engg?ak?|ngg?ak?|ndak|belum|blm|kurang)\s"
    r"(?:ada|tahu|tau|kenal|punya|ingat|yakin|jelas|diketahui)|tidak|gak|nggak|enggak|nihil|kosong|entah(?:lah)?|lupa)"
    r"(?:\s(?:sama sekali|lagi|juga|pasti|pak|bu|kak|min|kok|sih|siapa siapa|"
    r"siapa|siapapun|siapa pun|apa apa|apapun|apa pun|"
    r"orangnya|pelakunya|saksi(?:nya)?|bukti(?:nya)?|(?:yang )?lain(?:nya)?))*"
)
_ENOUGH: Final = frozenset(
    {
        *("sudah", "udah", "sudah cukup", "cukup", "itu saja", "itu aja", "hanya itu", "sudah itu saja"),
        *(
            "selesai",
            "sudah selesai",
            "lengkap",
            "sudah lengkap",
            "benar",
            "sudah benar",
            "betul",
            "ya benar",
        ),
        *("ya", "iya", "ok", "oke", "baik", "lanjutkan"),
    }
)


def says_none(text: str) -> bool:
    """Tell whether somebody says that there is none, or that they do not know any."""
    return bool(_NONE.fullmatch(_plain(text)))


def says_enough(text: str) -> bool:
    """Tell whether somebody says that what was noted is all there is."""
    return _plain(text) in _ENOUGH


def _plain(text: str) -> str:
    return _MARKS.sub(" ", text.casefold()).strip()


def parse_parties(text: str) -> list[Party]:
    """Split an answer into parties: one a line, a sentence or between semicolons."""
    pieces: list[str] = []
    for line in text.splitlines():
        without_bullet = _BULLET.sub("", line)
        pieces.extend(re.split(r";|(?<=[a-z\d)]{3})\.\s+(?=\S)", without_bullet))
    return [party for piece in pieces if (party := parse_party(piece))]


def parse_party(text: str) -> Party | None:
    """Read one party: name, position, unit, role, in any part of the text; None where it names none."""
    if says_none(text):
        return None
    nip = _NIP.search(text)
    rest = _UNKNOWN_NAME.sub("", _NIP.sub("", text))
    role = next((name for name, words in _ROLES if words.search(rest)), "reported")
    parts = [part.strip(" .–-") for part in re.split(r"[,/]|\s[–-]\s", rest)]
    parts = [_without_self(part) for part in parts if part and not _ROLE_WORD.match(part)]
    fields = {"name": "", "position": "", "unit": ""}
    for part in filter(None, parts):
        wanted = _field_for(part, fields)
        fields[wanted] = f"{fields[wanted]}, {part}" if fields[wanted] else part
    if not any(fields.values()) and not nip:
        return None
    shortened = {name: value[:MAX_LINE] for name, value in fields.items()}
    return Party(**shortened, nip=nip.group(1) if nip else "", role=role)


def _without_self(part: str) -> str:
    """`sopirnya saya sendiri` names a position and says that it is the reporter."""
    shortened = re.sub(r"\bsaya sendiri\b", "", part, flags=re.IGNORECASE).strip()
    return shortened or part


def _field_for(part: str, fields: dict[str, str]) -> str:
    if _UNIT.search(part) and not _POSITION.match(part):
        return "unit"
    if _POSITION.search(part):
        return "unit" if fields["position"] else "position"
    if not fields["name"]:
        return "name"
    return "position" if not fields["position"] else "unit"


def noted(parties: list[Party], message_id: int) -> list[NotedParty]:
    """Note which message named these parties."""
    return [NotedParty(**party.model_dump(), message_id=message_id) for party in parties]


def plain(party: NotedParty) -> Party:
    """Return a party without what is only remembered while the report is written."""
    return Party(**party.model_dump(include=set(Party.model_fields)))


def rewritten(before: NotedParty, party: Party, message_id: int) -> NotedParty:
    """Put a party in the place of another, which an edit of that one's message does not bring back."""
    return NotedParty(**party.model_dump(), message_id=message_id, instead=[*before.instead, plain(before)])


def replaced(before: list[NotedParty], message_id: int, parties: list[Party]) -> list[NotedParty]:
    """Put what a message names now where its parties stood; parties of other messages stay as they are.

    Whom it still names as before, and who was rewritten since, stays as rewritten.
    """
    gone = [party for each in before for party in each.instead]
    parties = [party for party in parties if party not in gone]
    places = [place for place, party in enumerate(before) if party.message_id == message_id]
    first = places[0] if places else len(before)
    others = [party for party in before[first:] if party.message_id != message_id]
    return [*before[:first], *noted(parties, message_id), *others]


def party_words(party: Party) -> str:
    """Write a party in one line."""
    words = ", ".join(filter(None, (party.name, party.position, party.unit)))
    number = f"NIP {party.nip}" if party.nip else ""
    line = ", ".join(filter(None, (words, number)))
    return line[:1].upper() + line[1:]


def counted(count: int) -> str:
    """Say how many parties: `dua orang`."""
    return texts.PEOPLE[count] if count < len(texts.PEOPLE) else texts.MANY_PEOPLE.format(count=count)
