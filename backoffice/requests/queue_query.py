"""A queue's filter as its address has it: read, written, and said in words."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Final, TypeVar
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from fastapi import Depends, Request

from backoffice.requests.queues import BY_NAME, queue_href
from core.chain.states import Channel, Classification, Kind, State
from core.queues.schemas import DueWithin, QueueFilter, ReceivedSince, Sort

Word = TypeVar("Word", Kind, Classification, Channel, State, Sort, DueWithin, ReceivedSince)

QUERY: Final = "q"
AFTER: Final = "sesudah"
PICKED: Final = "pilih"
_LONGEST: Final = 200
_HIGHEST_ID: Final = 2**31 - 1


def filter_of(queue: str, given: Mapping[str, str]) -> QueueFilter:
    """Read a filter; a word that is none of ours narrows nothing."""
    return QueueFilter(
        queue=queue if queue in BY_NAME else "all",
        kind=_member(Kind, given.get("jenis", "")),
        classification=_member(Classification, given.get("klasifikasi", "")),
        channel=_member(Channel, given.get("asal", "")),
        state=_member(State, given.get("tahap", "")),
        office_id=_number(given.get("satker", "")),
        unit_id=_number(given.get("unit", "")),
        category_id=_number(given.get("kategori", "")),
        due=_member(DueWithin, given.get("tenggat", "")),
        received=_member(ReceivedSince, given.get("masuk", "")),
        query=given.get(QUERY, "").strip()[:_LONGEST],
        sort=_member(Sort, given.get("urut", "")) or Sort.DUE,
    )


def pairs_of(wish: QueueFilter) -> dict[str, str]:
    """Write a filter as the names and values of an address; what narrows nothing is left out."""
    given = {
        QUERY: wish.query,
        "jenis": wish.kind or "",
        "klasifikasi": wish.classification or "",
        "asal": wish.channel or "",
        "tahap": wish.state or "",
        "satker": str(wish.office_id or ""),
        "unit": str(wish.unit_id or ""),
        "kategori": str(wish.category_id or ""),
        "tenggat": wish.due or "",
        "masuk": wish.received or "",
        "urut": "" if wish.sort is Sort.DUE else wish.sort.value,
    }
    return {name: str(value) for name, value in given.items() if value}


def address_of(wish: QueueFilter, base: str = "", **more: str) -> str:
    """Write the address of a filtered queue, or of something else (`base`) with the same filter."""
    query = urlencode(pairs_of(wish) | {name: value for name, value in more.items() if value})
    href = base or queue_href(wish.queue)
    return f"{href}?{query}" if query else href


def spoken_of(wish: QueueFilter) -> str:
    """Write a filter for keeping: `queue?filter`."""
    return f"{wish.queue}?{urlencode(pairs_of(wish))}"


def from_spoken(kept: str) -> QueueFilter:
    """Read what `spoken_of` wrote."""
    queue, _, query = kept.partition("?")
    return filter_of(queue, dict(parse_qsl(query)))


def picked_of(given: str) -> tuple[str, ...]:
    """Read which rows are ticked, as the address has them; what is no report's id is left out."""
    found = []
    for each in given.split(","):
        with suppress(ValueError):
            found.append(str(UUID(each)))
    return tuple(dict.fromkeys(found))


def with_picks(address: str, picked: Sequence[str]) -> str:
    """Write a queue's address so that these rows, and no others, come back ticked."""
    path, _, query = address.partition("?")
    pairs = {name: value for name, value in parse_qsl(query) if name != PICKED}
    pairs |= {PICKED: ",".join(picked)} if picked else {}
    return f"{path}?{urlencode(pairs)}" if pairs else path


def from_address(address: str) -> QueueFilter:
    """Read the filter off a queue's own address."""
    path, _, query = address.partition("?")
    name = path.removeprefix("/antrean/") if path.startswith("/antrean/") else "waiting"
    return filter_of(name, dict(parse_qsl(query)))


def is_queue(address: str) -> bool:
    """Tell whether an address, given from outside, is one of a queue."""
    path = address.partition("?")[0]
    return path == "/" or path.removeprefix("/antrean/") in BY_NAME


def narrowing(request: Request) -> QueueFilter:
    """Read the filter of the request's address."""
    return filter_of("all", request.query_params)


Narrowing = Annotated[QueueFilter, Depends(narrowing)]


def _member(words: type[Word], value: str) -> Word | None:
    return next((word for word in words if word.value == value), None)


def _number(value: str) -> int | None:
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(_HIGHEST_ID))
    return int(value) if is_number and 0 < int(value) <= _HIGHEST_ID else None
