"""Saying that a report changed: after the commit, to whoever may see it, and never what it says."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from datetime import date
from typing import get_type_hints
from uuid import UUID

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from core.access.policy import Allowed, Denied, Subject, may_see, reaches
from core.chain.actions import Action
from core.chain.states import Role, State
from core.events import CHANNEL, Announcer, ReportEvent
from core.intake.filing import from_chat
from core.people.models import Officer
from core.privacy.tracking import new_tracking_id
from core.reporter.reporter import ReporterDesk
from core.reports.schemas import Party
from core.settings import load_settings
from core.wiring import connect_core
from tests.support.house import appoint
from tests.support.postgres import DatabaseUrls
from tests.support.scene import BODY, WBS, Filed, Scene

pytestmark = pytest.mark.requirement("R87", "R96")


@pytest_asyncio.fixture(loop_scope="session")
async def announcing(busy_scene: Scene, own_urls: DatabaseUrls, redis_url: str) -> AsyncIterator[Scene]:
    """A scene whose processes are wired as in life, announcing through Valkey."""
    keys = busy_scene.house.keys_dir
    settings = load_settings(
        environ={},
        env_file=None,
        data_dir=busy_scene.bot.settings.data_dir,
        database_url=own_urls.app,
        redis_url=redis_url,
        evidence_url="memory:///",
        bot_keys_file=keys / "bot.json",
        backoffice_keys_file=keys / "backoffice.json",
    )
    bot = await connect_core(settings, ring="bot")
    backoffice = await connect_core(settings, ring="backoffice")
    busy_scene.bot = bot
    busy_scene.backoffice = replace(backoffice, store=bot.store)
    yield busy_scene
    await bot.close()
    await backoffice.close()


@pytest_asyncio.fixture(loop_scope="session")
async def heard(redis: Redis) -> AsyncIterator[PubSub]:
    async with redis.pubsub() as listening:
        await listening.subscribe(CHANNEL)
        await listening.get_message(timeout=2)
        yield listening


async def events_of(heard: PubSub, filed: Filed, *, wait: float = 1.0) -> list[str]:
    """What was said about one report; other tests speak on the same channel."""
    found = []
    while message := await heard.get_message(ignore_subscribe_messages=True, timeout=wait):
        if str(filed.report_id) in (said := message["data"].decode()):
            found.append(said)
    return found


@pytest.mark.slow
async def test_an_event_names_the_report_and_nothing_of_its_content(announcing: Scene, heard: PubSub) -> None:
    filed = await announcing.file()

    (said,) = await events_of(heard, filed)

    event = ReportEvent.from_json(said)
    assert (event.report_id, event.version) == (filed.report_id, 1)
    assert event.subject.state is State.RECEIVED
    assert str(filed.chat_id) not in said
    assert not any(word in said for word in BODY.substance.split() if len(word) > 4)
    assert ReportEvent.from_json(event.to_json()) == event


def subjects() -> st.SearchStrategy[Subject]:
    """Subjects with every field set, those with a default too: a field added later is among them."""
    types = get_type_hints(Subject)
    return st.builds(Subject, **{one.name: st.from_type(types[one.name]) for one in fields(Subject)})


@given(st.uuids(), st.integers(min_value=1), subjects())
def test_an_event_arrives_as_it_was_sent(report_id: UUID, version: int, subject: Subject) -> None:
    event = ReportEvent(report_id=report_id, version=version, subject=subject)

    assert ReportEvent.from_json(event.to_json()) == event


@pytest.mark.slow
async def test_an_event_lets_the_policy_decide_who_hears_it(announcing: Scene, heard: PubSub) -> None:
    filed = await announcing.drive(await announcing.file(), State.IN_PROCESS)

    newest = ReportEvent.from_json((await events_of(heard, filed))[-1])

    assert newest.version == (await announcing.row(filed)).version
    hears = {
        who
        for who in ("sari", "karta", "dewi", "galih", "rini", "agus", "ratna")
        if isinstance(may_see(await announcing.actor(who), newest.subject), Allowed)
    }
    assert hears == {"sari", "dewi", "galih", "agus"}
    assert reaches(await announcing.actor("ratna")) == ()


@pytest.mark.slow
async def test_a_leader_who_stands_in_hears_of_the_report(announcing: Scene, heard: PubSub) -> None:
    national = announcing.house.offices["RI"]
    async with announcing.transaction() as session:
        tono = await session.get_one(Officer, announcing.house.officers["tono"])
        await appoint(session, tono, Role.LEADER, office_id=national, valid_from=date(2026, 1, 1))
    inspector = BODY.model_copy(update={"parties": (Party(name="Bima Anggara"),)})
    filed = await announcing.file(WBS, office="RI", body=inspector)

    newest = ReportEvent.from_json((await events_of(heard, filed))[-1])

    leader = await announcing.actor("tono")
    assert may_see(leader, newest.subject) == Allowed(frozenset({Role.LEADER, Role.INSPECTOR}))
    assert isinstance(may_see(leader, replace(newest.subject, stand_in_for=None)), Denied)


@pytest.mark.slow
async def test_what_was_rolled_back_is_never_announced(announcing: Scene, heard: PubSub) -> None:
    wish, tracking_id = await announcing.wish(), new_tracking_id()
    with pytest.raises(RuntimeError, match="power cut"):  # noqa: PT012 - the block is what is undone
        async with announcing.transaction() as session:
            desk = ReporterDesk(announcing.bot, session)
            receipt = await desk.submit(
                wish, tracking_id=tracking_id, origin=from_chat(1, keep_tracking=False)
            )
            raise RuntimeError("power cut")

    ghost = Filed(receipt.report_id, tracking_id, wish.track, None)
    assert await events_of(heard, ghost, wait=0.3) == []


@pytest.mark.slow
async def test_without_valkey_the_work_goes_on(busy_scene: Scene) -> None:
    nobody = Announcer("redis://127.0.0.1:1/0")
    filed = await busy_scene.file()
    row = await busy_scene.row(filed)
    async with busy_scene.transaction() as session:
        from core.access.repository import subject_of  # noqa: PLC0415 - one use

        subject = await subject_of(session, row)
    event = ReportEvent(report_id=row.id, version=row.version, subject=subject)

    await asyncio.wait_for(nobody.publish([event.to_json()]), 5)
    await Announcer(None).publish([event.to_json()])
    await nobody.close()

    assert json.loads(event.to_json())["report"] == str(filed.report_id)
    await busy_scene.act("sari", filed, Action.DISPOSE)
