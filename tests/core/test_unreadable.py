"""A report sealed to keys nobody here holds is shown as such, counted, and breaks nothing else."""

from typing import Any

import pytest
from sqlalchemy import text

from core.administration.health import HealthService
from core.chain.actions import Action, MessageKind
from core.chain.states import Side, State
from core.errors import DomainError, ErrorKind
from core.handling.handling import Handling
from core.privacy.keys import generate_rings
from core.privacy.seals import SealBrokenError
from core.queues.export import exported
from core.queues.schemas import QueueFilter
from core.reading.surroundings import Surroundings
from core.reports.models import Message
from core.reports.unreadable import UNREADABLE, count_unreadable
from tests.support.scene import NOT_SUPERVISORY, PUBLIC, WBS, Filed, Scene


async def filed_by_another_bot(scene: Scene, **changed: Any) -> Filed:
    """File a report through a bot whose key file is of another set, as after a mix-up."""
    ours, scene.bot = (
        scene.bot,
        type(scene.bot)(
            settings=scene.bot.settings,
            database=scene.bot.database,
            keys=generate_rings()["bot"],
            store=scene.bot.store,
            jobs=scene.bot.jobs,
        ),
    )
    try:
        return await scene.file(**changed)
    finally:
        scene.bot = ours


async def test_the_list_shows_the_row_and_all_others(scene: Scene) -> None:
    good, bad = await scene.file(), await filed_by_another_bot(scene)
    async with scene.desk("sari") as desk:
        page = await desk.queue(QueueFilter())
    titles = {row.id: row.title for row in page.rows}
    assert titles == {good.report_id: "Segel kotak suara terbuka", bad.report_id: UNREADABLE}


async def test_a_list_that_is_taken_out_holds_it_too(scene: Scene) -> None:
    await scene.file()
    bad = await filed_by_another_bot(scene)
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        batches = [rows async for rows in exported(session, scene.backoffice.keys, actor, QueueFilter())]
    assert {row.id: row.title for rows in batches for row in rows}[bad.report_id] == UNREADABLE


async def test_the_report_opens_with_everything_that_is_not_sealed(scene: Scene) -> None:
    bad = await filed_by_another_bot(scene, evidence=(await scene.stowed(),))
    async with scene.desk("sari") as desk:
        view = await desk.report(bad.report_id)
        history = await desk.history(bad.report_id)
        assert await desk.identity_request(bad.report_id) is None
    assert view.body.substance == UNREADABLE
    assert view.row.title == UNREADABLE
    assert [file.name for file in view.evidence] == [UNREADABLE]
    assert view.row.agenda_number
    assert len(history) == len(view.history) > 0


async def test_a_tip_opens_with_a_reason_though_the_reason_cannot_be_sealed(scene: Scene) -> None:
    bad = await filed_by_another_bot(scene, track=WBS)
    async with scene.desk("agus") as desk:
        view = await desk.report(bad.report_id, reason="Verifikasi")
    assert view.body.substance == UNREADABLE
    read = await scene.scalar("SELECT detail FROM audit_entries WHERE verb = 'report.read'")
    assert read == {"unopened": True}


async def test_a_step_on_it_is_refused_in_words_and_writes_nothing(scene: Scene) -> None:
    bad = await filed_by_another_bot(scene)
    actor = await scene.actor("sari")
    values, files = await scene.form(Action.DISPOSE, PUBLIC)
    async with scene.transaction() as session:
        handling = Handling(scene.backoffice, session, actor)
        with pytest.raises(DomainError) as refused:
            await handling.act(bad.report_id, Action.DISPOSE.value, values | NOT_SUPERVISORY, files=files)
        await session.rollback()
    assert refused.value.kind is ErrorKind.CONFLICT
    assert "administrator sistem" in refused.value.message
    assert (await scene.row(bad)).version == 1


