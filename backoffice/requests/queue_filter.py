"""A queue's filter and its addresses: pages, files, saved views and the API read and write it here only."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, TypeVar
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import ConfigDict, Field

from backoffice.requests.queues import BY_NAME, queue_href
from core.chain.states import Channel, Classification, Kind, State
from core.queues.schemas import DueWithin, ProtectionWanted, QueueFilter, QueueName, ReceivedSince, Sort

Word = TypeVar("Word", bound=StrEnum)

QUERY: Final = "q"
AFTER: Final = "sesudah"
PICKED: Final = "pilih"
SORT: Final = "urut"
_LONGEST: Final = 200
_HIGHEST_ID: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A field of `QueueFilter` in an address: `read` gives None for what narrows nothing."""

    field: str
    name: str
    read: Callable[[str], object]

    def of(self, wish: QueueFilter) -> str:
        """Write the field's value; nothing where it is as in a filter that asks for nothing."""
        value = getattr(wish, self.field)
        return "" if value == self.nothing else str(value)

    @property
    def nothing(self) -> object:
        """The value that narrows nothing."""
        return QueueFilter.model_fields[self.field].default


def filter_of(queue: str, given: Mapping[str, str]) -> QueueFilter:
    """Read a filter; a word that is none of ours narrows nothing."""
    read = {one.field: one.read(given.get(one.name, "")) for one in NARROWINGS}
    known = {field: value for field, value in read.items() if value is not None}
    return QueueFilter.model_validate({"queue": _word(QueueName)(queue) or QueueName.ALL, **known})


def pairs_of(wish: QueueFilter) -> dict[str, str]:
    """Write a filter as the names and values of an address; what narrows nothing is left out."""
    return {one.name: value for one in NARROWINGS if (value := one.of(wish))}


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
    name = path.removeprefix("/antrean/") if path.startswith("/antrean/") else QueueName.WAITING
    return filter_of(name, dict(parse_qsl(query)))


def is_queue(address: str) -> bool:
    """Tell whether an address, given from outside, is one of a queue."""
    path = address.partition("?")[0]
    return path == "/" or path.removeprefix("/antrean/") in BY_NAME


def of_address(request: Request) -> QueueFilter:
    """Read the filter of a page's own address; which queue it is of stands in the path."""
    return filter_of(QueueName.ALL, request.query_params)


OfAddress = Annotated[QueueFilter, Depends(of_address)]

_Id = Annotated[int | None, Field(ge=1, le=_HIGHEST_ID)]


class ListQuery(QueueFilter):
    """A filter as the API is asked for it: by the names of its own fields; a wrong value is refused."""

    model_config = ConfigDict(extra="ignore")

    office_id: _Id = None
    unit_id: _Id = None
    category_id: _Id = None
    query: Annotated[str, Field(max_length=_LONGEST, alias=QUERY)] = ""


def of_query(given: Annotated[ListQuery, Query()]) -> QueueFilter:
    """Read the filter of a list that the API gives."""
    return QueueFilter.model_validate(given.model_dump())


OfQuery = Annotated[QueueFilter, Depends(of_query)]


def _word(words: type[Word]) -> Callable[[str], Word | None]:
    return lambda value: next((word for word in words if word.value == value), None)


def _number(value: str) -> int | None:
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(_HIGHEST_ID))
    return int(value) if is_number and 0 < int(value) <= _HIGHEST_ID else None


def _words(value: str) -> str:
    return value.strip()[:_LONGEST]


NARROWINGS: Final = (
    Narrowing("query", QUERY, _words),
    Narrowing("kind", "jenis", _word(Kind)),
    Narrowing("classification", "klasifikasi", _word(Classification)),
    Narrowing("channel", "asal", _word(Channel)),
    Narrowing("state", "tahap", _word(State)),
    Narrowing("office_id", "satker", _number),
    Narrowing("unit_id", "unit", _number),
    Narrowing("category_id", "kategori", _number),
    Narrowing("due", "tenggat", _word(DueWithin)),
    Narrowing("received", "masuk", _word(ReceivedSince)),
    Narrowing("protection", "pelindungan", _word(ProtectionWanted)),
    Narrowing("sort", SORT, _word(Sort)),
)
"""Every field of `QueueFilter` but the queue itself, in the order of addresses. Officers have kept addresses
and saved views: a name here is never changed."""
BY_FIELD: Final[Mapping[str, Narrowing]] = {one.field: one for one in NARROWINGS}
