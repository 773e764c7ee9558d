"""Only what is noted as abandoned is ever removed from the store, and by no database but its own."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from core.clock import held_at, now
from core.errors import NotFoundError
from core.evidence.intake import stow
from core.evidence.ledger import discard
from core.evidence.sweeping import DRAFTS_KEPT, FEW, Held, clear_discarded, confirm_sweep, sweep, sweep_stand
from tests.support.scene import PNG, Scene

LATER = DRAFTS_KEPT + timedelta(days=1)


async def swept(scene: Scene, *, days: int = 0) -> int:
    with held_at(now() + LATER + timedelta(days=days)):
        return await sweep(scene.bot.store, scene.bot.database)


async def confirmed(scene: Scene, *, large: bool = False) -> None:
    """Say that database and store are each other's; every test's database is a copy of a template."""
    async with scene.bot.database.transaction() as session:
        await confirm_sweep(scene.bot.store, session, large=large)


async def run(scene: Scene, statement: str, **values: object) -> None:
    async with scene.bot.database.transaction() as session:
        await (await session.connection()).execute(text(statement), values)


async def held(scene: Scene) -> Held | None:
    async with scene.bot.database.transaction() as session:
        return (await sweep_stand(session)).held


async def test_a_file_lies_under_the_id_of_its_installation_and_is_noted(scene: Scene) -> None:
    stowed = await scene.stowed()
    installation = await scene.scalar("SELECT replace(installation_id::text, '-', '') FROM installations")
    assert stowed.object_key.startswith(f"{installation}/")
    assert await scene.scalar(
        "SELECT count(*) FROM stowed_objects WHERE object_key = :k", k=stowed.object_key
    )


async def test_files_of_drafts_that_never_became_a_report_are_swept(scene: Scene) -> None:
    await confirmed(scene)
    orphan = await scene.stowed(name="draf.png")
    filed = await scene.file(evidence=(await scene.stowed(),))
    used = await scene.scalar("SELECT object_key FROM evidence WHERE report_id = :id", id=filed.report_id)

    assert await sweep(scene.bot.store, scene.bot.database) == 0
    assert await swept(scene) == 1
    assert await swept(scene) == 0
    assert await scene.bot.store.get(used)
    with pytest.raises(NotFoundError):
        await scene.bot.store.get(orphan.object_key)


async def test_what_was_thrown_away_goes_within_the_hour_and_what_a_report_has_stays(scene: Scene) -> None:
    await confirmed(scene)
    thrown, taken, other = await scene.stowed(), await scene.stowed(), await scene.stowed()
    await scene.file(evidence=(taken,))
    async with scene.bot.database.transaction() as session:
        await discard(session, [thrown.object_key, taken.object_key])
    store, database = scene.bot.store, scene.bot.database
    assert await clear_discarded(store, database) == 0  # whatever is under way with it may end first
    with held_at(now() + timedelta(minutes=30)):
        assert await clear_discarded(store, database) == 1
        assert await clear_discarded(store, database) == 0
    with pytest.raises(NotFoundError):
        await store.get(thrown.object_key)
    assert await store.get(taken.object_key)
    assert await store.get(other.object_key)


async def test_what_was_thrown_away_and_then_filed_all_the_same_stays(scene: Scene) -> None:
    """Two presses cross: the second one's report must not lose its file."""
    await confirmed(scene)
    taken = await scene.stowed()
    async with scene.bot.database.transaction() as session:
        await discard(session, [taken.object_key])
    await scene.file(evidence=(taken,))
    with held_at(now() + timedelta(minutes=30)):
        assert await clear_discarded(scene.bot.store, scene.bot.database) == 0
    assert await scene.bot.store.get(taken.object_key)


async def test_what_was_thrown_away_stays_where_the_database_is_a_copy(scene: Scene) -> None:
    thrown = await scene.stowed()
    async with scene.bot.database.transaction() as session:
        await discard(session, [thrown.object_key])
    with held_at(now() + timedelta(minutes=30)):
        assert await clear_discarded(scene.bot.store, scene.bot.database) == 0
    assert await scene.bot.store.get(thrown.object_key)


@pytest.mark.parametrize("held_before", [None, Held.LARGE_SHARE])
@pytest.mark.parametrize("why", [Held.OLDER, Held.OTHER_STORE])
async def test_what_was_thrown_away_stays_where_the_database_is_not_the_stores_own(
    scene: Scene, why: Held, held_before: Held | None
) -> None:
    """Restored from before, or beside another store: known before the night's sweep has looked."""
    await confirmed(scene)
    assert await swept(scene) == 0
    thrown = await scene.stowed()
    async with scene.bot.database.transaction() as session:
        await discard(session, [thrown.object_key])
    if why is Held.OLDER:
        await run(scene, "UPDATE installations SET swept_at = swept_at - interval '3 days'")
    else:
        await scene.bot.store.drop([f"{thrown.object_key.partition('/')[0]}/swept"])
    await run(scene, "UPDATE installations SET sweep_held = :why", why=held_before)
    for _ in range(2):
        with held_at(now() + timedelta(minutes=30)):
            assert await clear_discarded(scene.bot.store, scene.bot.database) == 0
        assert await held(scene) is why
    assert await scene.bot.store.get(thrown.object_key)
    await confirmed(scene)
    with held_at(now() + timedelta(minutes=30)):
        assert await clear_discarded(scene.bot.store, scene.bot.database) == 1


