"""A clean copy shows what the file shows, tells nothing of its making; what breaks it breaks no more."""

import asyncio
import io
import os
import re
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from pathlib import Path

import psutil
import pytest
import structlog
from obstore.store import MemoryStore
from PIL import Image

from core.errors import ForbiddenError
from core.evidence import kinds
from core.evidence.child import cleaned
from core.evidence.cleaning.limits import MEMORY_BYTES
from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle
from core.evidence.copies import COPIES, CleanCopies, FileInHand
from core.evidence.kinds import ALLOWED
from core.evidence.original import Original
from core.evidence.shelf import CopyShelf
from core.evidence.sniffing import true_type
from core.evidence.store import EvidenceStore
from core.evidence.traces import traces_of
from core.privacy.seals import encrypt_file, new_key
from tests.support import files, tagged
from tests.support.refused import obstacle
from tests.support.serving import listening_socket
from tests.support.sources import source_of

pytestmark = pytest.mark.requirement("R95")


class Room:
    """A store with one file, and the copies made of it."""

    def __init__(self, folder: Path) -> None:
        self.store, self.folder = EvidenceStore.at("memory:///"), folder
        self.copies = CleanCopies(CopyShelf(folder))

    async def file(self, data: bytes, mime: str, *, to_be_cleaned: bool = True) -> FileInHand:
        key, place = new_key(), os.urandom(8).hex()
        await self.store.put(place, encrypt_file(key, data))
        original = Original(store=self.store, object_key=place, file_key=key)
        return FileInHand(original=original, mime=mime, to_be_cleaned=to_be_cleaned)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "copies")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
async def test_a_picture_is_painted_again_without_its_notes(form: str) -> None:
    original, mime = tagged.photo(form), f"image/{form.lower()}"
    assert tagged.told(original)
    assert traces_of(source_of(original), mime) or form == "AVIF"

    copy = await cleaned(original, mime)

    assert tagged.told(copy) == []
    assert true_type(source_of(copy)) == COPIES[mime]
    with Image.open(io.BytesIO(copy)) as picture:
        assert picture.size == (40, 24)
        assert not picture.getexif().get_ifd(0x8825)
        assert not picture.getexif().get_ifd(0x8769)
        red, _, blue = picture.convert("RGB").getpixel((5, 4))  # type: ignore[misc] # of RGB it is a triple
        assert red > 150 > blue


async def test_what_phones_write_becomes_a_jpeg_that_browsers_show() -> None:
    original = tagged.heic()
    assert set(tagged.told(original)) == set(tagged.MARKS)

    copy = await cleaned(original, true_type(source_of(original)))

    assert (true_type(source_of(original)), true_type(source_of(copy))) == ("image/heic", "image/jpeg")
    assert tagged.told(copy) == []
    with Image.open(io.BytesIO(copy)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((40, 24), {})


@pytest.mark.slow
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("side_up", [3, 6, 8])
async def test_a_picture_stays_the_right_way_up(form: str, side_up: int) -> None:
    copy = await cleaned(tagged.photo(form, side_up=side_up), f"image/{form.lower()}")
    with Image.open(io.BytesIO(copy)) as picture:
        assert dict(picture.getexif()) == {0x0112: side_up}


async def test_moving_pictures_keep_their_frames_and_pages_theirs() -> None:
    moving = await cleaned(tagged.gif(), "image/gif")
    pages = await cleaned(tagged.fax(), "image/tiff")
    assert tagged.told(moving) + tagged.told(pages) == []
    with Image.open(io.BytesIO(moving)) as picture:
        assert getattr(picture, "n_frames", 1) == 3
        assert picture.info["duration"] == 100
    with Image.open(io.BytesIO(pages)) as picture:
        assert getattr(picture, "n_frames", 1) == 2


async def test_what_hangs_behind_a_picture_is_left_behind() -> None:
    hidden = files.zipped({"program.exe": files.windows_program()})
    copy = await cleaned(tagged.photo("JPEG") + hidden, "image/jpeg")
    assert b"PK\x03\x04" not in copy
    assert b"MZ" not in copy


async def test_a_picture_that_promises_too_many_pixels_is_not_unpacked() -> None:
    assert await obstacle(files.huge_png(60_000, 60_000), "image/png") is Obstacle.TOO_LARGE
    assert await obstacle(b"\xff\xd8\xff\xe0" + bytes(60), "image/jpeg") is Obstacle.BROKEN


BOMB = """
import sys
from core.evidence.cleaning.limits import confine
confine()
%s
sys.stdout.buffer.write(b"lolos")
"""


@pytest.mark.parametrize(
    "deed",
    [
        "held = bytearray(3 * 1024**3)",
        "open('/tmp/lolos', 'wb', buffering=0).write(b'x' * 10)",
        "[open('/dev/null') for _ in range(200)]",
        "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
    ],
)
async def test_the_child_may_not(deed: str, tmp_path: Path) -> None:
    deed = deed.replace("/tmp", str(tmp_path))  # noqa: S108 - stands for the test's own folder
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", BOMB % deed), stdout=-1, stderr=-1, env={}
    )
    out, err = await process.communicate()
    assert (out, process.returncode) == (b"", 1), err
    assert any(
        word in err for word in (b"MemoryError", b"too large", b"Too many open", b"unreachable", b"refused")
    )


