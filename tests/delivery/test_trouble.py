"""Whatever Telegram answers, a push keeps its place, comes back, and holds up nobody else."""

import asyncio
import time
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from obstore.store import MemoryStore
from procrastinate.jobs import Job

from bot.courier.courier import KeepTrying, NotYetError
from bot.courier.flood import FloodGate
from core.clock import held_at, now
from core.errors import UnavailableError
from core.evidence.store import EvidenceStore
from core.notifications.delivery import mark_part, mark_retry, mark_sent, mark_unreachable, take
from core.notifications.housekeeping import requeue_forgotten
from core.notifications.models import DeliveryStatus
from core.notifications.outbox import seal_chat
from core.notifications.settling import Patience
from tests.delivery.scene import BRIEF, Scene
from tests.delivery.test_sending import statuses, texts
from tests.support.telegram import Person, SimulatorHandle


@pytest.mark.slow
async def test_a_push_in_trouble_is_not_overtaken_and_holds_up_only_its_own_report(
    scene: Scene, telegram: SimulatorHandle, reporter: Person, neighbour: Person
) -> None:
    troubled, other = await scene.report(reporter.user_id), await scene.report(neighbour.user_id)
    telegram.fault(kind="502", chat_id=reporter.user_id, times=3)
    for number in range(4):
        await scene.tell(troubled, f"Kabar {number}.", title="")
    await scene.tell(other, "Tetangga.", title="")
    async with scene.working():
        await neighbour.hear("Tetangga.")
        assert await texts(reporter) == []
        await scene.until_settled()
    assert await texts(reporter) == [f"Kabar {number}." for number in range(4)]
    deliveries = await scene.deliveries(troubled)
    assert [delivery.attempts for delivery in deliveries] == [4, 1, 1, 1]


