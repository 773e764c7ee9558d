"""The morning's message: the desk's own counts, at 08.15 of the office's working day, once, or not at all."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from core.chain.actions import Action
from core.notifications.officer_outbox import digest_text
from core.queues.schemas import QueueName
from tests.notices.told import digest, link, messages
from tests.support.house import KABUPATEN
from tests.support.scene import WBS, Scene

WITA: Final = ZoneInfo("Asia/Makassar")


def morning(day: int, hour: int = 8, minute: int = 15) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=WITA).astimezone(UTC)


async def test_the_counts_are_those_of_the_desk(scene: Scene) -> None:
    await link(scene, "sari", 9_900_001)
    for _ in range(3):
        await scene.file()
    other = await scene.file()
    await scene.act("sari", other, Action.DISPOSE)
    scene.at = morning(6)
    assert await digest(scene) == 1
    async with scene.desk("sari") as desk:
        counts = await desk.counts()
    [message] = await messages(scene, "sari")
    assert counts[QueueName.WAITING] == 3
    assert message.startswith("Anda punya 3 laporan yang menunggu")
    for name, words in ((QueueName.LATE, "lewat tenggat"), (QueueName.SOON, "segera jatuh tempo")):
        assert (f"{counts[name]} {words}" in message) == bool(counts[name])
    assert message.endswith(f"Buka meja: {scene.worker.settings.public_address}")


async def test_what_came_since_the_last_working_day_is_counted_as_new(scene: Scene) -> None:
    await link(scene, "sari", 9_900_001)
    scene.at = morning(4)
    await scene.file()
    scene.at = morning(6, 15)  # Friday afternoon
    await scene.file()
    scene.at = morning(9)  # Monday
    assert await digest(scene) == 1
    assert "2 laporan yang menunggu" in (await messages(scene, "sari"))[0]
    assert ", 1 baru" in (await messages(scene, "sari"))[0]


async def test_when_nothing_waits_nothing_is_sent(scene: Scene) -> None:
    await link(scene, "lestari", 9_900_001)
    scene.at = morning(3)
    assert await digest(scene) == 0
    await scene.file()
    scene.pass_time(hours=1)
    assert await digest(scene) == 0


async def test_it_is_sent_once_a_day_and_caught_up_on_while_the_office_is_open(scene: Scene) -> None:
    await link(scene, "sari", 9_900_001)
    await scene.file()
    scene.at = morning(3, 11)
    assert [await digest(scene), await digest(scene)] == [1, 0]
    scene.at = morning(4)
    assert await digest(scene) == 1
    scene.at = morning(5, 16)
    assert await digest(scene) == 0


@pytest.mark.parametrize(
    "moment",
    [
        morning(3, 8, 14),
        morning(3, 6),
        morning(7),  # Saturday
        morning(8),  # Sunday
        morning(19),  # Nyepi
        morning(20),  # cuti bersama Idulfitri
    ],
)
async def test_it_is_never_sent_early_nor_on_a_day_off(scene: Scene, moment: datetime) -> None:
    await link(scene, "sari", 9_900_001)
    await scene.file()
    scene.at = moment
    assert await digest(scene) == 0


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Jakarta", 1), ("Asia/Makassar", 0), ("Asia/Jayapura", -1)])
async def test_a_quarter_past_eight_is_that_of_the_office(scene: Scene, zone: str, hour: int) -> None:
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "UPDATE offices SET zone = %s WHERE code = %s", (zone, KABUPATEN)
        )
    await link(scene, "sari", 9_900_001)
    await scene.file()
    moment = datetime(2026, 3, 4, 0, 15, tzinfo=UTC) + timedelta(hours=hour)
    scene.at = moment - timedelta(minutes=1)
    assert await digest(scene) == 0
    scene.at = moment
    assert await digest(scene) == 1


async def test_whoever_linked_this_morning_is_told_tomorrow(scene: Scene) -> None:
    scene.at = morning(3, 9)
    await link(scene, "sari", 9_900_001)
    await scene.file()
    scene.pass_time(minutes=10)
    assert await digest(scene) == 0
    scene.at = morning(4)
    assert await digest(scene) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE officer_chats SET digest = false",
        "UPDATE officer_chats SET chat_sealed = NULL",
        "UPDATE officer_chats SET unreachable_since = now()",
    ],
)
async def test_whoever_wants_none_or_cannot_be_reached_gets_none(scene: Scene, change: str) -> None:
    await link(scene, "sari", 9_900_001)
    await scene.file()
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql(change)
    scene.at = morning(4)
    assert await digest(scene) == 0


async def test_an_officer_without_an_appointment_in_force_gets_none(scene: Scene) -> None:
    await link(scene, "sari", 9_900_001)
    await scene.file()
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "UPDATE appointments SET valid_to = '2026-03-01' WHERE officer_id = %s",
            (scene.house.officers["sari"],),
        )
    scene.at = morning(4)
    assert await digest(scene) == 0


@pytest.mark.requirement("R89")
async def test_the_message_names_no_report(scene: Scene) -> None:
    await link(scene, "agus", 9_900_001)
    filed = await scene.file(WBS)
    scene.at = morning(4)
    await digest(scene)
    [message] = await messages(scene, "agus")
    number = (await scene.row(filed)).agenda_number
    assert number not in message
    assert not {"Segel", "Gudang", "whistleblowing", "WBS"} & set(message.split())


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((0, 0, 0, 0), None),
        ((3, 1, 0, 0), "Anda punya 3 laporan yang menunggu, 1 lewat tenggat. Buka meja: /"),
        ((0, 1, 0, 0), "Anda punya 0 laporan yang menunggu, 1 lewat tenggat. Buka meja: /"),
        (
            (2, 1, 1, 2),
            "Anda punya 2 laporan yang menunggu, 1 lewat tenggat, 1 segera jatuh tempo, 2 baru. Buka meja: /",
        ),
    ],
)
def test_the_words_of_the_message(counts: tuple[int, int, int, int], text: str | None) -> None:
    names = ("waiting", "late", "soon", "fresh")
    assert digest_text(dict(zip(names, counts, strict=True)), "/") == text