async def test_the_child_is_confined_before_it_reads_the_file() -> None:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "core.evidence.cleaning", "application/pdf"), stdin=-1, stdout=-1
    )
    limits = psutil.Process(child.pid)
    try:
        async with asyncio.timeout(30):  # it waits for the file, which never comes
            while limits.rlimit(psutil.RLIMIT_AS)[0] != MEMORY_BYTES:  # noqa: ASYNC110 - the system tells nobody
                await asyncio.sleep(0.02)
    finally:
        child.kill()
        await child.communicate()


ASKED_OFF = """
import ctypes, sys
libc = ctypes.CDLL(None)
sys.exit(libc.unshare(0x40000000) != 0 and libc.unshare(0x50000000) != 0)
"""


async def test_the_child_reaches_nobody_where_the_system_can_cut_it_off() -> None:
    asked = await asyncio.create_subprocess_exec(sys.executable, "-I", "-c", ASKED_OFF, env={})
    if await asked.wait() != 0:
        pytest.skip("this system lets nobody leave the network")
    with listening_socket() as there:
        there.listen()
        deed = f"import socket; socket.create_connection({there.getsockname()}, timeout=5)"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-c", BOMB % deed), stdout=-1, stderr=-1, env={}
        )
        out, err = await process.communicate()
    assert (out, process.returncode) == (b"", 1), err


@pytest.mark.slow
async def test_a_bomb_is_ended_by_the_limits_and_its_page_still_answers(room: Room) -> None:
    """A megabyte of ZIP that becomes two gigabytes of XML in memory: small enough for every check before."""
    swelling = b"<a>" + b"<b/>" * 23_000_000 + b"</a>"
    bomb = files.zipped({"[Content_Types].xml": "<a/>", "word/document.xml": swelling})
    assert true_type(source_of(bomb)) == kinds.DOCX
    file = await room.file(bomb, kinds.DOCX)

    with pytest.raises(ForbiddenError) as refused:
        await room.copies.handed_out(file)

    assert "jauh di atas yang wajar" in refused.value.message
    photo = await room.file(tagged.photo("JPEG"), "image/jpeg")
    assert await (await room.copies.handed_out(photo)).content.whole()


@pytest.mark.slow
async def test_who_computes_without_end_is_ended_by_the_processors_clock() -> None:
    endless = (
        "from core.evidence.cleaning import limits; limits.CPU_SECONDS = 1; limits.confine()\nwhile 1: pass"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-I", "-c", endless, env={})
    assert await process.wait() == -signal.SIGXCPU


async def test_a_child_that_takes_too_long_is_ended_and_one_that_is_killed_breaks_nothing() -> None:
    photo = tagged.photo("JPEG")
    with pytest.raises(CannotCleanError) as late:
        await cleaned(photo, "image/jpeg", patience=0.001)
    assert (late.value.obstacle, late.value.lasting) == (Obstacle.LIMITS, False)

    making = asyncio.create_task(cleaned(photo, "image/jpeg"))
    killed = await _kill_a_child()
    with pytest.raises(CannotCleanError) as dead:
        await making
    assert killed
    assert (dead.value.obstacle, dead.value.lasting) == (Obstacle.LIMITS, False)
    assert not _children()


def _children() -> list[psutil.Process]:
    found = []
    for one in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):
            if "core.evidence.cleaning" in one.cmdline():
                found.append(one)
    return found


async def _kill_a_child() -> bool:
    for _ in range(500):
        for one in _children():
            os.kill(one.pid, signal.SIGKILL)
            return True
        await asyncio.sleep(0.001)
    return False


async def test_a_copy_is_made_once_and_lies_sealed(room: Room) -> None:
    file = await room.file(tagged.photo("JPEG"), "image/jpeg")
    first = await room.copies.handed_out(file)
    await room.store.drop([file.original.object_key])

    again = await CleanCopies(CopyShelf(room.folder)).handed_out(file)

    assert again == first
    (kept,) = room.folder.iterdir()
    assert (await first.content.whole())[:40] not in kept.read_bytes()
    assert file.original.object_key not in kept.name
    assert kept.stat().st_mode & 0o077 == 0


class CountingStore(EvidenceStore):
    """Counts how often a file is fetched."""

    reads = 0

    async def chunks(self, key: str) -> AsyncGenerator[bytes]:
        self.reads += 1
        async with aclosing(super().chunks(key)) as pieces:
            async for piece in pieces:
                yield piece


