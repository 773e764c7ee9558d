"""Offices, units, and the chain itself: what forms and integrations choose from."""

from typing import Annotated

from fastapi import APIRouter, Query

from backoffice.api.models import (
    ChainField,
    ChainRow,
    ChainView,
    OfficeList,
    OfficeView,
    UnitEntry,
    UnitList,
)
from backoffice.requests.visits import CurrentVisit
from core.chain import TRANSITIONS, State, Transition
from core.offices.directory import OfficeDirectory, OfficeEntry
from core.offices.units import unit_tree

router = APIRouter(tags=["directory"])


@router.get("/offices")
async def offices(
    visit: CurrentVisit,
    query: Annotated[str, Query(alias="q", max_length=100, description="any part of the name")] = "",
    province: Annotated[str | None, Query(max_length=8, description="a province's code")] = None,
    limit: Annotated[int, Query(ge=1, le=600)] = 50,
) -> OfficeList:
    """Find offices by any part of the name, typos forgiven, or list a province's."""
    directory = await OfficeDirectory.load(visit.session)
    if query.strip():
        found = directory.search(query, limit=limit)
    elif province:
        found = directory.regencies(province)[:limit]
    else:
        found = directory.entries[:limit]
    return OfficeList(offices=[_office(entry) for entry in found])


@router.get("/units")
async def units(visit: CurrentVisit, office_id: Annotated[int, Query(ge=1, le=2**31 - 1)]) -> UnitList:
    """List an office's units, the tree in order."""
    return UnitList(
        units=[
            UnitEntry(
                id=unit.id or 0,
                office_id=unit.office_id,
                parent_id=unit.parent_id,
                kind=unit.kind.value,
                name=unit.name,
                short_name=unit.short_name,
            )
            for unit in await unit_tree(visit.session, office_id)
        ]
    )


@router.get("/chain")
async def chain(visit: CurrentVisit) -> ChainView:
    """Give the handling chain: the table from which buttons, permissions and messages derive."""
    del visit
    return ChainView(
        states={state.value: state.label for state in State}, rows=[_row(row) for row in TRANSITIONS]
    )


def _office(entry: OfficeEntry) -> OfficeView:
    return OfficeView(
        id=entry.id,
        code=entry.code,
        name=entry.name,
        short_name=entry.short_name,
        level=entry.level.value,
        zone=entry.zone,
    )


def _row(row: Transition) -> ChainRow:
    return ChainRow(
        action=row.action.value,
        label=row.label,
        sources=sorted(row.sources),
        target=row.target,
        roles=sorted(row.roles),
        tracks=sorted(row.tracks),
        clause=row.clause,
        requirements=list(row.requirements),
        help=row.help,
        danger=row.danger,
        fields=[
            ChainField(
                name=field.name,
                type=field.type.value,
                label=field.label,
                required=field.required,
                help=field.help,
                choices=[(choice.value, choice.label) for choice in field.choices],
            )
            for field in row.fields
        ],
        guards=[guard.code for guard in row.guards],
        deadlines=[f"{each.operation.value} {each.kind.value}" for each in row.deadlines],
        tells_reporter=row.notice is not None,
    )
