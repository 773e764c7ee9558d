"""The tracking ID: the reporter's number, forgiving to type, hard to mistype."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.privacy.tracking import (
    ALPHABET,
    TrackingIdError,
    TrackingIdFault,
    lookup_hash,
    new_tracking_id,
    parse_tracking_id,
    thread_key,
    tracking_id_from,
)
from tests.support.scene import Scene

ids = st.binary(min_size=64, max_size=64).map(tracking_id_from)
pytestmark = pytest.mark.requirement("R91")


@given(tracking_id=ids, place=st.integers(0, 17), symbol=st.sampled_from(ALPHABET))
def test_every_single_wrong_symbol_is_caught(tracking_id: str, place: int, symbol: str) -> None:
    symbols = tracking_id.replace("-", "")
    wrong = symbols[:place] + symbol + symbols[place + 1 :]

    if wrong == symbols:
        assert parse_tracking_id(wrong) == tracking_id
        return
    with pytest.raises(TrackingIdError) as refused:
        parse_tracking_id(wrong)
    assert refused.value.fault is TrackingIdFault.CHECK


@given(tracking_id=ids, place=st.integers(0, 16))
def test_every_swap_of_two_neighbours_is_caught(tracking_id: str, place: int) -> None:
    symbols = tracking_id.replace("-", "")
    swapped = symbols[:place] + symbols[place + 1] + symbols[place] + symbols[place + 2 :]

    if swapped == symbols:
        return
    with pytest.raises(TrackingIdError):
        parse_tracking_id(swapped)


@given(tracking_id=ids, gaps=st.lists(st.sampled_from(["", " ", "-", "\n", "–"]), min_size=18, max_size=18))
def test_case_spaces_dashes_and_lookalikes_do_not_matter(tracking_id: str, gaps: list[str]) -> None:
    symbols = tracking_id.replace("-", "").replace("0", "o").replace("1", "l").lower()
    typed = "".join(symbol + gap for symbol, gap in zip(symbols, gaps, strict=True))

    assert parse_tracking_id(typed) == tracking_id
    assert parse_tracking_id(tracking_id.replace("1", "I")) == tracking_id


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", TrackingIdFault.LENGTH),
        ("7K3M9Q-2XV4TD", TrackingIdFault.LENGTH),
        ("UUUUUU-UUUUUU-UUUUUU", TrackingIdFault.SYMBOL),
    ],
)
def test_what_cannot_be_a_number_is_named(typed: str, fault: TrackingIdFault) -> None:
    with pytest.raises(TrackingIdError) as refused:
        parse_tracking_id(typed)
    assert refused.value.fault is fault


def test_numbers_are_drawn_apart_and_read_back() -> None:
    drawn = {new_tracking_id() for _ in range(200)}

    assert len(drawn) == 200
    assert all(parse_tracking_id(one) == one for one in drawn)


@given(tracking_id=ids)
def test_what_finds_a_report_does_not_open_it(tracking_id: str) -> None:
    parsed = parse_tracking_id(tracking_id)

    assert lookup_hash(parsed) != thread_key(parsed)


async def test_the_database_holds_only_a_hash_of_the_number(scene: Scene) -> None:
    filed = await scene.file(keep=False)

    tracking_hash = await scene.scalar("SELECT tracking_hash FROM reports WHERE id = :id", id=filed.report_id)
    assert bytes(tracking_hash) == lookup_hash(filed.tracking_id)
    columns = await scene.rows(
        "SELECT table_name, column_name FROM information_schema.columns WHERE column_name LIKE '%tracking%'"
    )
    assert {tuple(row) for row in columns} == {
        ("reports", "tracking_hash"),
        ("reporter_links", "tracking_kept"),
    }
    assert await scene.scalar("SELECT count(tracking_kept) FROM reporter_links") == 0
