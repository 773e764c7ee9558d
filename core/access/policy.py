"""Need to know: you see a report only while your appointment covers who holds it (design.md §4).

Pure. `reaches_of` turns an appointment, by its role's row, into `Reach` values with no behaviour of
their own; `covers` reads one for one report, `core.access.repository` reads the same one as SQL. So a
list and a page cannot disagree about who may see what.
"""

from dataclasses import dataclass, replace

from core.access.roles import ROLES, Holding, SeesBy, Sight
from core.actor import Acting, OfficerActor
from core.chain.movers import STANDS_IN
from core.chain.states import OFFICER_ROLES, Classification, Role, State, Track
from core.ids import OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What one appointment lets its holder see. Every condition set here must hold."""

    role: Role
    tracks: frozenset[Track]
    office_path: str | None = None
    """The handling office is this one or below it."""
    unit_path: str | None = None
    """A unit at or below this one has a part in the report."""
    unit_office_id: int | None = None
    """A unit of this office has a part in the report."""
    holding: Holding = Holding.LEADING
    wbs_states: frozenset[State] | None = None
    """Of whistleblowing reports only those in these states, or where a proposal, a stand-in or a protection
    waits."""
    public_classes: frozenset[Classification] | None = None
    """Of public-service reports only those of these classes."""
    registered_by: OfficerId | None = None
    """Only what this officer registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPart:
    """A unit's open part in a report, as the policy needs it."""

    unit_path: str
    office_id: int
    holding: Holding


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the policy needs to know of a report."""

    track: Track
    state: State
    classification: Classification | None
    office_path: str
    parts: tuple[UnitPart, ...] = ()
    registered_by: OfficerId | None = None
    proposal_open: bool = False
    recused: frozenset[OfficerId] = frozenset()
    stand_in_for: Role | None = None
    """The role whose step the leader takes now, since nobody else can."""
    threatened: bool = False
    """Its reporter asked for protection, and the leaders see to it (R88)."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes, by these roles."""

    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Denied:
    """No; the code is for logs and tests, the outside sees "not found"."""

    code: str


def reaches_of(acting: Acting, officer_id: OfficerId) -> tuple[Reach, ...]:
    """Say what an appointment lets its holder see; nothing for roles without report content.

    Whoever acts for a unit has two reaches: reports their unit leads, in their own role, and
    reports it supports or was consulted on, as a support unit.
    """
    own = ROLES[acting.role].sees
    if own is None or acting.role not in OFFICER_ROLES:
        return ()
    roles = (acting.role, Role.SUPPORT_UNIT) if own.by is SeesBy.UNIT else (acting.role,)
    return tuple(
        _reach(role, sight, acting, officer_id) for role in roles if (sight := ROLES[role].sees) is not None
    )


def _reach(role: Role, sight: Sight, acting: Acting, officer_id: OfficerId) -> Reach:
    wide = Reach(
        role=role,
        tracks=sight.tracks,
        holding=sight.holding,
        wbs_states=sight.wbs_states,
        public_classes=sight.public_classes,
    )
    match sight.by:
        case SeesBy.OFFICE:
            return replace(wide, office_path=acting.office_path)
        case SeesBy.UNIT if acting.unit_path:
            return replace(wide, unit_path=acting.unit_path)
        case SeesBy.UNIT:
            return replace(wide, unit_office_id=acting.office_id)
        case SeesBy.REGISTRATION:
            return replace(wide, registered_by=officer_id)


def below(path: str, root: str) -> bool:
    """Tell whether an office's path is `root` or below it."""
    return path == root or path.startswith(root + "/")


def covers(one: Reach, subject: Subject) -> bool:
    """Tell whether a reach covers a report."""
    return (
        subject.track in one.tracks
        and _by_state(one, subject)
        and (one.office_path is None or below(subject.office_path, one.office_path))
        and _by_unit(one, subject)
        and (one.registered_by is None or subject.registered_by == one.registered_by)
    )


def _by_state(one: Reach, subject: Subject) -> bool:
    if subject.track is Track.WHISTLEBLOWING:
        asked = subject.proposal_open or subject.stand_in_for is not None or subject.threatened
        return one.wbs_states is None or subject.state in one.wbs_states or asked
    return one.public_classes is None or subject.classification in one.public_classes


def _by_unit(one: Reach, subject: Subject) -> bool:
    if one.unit_path is None and one.unit_office_id is None:
        return True
    return any(
        (one.unit_path is None or part.unit_path.startswith(one.unit_path))
        and (one.unit_office_id is None or part.office_id == one.unit_office_id)
        and part.holding is one.holding
        for part in subject.parts
    )


def reaches(actor: OfficerActor) -> tuple[Reach, ...]:
    """Say what all of an officer's appointments let them see."""
    return tuple(one for acting in actor.appointments for one in reaches_of(acting, actor.officer_id))


def may_see(actor: OfficerActor, subject: Subject) -> Allowed | Denied:
    """Decide whether an officer sees a report, and by which roles.

    Recusal goes before everything: nobody sees a report that names them or that they lodged.
    """
    if actor.officer_id in subject.recused:
        return Denied("recused")
    roles = frozenset(one.role for one in reaches(actor) if covers(one, subject))
    if subject.stand_in_for is not None and STANDS_IN in roles:
        roles |= {subject.stand_in_for}
    return Allowed(roles) if roles else Denied("out_of_reach")
