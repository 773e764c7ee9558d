"""What a reporter supplies later becomes part of the report: a new version of its words (R52).

So does what they correct. The first version never changes. Whoever calls compares the new words with the
officers at once (core/handling/moving_up.py), as at intake: nobody handles a report that names them.
"""

from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.fields import Values
from core.chain.report_fields import MAX_PARTIES, PARTIES, TOLD, ReportField
from core.chain.states import Element, Side
from core.clock import now
from core.db.together import insert_together
from core.offices.models import Office
from core.privacy.index import person_tokens
from core.privacy.keys import Keyring
from core.privacy.vault import Vault
from core.reports.content import body_row, read_bodies
from core.reports.finding import keep_names, keep_words
from core.reports.identity import add_identity
from core.reports.models import PartyIndex, Report
from core.reports.schemas import Party, ReportBody
from core.values import MAX_LINE

SUPPLIED: Final = {field.element: field for field in TOLD if field.element is not None}
"""The elements whose answer becomes part of the report's words, and the field each tells."""


def completed(body: ReportBody, values: Values) -> ReportBody:
    """Return the words with what was supplied added to what was there."""
    for element, field in SUPPLIED.items():
        if element.value not in values:
            continue
        told = str(values[element.value])
        if field is PARTIES:
            body = body.model_copy(update={"parties": (*body.parties, *parties_in(told))[:MAX_PARTIES]})
        else:
            body = body.with_answer(field, added(body.answer(field), told, field))
    return body


def parties_in(text: str) -> tuple[Party, ...]:
    """Read one party a line, as the reporter wrote it."""
    lines = (line.strip(" -•\t") for line in text.splitlines())
    return tuple(Party(name=line[:MAX_LINE]) for line in lines if line)


def added(before: str, more: str, field: ReportField) -> str:
    """Put more words behind those that answer a field, as far as they fit."""
    return (f"{before}{field.joint}{more}" if before else more)[: field.asked.limit]


async def take_in_answers(
    session: AsyncSession, keys: Keyring, report: Report, vault: Vault, values: Values
) -> None:
    """Write the completed words as a new version; who reports is sealed apart. The row must be locked."""
    if identity := values.get(Element.IDENTITY.value):
        await add_identity(session, keys, report, str(identity))
    newest, _original, version = await read_bodies(session, vault)
    await write_version(session, keys, report, vault, newest, completed(newest, values), version + 1)


async def write_version(
    session: AsyncSession,
    keys: Keyring,
    report: Report,
    vault: Vault,
    newest: ReportBody,
    body: ReportBody,
    version: int,
    *,
    side: Side = Side.REPORTER,
) -> bool:
    """Write these words as a version; False where nothing changed. Whom they name, the caller bars."""
    if body == newest:
        return False
    words = body_row(vault, body, side=side, at=now(), version=version)
    await insert_together(session, [words])
    await keep_words(session, report, body)
    named = tuple(party for party in body.parties if party not in newest.parties)
    if named:
        await _index_parties(session, keys, report, named)
    return True


async def _index_parties(
    session: AsyncSession, keys: Keyring, report: Report, named: tuple[Party, ...]
) -> None:
    path = (await session.exec(select(Office.path).where(col(Office.id) == report.addressed_office_id))).one()
    tokens = {
        token
        for party in named
        for code in path.split("/")
        for token in (
            *person_tokens(keys, name=party.name, nip=party.nip, position=party.name, office_code=code),
            *person_tokens(keys, position=party.position, office_code=code),
        )
    }
    if not tokens:
        return
    await keep_names(session, keys, report, named)
    rows = [{"report_id": report.id, "token": token} for token in sorted(tokens)]
    connection = await session.connection()
    await connection.execute(insert(PartyIndex).on_conflict_do_nothing(), rows)
