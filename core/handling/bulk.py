"""One action on many reports: offered where all allow it, shown before it is done, done one by one.

A preview is the chain's own decision for every report, on snapshots read together. Doing it is the ordinary
`Handling.act`, each report in a transaction of its own: what changed since the preview is left alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.actor import OfficerActor
from core.chain.about import ABOUT
from core.chain.actions import Action
from core.chain.decide import available, why_not
from core.chain.fields import FieldType
from core.chain.rows import Transition
from core.chain.situation import Command
from core.chain.table.transitions import transition_for
from core.deadlines.foresight import Foresight
from core.deadlines.service import Deadlines
from core.errors import DomainError, ErrorKind, InvalidError
from core.handling.assigning import UNIT_TYPES, without_leading
from core.handling.bulk_loading import Loaded, load, units_for_all
from core.handling.bulk_verdicts import BulkLine, verdict_on
from core.handling.handling import Handling
from core.handling.offering import Choices, action_view
from core.handling.schemas import ActionView
from core.handling.snapshot import action_named
from core.language import joined, tr
from core.queues.paging import ids_of
from core.queues.queue import matching
from core.queues.rows import Rows, titles_of
from core.queues.schemas import QueueFilter, ReportRow
from core.values import Frozen, Words
from core.wiring import Core

__all__ = ["MAX_RUN", "Bulk", "BulkChoice", "BulkLine", "BulkPreview", "Pick", "run_bulk"]

MAX_RUN: Final = 500
_OWN_FORM: Final = frozenset({FieldType.FILES})
ALONE: Final = tr("Langkah ini dilakukan satu per satu, dari halaman laporannya.")


class Pick(Frozen):
    """A report as it was when the officer chose it."""

    report_id: UUID
    version: int


class Hindrance(Frozen):
    """Why some of the chosen reports do not allow an action."""

    why: Words
    numbers: tuple[str, ...]


class PartlyPossible(Frozen):
    """An action only some of the chosen reports allow."""

    action: str
    label: Words
    count: int
    hindrances: tuple[Hindrance, ...]


class BulkChoice(Frozen):
    """What can be done with a selection."""

    rows: tuple[ReportRow, ...]
    picks: tuple[Pick, ...]
    missing: int
    """Chosen, but not there or no longer visible."""
    actions: tuple[ActionView, ...]
    partly: tuple[PartlyPossible, ...]


class BulkPreview(Frozen):
    """What an action will do to each report of a selection."""

    action: ActionView
    lines: tuple[BulkLine, ...]

    @property
    def picks(self) -> tuple[Pick, ...]:
        """The reports it will be done to."""
        return tuple(Pick(report_id=one.report_id, version=one.version) for one in self.lines if one.done)


class Bulk:
    """Choosing and previewing, in the caller's transaction and a fixed number of statements."""

    def __init__(self, core: Core, session: AsyncSession, actor: OfficerActor) -> None:
        self._core = core
        self._session = session
        self._actor = actor

    async def matching(self, wish: QueueFilter) -> tuple[UUID, ...]:
        """Return the ids of all reports a filter matches, at most `MAX_RUN`, in its order."""
        found = await matching(self._session, wish, self._actor, self._core.keys)
        return tuple(await ids_of(self._session, found.ways, limit=MAX_RUN, sort=wish.sort))

    async def choose(self, ids: Sequence[UUID]) -> BulkChoice:
        """Say what every chosen report allows, and what only some do.

        Raises:
            InvalidError: Nothing chosen, or too much.
        """
        wanted = _checked(ids)
        chosen = await load(self._session, self._actor, wanted)
        rows = await Rows(self._session, self._core.keys, self._actor).of([one.report for one in chosen])
        units = await units_for_all(self._session, chosen)
        possible: dict[Action, list[tuple[Loaded, Transition]]] = {}
        for one in chosen:
            for row in available(one.snapshot, one.performer):
                possible.setdefault(row.action, []).append((one, row))
        actions: list[ActionView] = []
        partly: list[PartlyPossible] = []
        for found in possible.values():
            row = found[0][1]
            hindrances = _hindrances(chosen, found, row, units)
            if hindrances:
                free = len(chosen) - sum(len(one.numbers) for one in hindrances)
                partly.append(
                    PartlyPossible(
                        action=row.action.value, label=row.label, count=max(free, 0), hindrances=hindrances
                    )
                )
            else:
                actions.append(_view(row, units, chosen))
        return BulkChoice(
            rows=rows,
            picks=tuple(Pick(report_id=one.report.id, version=one.report.version) for one in chosen),
            missing=len(wanted) - len(chosen),
            actions=tuple(actions),
            partly=tuple(partly),
        )

    async def preview(self, picks: Sequence[Pick], action: str, values: Mapping[str, Any]) -> BulkPreview:
        """Say what the action, so filled in, will do to each report.

        Raises:
            NotFoundError: No such action.
            InvalidError: Nothing chosen, too much, or the fields do not hold.
        """
        wanted = _together(action)
        chosen = await load(self._session, self._actor, _checked([one.report_id for one in picks]))
        units = await units_for_all(self._session, chosen)
        row = _row(wanted, chosen)
        versions = {one.report_id: one.version for one in picks}
        foresight = Foresight(await self._clocks(chosen))
        command = Command(wanted, values)
        verdicts = [
            await verdict_on(one, command, versions[one.report.id], units, foresight) for one in chosen
        ]
        refused = next((one for one in verdicts if one.fields), None)
        if refused is not None:
            raise InvalidError(
                tr("Isian belum benar. Perbaiki bagian yang ditandai."),
                code="chain.invalid_fields",
                fields=refused.fields,
                clause=row.clause,
            )
        titles = await titles_of(self._session, self._core.keys, [one.report for one in chosen])
        lines = (one.line.model_copy(update={"title": titles.get(one.line.report_id)}) for one in verdicts)
        return BulkPreview(action=_view(row, units, chosen), lines=tuple(lines))

    async def _clocks(self, chosen: Sequence[Loaded]) -> Deadlines:
        clocks = Deadlines(self._session)
        await clocks.preload({one.report.office_id for one in chosen})
        return clocks


