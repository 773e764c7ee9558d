"""Reading and writing what is sealed: bodies, titles, messages, evidence.

Every function here takes an open `Vault`; whoever could not open it cannot call them.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.actions import MessageKind
from core.chain.fields import Field
from core.chain.states import Side
from core.clock import now
from core.db.together import Row, new_row
from core.evidence.copies import FileInHand, copy_type
from core.evidence.intake import check_report
from core.evidence.models import Custody, Evidence, Medium
from core.evidence.original import Original
from core.evidence.schemas import StowedFile
from core.evidence.store import EvidenceStore
from core.ids import new_id
from core.privacy.vault import Vault
from core.reports.models import Message, Report, ReportContent
from core.reports.parts import SealedLine
from core.reports.schemas import FileView, LineView, ReportBody

TITLE_LENGTH: Final = 90
BODY: Final = "body"
TITLE: Final = "title"
MESSAGE: Final = "message"
FILE: Final = "file"
ACTION: Final = "action"
_REPORTERS_LINES: Final = frozenset(
    {
        MessageKind.INFORMATION, MessageKind.COMPLETION, MessageKind.PROTECTION, MessageKind.RESPONSE,
        MessageKind.RATING,
    }
)  # fmt: skip
"""What a reporter says, whoever writes it down."""
NOTHING_SAID: Final[Mapping[str, str]] = MappingProxyType({})


class SealedFile(BaseModel):
    """What is sealed of a file; read by every later version, so never renamed."""

    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

    file_key: bytes
    name: str
    mime: str
    size: int
    sha256: bytes
    caption: str = ""
    source: str = ""
    """Keyed hash, in hex, of the chat message it came in: an edit of its caption finds it."""
    answers: str = ""
    """Of a voice note: which question it answers, by its name."""


class SealedAction(BaseModel):
    """What is sealed of a history entry: the fields in words."""

    model_config = ConfigDict(frozen=True)

    values: dict[str, str] = {}
    """By the field's label, as the timeline shows them."""
    named: dict[str, str] = {}
    """By the field's name, for a later action that quotes them."""


def title_of(body: ReportBody) -> str:
    """Return the report's title: the given one, else the first sentence, cut at a word."""
    text = body.title or body.letter_subject or body.substance
    first = re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0].rstrip(".")
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def body_row(vault: Vault, body: ReportBody, *, side: Side, at: datetime, version: int = 1) -> Row:
    """Seal a version of the report's words."""
    return new_row(
        ReportContent,
        report_id=vault.report_id,
        version=version,
        side=side,
        sealed=vault.seal(BODY, body),
        sealed_title=vault.seal(TITLE, title_of(body)),
        created_at=at,
    )


async def read_bodies(session: AsyncSession, vault: Vault) -> tuple[ReportBody, ReportBody, int]:
    """Return the newest words, the original words, and the newest version number."""
    versions = (
        await session.exec(
            select(ReportContent)
            .where(col(ReportContent.report_id) == vault.report_id)
            .order_by(col(ReportContent.version))
        )
    ).all()
    original = vault.open(BODY, versions[0].sealed, ReportBody)
    newest = vault.open(BODY, versions[-1].sealed, ReportBody)
    return newest, original, versions[-1].version


async def add_line(
    session: AsyncSession,
    vault: Vault,
    *,
    side: Side,
    kind: MessageKind,
    line: SealedLine,
    to_reporter: bool,
    officer_id: UUID | None = None,
    replaces_id: UUID | None = None,
    source_key: bytes | None = None,
) -> Message:
    """Add a line to the conversation. The report row must be locked: lines are numbered."""
    last = (
        await session.exec(
            select(func.max(col(Message.seq))).where(col(Message.report_id) == vault.report_id)
        )
    ).one()
    message = Message(
        report_id=vault.report_id,
        seq=(last or 0) + 1,
        side=side,
        kind=kind,
        officer_id=officer_id,
        to_reporter=to_reporter,
        sealed=vault.seal(MESSAGE, line),
        replaces_id=replaces_id,
        source_key=source_key,
        created_at=now(),
    )
    session.add(message)
    await session.flush()
    return message


