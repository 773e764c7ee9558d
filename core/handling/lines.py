"""What an action leaves in the conversation: one line, with its files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Final
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.decide import Decision
from core.chain.fields import Field, FieldType, Values
from core.chain.rows import Notice
from core.chain.states import Role, Side
from core.chain.telling.wording import list_in_words, words_of
from core.clock import now
from core.evidence.schemas import StowedFile
from core.language import INDONESIAN, Language
from core.languages import told
from core.notifications.outbox import PushFile
from core.privacy.vault import Vault
from core.reports.content import MESSAGE, open_file, take_up
from core.reports.identity import without_identity
from core.reports.models import Message, Report
from core.reports.parts import SealedLine, line_of_parts, part_of
from core.reports.schemas import ChatSource

_WORDS_OF_LINE: Final = frozenset({FieldType.LONG_TEXT, FieldType.TEXT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Who did it, as history and audit name them."""

    side: Side
    officer_id: UUID | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Where a reporter's words came from, and what they correct, so that a later edit finds them."""

    sources: Mapping[str, ChatSource] = attribute(default_factory=dict)
    """By field name, the chat message that answered it."""
    correction: SealedLine | None = None
    """The line to leave, where the words correct an earlier answer."""


def line_of(
    report: Report,
    decision: Decision,
    *,
    vault: Vault,
    seq: int,
    doer: Doer,
    notice: Notice | None,
    source_key: bytes | None,
    said: Said | None = None,
    language: Language = INDONESIAN,
) -> Message:
    """Make the line, and note on the report who has not read it yet."""
    row = decision.transition
    from_reporter = doer.side is Side.REPORTER
    line = _own_words(decision, said or Said()) if from_reporter or notice is None else None
    if line is not None and not from_reporter:
        line = SealedLine(text=line.text)
    # A reporter who presses a button without writing says nothing: what is shown is our notice.
    side = Side.SYSTEM if from_reporter and line is None else doer.side
    if line is None and notice is not None:
        line = SealedLine(title=notice.title, text=notice.body, said=_in(language, notice))
    if line is None:
        line = SealedLine(text=row.label)
    to_reporter = from_reporter or notice is not None
    if from_reporter:
        report.officer_unread = True
    elif to_reporter:
        report.reporter_unread = True
    return Message(
        report_id=report.id,
        seq=seq,
        side=side,
        kind=row.about.line,
        officer_id=doer.officer_id,
        to_reporter=to_reporter,
        sealed=vault.seal(MESSAGE, line),
        source_key=source_key,
        created_at=now(),
    )


def _in(language: Language, notice: Notice) -> str:
    """Say a notice as its reporter is told it; empty in Indonesian, in which it is kept anyway."""
    if language is INDONESIAN:
        return ""
    return f"{told(notice.title, language)}\n{told(notice.body, language)}"


async def hand_in(
    session: AsyncSession, vault: Vault, line: Message, files: tuple[StowedFile, ...], *, doer: Doer
) -> tuple[PushFile, ...]:
    """Take up the files of a line that is written, and give them as a push hands them over."""
    rows = await take_up(
        session,
        vault,
        files,
        side=doer.side,
        to_reporter=line.to_reporter,
        officer_id=doer.officer_id,
        message_id=line.id,
    )
    opened = [(one, open_file(vault, one)) for one in rows]
    return tuple(
        PushFile(object_key=one.object_key, file_key=file.file_key, name=file.name, mime=file.mime)
        for one, file in opened
    )


def name_files(fields: Iterable[Field], values: Values, files: tuple[StowedFile, ...]) -> dict[str, str]:
    """Put names for the store's keys of the files an action hands in, by field name."""
    names = {file.object_key: file.name for file in files}
    named = {}
    for field in fields:
        keys = values.get(field.name)
        if field.type is FieldType.FILES and isinstance(keys, tuple):
            named[field.name] = list_in_words(tuple(names.get(key, "berkas") for key in keys))
    return named


def _own_words(decision: Decision, said: Said) -> SealedLine | None:
    """Return what the doer wrote themselves: the text fields, labelled where there are several."""
    if said.correction is not None:
        return said.correction
    row, values = decision.transition, decision.values
    told = without_identity(row, words_of(row, values))
    written = tuple(
        part_of(field.name, field.label, told[field.name], said.sources.get(field.name))
        for field in row.fields
        if field.name in told and field.type in _WORDS_OF_LINE
    )
    return line_of_parts(written) if written else None
