"""Keyset pages in each order a queue can be sorted by, and counts that never run long."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col
from sqlmodel import select as rows_of
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.conditions import Sought, Way, clause, given_to
from core.queues.orders import ORDERS, Order, begun_after, mark_after
from core.queues.schemas import Sort
from core.reports.models import Report

Name = TypeVar("Name", bound=str)

MAX_PAGE: Final = 200
TOTAL_CAP: Final = 1_000
"""The total of a filter is counted up to here; more is "lebih dari 1.000"."""
QUEUE_CAP: Final = 1_000
"""A queue's number in the side bar is counted up to here; more is "999+"."""
_FEW: Final = 10_000
"""Of what is sought so many are found and sorted; of more, the first reports of all are looked through."""
_FEW_IN_ALL: Final = 100_000
"""So many in all offices are few within some of them."""
_NEAR: Final = 5_000


class RowPage(NamedTuple):
    """A page in the wanted order, where the next begins, and how many there are in all."""

    rows: list[Report]
    next_after: str | None
    total: int


async def page_of(
    session: AsyncSession,
    ways: Sequence[Way],
    *,
    after: str | None,
    limit: int,
    sort: Sort = Sort.DUE,
    cap: int = TOTAL_CAP,
) -> RowPage:
    """Return one page of what matches; the total is counted up to `cap`.

    Reports whose reporter is threatened stand on top of the first page, all of them, whatever the order:
    only where they alone are more than a page is it longer than `limit`.

    Raises:
        InvalidError: `after` is not one of ours, or of another order.
    """
    limit = max(1, min(limit, MAX_PAGE))
    order, place = begun_after(after, sort) if after else (ORDERS[sort], {})
    if not ways:
        return RowPage([], None, 0)
    top = await _threatened(session, ways)
    pinned = [] if after else top
    wanted = max(limit - len(pinned), 1)
    most = wanted + len(top) + 1
    given = {**given_to(ways), **place, "most": most, "cap": cap, "reach": max(cap, most)}
    query = text(_page_and_total(ways, order, beyond=bool(after)))
    ids, total = (await (await session.connection()).execute(query, given)).one()
    chosen = rows_of(Report).where(clause("reports.id = ANY(:ids)", {"ids": ids})).order_by(text(order.by))
    above = {report.id for report in top}
    rows = [report for report in (await session.exec(chosen)).all() if report.id not in above]
    more = len(rows) > wanted
    return RowPage(
        [*pinned, *rows[:wanted]], mark_after(rows[wanted - 1], sort) if more else None, min(total, cap)
    )


async def _threatened(session: AsyncSession, ways: Sequence[Way]) -> list[Report]:
    """Return what matches and has a threatened reporter, those in danger now first; mostly nothing."""
    query = (
        rows_of(Report)
        .where(col(Report.threatened_since).is_not(None))
        .order_by(col(Report.in_danger).desc(), col(Report.threatened_since), col(Report.id))
        .limit(TOTAL_CAP)
    )
    found = list((await session.exec(query)).all())
    here = await which_of(session, ways, [report.id for report in found])
    return [report for report in found if report.id in here]


async def ids_of(
    session: AsyncSession, ways: Sequence[Way], *, limit: int, sort: Sort = Sort.DUE
) -> list[UUID]:
    """Return the first ids in the wanted order."""
    if not ways:
        return []
    order = ORDERS[sort]
    found = _first(ways, order, beyond=False)
    query = text(f"SELECT reports.id FROM reports WHERE reports.id IN ({found}) ORDER BY {order.by}")  # noqa: S608 - our own words
    given = {**given_to(ways), "most": limit}
    return list((await (await session.connection()).execute(query, given)).scalars().all())[:limit]


async def which_of(session: AsyncSession, ways: Sequence[Way], ids: Sequence[UUID]) -> frozenset[UUID]:
    """Return which of these reports come in by one of the ways."""
    if not ways or not ids:
        return frozenset()
    among = "reports.id = ANY(:among)"
    asked = [f"SELECT reports.id FROM reports WHERE {among} AND {_asked(way)}" for way in ways]  # noqa: S608 - our own words
    given = {**given_to(ways), "among": list(ids)}
    query = text(" UNION ".join(asked))
    return frozenset((await (await session.connection()).execute(query, given)).scalars().all())


