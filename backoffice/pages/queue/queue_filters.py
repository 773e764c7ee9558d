"""The filter bar of a queue: what can be narrowed, what is, and one press to take each away."""

from collections.abc import Iterable

from backoffice.contexts.parts import Filter, FilterOption
from backoffice.contexts.queue import FilterBar
from backoffice.contexts.shell import Link
from backoffice.requests.queue_filter import BY_FIELD, NARROWINGS, QUERY, SORT, address_of
from backoffice.requests.queues import queue_href
from backoffice.requests.visits import Visit
from core.access.policy import reaches
from core.actor import OfficerActor
from core.administration.categories import Categories
from core.chain.states import STATES_OF, Channel, Classification, Kind, LabelledEnum, State, Track
from core.language import tr
from core.offices.directory import OfficeDirectory, OfficeEntry
from core.offices.units import units_of_offices
from core.queues.schemas import DueWithin, ProtectionWanted, QueueFilter, QueueName, ReceivedSince, Sort

_TITLES = {
    "query": tr("Cari"),
    "kind": tr("Jenis"),
    "classification": tr("Klasifikasi"),
    "channel": tr("Asal"),
    "state": tr("Tahap"),
    "office_id": tr("Satker"),
    "unit_id": tr("Unit"),
    "category_id": tr("Kategori"),
    "due": tr("Tenggat"),
    "received": tr("Masuk"),
    "protection": tr("Pelindungan"),
}


async def filter_bar(visit: Visit, chosen: QueueFilter) -> FilterBar:
    """Give the filters this officer can use, with what is chosen."""
    filters = [
        _words("kind", Kind, chosen.kind),
        _words("classification", Classification, chosen.classification),
        _words("channel", Channel, chosen.channel),
        _filter("state", ((one.value, one.label) for one in _states(chosen)), chosen.state or ""),
        _words("due", DueWithin, chosen.due),
        _words("received", ReceivedSince, chosen.received),
        _words("protection", ProtectionWanted, chosen.protection),
    ]
    categories = await Categories(visit.session, visit.actor).choices()
    if categories or chosen.category_id:
        about = ((str(number), name) for number, name in categories)
        filters.append(_filter("category_id", about, str(chosen.category_id or "")))
    offices = await _offices(visit)
    if len(offices) > 1 or chosen.office_id:
        named = ((str(one.id), one.short_name) for one in offices)
        filters.append(_filter("office_id", named, str(chosen.office_id or "")))
    if _sees_whole_office(visit.actor):
        own = {one.office_id for one in visit.actor.appointments}
        units = await units_of_offices(visit.session, own)
        filters.append(_filter("unit_id", units, str(chosen.unit_id or "")))
    sort = tuple(
        FilterOption(value="" if one is Sort.DUE else one.value, label=one.label, selected=one is chosen.sort)
        for one in Sort
    )
    active = _active(chosen, filters)
    return FilterBar(
        action=queue_href(chosen.queue),
        filters=tuple(filters),
        hidden=((QUERY, chosen.query),) if chosen.query else (),
        clear_href=queue_href(chosen.queue) if active else "",
        sort=Filter(name=SORT, label=tr("Urut"), options=sort),
        active=active,
    )


def _sees_whole_office(actor: OfficerActor) -> bool:
    """Tell whether this officer sees an office's reports whatever the unit: then a unit narrows them."""
    return any(one.office_path is not None for one in reaches(actor))


def _states(chosen: QueueFilter) -> tuple[State, ...]:
    public = STATES_OF[Track.PUBLIC_SERVICE]
    wbs = chosen.queue is QueueName.WHISTLEBLOWING
    known = STATES_OF[Track.WHISTLEBLOWING] if wbs else public | STATES_OF[Track.WHISTLEBLOWING]
    return tuple(state for state in State if state in known)


async def _offices(visit: Visit) -> tuple[OfficeEntry, ...]:
    """Give the offices in scope, no deeper than one level below: choosing one takes those below along."""
    directory = await OfficeDirectory.load(visit.session)
    roots = _roots(visit.actor)
    found = [
        entry
        for entry in directory.entries
        for root in roots
        if entry.path == root
        or (entry.path.startswith(f"{root}/") and entry.path.count("/") == root.count("/") + 1)
    ]
    return tuple(dict.fromkeys(found))


def _roots(actor: OfficerActor) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.office_path for one in actor.appointments))


def _words(field: str, words: type[LabelledEnum], chosen: LabelledEnum | None) -> Filter:
    return _filter(field, ((word.value, word.label) for word in words), chosen or "")


def _filter(field: str, choices: Iterable[tuple[str, str]], chosen: str) -> Filter:
    options = [FilterOption(value=value, label=label, selected=value == chosen) for value, label in choices]
    if chosen and not any(option.selected for option in options):
        options.append(FilterOption(value=chosen, label=tr("pilihan lain"), selected=True))
    everything = FilterOption(value="", label=tr("semua"), selected=not chosen)
    return Filter(name=BY_FIELD[field].name, label=_TITLES[field], options=(everything, *options))


def _active(chosen: QueueFilter, filters: Iterable[Filter]) -> tuple[Link, ...]:
    """Give a chip for everything that narrows; pressing it takes that away and leaves the rest."""
    said = {
        one.name: next((option.label for option in one.options if option.selected and option.value), "")
        for one in filters
    }
    chips = []
    for one in NARROWINGS:
        value = one.of(chosen)
        if not value or one.field not in _TITLES:
            continue
        without = chosen.model_copy(update={one.field: one.nothing})
        words = f"“{value}”" if one.name == QUERY else said.get(one.name) or value
        label = tr("{title}: {value}", title=_TITLES[one.field], value=words)
        chips.append(Link(label=label, href=address_of(without), icon="x"))
    return tuple(chips)
