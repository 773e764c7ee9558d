"""Debian's clamd is asked over its socket; what it finds is handed to nobody, and its absence is told."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ForbiddenError
from core.evidence import kinds
from core.evidence.antivirus import Antivirus, AntivirusAwayError
from core.evidence.copies import CleanCopies
from core.evidence.dangers import EICAR
from core.evidence.shelf import CopyShelf
from tests.core.test_clean_copies import Room
from tests.support import tagged
from tests.support.clamav import HARM, NAME, clamd
from tests.support.sources import pieces_of

pytestmark = pytest.mark.requirement("R95")
AWAY = "unix:///nirgends/clamd.ctl"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    with clamd(tmp_path_factory.mktemp("clamav")) as both:
        yield both


def asking(room: Room, address: str) -> CleanCopies:
    return CleanCopies(CopyShelf(room.folder), Antivirus(address, patience=10))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "copies")


async def test_clamd_is_asked_by_file_and_by_port(addresses: tuple[str, str]) -> None:
    for address in addresses:
        antivirus = Antivirus(address)
        assert (await antivirus.version()).startswith("ClamAV")
        assert await antivirus.found_in(pieces_of(tagged.photo("JPEG"))) == ""
        assert (await antivirus.found_in(pieces_of(b"kata " + HARM + b" kata"))).startswith(NAME)
        assert await antivirus.found_in(pieces_of(bytes(20 * 1024 * 1024))) == ""


async def test_what_is_more_than_clamd_takes_is_not_called_clean(addresses: tuple[str, str]) -> None:
    with pytest.raises(AntivirusAwayError):
        await Antivirus(addresses[0]).found_in(pieces_of(bytes(26 * 1024 * 1024)))


@pytest.mark.parametrize("mime", [kinds.DOC, "image/jpeg", kinds.PLAIN])
async def test_what_it_finds_is_told_and_handed_to_nobody(
    room: Room, addresses: tuple[str, str], mime: str
) -> None:
    file, copies = await room.file(tagged.photo("JPEG") + HARM, mime), asking(room, addresses[0])
    for take in (copies.handed_out, copies.original):
        with pytest.raises(ForbiddenError) as refused:
            await take(file)
        assert refused.value.code == "evidence.infected"
        assert NAME in refused.value.message


async def test_where_it_is_away_nothing_is_copied_and_the_original_stays_to_be_had(room: Room) -> None:
    photo = tagged.photo("JPEG")
    file, copies = await room.file(photo, "image/jpeg"), asking(room, AWAY)
    with pytest.raises(ForbiddenError) as refused:
        await copies.handed_out(file)
    assert refused.value.code == "evidence.original_only"
    assert "Coba lagi" in refused.value.message
    assert await (await copies.original(file)).whole() == photo


async def test_once_it_is_back_the_copy_is_made(room: Room, addresses: tuple[str, str]) -> None:
    file = await room.file(tagged.photo("JPEG"), "image/jpeg")
    with pytest.raises(ForbiddenError):
        await asking(room, AWAY).handed_out(file)
    assert tagged.told(await (await asking(room, addresses[1]).handed_out(file)).content.whole()) == []


async def test_one_that_does_not_answer_is_not_waited_for() -> None:
    async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(AntivirusAwayError):
            await Antivirus(f"tcp://127.0.0.1:{port}", patience=0.2).found_in(pieces_of(b"isi"))


async def test_the_test_virus_is_known_without_any_antivirus(room: Room) -> None:
    file = await room.file(EICAR + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", kinds.PLAIN)
    with pytest.raises(ForbiddenError, match="infected"):
        await room.copies.handed_out(file)