async def take_up(
    session: AsyncSession,
    vault: Vault,
    files: tuple[StowedFile, ...],
    *,
    side: Side,
    to_reporter: bool,
    officer_id: UUID | None = None,
    message_id: UUID | None = None,
) -> tuple[Evidence, ...]:
    """Make stowed files part of the report. The report row must be locked: files are numbered.

    Raises:
        InvalidError: `evidence.report_full`: this side has brought as much as one report may carry.
    """
    if not files:
        return ()
    known = await stowed_before(session, files)
    of_side = col(Evidence.side) == side
    last, count, weight = (
        await session.exec(
            select(
                func.max(col(Evidence.seq)),
                func.count().filter(of_side),
                func.sum(col(Evidence.stored_bytes)).filter(of_side),
            ).where(col(Evidence.report_id) == vault.report_id)
        )
    ).one()
    fresh = [file for file in files if file.object_key not in known]
    check_report(count + len(fresh), (weight or 0) + sum(file.stored_bytes for file in fresh))
    rows = tuple(
        Evidence(
            id=new_id(),
            report_id=vault.report_id,
            message_id=message_id,
            seq=(last or 0) + place,
            side=side,
            officer_id=officer_id,
            medium=Medium(file.medium),
            to_reporter=to_reporter,
            object_key=file.object_key,
            stored_bytes=file.stored_bytes,
            stored_sha256=file.stored_sha256,
            sealed=vault.seal(FILE, _sealed_file(file)),
        )
        for place, file in enumerate(fresh, start=1)
    )
    session.add_all(rows)
    await session.flush()
    return rows


async def stowed_before(session: AsyncSession, files: Collection[StowedFile]) -> frozenset[str]:
    """Return the keys of those files that belong to a report already."""
    if not files:
        return frozenset()
    keys = [file.object_key for file in files]
    found = await session.exec(select(Evidence.object_key).where(col(Evidence.object_key).in_(keys)))
    return frozenset(found.all())


def new_evidence(
    vault: Vault, files: Iterable[StowedFile], *, side: Side, officer_id: UUID | None
) -> list[Row]:
    """Make stowed files part of a report that is only just being written down."""
    return [
        new_row(
            Evidence,
            report_id=vault.report_id,
            seq=place,
            side=side,
            officer_id=officer_id,
            medium=Medium(file.medium),
            to_reporter=True,
            object_key=file.object_key,
            stored_bytes=file.stored_bytes,
            stored_sha256=file.stored_sha256,
            sealed=vault.seal(FILE, _sealed_file(file)),
        )
        for place, file in enumerate(files, start=1)
    ]


def _sealed_file(file: StowedFile) -> SealedFile:
    return SealedFile(
        file_key=file.file_key,
        name=file.name,
        mime=file.mime,
        size=file.size,
        sha256=file.sha256,
        caption=file.caption,
        source=file.source,
        answers=file.answers,
    )


def open_file(vault: Vault, row: Evidence) -> SealedFile:
    """Open what is sealed of a file."""
    return vault.open(FILE, row.sealed, SealedFile)


def original_of(store: EvidenceStore, row: Evidence, opened: SealedFile) -> Original:
    """Return the way to a file's bytes."""
    return Original(
        store=store, object_key=row.object_key, file_key=opened.file_key, stored_bytes=row.stored_bytes
    )


def shown_name(report: Report, row: Evidence, opened: SealedFile) -> str:
    """Return a file's name for officers: of a protected reporter's file a neutral one, `bukti-1.jpg`.

    People call their files after themselves. The first name stays sealed, and goes with the identity.
    """
    if row.side is not Side.REPORTER or not report.is_protected:
        return opened.name
    return f"bukti-{row.seq}.{opened.name.rpartition('.')[2]}"


def custody_of(row: Evidence, kind: MessageKind | None) -> Custody:
    """Say whose a file is, by its sender and the kind of the line it came with; None: with the report.

    What an officer enters for a reporter, who came to the desk or telephoned, is the reporter's.
    """
    brought = row.side is Side.REPORTER or kind is None or is_reporters(kind)
    return Custody.REPORTER if brought else Custody.OFFICE


def is_reporters(kind: MessageKind) -> bool:
    """Tell whether lines of this kind say what a reporter says, whoever wrote them down."""
    return kind in _REPORTERS_LINES


