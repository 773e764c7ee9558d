"""What surrounds every page, filled for whoever visits."""

from collections.abc import Mapping
from typing import Final

from backoffice.contexts.shell import BellContext, NavGroup, NavItem, SearchBox, Shell, SignedInPerson
from backoffice.pages.frame.saved_views import KeptView, kept_views
from backoffice.pages.frame.visiting import session_of, take_notices
from backoffice.rendering import theme_of
from backoffice.requests.queues import QUEUES, Queue, queue_href
from backoffice.requests.visits import Visit, zone_of
from backoffice.security import csrf
from core.access.policy import reaches
from core.access.roles import ROLES, Right, roles_with
from core.administration.policy import parts_open_to
from core.clock import now
from core.language import tr
from core.notifications.bell import Bell
from core.queues.schemas import QueueName
from core.settings import Environment

NOTICES: Final = "/kabar"
PROFILE: Final = "/profil"
SETTINGS: Final = "/pengaturan"
_BOTTOM: Final = (QueueName.WAITING, QueueName.LATE, QueueName.ALL)
_SHORT: Final = {QueueName.WAITING: tr("Saya"), QueueName.LATE: tr("Terlambat"), QueueName.ALL: tr("Semua")}


async def shell_of(
    visit: Visit, *, current: str = "", search: str = "", saved: tuple[KeptView, ...] | None = None
) -> Shell:
    """Fill the shell; `current` is the address of the page's entry, `saved` my views where already read."""
    counts = await visit.desk.counts() if sees_reports(visit) else {}
    views = await kept_views(visit) if saved is None else saved
    groups = _groups(visit, counts, current, _saved(views, current))
    items = {item.href: item for group in groups for item in group.items}
    reached = [queue_href(name) for name in _BOTTOM] if counts else [SETTINGS, PROFILE]
    return Shell(
        now=now().astimezone(await zone_of(visit)),
        csrf_token=csrf.token_for(visit.parts.keys.csrf, session_of(visit).id),
        person=_person(visit),
        nav=groups,
        sign_out_action="/keluar",
        bottom=tuple(items[href] for href in reached if href in items),
        search=SearchBox(action=queue_href(QueueName.ALL), value=search) if counts else None,
        bell=BellContext(href=NOTICES, count=await Bell(visit.session, visit.actor).unread()),
        flashes=await take_notices(visit),
        theme=theme_of(visit.request),
        demo=visit.parts.settings.environment is Environment.demo,
    )


def sees_reports(visit: Visit) -> bool:
    """Tell whether any appointment lets this officer see any report at all."""
    return bool(reaches(visit.actor))


def may_register(visit: Visit) -> bool:
    """Tell whether the register belongs in this officer's side bar; the service decides on each use."""
    return any(ROLES[role].registers for role in visit.actor.roles)


def _saved(views: tuple[KeptView, ...], current: str) -> tuple[NavItem, ...]:
    """Give my saved views; one that searches for words shows no number: not every page counts it."""
    return tuple(
        NavItem(
            label=view.name,
            href=view.href,
            icon="bookmark",
            count=None if view.wish.query else view.count,
            current=view.href == current,
        )
        for view in views
    )


def _groups(
    visit: Visit, counts: Mapping[QueueName, int], current: str, saved: tuple[NavItem, ...]
) -> tuple[NavGroup, ...]:
    def entry(queue: Queue) -> NavItem:
        href = queue_href(queue.name)
        return NavItem(
            label=queue.label,
            href=href,
            icon=queue.icon,
            count=counts[queue.name],
            urgent=queue.urgent,
            current=href == current,
            short_label=_SHORT.get(queue.name, ""),
        )

    def page(label: str, href: str, icon: str) -> NavItem:
        return NavItem(label=label, href=href, icon=icon, current=href == current)

    mine = tuple(entry(queue) for queue in QUEUES if queue.mine and queue.name in counts)
    rest = [entry(queue) for queue in QUEUES if not queue.mine and queue.name in counts]
    if visit.actor.roles.isdisjoint(roles_with(Right.LIST_WHISTLEBLOWING)):
        rest = [item for item in rest if item.count or item.href != queue_href(QueueName.WHISTLEBLOWING)]
    if may_register(visit):
        rest.append(page(tr("Catat laporan"), "/catat", "pencil-plus"))
    figures = (page(tr("Statistik"), "/statistik", "chart-histogram"),) if counts else ()
    over = (*figures, page(tr("Akun saya"), PROFILE, "user-cog"))
    kept = (page(tr("Pengaturan"), SETTINGS, "settings"),) if parts_open_to(visit.actor) else ()
    named = (
        (tr("Meja saya"), mine),
        (tr("Tampilan tersimpan"), saved),
        (tr("Laporan"), tuple(rest)),
        (tr("Lainnya"), (*over, *kept)),
    )
    return tuple(NavGroup(label=label, items=items) for label, items in named if items)


def _person(visit: Visit) -> SignedInPerson:
    first = visit.actor.appointments[0]
    place = f"{first.unit_name}, {first.office_name}" if first.unit_name else first.office_name
    return SignedInPerson(
        name=visit.actor.full_name, role=first.role.label, office=place, profile_href=PROFILE
    )