async def run_bulk(
    core: Core,
    actor: OfficerActor,
    picks: Sequence[Pick],
    action: str,
    values: Mapping[str, Any],
    *,
    key: str,
) -> tuple[BulkLine, ...]:
    """Do it: each report in its own transaction, at most once per `key`; say what came of each.

    Raises:
        InvalidError: Nothing chosen, or too much.
    """
    _checked([one.report_id for one in picks])
    _together(action)
    async with core.database.transaction() as session:
        chosen = await load(session, actor, [one.report_id for one in picks])
        titles = await titles_of(session, core.keys, [one.report for one in chosen])
    known = {one.report.id: one for one in chosen}
    lines = []
    for pick in picks:
        before = known.get(pick.report_id)
        if before is not None:
            line = await _one(core, actor, before, pick, action, values, key)
            lines.append(line.model_copy(update={"title": titles.get(pick.report_id)}))
    return tuple(lines)


async def _one(
    core: Core,
    actor: OfficerActor,
    before: Loaded,
    pick: Pick,
    action: str,
    values: Mapping[str, Any],
    key: str,
) -> BulkLine:
    usual: dict[str, Any] = {
        "report_id": pick.report_id,
        "agenda_number": before.report.agenda_number,
        "told": "",
        "version": pick.version,
    }
    try:
        async with core.database.transaction() as session:
            outcome = await Handling(core, session, actor).act(
                pick.report_id, action, values, expected_version=pick.version, key=key
            )
    except DomainError as error:
        state = before.report.state.label
        return BulkLine(**usual, source=state, target=state, done=False, why=_why(error))
    told = tr("Pelapor diberi tahu.") if outcome.told_reporter else ""
    return BulkLine(
        **{**usual, "told": told, "version": outcome.version},
        source=outcome.source.label,
        target=outcome.target.label,
        done=True,
    )


def _why(error: DomainError) -> str:
    """Say why one report was left alone; for a stale one, what happened to it meanwhile."""
    changed = error.params.get("changed")
    if error.kind is ErrorKind.CONFLICT and isinstance(changed, list) and changed:
        last = changed[-1]
        return tr("Berubah sejak pratinjau: {what} oleh {who}. Dilewati.", what=last["what"], who=last["who"])
    return joined(" ", (error.message, *error.fields.values()))


def _together(name: str) -> Action:
    """Read the action's code; refuse one that is about a pair of reports, or about one person's safety."""
    action = action_named(name)
    if ABOUT[action].pairs or ABOUT[action].one_by_one:
        raise InvalidError(ALONE, code="bulk.alone")
    return action


def _checked(ids: Sequence[UUID]) -> list[UUID]:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise InvalidError(tr("Pilih paling sedikit satu laporan."), code="bulk.empty")
    if len(wanted) > MAX_RUN:
        raise InvalidError(
            tr("Paling banyak {most} laporan sekali jalan.", most=MAX_RUN), code="bulk.too_many"
        )
    return wanted


def _hindrances(
    chosen: Sequence[Loaded],
    found: Sequence[tuple[Loaded, Transition]],
    row: Transition,
    units: Choices,
) -> tuple[Hindrance, ...]:
    """Say which reports stand in the way of doing this to all, by reason."""
    reasons: dict[str, list[str]] = {}
    able = {one.report.id: own for one, own in found}
    for one in chosen:
        own = able.get(one.report.id)
        why = _not_together(own, row, units) if own is not None else _reason(one, row.action)
        if why:
            reasons.setdefault(why, []).append(one.report.agenda_number)
    return tuple(Hindrance(why=why, numbers=tuple(numbers)) for why, numbers in reasons.items())


def _not_together(own: Transition, row: Transition, units: Choices) -> str:
    """Say why one form cannot answer for several reports."""
    if own.about.pairs or own.about.one_by_one:
        return ALONE
    if any(field.type in _OWN_FORM and field.required for field in own.fields):
        return tr("Perlu berkas sendiri untuk tiap laporan; lakukan dari halaman laporannya.")
    if own.fields != row.fields:
        return tr("Isian langkah ini berbeda untuk laporan tersebut; kerjakan terpisah.")
    asks = any(field.type in UNIT_TYPES and field.required for field in own.fields)
    return tr("Laporan terpilih tidak punya unit yang sama.") if asks and not units else ""


def _reason(one: Loaded, action: Action) -> str:
    for row, denied in why_not(one.snapshot, one.performer):
        if row.action is action:
            return denied.message
    return tr("Bukan kewenangan Anda untuk laporan ini.")


def _row(action: Action, chosen: Sequence[Loaded]) -> Transition:
    for one in chosen:
        row = transition_for(action, track=one.report.track, state=one.report.state)
        if row is not None:
            return row
    raise InvalidError(
        tr("Langkah itu tidak mungkin lagi untuk laporan yang dipilih. Pilih ulang dari antrean."),
        code="bulk.impossible",
    )


def _view(row: Transition, units: Choices, chosen: Sequence[Loaded]) -> ActionView:
    """Give the form of an action for all: without files, with the units all reports share."""
    offered = dict.fromkeys(UNIT_TYPES, units)
    leading = {str(one.report.lead_unit_id) for one in chosen}
    return action_view(row, without_leading(row, offered, leading), without=_OWN_FORM)