@pytest.mark.slow
async def test_telegrams_retry_after_is_waited_out(
    scene: Scene, telegram: SimulatorHandle, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    telegram.fault(kind="429", chat_id=reporter.user_id, retry_after=1)
    async with scene.working():
        began = time.monotonic()
        await scene.tell(told, "Pelan-pelan.")
        await scene.tell(told, "Sesudah itu.")
        await reporter.hear("Sesudah itu.")
        lasted = time.monotonic() - began
        await scene.until_settled()
    assert 1.0 <= lasted < 4.0
    assert (await texts(reporter))[0] == f"Kabar · laporan {told.report.agenda_number}\n\nPelan-pelan."
    assert (await scene.deliveries(told))[0].attempts == 2


@pytest.mark.requirement("R94")
async def test_a_reporter_who_blocks_the_bot_is_unreachable_until_a_push_arrives_again(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    await reporter.block()
    async with scene.working():
        await scene.tell(told, "Tidak sampai.")
        await scene.until_settled()
        assert (await scene.link(told)).unreachable_since is not None
        [delivery] = await scene.deliveries(told)
        assert (delivery.status, delivery.last_error) == (DeliveryStatus.UNREACHABLE, "blocked")
        assert delivery.sealed is None
        await reporter.unblock()
        await scene.tell(told, "Sampai lagi.")
        await scene.until_settled()
    assert (await scene.link(told)).unreachable_since is None
    assert await texts(reporter) == [f"Kabar · laporan {told.report.agenda_number}\n\nSampai lagi."]


async def test_a_chat_that_is_no_more_is_unreachable(scene: Scene) -> None:
    told = await scene.report(5_550_999_999)
    async with scene.working():
        await scene.tell(told, "Kosong.")
        await scene.until_settled()
    assert (await scene.deliveries(told))[0].last_error == "chat_not_found"
    assert (await scene.link(told)).unreachable_since is not None


@pytest.mark.slow
async def test_when_telegram_was_down_everything_arrives_in_order_afterwards(
    scene: Scene, telegram: SimulatorHandle, reporter: Person, neighbour: Person
) -> None:
    first, second = await scene.report(reporter.user_id), await scene.report(neighbour.user_id)
    telegram.fault(kind="down", times=None)
    async with scene.working():
        for number in range(5):
            await scene.tell(first, f"Satu {number}.", title="")
            await scene.tell(second, f"Dua {number}.", title="")
        await scene.until("SELECT count(*) FROM deliveries WHERE attempts > 3", 2)
        assert await statuses(scene, first) == ["retrying", *["pending"] * 4]
        telegram.clear_faults()
        await scene.until_settled()
    assert await texts(reporter) == [f"Satu {number}." for number in range(5)]
    assert await texts(neighbour) == [f"Dua {number}." for number in range(5)]


@pytest.mark.slow
async def test_an_hour_without_telegram_gives_nothing_up_and_keeps_the_order(
    scene: Scene, telegram: SimulatorHandle, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    for number in range(3):
        await scene.tell(told, f"Jam {number}.", title="")
    deliveries = await scene.deliveries(told)
    began = moment = now()
    telegram.fault(kind="down", times=None)
    async with scene.courier(patience=Patience()) as courier:
        while moment < began + timedelta(hours=1):
            with held_at(moment), pytest.raises(NotYetError) as refused:
                await courier.deliver(deliveries[0].id)
            moment += refused.value.wait
        assert await statuses(scene, told) == ["retrying", "pending", "pending"]
        telegram.clear_faults()
        with held_at(moment):
            for delivery in deliveries:
                await courier.deliver(delivery.id)
    assert await texts(reporter) == [f"Jam {number}." for number in range(3)]
    assert moment - began < timedelta(hours=2)


@pytest.mark.slow
async def test_a_push_that_never_works_is_given_up_and_the_next_one_goes(
    scene: Scene, telegram: SimulatorHandle, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    telegram.fault(kind="500", chat_id=reporter.user_id, times=3)
    await scene.tell(told, "Beracun.", title="")
    await scene.tell(told, "Sehat.", title="")
    async with scene.working(patience=replace(BRIEF, in_all=timedelta(0), least_attempts=3)):
        await scene.until_settled()
    poison, healthy = await scene.deliveries(told)
    assert (poison.status, poison.last_error, poison.attempts) == (DeliveryStatus.UNREACHABLE, "network", 3)
    assert healthy.status is DeliveryStatus.SENT
    assert await texts(reporter) == ["Sehat."]


async def test_a_message_telegram_refuses_for_good_does_not_close_the_chat(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "", title="")
    await scene.tell(told, "Berikutnya.", title="")
    async with scene.working():
        await scene.until_settled()
    refused, _next = await scene.deliveries(told)
    assert (refused.status, refused.last_error) == (DeliveryStatus.UNREACHABLE, "bad_request")
    assert (await scene.link(told)).unreachable_since is None
    assert await texts(reporter) == ["Berikutnya."]


async def test_a_push_nobody_can_open_is_set_aside(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Terkunci.")
    async with scene.database.transaction() as session:
        await (await session.connection()).execute(sa.text("UPDATE deliveries SET sealed = 'x'"))
    async with scene.working():
        await scene.until_settled()
    assert (await scene.deliveries(told))[0].last_error == "seal_broken"


@pytest.mark.slow
async def test_a_retry_repeats_no_part_that_arrived(
    scene: Scene, telegram: SimulatorHandle, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    text = "Satu kalimat. " * 400
    telegram.fault(kind="500", chat_id=reporter.user_id, method="sendDocument", times=2)
    file = await scene.file("surat.pdf", "application/pdf", b"%PDF-1.7\n isi surat")
    async with scene.working():
        await scene.tell(told, text, title="", files=(file,))
        await scene.until_settled()
    messages = [m for m in await reporter.messages() if m["from"] == "bot"]
    assert " ".join(m["text"] for m in messages[:-1]) == text.strip()
    assert messages[-1]["files"][0]["name"] == "surat.pdf"
    assert (await scene.deliveries(told))[0].attempts == 3


async def test_a_push_whose_job_was_lost_gets_a_new_one(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Terlupa.", title="")
    await scene.tell(told, "Juga terlupa.", title="")
    async with scene.database.transaction() as session:
        connection = await session.connection()
        await connection.execute(sa.text("DELETE FROM procrastinate_jobs"))
        await connection.execute(
            sa.text("UPDATE deliveries SET created_at = :then"), {"then": now() - timedelta(minutes=5)}
        )
        assert await requeue_forgotten(session) == 2
        assert await requeue_forgotten(session) == 0
    async with scene.working():
        await scene.until_settled()
    assert await texts(reporter) == ["Terlupa.", "Juga terlupa."]


async def test_a_reporter_who_moves_to_another_chat_is_told_there(
    scene: Scene, reporter: Person, neighbour: Person
) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Menyusul.", title="")
    await scene.change_link(told, chat_sealed=seal_chat(scene.rings["bot"], neighbour.user_id))
    async with scene.working():
        await scene.until_settled()
    assert await texts(neighbour) == ["Menyusul."]
    assert await texts(reporter) == []


@pytest.mark.slow
async def test_a_flood_in_two_chats_slows_the_others_and_stops_none(
    scene: Scene, telegram: SimulatorHandle, reporter: Person, neighbour: Person
) -> None:
    told = [await scene.report(person.user_id) for person in (reporter, neighbour)]
    for person in (reporter, neighbour):
        telegram.fault(kind="429", chat_id=person.user_id, retry_after=1, times=2)
    async with scene.working():
        await asyncio.gather(*(scene.tell(one, "Deras.", title="") for one in told))
        await scene.until_settled()
    assert await texts(reporter) == await texts(neighbour) == ["Deras."]


async def test_a_flooded_chat_is_not_written_to_for_its_other_reports_either(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    gate = FloodGate()
    gate.told_to_wait(reporter.user_id, timedelta(seconds=60))
    await scene.tell(told, "Nanti.", title="")
    [delivery] = await scene.deliveries(told)
    async with scene.courier(gate=gate) as courier:
        with pytest.raises(NotYetError) as refused:
            await courier.deliver(delivery.id)
    assert refused.value.wait > timedelta(seconds=55)
    assert await texts(reporter) == []
    assert (await scene.deliveries(told))[0].last_error == "flood"


async def test_a_mistake_of_our_own_is_retried_like_any_other_trouble(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    file = await scene.file("a.pdf", "application/pdf", b"%PDF-1.7\n isi")
    await scene.tell(told, "Ada salah.", title="", files=(file,))
    [delivery] = await scene.deliveries(told)

    class Broken(EvidenceStore):
        async def chunks(self, key: str) -> AsyncGenerator[bytes]:
            if key:
                raise ZeroDivisionError
            yield b""

    broken = Broken(MemoryStore())
    async with scene.courier(wrap=lambda core: replace(core, store=broken)) as courier:
        with pytest.raises(NotYetError):
            await courier.deliver(delivery.id)
    [delivery] = await scene.deliveries(told)
    assert (delivery.status, delivery.last_error) == (DeliveryStatus.RETRYING, "ZeroDivisionError")
    assert delivery.parts_sent == 1


async def test_a_store_that_is_away_postpones_the_push(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    file = await scene.file("a.pdf", "application/pdf", b"%PDF-1.7\n isi")
    await scene.tell(told, "Menunggu berkas.", title="", files=(file,))
    [delivery] = await scene.deliveries(told)

    class Away(EvidenceStore):
        async def chunks(self, key: str) -> AsyncGenerator[bytes]:
            if key:
                raise UnavailableError
            yield b""

    away = Away(MemoryStore())
    async with scene.courier(wrap=lambda core: replace(core, store=away)) as courier:
        with pytest.raises(NotYetError):
            await courier.deliver(delivery.id)
    assert (await scene.deliveries(told))[0].last_error == "unavailable"


async def test_what_is_closed_stays_as_it_is(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Sudah.", title="")
    [delivery] = await scene.deliveries(told)
    core = scene.core("worker")
    await mark_sent(core, delivery.id)
    await mark_sent(core, delivery.id)
    await mark_part(core, delivery.id, parts_sent=9)
    await mark_unreachable(core, delivery.id, "blocked")
    assert await mark_retry(core, delivery.id, "network", patience=BRIEF) is False
    assert await take(core, delivery.id) is None
    [delivery] = await scene.deliveries(told)
    assert (delivery.status, delivery.parts_sent) == (DeliveryStatus.SENT, 0)
    assert (await scene.link(told)).unreachable_since is None


async def test_an_emptied_push_is_set_aside(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Kosong.", title="")
    async with scene.database.transaction() as session:
        await (await session.connection()).execute(sa.text("UPDATE deliveries SET sealed = NULL"))
    [delivery] = await scene.deliveries(told)
    assert await take(scene.core("worker"), delivery.id) is None
    assert (await scene.deliveries(told))[0].last_error == "seal_broken"


def test_a_job_comes_back_when_its_push_says_so_and_not_for_ever() -> None:
    job = Job(id=1, queue="courier", lock="l", queueing_lock=None, task_name="deliver")
    strategy = KeepTrying()
    began = datetime.now(UTC)

    def wait(error: BaseException, attempts: int = 0) -> float | None:
        decision = strategy.get_retry_decision(exception=error, job=job.evolve(attempts=attempts))
        if decision is None or decision.retry_at is None:
            return None
        return (decision.retry_at - began).total_seconds()

    assert wait(NotYetError("flood", timedelta(seconds=40))) == pytest.approx(40, abs=1)
    assert wait(asyncio.CancelledError()) == pytest.approx(0, abs=1)
    assert wait(UnavailableError()) == pytest.approx(2, abs=1)
    assert wait(UnavailableError(), attempts=50) == pytest.approx(1800, rel=0.11)
    assert wait(UnavailableError(), attempts=200) is None
