"""What a role is: one row for each, read by whoever has to know (docs/roles.md prints them).

A set of roles written down anywhere else is a fact that the next role misses. Which steps of the chain
a role takes stands in the chain's own rows; what follows from those is read there and not said again.
Pure: what an officer sees of one report is decided by `core.access.policy`, from these rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.chain.actions import Action
from core.chain.movers import PROPOSAL_DECIDERS, STANDS_IN
from core.chain.rows import PUBLIC, WBS
from core.chain.states import OFFICER_ROLES, Classification, Role, State, Track
from core.chain.table.transitions import TRANSITIONS
from core.deadlines.stages import WarningStage


class Holding(StrEnum):
    """What part a unit has in a report, as far as access goes."""

    LEADING = "leading"
    SUPPORTING = "supporting"
    """A supporting or consulted unit: it reads and advises, it does not decide."""
    INTERNAL = "internal"


class SeesBy(StrEnum):
    """What ties an appointment to the reports it shows."""

    OFFICE = "office"
    """The office of the appointment, or one below it, handles them."""
    UNIT = "unit"
    """A unit at or below that of the appointment has a part in them; without a unit, any of the office."""
    REGISTRATION = "registration"
    """The officer wrote them down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Which reports a role sees. Every condition set here must hold."""

    by: SeesBy
    tracks: frozenset[Track]
    holding: Holding = Holding.LEADING
    """Which part the unit must have, where it is by a unit."""
    wbs_states: frozenset[State] | None = None
    """Of whistleblowing reports only those in these states, or where a proposal, a stand-in or a protection
    waits."""
    public_classes: frozenset[Classification] | None = None
    """Of public-service reports only those of these classes."""


class Section(StrEnum):
    """The parts of the administration, as the side bar and the pages name them."""

    OFFICES = "offices"
    OFFICERS = "officers"
    DEADLINES = "deadlines"
    DAYS = "days"
    TEMPLATES = "templates"
    ANSWERS = "answers"
    CATEGORIES = "categories"
    HEALTH = "health"


class Right(StrEnum):
    """What a role may do beside the steps of the chain and the sections it keeps."""

    ASK_IDENTITY = "ask_identity"
    """Ask who reported, with a reason (R85, R95)."""
    APPROVE_IDENTITY = "approve_identity"
    """Agree, as the second person, that a colleague learns it."""
    SETTLE_DOUBTS = "settle_doubts"
    """Say whether a report means an officer whom it may mean."""
    CATEGORISE = "categorise"
    """Give a report its category."""
    SET_NATIONAL_DAYS = "set_national_days"
    """Set days off of the whole country; those of an office belong to the section of days."""
    LIST_WHISTLEBLOWING = "list_whistleblowing"
    """Find the queue of whistleblowing reports in the side bar even while it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """What one role is. What a row leaves out, the role does not do."""

    role: Role
    sees: Sight | None
    """None: no report at all."""
    takes_steps_of: frozenset[Role] = frozenset()
    """Whose steps wait for this role: those of the holder a report's state names."""
    needs_unit: bool = False
    """It acts for a unit and sees what lies there; appointed without one it would see every unit's."""
    rights: frozenset[Right] = frozenset()
    sections: frozenset[Section] = frozenset()
    """The parts of the administration it keeps, for the office of the appointment and those below."""
    warned_at: WarningStage | None = None
    """At which stage of a late deadline it is told, though the step is not its own (R102, R103)."""

    @property
    def decides_proposals(self) -> bool:
        """Whether it decides what another proposes, which no proposer does alone."""
        return self.role in PROPOSAL_DECIDERS

    @property
    def registers(self) -> bool:
        """Whether it writes reports down for those who made them elsewhere."""
        creating = any(row.creates and self.role in row.roles for row in TRANSITIONS)
        return creating and self.role in OFFICER_ROLES

    @property
    def stands_in(self) -> bool:
        """Whether a step falls to it that nobody else can take."""
        return self.role is STANDS_IN


