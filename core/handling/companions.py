"""What goes along with an action: one list, read from top to bottom, for officers and reporters alike.

`decide()` says whether an action may be taken, `carry_out` writes it down; neither knows of what stands
here. A companion says by the row which actions it goes with. What it does before may refuse the action or
add to its answers; what it writes afterwards is part of the same transaction. What the system does by
itself (the clock, a report that moves up) has no companions.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.actor import OfficerActor
from core.chain.decide import Decision
from core.chain.rows import Effect, Transition
from core.chain.states import Role
from core.evidence.schemas import StowedFile
from core.handling.assigning import UNIT_TYPES, refuse_foreign_units, refuse_own_unit
from core.handling.carrying import CarriedOut, carry_out
from core.handling.checking_reading import check_reading, told_by_reading
from core.handling.completing import take_in_answers
from core.handling.consulting import record_advice, record_question
from core.handling.ground import Ground
from core.handling.lines import Doer, Said
from core.handling.mentions import asks_officers, record_mentions, with_mentions
from core.handling.moving_up import recuse_and_reroute, texts_of
from core.handling.protecting import changes_protection, keep_protection
from core.people.naming import Writing, file_words
from core.privacy.vault import Vault
from core.reports.models import Report
from core.wiring import Core


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One action being taken: on which locked report, by whom, in which transaction."""

    core: Core
    session: AsyncSession
    report: Report
    vault: Vault
    doer: Doer
    actor: OfficerActor | None = None
    """The officer who acts; None for the reporter."""
    files: tuple[StowedFile, ...] = ()
    """What comes along with it."""

    @property
    def officer(self) -> OfficerActor:
        """Who acts, where only an officer can."""
        if self.actor is None:
            msg = "no officer acts here"
            raise RuntimeError(msg)
        return self.actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One thing that goes along with some actions."""

    name: str
    """What it sees to, as a rule."""
    goes_with: Callable[[Transition], bool]
    before: Callable[[Occasion, Decision], Awaitable[Decision]] | None = None
    """Refuses, or gives the decision to carry out instead."""
    of_line: Callable[[Occasion, Decision, UUID], Awaitable[None]] | None = None
    """Writes down what the line brings about that the action left in the conversation."""
    after: Callable[[Occasion, Decision], Awaitable[None]] | None = None


async def _offered_units(on: Occasion, decision: Decision) -> Decision:
    await refuse_foreign_units(on.session, on.report, decision)
    return decision


async def _not_own_unit(on: Occasion, decision: Decision) -> Decision:
    refuse_own_unit(on.report, decision)
    return decision


async def _named(on: Occasion, decision: Decision) -> Decision:
    return await with_mentions(on.session, on.report, decision)


async def _supplied(on: Occasion, decision: Decision) -> Decision:
    await take_in_answers(on.session, on.core.keys, on.report, on.vault, decision.values)
    return decision


async def _read(on: Occasion, decision: Decision) -> Decision:
    by = on.officer.officer_id
    return await check_reading(on.session, on.core.keys, on.report, on.vault, decision, by=by)


async def _heeded_as_read(on: Occasion, _: Decision) -> None:
    told = await told_by_reading(on.session, on.vault, on.officer.officer_id)
    await recuse_and_reroute(on.core, on.session, on.report, told)


async def _mentioned(on: Occasion, decision: Decision, line: UUID) -> None:
    by = on.officer.officer_id
    await record_mentions(on.session, on.report, decision, message_id=line, by=by)


async def _asked(on: Occasion, decision: Decision, line: UUID) -> None:
    by = on.officer.officer_id
    await record_question(on.session, on.report, decision, question_id=line, by=by)


async def _advised(on: Occasion, _: Decision, line: UUID) -> None:
    await record_advice(on.session, on.officer, on.report, answer_id=line)


async def _heeded(on: Occasion, decision: Decision) -> None:
    told = Writing((*texts_of(decision.values), *file_words(on.files)))
    await recuse_and_reroute(on.core, on.session, on.report, told)


async def _protected(on: Occasion, decision: Decision) -> None:
    by = on.actor.officer_id if on.actor else None
    await keep_protection(on.core, on.session, on.report, decision, officer_id=by)


COMPANIONS: Final = (
    Companion(
        name="only units that the form offered are chosen",
        goes_with=lambda row: any(field.type in UNIT_TYPES for field in row.fields),
        before=_offered_units,
    ),
    Companion(
        name="the unit that leads is not asked for its own view",
        goes_with=lambda row: row.asks_for_views,
        before=_not_own_unit,
    ),
    Companion(
        name="whom a note names may see the report, and is told",
        goes_with=lambda row: asks_officers(row.fields),
        before=_named,
        of_line=_mentioned,
    ),
    Companion(
        name="what a completion supplies becomes part of the report's words",
        goes_with=lambda row: row.about.supplies_elements,
        before=_supplied,
    ),
    Companion(
        name="what was read out of a story is settled, and whom it names is barred",
        goes_with=lambda row: row.about.settles_reading,
        before=_read,
        after=_heeded_as_read,
    ),
    Companion(
        name="units that are asked for their view are waited for",
        goes_with=lambda row: row.asks_for_views,
        of_line=_asked,
    ),
    Companion(
        name="advice answers what the adviser's units were asked",
        goes_with=lambda row: row.about.advises,
        of_line=_advised,
    ),
    Companion(
        name="whom the reporter's words name, whoever passes them on, is barred",
        goes_with=lambda row: Role.REPORTER in row.roles or Effect.OPEN_PROTECTION in row.effects,
        after=_heeded,
    ),
    Companion(
        name="a protection is kept, and rings whom the words before did not bar",
        goes_with=lambda row: changes_protection(row.effects),
        after=_protected,
    ),
)


async def carry_accompanied(
    on: Occasion,
    decision: Decision,
    *,
    ground: Ground,
    files: tuple[StowedFile, ...] = (),
    source_key: bytes | None = None,
    said: Said | None = None,
) -> CarriedOut:
    """Write an allowed action down with all that goes along with it, in the order of the list.

    Raises:
        InvalidError, NotFoundError: A companion refuses the answers.
    """
    along = [each for each in COMPANIONS if each.goes_with(decision.transition)]
    for each in along:
        if each.before is not None:
            decision = await each.before(on, decision)
    carried = await carry_out(
        on.core,
        on.session,
        on.report,
        decision,
        ground=ground,
        doer=on.doer,
        vault=on.vault,
        files=files,
        source_key=source_key,
        said=said,
    )
    for each in along:
        if each.of_line is not None and carried.message_id is not None:
            await each.of_line(on, decision, carried.message_id)
        if each.after is not None:
            await each.after(on, decision)
    return carried
