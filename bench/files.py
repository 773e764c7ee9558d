"""Eight of the largest files at once, in and out: what they add to the memory of each process."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

import aiohttp
import psutil

from backoffice.security import csrf
from backoffice.security.keys import WebKeys
from bench.chatter import PATIENCE, client
from bench.crowd import Officer, sign_in
from bench.figures import Figure, milliseconds
from bench.stage import Desk, Set, Stage, at_once, megabytes
from bench.submissions import submit
from core.evidence.intake import stow
from core.evidence.schemas import StowedFile
from core.notifications.outbox import tell_reporter
from core.notifications.payload import PushFile
from core.privacy.tracking import TrackingId, new_tracking_id
from core.reports.models import Report
from core.reports.opening import link_of
from core.wiring import Core
from tests.bot.following import status
from tests.bot.world import Json, begin, press, send, to_review, to_step
from tests.support.telegram import Person

LINE: Final = "files"
AT_ONCE: Final = 8
LARGEST: Final = 20 * 1024 * 1024
SMALL: Final = 100 * 1024
FIRST_PERSON: Final = 8_000_001
AIM: Final = "+64 MiB at most"

NOTHING: Final = (0.0, 0.0, 0.0, 0.0)
Job = Callable[[], Awaitable[None]]


async def run(stage: Stage) -> list[Figure]:
    """Let officers, then reporters, send and fetch; two rounds each, the first to have everything loaded."""
    async with stage.set() as own:
        with _temporary_folder(own) as folder:
            desks = await own.open_offices(AT_ONCE)
            officers = await sign_in(own, desks)
            figures = await _desk(own, officers) + await _chat(own) + await _pushes(own, desks)
            left = len([*folder.iterdir(), *(own.data_dir / "evidence").rglob("*#*")])
    return [
        *figures,
        Figure(line=LINE, what="half-written and temporary files left", value=str(left), aim="0"),
    ]


@contextmanager
def _temporary_folder(own: Set) -> Iterator[Path]:
    """Give the processes a temporary folder that is nobody else's."""
    folder = own.data_dir / "temporary"
    folder.mkdir()
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(folder)
    try:
        yield folder
    finally:
        del os.environ["TMPDIR"]
        if before is not None:
            os.environ["TMPDIR"] = before


async def _desk(own: Set, officers: Sequence[Officer]) -> list[Figure]:
    async with own.core("backoffice") as core:
        key = WebKeys.derive(core.keys.held("account_secret_key")).csrf
    taken = given = NOTHING
    with own.part("backoffice") as process:
        async with client() as browser:
            for size in (SMALL, LARGEST):
                came: dict[Officer, str] = {}
                into = [partial(_upload, browser, own, key, one, size, came) for one in officers]
                taken = await _measured(process, into)
                out = [partial(_download, browser, one, came, size) for one in officers]
                given = await _measured(process, out)
    return [*_told("back office, in", taken), *_told("back office, out", given)]


async def _upload(
    browser: aiohttp.ClientSession, own: Set, key: bytes, one: Officer, size: int, came: dict[Officer, str]
) -> None:
    web_id = one.cookie.partition("=")[2]
    form = aiohttp.FormData()
    form.add_field("files", _content(size), filename="besar.pdf", content_type="application/pdf")
    headers = {"Cookie": one.cookie, csrf.HEADER: csrf.token_for(key, web_id)}
    address = f"{own.desk}/api/v1/reports/{one.report_id}/evidence"
    async with browser.post(address, data=form, headers=headers) as answer:
        answer.raise_for_status()
    async with browser.get(address, headers={"Cookie": one.cookie}) as answer:
        found = (await answer.json())["papers"]
    came[one] = f"{address}/{next(file['id'] for file in found if file['size'] == size)}"


async def _download(
    browser: aiohttp.ClientSession, one: Officer, came: dict[Officer, str], size: int
) -> None:
    length = 0
    async with browser.get(came[one], headers={"Cookie": one.cookie}) as answer:
        answer.raise_for_status()
        async for piece in answer.content.iter_chunked(65_536):
            length += len(piece)
    if length != size:
        msg = f"{length} bytes came back of {size}"
        raise RuntimeError(msg)


