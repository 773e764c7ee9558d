"""A queue's filter: whatever it asks for comes back from an address, a kept view and the API's query."""

from typing import Any, get_args
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from hypothesis import given
from hypothesis import strategies as st

from backoffice.requests.queue_filter import (
    NARROWINGS,
    ListQuery,
    OfQuery,
    address_of,
    filter_of,
    from_address,
    from_spoken,
    is_queue,
    of_query,
    pairs_of,
    spoken_of,
)
from core.chain.states import Channel, Classification, Kind, State
from core.queues.schemas import DueWithin, ProtectionWanted, QueueFilter, QueueName, ReceivedSince, Sort

IDS = st.integers(min_value=1, max_value=2**31 - 1)
WORDS = st.text(max_size=200).map(str.strip)


def values_of(field: str) -> st.SearchStrategy[Any]:
    """Every value a field can have, by its type: a field added later is drawn without being named here."""
    annotation: Any = QueueFilter.model_fields[field].annotation
    kinds: dict[Any, st.SearchStrategy[Any]] = {int: IDS, str: WORDS, type(None): st.none()}
    members = get_args(annotation) or (annotation,)
    return st.one_of(*(kinds.get(each, st.from_type(each)) for each in members))


FILTERS = st.builds(QueueFilter, **{field: values_of(field) for field in QueueFilter.model_fields})

app = FastAPI()


@app.get("/list")
def by_query(chosen: OfQuery) -> QueueFilter:
    return chosen


async def asked(query: dict[str, str]) -> Response:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        return await client.get("/list", params=query)


def query_of(wish: QueueFilter) -> dict[str, str]:
    asked = wish.model_dump(mode="json", exclude_none=True)
    return {{"query": "q"}.get(field, field): str(value) for field, value in asked.items()}


@given(FILTERS)
def test_every_filter_comes_back_from_its_address_and_from_a_kept_view(wish: QueueFilter) -> None:
    assert filter_of(wish.queue, pairs_of(wish)) == wish
    assert from_spoken(spoken_of(wish)) == wish
    assert from_address(address_of(wish)) == wish
    assert is_queue(address_of(wish))


@given(FILTERS)
def test_every_filter_comes_back_from_the_query_of_the_api(wish: QueueFilter) -> None:
    assert of_query(ListQuery.model_validate(query_of(wish))) == wish


async def test_the_api_takes_every_field_by_its_own_name() -> None:
    wish = QueueFilter(
        queue=QueueName.LATE, state=State.RECEIVED, kind=Kind.COMPLAINT, channel=Channel.LETTER, office_id=7,
        classification=Classification.SUPERVISORY, unit_id=12, category_id=3, due=DueWithin.TODAY,
        received=ReceivedSince.WEEK, query="atap & pagar", sort=Sort.NUMBER,
        protection=ProtectionWanted.OPEN,
    )  # fmt: skip
    assert set(wish.model_fields_set) == set(QueueFilter.model_fields)
    assert QueueFilter.model_validate((await asked(query_of(wish))).json()) == wish


def test_every_field_of_a_filter_has_one_name_in_addresses() -> None:
    assert sorted(one.field for one in NARROWINGS) == sorted(set(QueueFilter.model_fields) - {"queue"})
    assert len({one.name for one in NARROWINGS}) == len(NARROWINGS)


OLD_VIEWS = {
    "waiting?": QueueFilter(queue=QueueName.WAITING),
    "all?q=atap+%26+pagar": QueueFilter(query="atap & pagar"),
    "late?jenis=complaint&klasifikasi=supervisory": QueueFilter(
        queue=QueueName.LATE, kind=Kind.COMPLAINT, classification=Classification.SUPERVISORY
    ),
    "soon?asal=letter&tahap=in_process&satker=7&unit=12&kategori=3": QueueFilter(
        queue=QueueName.SOON, channel=Channel.LETTER, state=State.IN_PROCESS, office_id=7, unit_id=12,
        category_id=3,
    ),
    "handed_on?tenggat=week&masuk=month&urut=number": QueueFilter(
        queue=QueueName.HANDED_ON, due=DueWithin.WEEK, received=ReceivedSince.MONTH, sort=Sort.NUMBER
    ),
    "reporter": QueueFilter(queue=QueueName.REPORTER),
    "answered?urut=oldest": QueueFilter(queue=QueueName.ANSWERED, sort=Sort.OLDEST),
    "whistleblowing?urut=newest": QueueFilter(queue=QueueName.WHISTLEBLOWING, sort=Sort.NEWEST),
}  # fmt: skip


@pytest.mark.parametrize("kept", OLD_VIEWS)
def test_views_kept_long_ago_are_still_read(kept: str) -> None:
    assert from_spoken(kept) == OLD_VIEWS[kept]
    assert spoken_of(OLD_VIEWS[kept]).rstrip("?") == kept.rstrip("?")


@pytest.mark.parametrize("name", [one.name for one in NARROWINGS if one.field != "query"])
@pytest.mark.parametrize("value", ["", "entah", "0", "-1", "2147483648", "٣", "1.0", "Pengaduan"])
def test_a_word_that_is_none_of_ours_narrows_nothing_on_a_page(name: str, value: str) -> None:
    assert filter_of("entah", {name: value}) == QueueFilter()


@pytest.mark.parametrize(
    "query",
    [
        *({field: "entah"} for field in QueueFilter.model_fields if field != "query"),
        *({field: str(number)} for field in ("office_id", "unit_id", "category_id") for number in (0, 2**31)),
        {"q": "x" * 201},
    ],
    ids=urlencode,
)
async def test_the_api_refuses_a_wrong_value_by_its_name(query: dict[str, str]) -> None:
    answer = await asked(query)
    assert answer.status_code == 422
    assert [each["loc"] for each in answer.json()["detail"]] == [["query", name] for name in query]


async def test_the_api_leaves_what_is_no_filter_to_others() -> None:
    assert (await asked({"after": "abc", "query": "bukan q"})).json()["query"] == ""
