"""An edited chat message changes the one answer it gave: a new version of its line and of the report.

Nothing is overwritten: the line's older versions and the report's first words (*naskah asli*) stay.
An answer of the report itself has no line; its first correction makes one, so that officers see
what changed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.actions import MessageKind
from core.chain.report_fields import MAX_PARTIES, PARTIES, SUBSTANCE, TITLE, ReportField
from core.chain.states import Element, Side
from core.handling.completing import SUPPLIED, added, parties_in, write_version
from core.privacy.keys import Keyring
from core.privacy.vault import Vault
from core.reports.content import (
    SealedFile,
    add_line,
    evidence_rows,
    open_file,
    read_bodies,
    read_conversation,
)
from core.reports.identity import add_identity
from core.reports.models import Message, Report
from core.reports.parts import LinePart, SealedLine, line_of_parts, part_of
from core.reports.schemas import ChatSource, Party, ReportBody

CORRECTION: Final = "Perbaikan jawaban «{label}»"
CAPTION: Final = "caption"
CAPTION_CHANGED: Final = "Perubahan keterangan berkas «{label}»"
_ONE_MESSAGE: Final = frozenset(SUPPLIED) - {Element.WHO}
"""Answers that come in one message. The parties of a report may come in several, with buttons between:
an edit of one message cannot say what all of them are, so it corrects them in a line only."""


_ANSWERS: Final = frozenset(element.value for element in SUPPLIED)


class Revised(StrEnum):
    """What became of an edit; `NOTHING` is false."""

    NOTHING = ""
    LINE = "line"
    """The line it made has a new version."""
    BODY = "body"
    """So has the report's text."""
    IDENTITY = "identity"
    """It tells who reports, and is sealed with what was told of it before."""
    CORRECTED = "corrected"
    """The report's text stays; a line beside it tells what was corrected."""
    CAPTION = "caption"
    """A file has a new caption; the one it came with stays readable."""
    OTHER_FILE = "other_file"
    """The message holds another file now. Evidence never changes: what was kept stays."""

    @property
    def changes(self) -> bool:
        """Tell whether the report says anything else now."""
        return self not in {Revised.NOTHING, Revised.OTHER_FILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edited chat message."""

    source_key: bytes
    text: str
    """What it says now; of a file, its caption."""
    answer: str = ""
    """The question of the report it answered before the report was sent."""
    label: str = ""
    whole: ChatSource | None = None
    """That answer as it is now, where it came in several messages."""
    size: int | None = None
    """Of the file it holds, in bytes."""

    @property
    def part(self) -> LinePart:
        """The answer it gave, where no line tells of it yet."""
        text = self.whole.words if self.whole else self.text
        return part_of(self.answer, self.label, text, self.whole or ChatSource(key=self.source_key))


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer as it stands, and the line it stands in."""

    root: Message
    line: SealedLine
    place: int

    @property
    def part(self) -> LinePart:
        """The answer itself."""
        return self.line.parts[self.place]

    @property
    def element(self) -> Element | None:
        """The element of the report it is about; None where it is only said in the conversation."""
        supplied = frozenset(SUPPLIED) if self.root.kind is MessageKind.COMPLETION else _ONE_MESSAGE
        return next((element for element in supplied if element.value == self.part.name), None)


async def spoken_in(session: AsyncSession, vault: Vault, source_key: bytes) -> Spoken | None:
    """Find the answer this chat message gave; a later correction of it goes before the line it corrects."""
    roots: dict[UUID, Message] = {}
    newest: dict[UUID, SealedLine] = {}
    for message, line in await read_conversation(session, vault, to_reporter_only=True):
        if message.side is Side.REPORTER:
            root = message.replaces_id or message.id
            roots.setdefault(root, message)
            newest[root] = line
    for root in reversed(roots):
        found = _in_line(roots[root], newest[root], source_key)
        if found is not None:
            return found
    return None


def _in_line(root: Message, line: SealedLine, source_key: bytes) -> Spoken | None:
    for place, part in enumerate(line.parts):
        if part.came_in(source_key.hex()):
            return Spoken(root, line, place)
    if root.source_key != source_key:
        return None
    if not line.parts:
        whole = LinePart(name="", text=line.text)
        return Spoken(root, line.model_copy(update={"parts": (whole,)}), 0)
    return Spoken(root, line, 0) if len(line.parts) == 1 and not line.parts[0].source else None


async def _reword(session: AsyncSession, vault: Vault, spoken: Spoken, changed: LinePart) -> None:
    """Make the line's next version, with this answer changed and the others as they are."""
    parts = (*spoken.line.parts[: spoken.place], changed, *spoken.line.parts[spoken.place + 1 :])
    await add_line(
        session,
        vault,
        side=Side.REPORTER,
        kind=spoken.root.kind,
        line=line_of_parts(parts, title=spoken.line.title),
        to_reporter=True,
        replaces_id=spoken.root.id,
    )


async def take_edit(
    session: AsyncSession, keys: Keyring, report: Report, vault: Vault, edit: Edit
) -> tuple[Revised, SealedLine | None]:
    """Change what the edited message said; say what became of it. The report row must be locked.

    The line that comes with it, if any, is left to the caller to add as further information.
    """
    spoken = await spoken_in(session, vault, edit.source_key)
    file = await _file_of(session, vault, edit.source_key)
    if file is not None and edit.size not in {None, file.size}:
        return Revised.OTHER_FILE, None
    if spoken is None and edit.answer not in _ANSWERS:
        return _recaptioned(file, edit)
    if not edit.text and not (spoken and spoken.part.name == CAPTION):
        return Revised.NOTHING, None
    if spoken is not None and spoken.part.name == Element.IDENTITY.value:
        await add_identity(session, keys, report, edit.text)
        return Revised.IDENTITY, None
    return await _take_words(session, keys, report, vault, spoken, edit)


async def _take_words(
    session: AsyncSession, keys: Keyring, report: Report, vault: Vault, spoken: Spoken | None, edit: Edit
) -> tuple[Revised, SealedLine | None]:
    """Change one answer: in the report while it is being handled, else beside it."""
    if spoken is None:
        element, before, after = _one_message(edit.answer), None, edit.part
    else:
        element, before = spoken.element, spoken.part.text
        after = spoken.part.reworded(edit.source_key.hex(), edit.text)
    handled = element is not None and not report.state.is_final
    if before == after.text:  # the same edit, delivered again
        return (Revised.BODY if handled else _beside(after)), None
    in_body = (
        handled
        and element is not None
        and await _correct_body(session, keys, report, vault, element, before=before, after=after.text)
    )
    revised = Revised.BODY if in_body else _beside(after)
    if spoken is None:
        return revised, _correction(after)
    if element is not None and not handled and spoken.root.kind is MessageKind.COMPLETION:
        return revised, _correction(after.model_copy(update={"name": element.value, "label": element.label}))
    await _reword(session, vault, spoken, after)
    return revised, None


async def _file_of(session: AsyncSession, vault: Vault, source_key: bytes) -> SealedFile | None:
    """Find the file this chat message brought."""
    opened = [open_file(vault, row) for row in await evidence_rows(session, vault.report_id)]
    return next((file for file in opened if file.source == source_key.hex()), None)


def _recaptioned(file: SealedFile | None, edit: Edit) -> tuple[Revised, SealedLine | None]:
    """Let an edited message change what stands under its file, and nothing else."""
    if file is None:
        return Revised.NOTHING, None
    if file.caption == edit.text:
        return Revised.CAPTION, None
    part = part_of(CAPTION, file.name, edit.text, ChatSource(key=edit.source_key))
    return Revised.CAPTION, line_of_parts((part,), title=CAPTION_CHANGED.format(label=file.name))


def _beside(part: LinePart) -> Revised:
    """Tell an edit beside the report's text from one of a caption, or of a mere line of the conversation."""
    if part.name == CAPTION:
        return Revised.CAPTION
    return Revised.CORRECTED if part.name in _ANSWERS else Revised.LINE


def _correction(part: LinePart) -> SealedLine:
    """Make the line that tells which answer was corrected."""
    return line_of_parts((part,), title=CORRECTION.format(label=part.label))


async def _correct_body(
    session: AsyncSession,
    keys: Keyring,
    report: Report,
    vault: Vault,
    element: Element,
    *,
    before: str | None,
    after: str,
) -> bool:
    """Write the report's words with one answer changed; without `before`, the answer first given.

    False where nothing changed.
    """
    newest, original, version = await read_bodies(session, vault)
    said = _answer_in(original, element) if before is None else before
    body = corrected(newest, element, said, after)
    return await write_version(session, keys, report, vault, newest, body, version + 1)


def _one_message(name: str) -> Element | None:
    return next((element for element in _ONE_MESSAGE if element.value == name), None)


def corrected(body: ReportBody, element: Element, before: str, after: str) -> ReportBody:
    """Return the words with one answer changed; where it is not found as it was, the new one follows."""
    field = SUPPLIED.get(element)
    if field is None:
        return body
    if field is PARTIES:
        parties = _other_parties(body.parties, parties_in(before), parties_in(after))
        return body.model_copy(update={"parties": parties})
    changed = body.with_answer(field, _changed(body.answer(field), before, after, field))
    if field is SUBSTANCE and _follows(body.title, before):
        return changed.with_answer(TITLE, "")
    return changed


def _answer_in(body: ReportBody, element: Element) -> str:
    field = SUPPLIED.get(element)
    return "" if field is None or field is PARTIES else body.answer(field)


def _follows(title: str, substance: str) -> bool:
    """Tell whether a title is only the first words of what was told: then it changes with them."""
    words = " ".join(substance.split()).casefold()
    return words.startswith(title.removesuffix(" …").casefold())


def _changed(whole: str, before: str, after: str, field: ReportField) -> str:
    """Change the piece that says `before`; pieces are what was told at different times."""
    joint, limit = field.joint, field.asked.limit
    old = before.strip()[:limit].strip()
    padded = f"{joint}{whole}{joint}"
    head, found, tail = padded.rpartition(f"{joint}{old}{joint}")
    if not old or not found:
        return added(whole, after, field)
    return f"{head}{joint}{after}{joint}{tail}".removeprefix(joint).removesuffix(joint)[:limit]


def _other_parties(
    parties: tuple[Party, ...], before: tuple[Party, ...], after: tuple[Party, ...]
) -> tuple[Party, ...]:
    for start in range(len(parties) - len(before), -1, -1):
        if before and parties[start : start + len(before)] == before:
            return (*parties[:start], *after, *parties[start + len(before) :])[:MAX_PARTIES]
    return (*parties, *after)[:MAX_PARTIES]