ROWS: Final = (
    RoleRow(
        role=Role.AGENCY_ADMIN,
        sees=Sight(by=SeesBy.OFFICE, tracks=PUBLIC),
        takes_steps_of=frozenset({Role.AGENCY_ADMIN}),
        rights=frozenset({Right.ASK_IDENTITY, Right.APPROVE_IDENTITY, Right.SETTLE_DOUBTS, Right.CATEGORISE}),
        sections=frozenset(
            {Section.DEADLINES, Section.DAYS, Section.TEMPLATES, Section.ANSWERS, Section.CATEGORIES}
        ),
        warned_at=WarningStage.ADMIN,
    ),
    RoleRow(
        role=Role.LIAISON,
        sees=Sight(by=SeesBy.UNIT, tracks=PUBLIC),
        takes_steps_of=frozenset({Role.LIAISON}),
        rights=frozenset({Right.CATEGORISE}),
    ),
    RoleRow(
        role=Role.UNIT_ADMIN,
        sees=Sight(by=SeesBy.UNIT, tracks=PUBLIC),
        takes_steps_of=frozenset({Role.LIAISON}),  # it assists its liaison (R46)
        needs_unit=True,
        rights=frozenset({Right.CATEGORISE}),
    ),
    RoleRow(
        role=Role.UNIT_HEAD,
        sees=Sight(by=SeesBy.UNIT, tracks=PUBLIC),
        takes_steps_of=frozenset({Role.UNIT_HEAD, Role.HANDLER}),  # a head awaits the handlers
        needs_unit=True,
        warned_at=WarningStage.HEAD,
    ),
    RoleRow(
        role=Role.HANDLER,
        sees=Sight(by=SeesBy.UNIT, tracks=PUBLIC, holding=Holding.INTERNAL),
        takes_steps_of=frozenset({Role.HANDLER}),
        needs_unit=True,
    ),
    RoleRow(
        role=Role.INSPECTOR,
        sees=Sight(
            by=SeesBy.OFFICE, tracks=PUBLIC | WBS, public_classes=frozenset({Classification.SUPERVISORY})
        ),
        takes_steps_of=frozenset({Role.INSPECTOR}),
        rights=frozenset(
            {
                Right.ASK_IDENTITY,
                Right.APPROVE_IDENTITY,
                Right.SETTLE_DOUBTS,
                Right.CATEGORISE,
                Right.LIST_WHISTLEBLOWING,
            }
        ),
    ),
    RoleRow(
        role=Role.LEADER,
        sees=Sight(
            by=SeesBy.OFFICE,
            tracks=PUBLIC | WBS,
            wbs_states=frozenset({State.WITH_LEADER, State.INVESTIGATION, State.CONCLUDED}),
        ),
        takes_steps_of=frozenset({Role.LEADER}),
        rights=frozenset({Right.APPROVE_IDENTITY, Right.SETTLE_DOUBTS, Right.LIST_WHISTLEBLOWING}),
        warned_at=WarningStage.LEADER,
    ),
    RoleRow(
        role=Role.DESK_OFFICER,
        sees=Sight(by=SeesBy.REGISTRATION, tracks=PUBLIC),
        rights=frozenset({Right.LIST_WHISTLEBLOWING}),
    ),
    RoleRow(
        role=Role.SYSTEM_ADMIN,
        sees=None,
        rights=frozenset({Right.SET_NATIONAL_DAYS}),
        sections=frozenset({Section.OFFICES, Section.OFFICERS, Section.DAYS, Section.HEALTH}),
    ),
    RoleRow(
        role=Role.SUPPORT_UNIT,
        sees=Sight(by=SeesBy.UNIT, tracks=PUBLIC, holding=Holding.SUPPORTING),
    ),
    RoleRow(role=Role.REPORTER, sees=None),  # follows a report by its number, not by a role
    RoleRow(role=Role.SYSTEM, sees=None),
)
ROLES: Final[Mapping[Role, RoleRow]] = MappingProxyType({row.role: row for row in ROWS})


def roles_where(holds: Callable[[RoleRow], bool]) -> frozenset[Role]:
    """Return the roles of whose rows this holds."""
    return frozenset(row.role for row in ROLES.values() if holds(row))


def roles_taking(action: Action) -> frozenset[Role]:
    """Return the roles that take an action, on whatever track and from whatever state."""
    return frozenset[Role]().union(*(row.roles for row in TRANSITIONS if row.action is action))


def roles_with(right: Right) -> frozenset[Role]:
    """Return the roles that have a right."""
    return roles_where(lambda row: right in row.rights)


def roles_keeping(section: Section) -> frozenset[Role]:
    """Return the roles that keep a part of the administration."""
    return roles_where(lambda row: section in row.sections)


def roles_warned_at(stage: WarningStage) -> frozenset[Role]:
    """Return the roles that are told of a deadline when it comes to this stage."""
    return roles_where(lambda row: row.warned_at is stage)
