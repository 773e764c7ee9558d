"""Files go through in pieces: held encrypted, sealed as they are read, proved as they are opened."""

import io
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidError, NotFoundError
from core.evidence.intake import arriving, stow
from core.evidence.original import Original
from core.evidence.schemas import StowedFile
from core.evidence.store import MAX_FILE_BYTES, EvidenceStore
from core.privacy.seals import CHUNK_BYTES, SealBrokenError, encrypt_file, new_key
from core.privacy.spool import BLOCK_BYTES, Spool

pytestmark = pytest.mark.requirement("R54", "R96", "R125")

MARK = b"nama saksi yang tidak boleh terbaca "
PDF = b"%PDF-1.7\n"


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore.at((tmp_path / "bukti").as_uri())


def original(store: EvidenceStore, stowed: StowedFile) -> Original:
    return Original(
        store=store,
        object_key=stowed.object_key,
        file_key=stowed.file_key,
        stored_bytes=stowed.stored_bytes,
    )


@given(
    pieces=st.lists(st.integers(0, 3 * BLOCK_BYTES), max_size=4),
    reads=st.lists(st.tuples(st.integers(0, 8 * BLOCK_BYTES), st.integers(0, 2 * BLOCK_BYTES)), max_size=6),
)
def test_a_spool_reads_like_the_bytes_that_were_written(
    pieces: list[int], reads: list[tuple[int, int]]
) -> None:
    plain = io.BytesIO()
    with Spool() as spool:
        for length in pieces:
            piece = secrets.token_bytes(length)
            assert spool.write(piece) == plain.write(piece) == length
        assert spool.seek(0, os.SEEK_END) == spool.size == plain.seek(0, os.SEEK_END)
        for place, length in reads:
            assert spool.seek(place) == plain.seek(place)
            assert spool.read(length) == plain.read(length)
            assert spool.tell() == max(plain.tell(), place)


def test_a_spool_is_not_on_the_disk_in_plain_text_and_has_no_name_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Spool() as spool:
        spool.write(MARK * 10_000)
        held = _open_files_in(tmp_path)
        assert len(held) == 1
        assert MARK not in held[0]
        assert len(held[0]) > 2 * BLOCK_BYTES
        assert list(tmp_path.iterdir()) == []
    assert _open_files_in(tmp_path) == []


def test_a_spool_that_was_changed_on_the_disk_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Spool() as spool:
        spool.write(MARK * 10_000)
        (place,) = _places_in(tmp_path)
        with Path(place).open("r+b", buffering=0) as file:
            file.seek(BLOCK_BYTES + 100)
            file.write(b"x")
        assert spool.read(10) != b""
        spool.seek(BLOCK_BYTES)
        with pytest.raises(SealBrokenError):
            spool.read(10)


@pytest.mark.parametrize("left", [0, 10, BLOCK_BYTES, 2 * BLOCK_BYTES])
def test_a_spool_that_was_cut_short_on_the_disk_does_not_end_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Spool() as spool:
        spool.write(MARK * 10_000)
        (place,) = _places_in(tmp_path)
        os.truncate(place, left)
        spool.seek(0)
        with pytest.raises(SealBrokenError):
            spool.read()


async def test_what_comes_beyond_the_largest_file_is_refused_and_not_held(store: EvidenceStore) -> None:
    with arriving() as spool:
        for _ in range(21):
            spool.write(PDF + bytes(1024 * 1024))
        assert spool.held == MAX_FILE_BYTES
        with pytest.raises(InvalidError) as refused:
            await stow(store, spool, name="besar.pdf", mime="application/pdf")
    assert refused.value.code == "evidence.too_large"


