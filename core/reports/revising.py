"""An edited chat message changes the one answer it gave: a new version of its line and of the report.

Nothing is overwritten: the line's older versions and the report's first words (*naskah asli*) stay.
An answer of the report itself has no line; its first correction makes one, so that officers see
what changed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.states import Element
from core.privacy.keys import Keyring
from core.privacy.vault import Vault
from core.reports.completing import (
    JOINT,
    JOINT_OF_TIMES,
    SUPPLIED,
    added,
    parties_in,
    write_version,
)
from core.reports.content import MESSAGE, LinePart, SealedLine, add_line, line_of_parts, read_bodies
from core.reports.identity import add_identity
from core.reports.models import Message, MessageKind, Report, Side
from core.reports.schemas import MAX_LINE, MAX_TEXT, Party, Place, ReportBody

CORRECTION: Final = "Perbaikan jawaban «{label}»"
_ONE_MESSAGE: Final = frozenset({Element.WHAT, Element.WHEN, Element.WHERE, Element.HOW})
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


@dataclass(frozen=True, slots=True)
class Edit:
    """An edited chat message."""

    source_key: bytes
    text: str
    answer: str = ""
    """The question of the report it answered before the report was sent."""
    label: str = ""


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
    query = (
        select(Message)
        .where(col(Message.report_id) == vault.report_id, col(Message.side) == Side.REPORTER)
        .order_by(col(Message.seq))
    )
    roots: dict[UUID, Message] = {}
    newest: dict[UUID, SealedLine] = {}
    for message in (await session.exec(query)).all():
        root = message.replaces_id or message.id
        roots.setdefault(root, message)
        newest[root] = vault.open(MESSAGE, message.sealed, SealedLine)
    for root in reversed(roots):
        found = _in_line(roots[root], newest[root], source_key)
        if found is not None:
            return found
    return None


def _in_line(root: Message, line: SealedLine, source_key: bytes) -> Spoken | None:
    for place, part in enumerate(line.parts):
        if part.source == source_key.hex():
            return Spoken(root, line, place)
    if root.source_key != source_key:
        return None
    if not line.parts:
        whole = LinePart(name="", text=line.text)
        return Spoken(root, line.model_copy(update={"parts": (whole,)}), 0)
    return Spoken(root, line, 0) if len(line.parts) == 1 and not line.parts[0].source else None


async def _reword(session: AsyncSession, vault: Vault, spoken: Spoken, text: str) -> None:
    """Make the line's next version, with this answer changed and the others as they are."""
    changed = spoken.part.model_copy(update={"text": text})
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
    if not edit.text or (spoken is None and edit.answer not in _ANSWERS):
        return Revised.NOTHING, None
    if spoken is not None and spoken.part.name == Element.IDENTITY.value:
        await add_identity(session, keys, report, edit.text)
        return Revised.IDENTITY, None
    if spoken is None:
        element, before = _one_message(edit.answer), None
    else:
        element, before = spoken.element, spoken.part.text
    handled = element is not None and not report.state.is_final
    if before == edit.text:  # the same edit, delivered again
        return (Revised.BODY if handled else _beside(spoken, edit)), None
    in_body = (
        handled
        and element is not None
        and await _correct_body(session, keys, report, vault, element, before=before, after=edit.text)
    )
    revised = Revised.BODY if in_body else _beside(spoken, edit)
    if spoken is None:
        return revised, _correction(edit.answer, edit.label, edit)
    if element is not None and not handled and spoken.root.kind is MessageKind.COMPLETION:
        return revised, _correction(element.value, element.label, edit)
    await _reword(session, vault, spoken, edit.text)
    return revised, None


def _beside(spoken: Spoken | None, edit: Edit) -> Revised:
    """Tell an edit beside the report's text from one of a mere line of the conversation."""
    name = spoken.part.name if spoken else edit.answer
    return Revised.CORRECTED if name in _ANSWERS else Revised.LINE


def _correction(name: str, label: str, edit: Edit) -> SealedLine:
    """Make the line that tells which answer was corrected."""
    part = LinePart(name=name, label=label, text=edit.text, source=edit.source_key.hex())
    return line_of_parts((part,), title=CORRECTION.format(label=label))


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
    match element:
        case Element.WHAT:
            title = "" if _follows(body.title, before) else body.title
            change: dict[str, object] = {
                "substance": _changed(body.substance, before, after, MAX_TEXT),
                "title": title,
            }
        case Element.WHO:
            change = {"parties": _other_parties(body.parties, parties_in(before), parties_in(after))}
        case Element.WHEN:
            change = {"happened_at": _changed(body.happened_at, before, after, MAX_LINE, JOINT_OF_TIMES)}
        case Element.WHERE:
            text = _changed(body.place.text, before, after, MAX_TEXT)
            change = {"place": Place(**{**body.place.model_dump(), "text": text})}
        case Element.HOW:
            change = {"chronology": _changed(body.chronology, before, after, MAX_TEXT)}
        case _:
            change = {}
    return body.model_copy(update=change)


def _answer_in(body: ReportBody, element: Element) -> str:
    answers = {
        Element.WHAT: body.substance,
        Element.WHEN: body.happened_at,
        Element.WHERE: body.place.text,
        Element.HOW: body.chronology,
    }
    return answers.get(element, "")


def _follows(title: str, substance: str) -> bool:
    """Tell whether a title is only the first words of what was told: then it changes with them."""
    words = " ".join(substance.split()).casefold()
    return words.startswith(title.removesuffix(" …").casefold())


def _changed(whole: str, before: str, after: str, limit: int, joint: str = JOINT) -> str:
    """Change the piece that says `before`; pieces are what was told at different times."""
    old = before.strip()[:limit].strip()
    padded = f"{joint}{whole}{joint}"
    head, found, tail = padded.rpartition(f"{joint}{old}{joint}")
    if not old or not found:
        return added(whole, after, limit, joint=joint)
    return f"{head}{joint}{after}{joint}{tail}".removeprefix(joint).removesuffix(joint)[:limit]


def _other_parties(
    parties: tuple[Party, ...], before: tuple[Party, ...], after: tuple[Party, ...]
) -> tuple[Party, ...]:
    for start in range(len(parties) - len(before), -1, -1):
        if before and parties[start : start + len(before)] == before:
            return (*parties[:start], *after, *parties[start + len(before) :])[:50]
    return (*parties, *after)[:50]
