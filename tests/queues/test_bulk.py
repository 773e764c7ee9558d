"""One action on many reports: only what all allow, seen beforehand, done one by one, never twice."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from core.chain.actions import Action
from core.chain.states import State
from core.errors import InvalidError
from core.handling.bulk import Bulk, BulkChoice, BulkPreview, Pick, run_bulk
from core.queues.schemas import QueueFilter, QueueName
from tests.support.house import LAW, SIBLING
from tests.support.scene import WBS, Filed, Scene

SAY = {"text": "Laporan Anda sedang kami periksa."}


async def choice(scene: Scene, *filed: Filed, who: str = "sari") -> BulkChoice:
    actor = await scene.actor(who)
    async with scene.transaction() as session:
        return await Bulk(scene.backoffice, session, actor).choose([one.report_id for one in filed])


async def preview(
    scene: Scene, picks: tuple[Pick, ...], action: str, values: dict[str, Any], who: str = "sari"
) -> BulkPreview:
    actor = await scene.actor(who)
    async with scene.transaction() as session:
        return await Bulk(scene.backoffice, session, actor).preview(picks, action, values)


def offered(chosen: BulkChoice) -> set[str]:
    return {one.action for one in chosen.actions}


async def test_exactly_what_every_report_allows_is_offered_and_the_rest_is_explained(scene: Scene) -> None:
    new = [await scene.file() for _ in range(2)]
    disposed = await scene.drive(await scene.file(), State.DISPOSED)
    assert {"message", "request_completion", "dispose"} <= offered(await choice(scene, *new))
    mixed = await choice(scene, *new, disposed)
    assert "message" in offered(mixed)
    assert "dispose" not in offered(mixed)
    partly = next(one for one in mixed.partly if one.action == "dispose")
    assert partly.count == 2
    number = (await scene.row(disposed)).agenda_number
    assert [one.numbers for one in partly.hindrances] == [(number,)]
    assert "Didisposisikan" in partly.hindrances[0].why


async def test_what_one_may_not_see_is_not_chosen(scene: Scene) -> None:
    mine, away = await scene.file(), await scene.file(office=SIBLING)
    chosen = await choice(scene, mine, away)
    assert [row.id for row in chosen.rows] == [mine.report_id]
    assert chosen.missing == 1
    whistle = await scene.file(WBS)
    assert (await choice(scene, mine, whistle)).missing == 1
    titles = [row.title for row in (await choice(scene, whistle, who="agus")).rows]
    assert titles == [None]


async def test_the_preview_says_where_each_goes_and_what_the_reporter_reads(scene: Scene) -> None:
    filed = [await scene.file() for _ in range(2)]
    picks = (await choice(scene, *filed)).picks
    shown = await preview(scene, picks, "message", SAY)
    assert all(SAY["text"] in line.told for line in shown.lines)
    form, _ = await scene.form(Action.DISPOSE, filed[0].track)
    shown = await preview(scene, picks, "dispose", form)
    assert {(line.source, line.target) for line in shown.lines} == {
        ("Diterima – verifikasi", "Didisposisikan")
    }
    assert all(LAW.split()[-1] in line.told or "Hukum" in line.told for line in shown.lines)
    assert not [line.told for line in shown.lines if "…" in line.told]
    assert all(line.title for line in shown.lines)
    titles = [line.title for line in shown.lines]
    actor = await scene.actor("sari")
    async with scene.transaction():
        lines = await run_bulk(scene.backoffice, actor, shown.picks, "dispose", form, key=uuid4().hex)
    assert [line.title for line in lines] == titles
    foretold = {line.report_id: line.told for line in shown.lines}
    for one in filed:
        async with scene.desk("sari") as desk:
            told = (await desk.report(one.report_id)).lines[-1].text
        assert told.replace("\n", ". ", 1) == foretold[one.report_id]
    with pytest.raises(InvalidError) as refused:
        await preview(scene, picks, "message", {"text": ""})
    assert "text" in refused.value.fields
    with pytest.raises(InvalidError):
        await preview(scene, picks, "dispose", form | {"lead_unit": "1"})


async def test_each_is_done_once_and_what_changed_meanwhile_is_skipped_and_named(scene: Scene) -> None:
    filed = [await scene.file() for _ in range(3)]
    picks = (await choice(scene, *filed)).picks
    await scene.act("sari", filed[1], Action.REQUEST_COMPLETION)
    actor, key = await scene.actor("sari"), uuid4().hex
    for _ in range(2):  # a double click
        async with scene.transaction():
            lines = await run_bulk(scene.backoffice, actor, picks, "message", SAY, key=key)
        assert [line.done for line in lines] == [True, False, True]
        assert "Berubah sejak pratinjau" in lines[1].why
    said = "SELECT count(*) FROM messages WHERE kind = 'message'"
    assert await scene.scalar(said) == 2


async def test_a_preview_costs_as_many_statements_for_many_as_for_few(
    scene: Scene, house_engine: AsyncEngine
) -> None:
    filed = [await scene.file() for _ in range(12)]

    async def statements(count: int) -> int:
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        event.listen(house_engine.sync_engine, "before_cursor_execute", note)
        try:
            picks = (await choice(scene, *filed[:count])).picks
            await preview(scene, picks, "message", SAY)
        finally:
            event.remove(house_engine.sync_engine, "before_cursor_execute", note)
        return len([one for one in seen if "SAVEPOINT" not in one])

    await statements(1)
    assert await statements(2) == await statements(12)


async def test_all_that_match_a_filter_can_be_chosen(scene: Scene) -> None:
    filed = {(await scene.file()).report_id for _ in range(3)}
    await scene.drive(await scene.file(), State.WITHDRAWN)
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        bulk = Bulk(scene.backoffice, session, actor)
        assert set(await bulk.matching(QueueFilter(queue=QueueName.WAITING))) == filed
        with pytest.raises(InvalidError):
            await bulk.choose([])
        with pytest.raises(InvalidError):
            await bulk.choose([uuid4() for _ in range(501)])
