"""An officer's saved views with what each holds now: in the side bar, and on the queue's page."""

from dataclasses import dataclass

from backoffice.requests.queue_filter import address_of, from_spoken
from backoffice.requests.visits import Visit
from core.queues.saved_views import SavedViews
from core.queues.schemas import QueueFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """A saved view; `count` is None where counting would mean a search."""

    key: str
    name: str
    wish: QueueFilter
    href: str
    count: int | None


def views_of(visit: Visit) -> SavedViews:
    """Give the saved views of whoever visits."""
    return SavedViews(visit.session, visit.parts.core.keys, visit.actor)


async def kept_views(visit: Visit, *, with_searches: bool = False) -> tuple[KeptView, ...]:
    """Give my saved views, counted in one statement; a search only where it is asked for."""
    kept = await views_of(visit).all()
    wishes = {str(one.id): from_spoken(one.query) for one in kept}
    counted = {key: wish for key, wish in wishes.items() if with_searches or not wish.query}
    counts = await visit.desk.tallies(counted) if counted else {}
    return tuple(
        KeptView(
            key=key,
            name=one.name,
            wish=wishes[key],
            href=address_of(wishes[key]),
            count=counts.get(key),
        )
        for one in kept
        if (key := str(one.id))
    )
