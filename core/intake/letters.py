"""Reading a letter that was pasted at the desk: what stands at its head and foot, and what its story tells.

It only proposes, and nothing of it is kept: whoever registers looks at each answer, and what they typed
themselves is never touched. Who wrote the letter goes to the reporter's identity, which is sealed apart, and
out of what the report says. Rules alone; the story itself is read as in the chat (core/stories).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Annotated, Final

from pydantic import StringConstraints

from core.chain import report_fields as has
from core.chain.report_fields import PartyRole, ReportField
from core.chain.states import Channel, IdentityMode, Kind, Track
from core.chain.telling.wording import MONTHS
from core.offices.directory import OfficeDirectory
from core.reports.schemas import Party
from core.stories.proposals import Part, Reading, StoryKind, Who
from core.stories.proposing import hints_of, meaning_of
from core.stories.reader import read, regions_of
from core.values import MAX_LINE, MAX_TEXT, Frozen


class LetterText(Frozen):
    """What was pasted."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]


class LetterAnswer(Frozen):
    """An answer that was read out of a letter, and the words it was read from."""

    field: str
    """The field it answers, as the register names it: `letter_number`, `reporter_name`, `happened_at` …"""
    value: str
    words: str


class LetterPerson(Frozen):
    """Somebody the letter names, and the words they were read from."""

    party: Party
    words: str


class LetterReading(Frozen):
    """What was read out of a letter: filled in where nothing was typed, and confirmed by registering."""

    answers: tuple[LetterAnswer, ...]
    people: tuple[LetterPerson, ...]
    hints: dict[str, str]


_NUMBER: Final = re.compile(r"(?i)^\s*(?:no|nomor)(?:\s*surat)?\s*\.?\s*:\s*(?P<value>\S.*)$")
_SUBJECT: Final = re.compile(r"(?i)^\s*(?:perihal|prihal|hal)\s*\.?\s*:\s*(?P<value>\S.*)$")
_ATTACHED: Final = re.compile(r"(?i)^\s*(?:lampiran|lamp|sifat|tembusan)\s*\.?\s*:.*$")
_DATED: Final = re.compile(
    rf"(?i)^\s*(?:tanggal\s*:\s*|[A-Z][A-Za-z .'-]{{2,30}},\s*)?(?:tgl\.?\s*)?"
    rf"(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>20\d\d)\s*$"
)
_DIGITS: Final = re.compile(
    r"(?i)^\s*(?:tanggal\s*:\s*|[A-Z][A-Za-z .'-]{2,30},\s*)"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>20\d\d)\s*$"
)
_ADDRESSED: Final = re.compile(r"(?i)^\s*(?:kepada\b.*|yth\b.*|yang terhormat\b.*)$")
_PLACE_LINE: Final = re.compile(r"(?i)^\s*(?:di\s*[-–]?\s*\w[\w .-]{0,40}|di\s*[-–]?|tempat)\s*$")
_GREETING: Final = re.compile(
    r"(?i)^\s*(?:dengan hormat|assalamu?'?alaikum\b.*|salam sejahtera\b.*"
    r"|selamat (?:pagi|siang|sore|malam))[\s,.]*$"
)
_SIGNED: Final = re.compile(
    r"(?i)^\s*(?:hormat (?:saya|kami)|wassalam\w*\b.*|salam hormat|pelapor|pengadu|pemohon|yang melapor"
    r"|yang membuat (?:laporan|pernyataan)|ttd)[\s,.:]*$"
)
_SIGNS_OFF: Final = re.compile(r"(?i)^\s*(?:\(?\s*ttd\s*\)?\.?|materai.*|tanda tangan)\s*$")
_MOVED_BY: Final = re.compile(
    r"(?i)\byang bertanda ?tangan\b|\bidentitas (?:pelapor|pengadu)\b|^\s*pelapor\s*:"
)
_REPORTED: Final = re.compile(r"(?i)\b(?:terlapor|yang (?:di|saya |kami )laporkan|teradu)\b")
_LABELLED: Final = re.compile(
    r"(?i)^\s*[-•*\d.)]*\s*(?P<label>nama(?: lengkap)?|alamat(?: lengkap)?|pekerjaan|profesi|jabatan"
    r"|no\.? ?(?:hp|telp|telepon|wa|whatsapp)|nomor (?:hp|telepon|wa)|hp|telp|telepon|wa|nip|nik|no\.? ?ktp"
    r"|tempat[^:]{0,30}lahir|umur|usia|email|surel|kabupaten(?:/kota)?|kota|provinsi|unit kerja|satker)"
    r"\s*\.?\s*:\s*(?P<value>\S.*)$"
)
_FIELDS: Final[tuple[tuple[str, ReportField | None], ...]] = (
    ("nama", has.NAME),
    ("alamat", has.ADDRESS),
    ("pekerjaan", has.OCCUPATION),
    ("profesi", has.OCCUPATION),
    ("jabatan", has.OCCUPATION),
    ("nip", has.NIP),
    ("kabupaten", has.REGENCY),
    ("kota", has.REGENCY),
    ("provinsi", has.PROVINCE),
    ("no", has.PHONE),
    ("hp", has.PHONE),
    ("telp", has.PHONE),
    ("telepon", has.PHONE),
    ("wa", has.PHONE),
)
"""By how a label begins: the reporter's field it is. Others are theirs too, and stand in no field of ours."""
_NOT_A_PHONE: Final = re.compile(r"(?i)^no\.? ?ktp|^nik")
_SECRET: Final = re.compile(
    r"(?i)\b(?:nama|identitas)\w*\s+(?:\w+\s+){0,3}(?:di)?rahasia(?:kan)?|\brahasia(?:kan)?\s+(?:\w+\s+){0,2}(?:nama|identitas)"
)
_SIGNATURE_LINES: Final = 4
_LONGEST_NAME: Final = 60
_KINDS: Final = {StoryKind.QUESTION: Kind.INFORMATION_REQUEST, StoryKind.WISH: Kind.ASPIRATION}
_ROLES: Final = {
    Part.ACCUSED: PartyRole.REPORTED,
    Part.WITNESS: PartyRole.WITNESS,
    Part.VICTIM: PartyRole.VICTIM,
    Part.MENTIONED: PartyRole.INVOLVED,
}