@pytest.mark.parametrize(
    ("data", "mime", "danger", "later"),
    [
        (tagged.photo("JPEG"), "image/jpeg", "", 0),
        (tagged.pdf(), kinds.PDF, "perintah", 0),
        (files.old_office("WordDocument", "_VBA_PROJECT"), kinds.DOC, "makro", 1),
        (b"saksi", kinds.PLAIN, "", 1),
    ],
)
async def test_a_look_at_a_file_reads_the_store_once_and_later_looks_need_no_more(
    room: Room, data: bytes, mime: str, danger: str, later: int
) -> None:
    room.store = store = CountingStore(MemoryStore())
    file = await room.file(data, mime)
    looks = []
    for _ in range(3):
        looks.append(await CleanCopies(CopyShelf(room.folder)).looked_into(file))
        assert store.reads == 1 + (len(looks) - 1) * later
    assert [(look.dangers, look.refused is None) for look in looks] == 3 * [
        (looks[0].dangers, mime != kinds.DOC)
    ]
    assert bool(danger) is bool(looks[0].dangers)
    assert danger in " ".join(looks[0].dangers)
    assert all(danger.encode() not in one.read_bytes() for one in room.folder.iterdir()) or not danger


async def test_that_none_can_be_made_is_known_the_next_time_too(room: Room) -> None:
    file = await room.file(files.huge_png(60_000, 60_000), "image/png")
    for _ in range(2):
        with pytest.raises(ForbiddenError) as refused:
            await room.copies.handed_out(file)
        assert refused.value.code == "evidence.original_only"
        assert "terlalu besar" in refused.value.message
        await room.store.drop([file.original.object_key])


WRONG = """
import sys
from core.evidence.cleaning import __main__ as child, pictures
%s
sys.exit(child.main(%r))
"""


@pytest.mark.parametrize(
    ("wrong", "mime", "told"),
    [
        ("sys.modules['pikepdf'] = None", "application/pdf", rb"ModuleNotFoundError pdf\.py:\d+\n"),
        (
            "pictures.clean = lambda data, mime: data.jpeg",
            "image/jpeg",
            rb"AttributeError __main__\.py:\d+\n",
        ),
        ("pictures.clean = lambda data, mime: data + mime", "image/jpeg", rb"TypeError __main__\.py:\d+\n"),
        ("", "font/ttf", rb"StopIteration __main__\.py:\d+\n"),
    ],
)
async def test_a_fault_of_our_own_is_told_by_class_and_place_alone(
    wrong: str, mime: str, told: bytes
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", WRONG % (wrong, mime)), stdin=-1, stdout=-1, stderr=-1, env={}
    )
    out, err = await process.communicate(b"rahasia")
    assert (out, process.returncode) == (b"", Obstacle.FAULT.value), err
    assert re.fullmatch(told, err)


async def test_a_fault_of_our_own_is_logged_and_says_nothing_of_the_file(room: Room) -> None:
    with structlog.testing.capture_logs() as logged, pytest.raises(CannotCleanError) as refused:
        await cleaned(b"rahasia", "font/ttf")
    assert (refused.value.obstacle, refused.value.lasting) == (Obstacle.FAULT, False)
    (line,) = logged
    assert (line["event"], line["error"], line["log_level"]) == (
        "evidence.cleaner_failed", "StopIteration", "error",
    )  # fmt: skip
    assert "__main__.py:" in line["place"]

    file = await room.file(tagged.photo("JPEG"), "image/jpeg")

    async def failing(data: bytes, mime: str) -> bytes:
        return await cleaned(data, mime.replace("image", "font"))

    with pytest.raises(ForbiddenError) as told:
        await CleanCopies(CopyShelf(room.folder), clean=failing).handed_out(file)
    assert "gangguan pada sistem" in told.value.message
    assert (await room.copies.handed_out(file)).mime == "image/jpeg"


async def test_officers_papers_and_plain_words_go_out_as_they_are(room: Room) -> None:
    paper = await room.file(tagged.photo("JPEG"), "image/jpeg", to_be_cleaned=False)
    words = await room.file(b"saksi: dua orang", kinds.PLAIN)
    assert await (await room.copies.handed_out(paper)).content.whole() == tagged.photo("JPEG")
    assert await (await room.copies.handed_out(words)).content.whole() == b"saksi: dua orang"
    assert not room.folder.exists()


@pytest.mark.parametrize("mime", [kinds.DOC, kinds.XLS, kinds.PPT, kinds.RTF, kinds.ZIP, kinds.DOCM])
async def test_what_cannot_be_cleaned_is_not_handed_out_unasked(room: Room, mime: str) -> None:
    file = await room.file(b"isi", mime)
    with pytest.raises(ForbiddenError, match="original_only") as refused:
        await room.copies.handed_out(file)
    assert ("makro" in refused.value.message) is (mime == kinds.DOCM)
    assert await (await room.copies.original(file)).whole() == b"isi"


def test_the_page_says_of_what_there_is_no_copy() -> None:
    page = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text("utf-8")
    (line,) = re.findall(r"^No clean copy: (.+?)\.", page, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", line)) == {ALLOWED[mime][0] for mime in ALLOWED.keys() - COPIES.keys()}
