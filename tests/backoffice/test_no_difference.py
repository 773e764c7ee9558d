"""Whoever must not know of a report finds no difference; nor does a colleague find who lodged one.

Every page and every answer of the API that an officer can ask for is read twice, and compared.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from core.chain.actions import Action
from core.chain.states import IdentityMode, Track
from core.reports.schemas import Identity
from tests.support.desk.everything import everywhere, exports, of, read
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.house import KABUPATEN, PROVINCE
from tests.support.scene import BODY, PUBLIC, WBS, Filed, Scene
from tests.support.servers import Servers

pytestmark = pytest.mark.requirement("R23", "R97")


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


LODGERS = [
    ("Wulan Kartikasari", WBS, ("agus", "lestari", "putri", "bima")),
    ("Sari Rahmania", PUBLIC, ("sita", "bayu", "yusuf", "nadia")),
    ("Lestari Handayani", PUBLIC, ("sari", "sita", "yusuf", "nina")),
    ("Hendra Wibisana", PUBLIC, ("sari", "dewi", "yusuf")),
]
"""Officers of the kabupaten: one of two who receive, its head, a unit's head; and who might tell."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "track", "colleagues"), LODGERS)
async def test_a_colleague_finds_no_difference_between_a_citizens_report_and_one_of_their_own(
    servers: Servers, worker_id: str, tmp_path: Path, name: str, track: Track, colleagues: tuple[str, ...]
) -> None:
    """An officer's confidential report to their own office is as a citizen's to the office above."""
    citizen = Identity(name="Maya Anjani", address="Jalan Mawar 4", occupation="Auditor", phone="0812000")
    officer = citizen.model_copy(update={"name": name})
    found: list[dict[tuple[str, str], str]] = []
    for identity, office in ((citizen, PROVINCE), (officer, KABUPATEN)):
        async with furnished_desk(servers, worker_id, tmp_path) as desk:
            filed = await desk.scene.file(
                track, identity_mode=IdentityMode.CONFIDENTIAL, identity=identity, office=office
            )
            desk.scene.pass_time(minutes=1)
            await desk.scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": "Ada lagi."})
            addresses = [*everywhere(desk), *exports(), *of(filed.report_id)]
            addresses.remove("/profil")  # it lists the sessions, of both desks
            read_by = {who: await read(desk, who, addresses) for who in colleagues}
            own = str(filed.report_id)
            found.append(
                {
                    (who, at.replace(own, "…")): text
                    for who, all_of in read_by.items()
                    for at, text in all_of.items()
                }
            )
    citizens, officers = found
    assert any(text.startswith("200 ") for (_, at), text in officers.items() if at.startswith("/laporan/…"))
    assert [at for at in citizens if citizens[at] != officers[at]] == []