_CALLED: Final = {"saksi": PartyRole.WITNESS, "korban": PartyRole.VICTIM}
"""What somebody is called before their name says their part, whatever they are said to have done."""


@dataclass(slots=True)
class _Letter:
    """A letter being taken apart, line by line."""

    answers: dict[str, LetterAnswer] = field(default_factory=dict)
    reported: list[tuple[str, str]] = field(default_factory=list)
    """Labelled lines about somebody who is reported."""
    said: list[str] = field(default_factory=list)
    """What is left: what the letter says."""
    addressed: list[str] = field(default_factory=list)
    addressing: bool = False
    """The lines that say to whom have not ended yet."""

    def answer(self, asked: ReportField, value: str, words: str) -> None:
        """Keep the first answer to a field, as long as one may be."""
        value = value.strip(" .,;")[: asked.desk_limit or asked.asked.limit]
        if value and asked.asked.name not in self.answers:
            name = asked.asked.name
            self.answers[name] = LetterAnswer(field=name, value=value, words=words.strip()[:MAX_LINE])


def read_letter(text: str, today: date, directory: OfficeDirectory) -> LetterReading:
    """Read a letter.

    Args:
        text: As it was pasted, 20,000 letters at most.
        today: What "kemarin" counts from where the letter has no date.
        directory: All offices.
    """
    letter = _taken_apart(text)
    said = "\n".join(letter.said).strip()
    written = (
        date.fromisoformat(letter.answers["letter_date"].value) if "letter_date" in letter.answers else today
    )
    noon = datetime.combine(written, time(12))
    reading = read(said, noon, regions_of(directory.entries))
    _tell_head(letter, reading, said, directory)
    _tell_story(letter, reading, said)
    people = [*_reported(letter), *_people(letter, reading, said)]
    return LetterReading(
        answers=tuple(letter.answers.values()),
        people=tuple(people[: has.MAX_PARTIES]),
        hints=hints_of(reading),
    )


# --- head and foot -----------------------------------------------------------------------------------


def _taken_apart(text: str) -> _Letter:
    letter, about = _Letter(), has.ReportPart.REPORTER
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if _SIGNED.match(line):
            at = _signature(letter, lines, at)
        elif labelled := _LABELLED.match(line):
            _labelled(letter, labelled, about)
        elif not _is_head(letter, line):
            if _REPORTED.search(line):
                about = has.ReportPart.PARTY
            elif _MOVED_BY.search(line):
                about = has.ReportPart.REPORTER
                if line.rstrip().endswith(":"):  # what it announces goes to the identity
                    continue
            letter.said.append(line)
    return letter


def _is_head(letter: _Letter, line: str) -> bool:
    """Take a line of the head: number, subject, date, to whom; False where it is none."""
    if _ADDRESSED.match(line):
        letter.addressing = True
    if letter.addressing:
        letter.addressing = bool(line.strip()) and not _GREETING.match(line)
        if letter.addressing and not _PLACE_LINE.match(line):
            letter.addressed.append(line)
        return True
    for pattern, asked in ((_NUMBER, has.LETTER_NUMBER), (_SUBJECT, has.LETTER_SUBJECT)):
        if found := pattern.match(line):
            letter.answer(asked, found["value"], line)
            return True
    if (found := _DATED.match(line) or _DIGITS.match(line)) and (day := _day(found)):
        letter.answer(has.LETTER_DATE, day.isoformat(), line)
        return True
    return bool(_ATTACHED.match(line) or _GREETING.match(line))


def _day(found: re.Match[str]) -> date | None:
    month = found["month"]
    names = [name.lower() for name in MONTHS]
    number = int(month) if month.isdigit() else names.index(month.lower()) + 1
    try:
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None


