"""An officer's views are theirs, sealed, named once, and at most twenty."""

import pytest

from core.chain.actions import Action
from core.errors import ConflictError, InvalidError, NotFoundError
from core.queues.saved_views import MAX_VIEWS, ChosenColumns, SavedViews
from core.queues.schemas import QueueFilter, QueueName
from tests.support.scene import Filed, Scene


async def test_views_are_saved_renamed_moved_and_dropped_by_their_owner_only(scene: Scene) -> None:
    sari, karta = await scene.actor("sari"), await scene.actor("karta")
    async with scene.transaction() as session:
        mine = SavedViews(session, scene.backoffice.keys, sari)
        first = await mine.save("Kasus Wiranto", "all?q=wiranto")
        second = await mine.save("  Surat   masuk ", "all?asal=letter")
        assert [one.name for one in await mine.all()] == ["Kasus Wiranto", "Surat masuk"]
        await mine.save("surat masuk", "all?asal=email")
        assert [one.query for one in await mine.all()] == ["all?q=wiranto", "all?asal=email"]
        await mine.move_up(second.id)
        with pytest.raises(ConflictError):
            await mine.rename(second.id, "kasus wiranto")
        await mine.rename(second.id, "Surel")
        assert [one.name for one in await mine.all()] == ["Surel", "Kasus Wiranto"]
        theirs = SavedViews(session, scene.backoffice.keys, karta)
        assert await theirs.all() == ()
        for touch in (theirs.drop(first.id), theirs.rename(first.id, "x"), theirs.move_up(first.id)):
            with pytest.raises(NotFoundError):
                await touch
        await mine.drop(second.id)
        assert [one.name for one in await mine.all()] == ["Kasus Wiranto"]
    sealed = await scene.scalar("SELECT sealed FROM saved_views")
    assert b"iranto" not in bytes(sealed)


async def test_a_view_needs_a_name_and_there_is_an_end_to_them(scene: Scene) -> None:
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        views = SavedViews(session, scene.backoffice.keys, actor)
        for name in ("", "   ", "x" * 61):
            with pytest.raises(InvalidError):
                await views.save(name, "all")
        with pytest.raises(InvalidError):
            await views.save("panjang", "x" * 2000)
        for number in range(MAX_VIEWS):
            await views.save(f"Tampilan {number}", "all")
        with pytest.raises(ConflictError):
            await views.save("satu lagi", "all")


async def test_chosen_columns_are_kept_until_taken_back(scene: Scene) -> None:
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        columns = ChosenColumns(session, actor)
        assert await columns.get() is None
        await columns.choose(["due", "office"])
        assert await columns.get() == ("due", "office")
        await columns.choose([])
        assert await columns.get() == ()
        await columns.choose(None)
        assert await columns.get() is None


async def test_a_row_claims_news_of_the_reporter_only_where_the_reporter_wrote(scene: Scene) -> None:
    async def said(filed: Filed) -> tuple[bool, bool]:
        async with scene.desk("sari") as desk:
            rows = (await desk.queue(QueueFilter(queue=QueueName.ALL))).rows
        return next((row.unread, row.reporter_wrote) for row in rows if row.id == filed.report_id)

    filed = await scene.file()
    assert await said(filed) == (True, False)
    await scene.act("sita", filed, Action.NOTE)  # an officer's step, whoever has opened the report
    assert await said(filed) == (True, False)
    async with scene.desk("sari") as desk:
        await desk.report(filed.report_id)
    assert await said(filed) == (False, False)
    await scene.act("reporter", filed, Action.ADD_INFORMATION)
    assert await said(filed) == (True, True)