@pytest.mark.parametrize(
    "size", [1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 5 * CHUNK_BYTES, 2_500_000]
)
async def test_a_file_comes_back_as_it_came_with_what_is_noted_of_it(store: EvidenceStore, size: int) -> None:
    data = (PDF + secrets.token_bytes(size))[:size] if size > len(PDF) else b"a"
    with arriving() as spool:
        for start in range(0, len(data), 50_000):
            spool.write(data[start : start + 50_000])
        stowed = await stow(store, spool, name="surat.pdf", mime="application/pdf")
    kept = await store.get(stowed.object_key)
    assert (stowed.size, stowed.sha256) == (len(data), sha256(data).digest())
    assert (stowed.stored_bytes, stowed.stored_sha256) == (len(kept), sha256(kept).digest())
    found = await original(store, stowed).found()
    pieces = [piece async for piece in found.chunks()]
    assert b"".join(pieces) == await found.whole() == data
    assert max(map(len, pieces)) <= CHUNK_BYTES
    with await found.spooled() as again:
        assert again.read() == data


async def test_a_file_that_was_sealed_whole_is_still_opened(store: EvidenceStore) -> None:
    key, data = new_key(), PDF + secrets.token_bytes(600_000)
    await store.put("lama", encrypt_file(key, data))
    assert await Original(store=store, object_key="lama", file_key=key).whole() == data


STEP = CHUNK_BYTES + 17
HARM: dict[str, Callable[[bytes], bytes]] = {
    "cut at a piece": lambda kept: kept[: 24 + 2 * STEP],
    "cut within": lambda kept: kept[:-1],
    "reordered": lambda kept: kept[:24] + kept[24 + STEP : 24 + 2 * STEP] + kept[24 : 24 + STEP],
    "changed": lambda kept: kept[:-1] + bytes([kept[-1] ^ 1]),
    "begun later": lambda kept: kept[:24] + kept[24 + STEP :],
}


@pytest.mark.parametrize("harm", HARM)
async def test_what_was_harmed_in_the_store_is_never_handed_on_as_whole(
    store: EvidenceStore, harm: str
) -> None:
    stowed = await stow(store, PDF + bytes(3 * CHUNK_BYTES), name="a.pdf", mime="application/pdf")
    await store.put(stowed.object_key, HARM[harm](await store.get(stowed.object_key)))
    with pytest.raises(SealBrokenError):
        await original(store, stowed).whole()
    with pytest.raises(SealBrokenError):
        await (await original(store, stowed).found()).spooled()


async def test_a_file_that_is_gone_is_not_found_before_anything_is_answered(store: EvidenceStore) -> None:
    stowed = await stow(store, PDF, name="a.pdf", mime="application/pdf")
    await store.drop([stowed.object_key])
    with pytest.raises(NotFoundError):
        await original(store, stowed).found()


@pytest.mark.parametrize("harm", ["cut at a piece", "cut within", "begun later"])
async def test_a_file_that_is_shorter_than_it_was_is_refused_before_anything_is_answered(
    store: EvidenceStore, harm: str
) -> None:
    stowed = await stow(store, PDF + bytes(3 * CHUNK_BYTES), name="a.pdf", mime="application/pdf")
    await store.put(stowed.object_key, HARM[harm](await store.get(stowed.object_key)))
    with pytest.raises(SealBrokenError):
        await original(store, stowed).found()


async def test_a_file_that_breaks_off_on_its_way_into_the_store_leaves_nothing(
    store: EvidenceStore, tmp_path: Path
) -> None:
    def broken() -> Iterator[bytes]:
        yield from [bytes(1024 * 1024)] * 3
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.put("setengah", broken())
    assert list((tmp_path / "bukti").iterdir()) == []


async def test_what_a_killed_process_left_half_written_goes_with_its_object(
    store: EvidenceStore, tmp_path: Path
) -> None:
    (tmp_path / "bukti" / "terbunuh#1").write_bytes(b"x")
    (tmp_path / "bukti" / "terbunuh-lain#1").write_bytes(b"x")
    await store.drop(["terbunuh"])
    assert [path.name for path in (tmp_path / "bukti").iterdir()] == ["terbunuh-lain#1"]


def _places_in(folder: Path) -> list[str]:
    held = []
    for place in Path("/proc/self/fd").iterdir():
        try:
            if str(place.readlink()).startswith(str(folder)):
                held.append(str(place))
        except FileNotFoundError:
            continue  # it was the listing's own
    return held


def _open_files_in(folder: Path) -> list[bytes]:
    return [Path(place).read_bytes() for place in _places_in(folder)]