def _labelled(letter: _Letter, found: re.Match[str], about: has.ReportPart) -> None:
    """Take "Nama: …" and its like: the writer's own, or of somebody who is reported."""
    label, value = found["label"].lower(), found["value"]
    if about is has.ReportPart.PARTY:
        letter.reported.append((label, value.strip(" .,;")))
        letter.said.append(found[0])
        return
    asked = None if _NOT_A_PHONE.match(label) else _field_of(label)
    if asked is not None:
        letter.answer(asked, value, found[0])


def _field_of(label: str) -> ReportField | None:
    return next((asked for begins, asked in _FIELDS if label.startswith(begins)), None)


def _signature(letter: _Letter, lines: Sequence[str], at: int) -> int:
    """Take the name under a letter; say where it goes on."""
    end = min(len(lines), at + _SIGNATURE_LINES + 2)
    for place in range(at, end):
        line = lines[place].strip()
        if not line or _SIGNS_OFF.match(line):
            continue
        if labelled := _LABELLED.match(line):
            _labelled(letter, labelled, has.ReportPart.REPORTER)
            continue
        name = line.strip("() .,_")
        if len(name) > _LONGEST_NAME or not name[:1].isalpha():
            return place
        letter.answer(has.NAME, name, line)
        return place + 1
    return end


# --- what it tells -----------------------------------------------------------------------------------


def _tell_head(letter: _Letter, reading: Reading, said: str, directory: OfficeDirectory) -> None:
    """Say how it came, to whom, by which route, and how its writer wants to be known."""
    is_letter = letter.addressed or "letter_number" in letter.answers or "letter_subject" in letter.answers
    if is_letter:
        words = " ".join(letter.addressed) or letter.answers[next(iter(letter.answers))].words
        letter.answer(has.CHANNEL, Channel.LETTER.value, words)
    to = " ".join(letter.addressed)
    named = directory.codes_named(to) if to else []
    codes = named if len(named) == 1 else reading.offices
    found = [entry for entry in directory.entries if entry.code in codes]
    if len(found) == 1:
        places = ", ".join(one.span.of(said) for one in reading.where)
        letter.answer(has.OFFICE, str(found[0].id), to if named else places)
    if reading.kind is StoryKind.WHISTLEBLOWING:
        letter.answer(has.TRACK, Track.WHISTLEBLOWING.value, "")
    elif reading.kind in _KINDS:
        letter.answer(has.KIND, _KINDS[reading.kind].value, "")
    if secret := _SECRET.search(said):
        letter.answer(has.IDENTITY_MODE, IdentityMode.CONFIDENTIAL.value, secret[0])


def _tell_story(letter: _Letter, reading: Reading, said: str) -> None:
    if said:
        name = has.SUBSTANCE.asked.name
        letter.answers[name] = LetterAnswer(field=name, value=said, words="")
    times = [
        f"{meaning} (menurut surat: “{words}”)" if (meaning := meaning_of(one)) else words
        for one in reading.when
        for words in (one.span.of(said),)
    ]
    letter.answer(has.HAPPENED_AT, "; ".join(times), ", ".join(one.span.of(said) for one in reading.when))
    places = ", ".join(dict.fromkeys(one.span.of(said) for one in reading.where))
    letter.answer(has.PLACE, places, places)


def _people(letter: _Letter, reading: Reading, said: str) -> list[LetterPerson]:
    """Name whom the story tells of; the writer is none of them, nor whoever is named as reported already."""
    writer = (
        letter.answers[has.NAME.asked.name].value.casefold() if has.NAME.asked.name in letter.answers else ""
    )
    known = {value.casefold() for label, value in letter.reported if label.startswith("nama")}
    return [
        LetterPerson(party=_party(one), words=one.span.of(said))
        for one in reading.who
        if one.part is not Part.WRITER
        and (one.name or one.part is Part.ACCUSED)
        and not (one.name and (one.name.casefold() in writer or one.name.casefold() in known))
    ]


def _party(one: Who) -> Party:
    role = _CALLED.get(one.position.casefold())
    if role is not None:
        return Party(name=one.name[:MAX_LINE], role=role.value)
    return Party(name=one.name[:MAX_LINE], position=one.position[:MAX_LINE], role=_ROLES[one.part].value)


def _reported(letter: _Letter) -> list[LetterPerson]:
    """Put together whoever a list of "Nama: …, Jabatan: …" says is reported."""
    keys = {
        "nama": "name",
        "jabatan": "position",
        "alamat": "address",
        "nip": "nip",
        "unit": "unit",
        "satker": "unit",
    }
    people: list[dict[str, str]] = []
    for label, value in letter.reported:
        key = next((key for begins, key in keys.items() if label.startswith(begins)), "")
        if not key:
            continue
        if not people or key in people[-1]:
            people.append({})
        people[-1][key] = value[: 30 if key == "nip" else MAX_LINE]
    return [
        LetterPerson(party=Party(**one, role=PartyRole.REPORTED.value), words=", ".join(one.values()))
        for one in people
    ]