def _page_and_total(ways: Sequence[Way], order: Order, *, beyond: bool) -> str:
    """Write the first ids of each way and the count of all.

    A small set that is sought is found once. Where all that a way asks stands beside what is sought, the
    set is what is counted, and only the reports of the page are asked themselves; else the way walks through
    it once, as far as is counted.
    """
    found: dict[str, str] = {}
    walks, firsts, counted = [], [], []
    for at, way in enumerate(ways):
        few = _few_sought(way)
        if few is None:
            firsts.append(_first_of(way, order, beyond=beyond))
            counted.append(_some(way))
            continue
        name, held = found.setdefault(_set(way, few, order), f"found_{len(found)}"), f"held_{at}"
        if few.beside(way.within) is not None:
            where = order.beyond_in_subquery if beyond else "true"
            firsts.append(f"(SELECT one.id FROM ({_walk(way, order, name, ':most', where)}) AS one)")  # noqa: S608 - our own words
            counted.append(f"SELECT {name}.id FROM {name} LIMIT :cap")  # noqa: S608 - our own words
            continue
        walks.append(f"{held} AS MATERIALIZED ({_walk(way, order, name, ':reach')})")
        firsts.append(_page_of_walk(way, order, name, held, beyond=beyond))
        counted.append(f"SELECT {held}.id FROM {held}")  # noqa: S608 - our own words
    sets = [f"{name} AS MATERIALIZED ({one})" for one, name in found.items()]
    before = f"WITH {', '.join([*sets, *walks])} " if sets else ""
    return f"{before}SELECT ARRAY({' UNION '.join(firsts)}) AS ids, {_size(counted)} AS total"


def _few_sought(way: Way) -> Sought | None:
    """Return what a way seeks where that is a small set, so that it is found first, and whole."""
    most = _FEW_IN_ALL if way.offices else _FEW
    return way.sought if way.sought is not None and way.sought.expected <= most else None


def _set(way: Way, sought: Sought, order: Order) -> str:
    """Write the whole set that is sought, each report with its place in the order.

    It is narrowed by all that the way asks of `reports`, where the set's own table can tell that; else by the
    way's offices alone.
    """
    there = sought.beside(way.handled) or (way.at_offices(sought.table) if way.offices else None)
    columns = ", ".join(f"{sought.beside(column)} AS {name}" for column, name in order.named)
    here = f" AND {there}" if there else ""
    return f"SELECT {columns} FROM {sought.table} WHERE {sought.condition}{here}"  # noqa: S608 - our own words


def _walk(way: Way, order: Order, found: str, most: str, where: str = "true") -> str:
    """Walk through a set in order and ask each report whether it may be here, until there are enough.

    The offsets keep PostgreSQL from asking all of them before it sorts.
    """
    here = f"SELECT * FROM {found} AS one WHERE {where} ORDER BY {order.by_in_subquery} OFFSET 0"  # noqa: S608 - our own words
    return (
        f"SELECT one.* FROM ({here}) AS one WHERE {_holds(way)} ORDER BY {order.by_in_subquery} LIMIT {most}"  # noqa: S608 - our own words
    )


def _holds(way: Way) -> str:
    """Write the condition that the report `one.id`, found by another table, fulfils the rest of the way."""
    return f"EXISTS (SELECT FROM reports WHERE reports.id = one.id AND {way.handled} OFFSET 0)"


def _page_of_walk(way: Way, order: Order, found: str, held: str, *, beyond: bool) -> str:
    """Write the page out of what was walked for the total; walk on only for a page that lies beyond."""
    rest = f" WHERE {order.beyond_in_subquery}" if beyond else ""
    near = f"(SELECT one.id FROM {held} AS one{rest} ORDER BY {order.by_in_subquery} LIMIT :most)"  # noqa: S608 - our own words
    if not beyond:
        return near
    more = f"(SELECT count(*) FROM {held}) >= :reach AND {order.beyond_in_subquery}"  # noqa: S608 - our own words
    return f"{near} UNION (SELECT one.id FROM ({_walk(way, order, found, ':most', more)}) AS one)"  # noqa: S608 - our own words


def _first(ways: Sequence[Way], order: Order, *, beyond: bool) -> str:
    """Write the ids of each way's first rows: an index gives them in order, and stops after a page.

    Where a way is bound to offices, it is asked office by office, each time no further than the page.
    """
    return " UNION ".join(_first_of(way, order, beyond=beyond) for way in ways)


def _first_of(way: Way, order: Order, *, beyond: bool) -> str:
    after = order.beyond_unestimated if way.searched else order.beyond
    within = f"{way.within} AND {after}" if beyond else way.within
    few = _few_sought(way)
    if few is not None:
        where = order.beyond_in_subquery if beyond else "true"
        walk = _walk(way, order, f"({_set(way, few, order)})", ":most", where)
        return f"(SELECT one.id FROM ({walk}) AS one)"  # noqa: S608 - our own words
    if way.offices:
        holds = f" AND {way.sought.holds('reports.id')}" if way.sought else ""
        return _office_by_office(way, order, within + holds)
    if way.sought is not None:
        return _common(way.sought, order, within)
    return _ids(order, within)


