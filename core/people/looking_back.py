"""Whoever becomes an officer after a report came: its words are compared with them before they may see it.

By the rule of intake (core/people/naming.py), over everything the reporter has said by then. Only the process
that holds the handling key can, and it makes the appointments too. It is part of the appointment's
transaction: before that ends the appointment is in force for nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.states import Side
from core.evidence.models import Evidence
from core.offices.directory import OfficeDirectory
from core.offices.ladder import ladder_of
from core.people.barring import bar, only
from core.people.models import Officer
from core.people.naming import Recognised, Writing, file_words, named_in, told_by
from core.people.roll import Roll, take_roll
from core.privacy.index import person_tokens
from core.privacy.keys import Keyring
from core.privacy.seals import SealBrokenError
from core.privacy.vault import Vault
from core.reports.content import BODY, MESSAGE, is_reporters, open_file
from core.reports.models import Message, ReportContent
from core.reports.parts import SealedLine
from core.reports.schemas import ReportBody
from core.reports.transcript_models import Transcript
from core.reports.transcripts import TRANSCRIPT
from core.reports.unreadable import ReadingVault

_AT_ONCE: Final = 100
"""So many reports are opened together."""
_IN_QUESTION: Final = sa.text(
    "SELECT reports.id, reports.addressed_office_id, report_keys.for_handling FROM reports"
    " JOIN report_keys ON report_keys.report_id = reports.id AND report_keys.for_handling IS NOT NULL"
    " JOIN offices here ON here.id = reports.office_id"
    " JOIN offices addressed ON addressed.id = reports.addressed_office_id"
    " WHERE (reports.closed_at IS NULL"
    " AND (here.path || '/' LIKE :below OR addressed.path || '/' LIKE :below))"
    " OR :office IN (here.id, addressed.id)"
    " OR reports.id IN (SELECT report_id FROM party_index WHERE token = ANY(:tokens))"
    " ORDER BY reports.id FOR KEY SHARE OF reports"
)
"""Open reports of an office and of those below it, its own that have ended, and whose parties are so called.

Their rows are held: whoever adds words to one of them comes before or after, never at the same moment.
"""


@dataclass(slots=True)
class _Told:
    """What one report says, as it is opened."""

    ladder: Sequence[str]
    vault: ReadingVault
    bodies: list[ReportBody] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    @property
    def writing(self) -> Writing:
        """Give it as it is read for names: every version of the words."""
        parts = [told_by(body) for body in self.bodies]
        return Writing(
            texts=(*(text for part in parts for text in part.texts), *self.other),
            names=tuple(name for part in parts for name in part.names),
            positions=tuple(position for part in parts for position in part.positions),
        )


async def look_back(session: AsyncSession, keys: Keyring, officer: Officer, *, office_id: int) -> int:
    """Keep an officer from what already names them where they are appointed; says of how many reports.

    Their account and appointment are flushed, and nobody writes a report meanwhile.
    """
    ladder = await ladder_of(session, office_id)
    asked = {
        "below": f"{ladder[0].path}/%",
        "office": office_id,
        "tokens": sorted(person_tokens(keys, name=officer.full_name, nip=officer.nip or "")),
    }
    connection = await session.connection()
    await connection.execute(_IN_QUESTION, asked)
    await take_roll(session)
    found = (await connection.execute(_IN_QUESTION, asked)).all()  # again: some came while we waited
    named: dict[UUID, Recognised] = {}
    for first in range(0, len(found), _AT_ONCE):
        for report, told in (await _read(session, keys, found[first : first + _AT_ONCE])).items():
            whom = only(await _recognised(session, told), {officer.id})
            if whom.all:
                named[report] = whom
    await bar(session, named)
    return len(named)


async def _recognised(session: AsyncSession, told: _Told) -> Recognised:
    directory = await OfficeDirectory.load(session)
    return named_in(told.writing, await Roll.load(session), told.ladder, directory.codes_named)


async def _read(session: AsyncSession, keys: Keyring, found: Iterable[Any]) -> dict[UUID, _Told]:
    """Open everything that some reports' reporters said, in four statements."""
    told = {
        row.id: _Told(
            ladder=[rung.code for rung in await ladder_of(session, row.addressed_office_id)],
            vault=ReadingVault(_vault(keys, row.id, row.for_handling)),
        )
        for row in found
    }
    for content in (await session.exec(_of(ReportContent, told))).all():
        one = told[content.report_id]
        one.bodies.append(one.vault.open(BODY, content.sealed, ReportBody))
    lines = {line.id: line for line in (await session.exec(_of(Message, told))).all()}
    for line in lines.values():
        if line.side is Side.REPORTER or is_reporters(line.kind):
            one = told[line.report_id]
            one.other.append(one.vault.open(MESSAGE, line.sealed, SealedLine).text)
    for file in (await session.exec(_of(Evidence, told))).all():
        line = lines.get(file.message_id) if file.message_id else None
        if file.side is Side.REPORTER or line is None or is_reporters(line.kind):
            one = told[file.report_id]
            one.other += file_words([open_file(one.vault, file)])
    for written in (await session.exec(_of(Transcript, told))).all():
        one = told[written.report_id]
        one.other.append(one.vault.open(TRANSCRIPT, written.sealed, str))
    return told


def _of(table: Any, reports: Iterable[UUID]) -> Any:
    return select(table).where(col(table.report_id).in_(list(reports)))


def _vault(keys: Keyring, report_id: UUID, for_handling: bytes) -> Vault:
    """Open a report; nobody reads what does not open, and it names nobody."""
    try:
        return Vault.open_for_handling(report_id, for_handling, keys)
    except SealBrokenError:
        return Vault.shut(report_id)
