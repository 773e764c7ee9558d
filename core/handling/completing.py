"""What a reporter supplies later becomes part of the report: a new version of its words (R52).

So does what they correct. The first version never changes. Newly named people are compared with the
officers at once, as at intake: nobody handles a report that names them.
"""

from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.fields import Values
from core.chain.states import Element, Side
from core.clock import now
from core.db.together import insert_together
from core.offices.models import Office
from core.people.models import OfficerIndex
from core.privacy.index import person_tokens
from core.privacy.keys import Keyring
from core.privacy.vault import Vault
from core.reports.content import body_row, read_bodies
from core.reports.finding import keep_names, keep_words
from core.reports.identity import add_identity
from core.reports.models import PartyIndex, Recusal, Report
from core.reports.schemas import Party, Place, ReportBody
from core.values import MAX_LINE, MAX_TEXT

JOINT: Final = "\n\n"
JOINT_OF_TIMES: Final = "; "
SUPPLIED: Final = (Element.WHAT, Element.WHO, Element.WHEN, Element.WHERE, Element.HOW)


def completed(body: ReportBody, values: Values) -> ReportBody:
    """Return the words with what was supplied added to what was there."""
    told = {element: str(values[element.value]) for element in SUPPLIED if element.value in values}
    changes: dict[str, object] = {}
    if Element.WHAT in told:
        changes["substance"] = added(body.substance, told[Element.WHAT], MAX_TEXT)
    if Element.WHO in told:
        changes["parties"] = (*body.parties, *parties_in(told[Element.WHO]))[:50]
    if Element.WHEN in told:
        changes["happened_at"] = added(body.happened_at, told[Element.WHEN], MAX_LINE, joint=JOINT_OF_TIMES)
    if Element.WHERE in told:
        place = added(body.place.text, told[Element.WHERE], MAX_TEXT)
        changes["place"] = Place(**{**body.place.model_dump(), "text": place})
    if Element.HOW in told:
        changes["chronology"] = added(body.chronology, told[Element.HOW], MAX_TEXT)
    return body.model_copy(update=changes)


def parties_in(text: str) -> tuple[Party, ...]:
    """Read one party a line, as the reporter wrote it."""
    lines = (line.strip(" -•\t") for line in text.splitlines())
    return tuple(Party(name=line[:MAX_LINE]) for line in lines if line)


def added(before: str, more: str, limit: int, *, joint: str = JOINT) -> str:
    """Put more words behind those that are there."""
    return (f"{before}{joint}{more}" if before else more)[:limit]


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
) -> bool:
    """Write these words as a version, and bar whom they newly name; False where nothing changed."""
    if body == newest:
        return False
    words = body_row(vault, body, side=Side.REPORTER, at=now(), version=version)
    await insert_together(session, [words])
    await keep_words(session, report, body)
    named = tuple(party for party in body.parties if party not in newest.parties)
    if named:
        await _recuse(session, keys, report, named)
    return True


async def _recuse(session: AsyncSession, keys: Keyring, report: Report, named: tuple[Party, ...]) -> None:
    path = (await session.exec(select(Office.path).where(col(Office.id) == report.addressed_office_id))).one()
    tokens = {
        token
        for party in named
        for code in path.split("/")
        for token in person_tokens(keys, name=party.name, position=party.name, office_code=code)
    }
    if not tokens:
        return
    await keep_names(session, keys, report, named)
    rows = [{"report_id": report.id, "token": token} for token in sorted(tokens)]
    connection = await session.connection()
    await connection.execute(insert(PartyIndex).on_conflict_do_nothing(), rows)
    officers = (
        await session.exec(
            select(OfficerIndex.officer_id).where(col(OfficerIndex.token).in_(tokens)).distinct()
        )
    ).all()
    if officers:
        away = [{"report_id": report.id, "officer_id": officer} for officer in sorted(officers)]
        await connection.execute(insert(Recusal).on_conflict_do_nothing(), away)
