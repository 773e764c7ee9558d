"""What a report is found by: its words and the names of its parties, each beside its place in lists."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, bindparam, func, text
from sqlalchemy import select as columns
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel, col
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.report_fields import SEARCHED
from core.chain.states import IdentityMode, Track
from core.db.together import Row, new_row
from core.privacy.index import name_numbers
from core.privacy.keys import Keyring
from core.reports.finding_models import PartyWords, ReportSearch
from core.reports.models import Report
from core.reports.schemas import Party, ReportBody

PLACE: Final = ("office_id", "due_at", "received_at", "agenda_year", "agenda_seq")
"""The columns of `reports` that lists are narrowed and sorted by.

`report_search` and `party_words` have them too, under the same names, so that what a search finds is sorted
without a look into `reports`. A trigger keeps them in step (migrations 0018 and 0021).
"""
_WITH_MORE_NAMES: Final = text(
    "(SELECT array_agg(DISTINCT one ORDER BY one) FROM unnest(party_words.tokens || excluded.tokens) AS one)"
)
"""The numbers of names that a row of `party_words` has, and those that are given now."""


def words_row(report: Row, body: ReportBody) -> Row | None:
    """Index the words of a new report with its place in lists; nothing where its words are not indexed."""
    new = report.values
    if new["identity_mode"] is not IdentityMode.OPEN or new["track"] is not Track.PUBLIC_SERVICE:
        return None
    return new_row(ReportSearch, report_id=new["id"], words=_words_of(body), **_place_of(new))


def _words_of(body: ReportBody) -> str:
    return " ".join(filter(None, map(body.answer, SEARCHED)))


def _place_of(report: dict[str, Any]) -> dict[str, Any]:
    return {name: report[name] for name in PLACE}


async def keep_words(session: AsyncSession, report: Report, body: ReportBody) -> None:
    """Index the newest words of an open public-service report; of any other report nothing is indexed."""
    if report.identity_mode is not IdentityMode.OPEN or report.track is not Track.PUBLIC_SERVICE:
        return
    words = func.to_tsvector("indonesian", _words_of(body))
    await _keep(session, ReportSearch, report, PLACE, {"words": words}, again={"words": words})


def numbers_of_names(keys: Keyring, parties: Iterable[Party]) -> tuple[int, ...]:
    """Return the keyed numbers by which these parties' names are found."""
    return tuple(sorted({one for party in parties for one in name_numbers(keys, party.name)}))


def names_row(report: Row, numbers: tuple[int, ...]) -> Row | None:
    """Write what a new report's parties are found by, with its place in lists; nothing if it names none."""
    if not numbers:
        return None
    new = report.values
    return new_row(
        PartyWords, report_id=new["id"], tokens=list(numbers), track=new["track"], **_place_of(new)
    )


async def keep_names(session: AsyncSession, keys: Keyring, report: Report, parties: Iterable[Party]) -> None:
    """Have a report be found by the names of these parties too."""
    numbers = numbers_of_names(keys, parties)
    if not numbers:
        return
    told = {"tokens": bindparam("numbers", list(numbers), type_=ARRAY(BigInteger))}
    await _keep(session, PartyWords, report, ("track", *PLACE), told, again={"tokens": _WITH_MORE_NAMES})


async def _keep(
    session: AsyncSession,
    table: type[SQLModel],
    report: Report,
    place: tuple[str, ...],
    found_by: Mapping[str, Any],
    *,
    again: Mapping[str, Any],
) -> None:
    """Write a report's row of `report_search` or `party_words`, or set what `again` says on the one it has.

    The place in lists (`PLACE`) is read from `reports` in the same statement. What the object changed and the
    session has not flushed yet is missing there; the trigger follows when it is.
    """
    kept = (Report.__table__.c[name] for name in place)  # type: ignore[attr-defined]
    row = columns(col(Report.id), *found_by.values(), *kept).where(col(Report.id) == report.id)
    connection = await session.connection()
    await connection.execute(
        insert(table)
        .from_select(["report_id", *found_by, *place], row)
        .on_conflict_do_update(index_elements=["report_id"], set_=again)
    )