async def test_its_files_are_refused_in_words(scene: Scene) -> None:
    bad = await filed_by_another_bot(scene, evidence=(await scene.stowed(),))
    evidence = await scene.scalar("SELECT id FROM evidence WHERE report_id = :one", one=bad.report_id)
    async with scene.desk("sari") as desk:
        with pytest.raises(SealBrokenError):
            await desk.file(bad.report_id, evidence)


async def test_what_stands_around_another_report_is_shown(scene: Scene) -> None:
    good, bad = await scene.file(), await filed_by_another_bot(scene)
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        around = Surroundings(session, scene.backoffice.keys, actor)
        found = await around.of(good.report_id, suggest=True, reads_since=scene.at)
    assert {one.row.title for one in found.similar if one.row.id == bad.report_id} <= {UNREADABLE}


async def test_the_clock_moves_on_past_it(scene: Scene) -> None:
    await filed_by_another_bot(scene)
    await scene.wait_for_clock(days=1)


async def test_one_changed_part_leaves_the_rest_readable(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)
    async with scene.transaction() as session:
        session.add(
            Message(
                report_id=filed.report_id,
                seq=99,
                side=Side.REPORTER,
                kind=MessageKind.INFORMATION,
                to_reporter=True,
                sealed=b"changed",
            )
        )
    async with scene.desk("sari") as desk:
        view = await desk.report(filed.report_id)
    assert UNREADABLE in {line.text for line in view.lines}
    assert view.body.substance.startswith("Segel dua")
    async with scene.reporter() as reporter:
        thread = await reporter.thread(filed.tracking_id)
    assert thread.body is not None
    assert UNREADABLE in {line.text for line in thread.lines}


async def test_it_is_counted_until_the_right_keys_are_back(scene: Scene) -> None:
    await scene.file()
    bad = await filed_by_another_bot(scene)
    async with scene.transaction() as session:
        assert await count_unreadable(session, scene.backoffice.keys) == 1
    right = scene.backoffice.keys
    wrapped = await scene.scalar(
        "SELECT for_handling FROM report_keys WHERE report_id <> :one LIMIT 1", one=bad.report_id
    )
    async with scene.transaction() as session:
        connection = await session.connection()
        await connection.execute(
            text("UPDATE report_keys SET for_handling = :key WHERE report_id = :one"),
            {"key": wrapped, "one": bad.report_id},
        )
        assert await count_unreadable(session, right) == 0


async def test_an_old_one_is_counted_from_when_a_list_showed_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.reports.unreadable.NEWEST_TRIED", 0)  # as if many had come since
    await filed_by_another_bot(scene)
    async with scene.transaction() as session:
        assert await count_unreadable(session, scene.backoffice.keys) == 0
    async with scene.desk("sari") as desk:
        await desk.queue(QueueFilter())
    async with scene.transaction() as session:
        assert await count_unreadable(session, scene.backoffice.keys) == 1


async def test_the_health_page_says_how_many(scene: Scene) -> None:
    await filed_by_another_bot(scene)

    async def ping() -> None:
        return None

    actor = await scene.actor("ratna")
    (scene.backoffice.settings.data_dir / "evidence").mkdir()
    async with scene.transaction() as session:
        health = await HealthService(scene.backoffice, session, actor, ping_valkey=ping).look()
    line = next(one for one in health.lines if one.key == "unreadable_reports")
    assert "1 laporan tidak dapat dibuka" in line.text
    assert "doctor" in line.advice


async def test_reports_kept_for_a_chat_are_listed_beside_one_whose_number_is_lost(scene: Scene) -> None:
    lost, kept = await scene.file(), await scene.file()
    assert lost.chat_id is not None
    async with scene.reporter() as reporter:
        await reporter.link(kept.tracking_id, lost.chat_id, keep_tracking=True)
    async with scene.transaction() as session:
        connection = await session.connection()
        await connection.execute(
            text("UPDATE reporter_links SET tracking_kept = '\\x00' WHERE report_id = :one"),
            {"one": lost.report_id},
        )
    async with scene.reporter() as reporter:
        mine = await reporter.my_reports(lost.chat_id)
        assert [one.report_id for one in mine] == [kept.report_id]