async def _chat(own: Set) -> list[Figure]:
    taken = given = NOTHING
    with own.part("simulator"), own.part("bot") as process:
        await own.unlimited()
        for round_, size in enumerate((SMALL, LARGEST)):
            async with _people(own, FIRST_PERSON + round_ * AT_ONCE) as people:
                for one in people:
                    await to_step(one, await begin(one), "Bukti")
                kept: dict[Person, Json] = {}
                taken = await _measured(process, [partial(_hand_in, one, size, kept) for one in people])
                out = [partial(_take_back, one, await _thread(one, kept[one])) for one in people]
                given = await _measured(process, out)
    return [*_told("bot, in", taken), *_told("bot, out", given)]


async def _hand_in(person: Person, size: int, kept: dict[Person, Json]) -> None:
    await person.send_files("document", ("besar.pdf", _content(size), "application/pdf"))
    kept[person] = await person.hear("Tersimpan", seconds=PATIENCE)


async def _thread(person: Person, kept: Json) -> Json:
    """Send the report, and open what it says."""
    tracking_id = await send(person, await to_review(person, kept))
    return await press(person, await status(person, TrackingId(tracking_id)), "Isi laporan")


async def _take_back(person: Person, thread: Json) -> None:
    await person.press(thread, "Ambil: besar.pdf")
    await person.hear(lambda message: bool(message["files"]), seconds=PATIENCE)


async def _pushes(own: Set, desks: Sequence[Desk]) -> list[Figure]:
    measured = NOTHING
    async with own.core("bot") as bot, own.core("backoffice") as office:
        with own.part("simulator"), own.part("worker") as process:
            await own.unlimited()
            for round_, size in enumerate((SMALL, LARGEST)):
                async with _people(own, FIRST_PERSON + (2 + round_) * AT_ONCE) as people:
                    jobs = []
                    for desk, person in zip(desks, people, strict=True):
                        await person.say("halo")
                        made = await submit(bot, desk.office_id, new_tracking_id(), person.user_id)
                        stowed = await stow(office.store, _content(size), name="besar.pdf", mime=None)
                        jobs.append(partial(_push, office, person, made, stowed))
                    measured = await _measured(process, jobs)
    return _told("worker, out", measured)


async def _push(core: Core, person: Person, report_id: UUID, stowed: StowedFile) -> None:
    file = PushFile(
        object_key=stowed.object_key, file_key=stowed.file_key, name=stowed.name, mime=stowed.mime
    )
    async with core.database.transaction() as session:
        await tell_reporter(
            core, session, report=await session.get_one(Report, report_id),
            link=await link_of(session, report_id), about="answer", notice_title="Kabar",
            notice_text="Jawaban terlampir.", next_text=None, files=(file,), key=str(report_id),
        )  # fmt: skip
    await person.hear(lambda message: bool(message["files"]), seconds=PATIENCE)


@asynccontextmanager
async def _people(own: Set, first: int) -> AsyncIterator[list[Person]]:
    people = [Person(own.chat, first + number) for number in range(AT_ONCE)]
    try:
        yield people
    finally:
        for one in people:
            await one.close()


async def _measured(process: psutil.Process, jobs: Sequence[Job]) -> tuple[float, float, float, float]:
    """Do the jobs at once; return the memory before, at its highest and afterwards, and the seconds."""
    before = highest = megabytes(process)
    began = time.perf_counter()

    async def watch() -> None:
        nonlocal highest
        while True:
            highest = max(highest, megabytes(process))
            await asyncio.sleep(0.01)

    watching = asyncio.create_task(watch())
    try:
        await at_once(AT_ONCE, jobs)
    finally:
        watching.cancel()
    seconds = time.perf_counter() - began
    return before, highest, megabytes(process), seconds


def _told(what: str, measured: tuple[float, float, float, float]) -> list[Figure]:
    before, highest, after, seconds = measured
    value = f"{before:.0f} → {highest:.0f} → {after:.0f} MiB (+{highest - before:.0f})"
    what = f"{AT_ONCE} of {LARGEST >> 20} MB at once, {what}"
    return [
        Figure(line=LINE, what=f"{what}: before → most → after", value=value, aim=AIM),
        Figure(line=LINE, what=f"{what}: a file", value=milliseconds(seconds / AT_ONCE)),
    ]


def _content(size: int) -> bytes:
    head = b"%PDF-1.7\n"
    return head + os.urandom(size - len(head))
