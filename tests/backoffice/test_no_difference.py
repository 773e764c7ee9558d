"""Whoever must not know of a report finds no difference; nor does a colleague find who lodged one.

Every page and every answer of the API that an officer can ask for is read twice, and compared.
"""

import io
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pypdf
import pytest
import pytest_asyncio
from fastapi.routing import APIRoute

from backoffice.requests.queues import queue_href
from core.chain.actions import Action
from core.chain.states import IdentityMode, Track
from core.queues.schemas import QueueName
from core.reports.schemas import Identity
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.scene import BODY, PUBLIC, WBS, Filed, Scene
from tests.support.servers import Servers

pytestmark = pytest.mark.requirement("R23", "R97")
SEARCHED: Final = ("segel", "Rahmania", "P-0001", "001/52.03")
NOT_READ: Final = frozenset({"/peristiwa", "/api/v1/events", "/metrics"})
"""Streams, whose announcements tests/report_page/test_live.py holds; and figures for whoever runs it."""
_CHANGING: Final = (
    (re.compile(r'(name="csrf_token" value|data-csrf|name="key" value)="[^"]*"'), r'\1="-"'),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "uuid"),
    (re.compile(r"\b([0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64})\b"), "hex"),
    (re.compile(r"P-\d{4}"), "P-"),
)


async def read(desk: FurnishedDesk, who: str, addresses: Iterable[str]) -> dict[str, str]:
    """Read as an officer; what changes with every reading is left out."""
    found = {}
    async with desk.visit(who) as officer:
        for address in addresses:
            answer = await officer.get(address, **{"X-Reason": "Telaah laporan hari ini."})
            found[address] = f"{answer.status_code} {plain(words_of(answer))}"
    return found


def everywhere(desk: FurnishedDesk) -> list[str]:
    """Give every address that needs no id, the queues with each order of asking, and searches."""
    fixed = [path for path in paths(desk.app.routes) if "{" not in path]
    lists = [*map(queue_href, QueueName), *(f"/api/v1/reports?queue={name}" for name in QueueName)]
    sought = [f"{queue_href(QueueName.ALL)}?q={words}" for words in SEARCHED]
    asked = [f"/api/v1/reports?q={words}" for words in SEARCHED]
    years = ["/pengaturan/hari?tahun=2026", "/api/v1/admin/days?year=2026", "/api/v1/units?office_id=1"]
    return [path for path in (*fixed, *lists, *sought, *asked, *years) if path not in NOT_READ]


def words_of(answer: httpx.Response) -> str:
    """Give a page as it stands, of a printed document what is read in it."""
    if answer.headers.get("content-type") != "application/pdf":
        return answer.text
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def paths(routes: Iterable[Any], before: str = "") -> Iterator[str]:
    """Give the path of every page and answer that is asked for with GET."""
    for route in routes:
        if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
            yield before + route.path
        elif (router := getattr(route, "original_router", None)) is not None:
            yield from paths(router.routes, before + route.include_context.prefix)


def plain(text: str) -> str:
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text


@pytest_asyncio.fixture(loop_scope="session")
async def desk(servers: Servers, worker_id: str, tmp_path: Path) -> AsyncIterator[FurnishedDesk]:
    async with furnished_desk(servers, worker_id, tmp_path) as desk:
        yield desk


def different(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [address for address in before if before[address] != after[address]]


CASES = [
    ("sari", PUBLIC, "Sari Rahmania minta uang", IdentityMode.OPEN),
    ("sari", PUBLIC, "bu sari minta uang", IdentityMode.ANONYMOUS),
    ("agus", WBS, "Agus Permadi menerima amplop", IdentityMode.ANONYMOUS),
    ("lestari", PUBLIC, "Ketua KPU Lombok Timur minta uang", IdentityMode.CONFIDENTIAL),
    ("yusuf", PUBLIC, "Yusuf Ardiansyah dari provinsi minta uang", IdentityMode.OPEN),
    ("nadia", PUBLIC, "Nadia Paramitha minta uang", IdentityMode.OPEN),
]


@pytest.mark.slow
@pytest.mark.parametrize(("who", "track", "words", "mode"), CASES)
async def test_the_accused_finds_no_difference(
    desk: FurnishedDesk, who: str, track: Track, words: str, mode: IdentityMode
) -> None:
    await desk.scene.file()
    await desk.scene.file(WBS, identity_mode=IdentityMode.ANONYMOUS)
    addresses = everywhere(desk)
    assert len(addresses) > 50
    before = await read(desk, who, addresses)
    assert sum(text.startswith("200 ") for text in before.values()) > 20
    assert different(before, await read(desk, who, addresses)) == []  # reading changes nothing
    filed = await desk.scene.file(
        track, identity_mode=mode, body=BODY.model_copy(update={"substance": words})
    )
    assert different(before, await read(desk, who, addresses)) == []
    await handled(desk.scene, filed)
    assert different(before, await read(desk, who, addresses)) == []
    theirs, nobodys = of(filed.report_id), of("00000000-0000-0000-0000-000000000000")
    missing = await read(desk, who, nobodys)
    assert [text for text in missing.values() if not text.startswith("404 ")] == []
    known = await read(desk, who, theirs)
    assert list(known.values()) == list(missing.values())


async def handled(scene: Scene, filed: Filed) -> None:
    """Let somebody who is not barred work on it, and its reporter write."""
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": "Keterangan tambahan."})


@pytest.mark.slow
@pytest.mark.parametrize("colleague", ["agus", "putri", "bima"])
async def test_a_colleague_finds_no_difference_between_a_citizens_report_and_one_of_their_own(
    servers: Servers, worker_id: str, tmp_path: Path, colleague: str
) -> None:
    """What a colleague reads of two confidential reports, alike but for who lodged them, is the same."""
    citizen = Identity(name="Maya Anjani", address="Jalan Mawar 4", occupation="Auditor", phone="0812000")
    officer = citizen.model_copy(update={"name": "Wulan Kartikasari"})
    found = []
    for identity in (citizen, officer):
        async with furnished_desk(servers, worker_id, tmp_path) as desk:
            filed = await desk.scene.file(WBS, identity_mode=IdentityMode.CONFIDENTIAL, identity=identity)
            found.append(list((await read(desk, colleague, of(filed.report_id))).values()))
    assert any(text.startswith("200 ") for text in found[0])
    for one, other in zip(*found, strict=True):
        assert one.splitlines() == other.splitlines()


def of(report_id: object) -> list[str]:
    """Give every address of a report."""
    page, api = f"/laporan/{report_id}", f"/api/v1/reports/{report_id}"
    parts = ("", "/history", "/messages", "/actions", "/readers", "/evidence", "/documents", "/identity")
    return [
        page,
        f"{page}/pembaca",
        f"{page}/hadir",
        f"{page}/dokumen/laporan.pdf",
        *(api + part for part in parts),
    ]