async def read_custody(session: AsyncSession, row: Evidence) -> Custody:
    """Say whose a file is, as `custody_of` does."""
    line = await session.get(Message, row.message_id) if row.message_id else None
    return custody_of(row, line.kind if line else None)


def in_hand(store: EvidenceStore, row: Evidence, opened: SealedFile, custody: Custody) -> FileInHand:
    """Give what is needed to hand a file to an officer: what tells of a reporter is to be cleaned."""
    return FileInHand(
        original=original_of(store, row, opened),
        mime=opened.mime,
        to_be_cleaned=custody is Custody.REPORTER,
    )


def officers_file_view(
    report: Report,
    row: Evidence,
    opened: SealedFile,
    custody: Custody,
    said: Mapping[str, str] = NOTHING_SAID,
) -> FileView:
    """Show a file to an officer: by a neutral name where its reporter is protected, with what is handed."""
    handed = opened.mime
    if custody is Custody.REPORTER:
        # A picture that is kept as a document is too large to be unpacked.
        giant = row.medium is Medium.DOCUMENT and opened.mime.startswith("image/")
        handed = "" if giant else copy_type(opened.mime)
    view = file_view(row, opened, said, name=shown_name(report, row, opened))
    return view.model_copy(update={"copy_mime": handed, "custody": custody})


def file_view(
    row: Evidence, opened: SealedFile, said: Mapping[str, str] = NOTHING_SAID, *, name: str = ""
) -> FileView:
    """Show a file without its bytes, under its own name or under `name`.

    `said` tells what its message says now (`said_in`).
    """
    caption = said.get(opened.source, opened.caption)
    return FileView(
        id=row.id,
        name=name or opened.name,
        mime=opened.mime,
        medium=row.medium.value,
        size=opened.size,
        sha256=opened.sha256.hex(),
        from_reporter=row.side is Side.REPORTER,
        at=row.created_at,
        caption=caption,
        first_caption=opened.caption if opened.caption != caption else "",
        answers=opened.answers,
    )


async def evidence_rows(
    session: AsyncSession, report_id: UUID, *, to_reporter_only: bool = False
) -> list[Evidence]:
    """Return a report's files in their order."""
    query = select(Evidence).where(col(Evidence.report_id) == report_id).order_by(col(Evidence.seq))
    if to_reporter_only:
        query = query.where(col(Evidence.to_reporter))
    return list((await session.exec(query)).all())


async def read_conversation(
    session: AsyncSession, vault: Vault, *, to_reporter_only: bool
) -> list[tuple[Message, SealedLine]]:
    """Open the conversation with every version of its lines, oldest first."""
    query = select(Message).where(col(Message.report_id) == vault.report_id).order_by(col(Message.seq))
    if to_reporter_only:
        query = query.where(col(Message.to_reporter))
    found = (await session.exec(query)).all()
    return [(message, vault.open(MESSAGE, message.sealed, SealedLine)) for message in found]


def lines_of(
    conversation: Iterable[tuple[Message, SealedLine]],
    files: Mapping[UUID | None, list[FileView]],
    author_of: Callable[[Message], str],
    *,
    to_reporter: bool = False,
) -> list[LineView]:
    """Show the conversation, oldest first; of an edited line only the newest version.

    Its reporter reads each notice as it was told, officers in Indonesian.
    """
    shown: dict[UUID, LineView] = {}
    for message, opened in conversation:
        root = message.replaces_id or message.id
        before = shown.get(root)
        shown[root] = LineView(
            id=root,
            kind=message.kind.value,
            side=message.side,
            author=author_of(message),
            text=(to_reporter and opened.said) or _as_written(opened),
            at=before.at if before else message.created_at,
            to_reporter=message.to_reporter,
            edited=before is not None,
            files=tuple(files.get(root, ())),
        )
    return list(shown.values())


def _as_written(line: SealedLine) -> str:
    return f"{line.title}\n{line.text}" if line.title else line.text


def in_words(fields: Iterable[Field], words: Mapping[str, str]) -> SealedAction:
    """Make an action's answers ready to be sealed: `words` by field name, as `words_of` gives them."""
    labels = {field.name: field.label for field in fields}
    return SealedAction(values={labels[name]: text for name, text in words.items()}, named=dict(words))