@pytest.mark.slow
async def test_whoever_only_reads_how_sweeping_stands_waits_for_nobody(busy_scene: Scene) -> None:
    async with busy_scene.bot.database.transaction() as sweeping:
        await (await sweeping.connection()).execute(text("SELECT FROM installations FOR UPDATE"))
        async with busy_scene.bot.database.transaction() as reading:
            await (await reading.connection()).execute(text("SET LOCAL lock_timeout = '500ms'"))
            assert (await sweep_stand(reading)).held is Held.MOVED


async def test_many_that_were_thrown_away_are_no_large_share(scene: Scene) -> None:
    await confirmed(scene)
    kept = [await scene.stowed() for _ in range(FEW + 1)]
    await run(scene, "UPDATE installations SET sweep_held = 'large_share'")
    async with scene.bot.database.transaction() as session:
        await discard(session, [one.object_key for one in kept])
    with held_at(now() + timedelta(minutes=30)):
        assert await clear_discarded(scene.bot.store, scene.bot.database) == FEW + 1


async def test_what_was_never_noted_is_never_taken(scene: Scene) -> None:
    """Of an installation of before, or of somebody else in the same bucket."""
    await confirmed(scene)
    for key in ("a" * 48, "0" * 32 + "/" + "b" * 40, "orang-lain/surat.pdf"):
        await scene.bot.store.put(key, b"x")
    assert await swept(scene, days=400) == 0
    assert await scene.bot.store.get("orang-lain/surat.pdf") == b"x"
    assert await scene.bot.store.get("a" * 48) == b"x"


async def test_evidence_of_an_installation_of_before_is_still_found(scene: Scene) -> None:
    stowed = await scene.stowed()
    bare = stowed.object_key.partition("/")[2]
    await scene.bot.store.put(bare, await scene.bot.store.get(stowed.object_key))
    filed = await scene.file(evidence=(stowed.model_copy(update={"object_key": bare}),))
    evidence = await scene.scalar("SELECT id FROM evidence WHERE report_id = :one", one=filed.report_id)
    async with scene.desk("sari") as desk:
        _, file = await desk.file(filed.report_id, evidence)
    assert await file.original.whole() == PNG


async def test_a_copied_or_restored_database_sweeps_nothing_until_confirmed(scene: Scene) -> None:
    orphan = await scene.stowed()
    assert await held(scene) is Held.MOVED  # this test's database is a copy
    assert await swept(scene) == 0
    assert await scene.bot.store.get(orphan.object_key)
    await confirmed(scene)
    assert await held(scene) is None
    assert await swept(scene) == 1


async def test_a_database_restored_from_before_the_last_sweep_sweeps_nothing(scene: Scene) -> None:
    await confirmed(scene)
    assert await swept(scene) == 0
    orphan = await scene.stowed()
    await run(scene, "UPDATE installations SET swept_at = swept_at - interval '3 days'")
    assert await swept(scene, days=1) == 0
    assert await held(scene) is Held.OLDER
    assert await scene.bot.store.get(orphan.object_key)


async def test_another_or_an_emptied_store_is_not_swept(scene: Scene) -> None:
    await confirmed(scene)
    assert await swept(scene) == 0
    folder = await scene.scalar("SELECT replace(installation_id::text, '-', '') FROM installations")
    await scene.bot.store.drop([f"{folder}/swept"])
    assert await swept(scene, days=1) == 0
    assert await held(scene) is Held.OTHER_STORE


async def test_a_sweep_that_would_take_a_large_share_is_refused_until_confirmed(scene: Scene) -> None:
    await confirmed(scene)
    for number in range(FEW + 1):
        await stow(scene.bot.store, PNG, name=f"{number}.png", mime="image/png")
    assert await swept(scene) == 0
    assert await held(scene) is Held.LARGE_SHARE
    assert await swept(scene) == 0
    await confirmed(scene, large=True)
    assert await swept(scene) == FEW + 1
    assert await held(scene) is None


async def test_a_first_sweep_that_died_is_not_held_against_the_next(scene: Scene) -> None:
    """Neither after the mark was left, nor after the sweep was noted."""
    await confirmed(scene)
    folder = await scene.scalar("SELECT replace(installation_id::text, '-', '') FROM installations")
    await scene.bot.store.drop([f"{folder}/swept"])
    await run(scene, "UPDATE installations SET swept_at = NULL")
    made = await scene.scalar("SELECT made_at FROM installations")
    await scene.bot.store.put(f"{folder}/swept", made.isoformat().encode())
    assert await swept(scene) == 0
    assert await held(scene) is None
    await scene.bot.store.put(f"{folder}/swept", made.isoformat().encode())  # an older mark than ours
    assert await swept(scene, days=1) == 0
    assert await held(scene) is None