def _ids(order: Order, condition: str, most: str = ":most") -> str:
    """Write the first reports of a condition, by id and in order."""
    return f"SELECT one.id FROM ({_places(order, condition, most)}) AS one"  # noqa: S608 - our own words


def _places(order: Order, condition: str, most: str) -> str:
    columns = ", ".join(f"{column} AS {name}" for column, name in order.named)
    return f"SELECT {columns} FROM reports WHERE {condition} ORDER BY {order.by} LIMIT {most}"  # noqa: S608 - our own words


def _office_by_office(way: Way, order: Order, condition: str) -> str:
    here = _places(order, f"reports.office_id = offices.id AND {condition}", ":most")
    return (
        f"(SELECT one.id FROM offices CROSS JOIN LATERAL ({here}) AS one"  # noqa: S608 - our own words
        f" WHERE {' AND '.join(way.offices)} ORDER BY {order.by_in_subquery} LIMIT :most)"
    )


def _common(sought: Sought, order: Order, condition: str) -> str:
    """Look for what many reports have among the first of all; only if that is no page, among all."""
    near = (
        f"SELECT one.id FROM ({_places(order, condition, str(_NEAR))}) AS one"  # noqa: S608 - our own words
        f" WHERE {sought.holds('one.id')} ORDER BY {order.by_in_subquery} LIMIT :most"
    )
    far = _ids(order, f"{condition} AND reports.id IN ({sought.ids})")
    return (
        f"(WITH near AS MATERIALIZED ({near}) SELECT near.id FROM near UNION ALL"  # noqa: S608 - our own words
        f" SELECT far.id FROM ({far}) AS far WHERE (SELECT count(*) FROM near) < :most)"
    )


async def counts_in_one(
    session: AsyncSession, wanted: Mapping[Name, Sequence[Way]], *, cap: int
) -> dict[Name, int]:
    """Count several in one statement, each no further than `cap`."""
    if not wanted:
        return {}
    apart = _with_names_apart(list(wanted.values()))
    columns = ", ".join(_count(ways) for ways in apart)
    given = {name: value for ways in apart for name, value in given_to(ways).items()}
    if any(apart):
        given["cap"] = cap
    row = (await (await session.connection()).execute(text(f"SELECT {columns}"), given)).one()
    return {name: min(int(count), cap) for name, count in zip(wanted, row, strict=True)}


def _with_names_apart(several: Sequence[Sequence[Way]]) -> list[Sequence[Way]]:
    """Rename the parameters that mean something else in another of these."""
    given = [given_to(ways) for ways in several]
    names = {name for one in given for name in one}
    clashing = {name for name in names if len({repr(one[name]) for one in given if name in one}) > 1}
    if not clashing:
        return list(several)
    return [[way.renamed(clashing, f"_of_{at}") for way in ways] for at, ways in enumerate(several)]


def _count(ways: Sequence[Way]) -> str:
    return _size([_some(way) for way in ways])


def _some(way: Way) -> str:
    """Write the ids of a way's reports, in no order and no further than the cap."""
    few = _few_sought(way)
    if few is not None:
        found = _set(way, few, ORDERS[Sort.OLDEST])
        asked = "true" if few.beside(way.within) is not None else _holds(way)
        return f"SELECT one.id FROM ({found} OFFSET 0) AS one WHERE {asked} LIMIT :cap"  # noqa: S608 - our own words
    if way.sought is not None and not way.offices and (beside := way.sought.beside(way.within)) is not None:
        # Found by itself, as if all were wanted: for the first of many, every row would be read in turn,
        # and those that are wanted may all stand at the end.
        return (
            f"WITH found AS MATERIALIZED ({way.sought.ids} AND {beside})"  # noqa: S608 - our own words
            " SELECT found.report_id FROM found LIMIT :cap"
        )
    # The reports of some offices are fewer than what is sought: they are asked one by one.
    condition = _asked(way) if way.offices else way.whole
    return f"SELECT reports.id FROM reports WHERE {condition} LIMIT :cap"  # noqa: S608 - our own words


def _asked(way: Way) -> str:
    """Write the way as one condition on `reports`, for asking one report after the other."""
    return f"{way.handled} AND {way.sought.holds('reports.id')}" if way.sought else way.handled


def _size(some: Sequence[str]) -> str:
    if not some:
        return "0"
    found = some[0] if len(some) == 1 else " UNION ".join(f"({one})" for one in some)
    return f"(SELECT count(*) FROM ({found}) AS one)"  # noqa: S608 - our own words
