"""A threatened reporter's report stands on top of every list of those who may see it, marked in words."""

from datetime import timedelta

import pytest

from backoffice.api.report_models import listed
from backoffice.contexts.parts import Tag, TagKind
from backoffice.pages.frame.words import tags_of
from core.chain import Action, State
from core.clock import held_at
from core.queues.schemas import ProtectionWanted, QueueFilter, QueueName, Sort
from tests.support.scene import WBS, Filed, Scene


async def cry(scene: Scene, filed: Filed, *, urgent: bool = True) -> None:
    await scene.act("reporter", filed, Action.REQUEST_PROTECTION, {"threat": "Diancam", "urgent": urgent})


async def pages(scene: Scene, who: str, wish: QueueFilter, limit: int) -> list[list[str]]:
    """Read a queue page by page, as ids."""
    found: list[list[str]] = []
    after: str | None = None
    for _ in range(20):
        async with scene.desk(who) as desk:
            page = await desk.queue(wish, after=after, limit=limit)
        found.append([str(row.id) for row in page.rows])
        after = page.next_after
        if after is None:
            return found
    raise AssertionError("the pages do not end")


@pytest.mark.slow
@pytest.mark.requirement("R88")
@pytest.mark.parametrize("sort", Sort)
async def test_it_stands_on_top_in_every_order_and_no_row_is_lost_or_shown_twice(
    scene: Scene, sort: Sort
) -> None:
    filed = []
    for _ in range(7):
        filed.append(await scene.file())
        scene.pass_time(minutes=5)
    await cry(scene, filed[2], urgent=False)
    scene.pass_time(minutes=5)
    await cry(scene, filed[4])

    shown = await pages(scene, "sari", QueueFilter(sort=sort), 3)

    assert shown[0][:2] == [str(filed[4].report_id), str(filed[2].report_id)]
    flat = [one for page in shown for one in page]
    assert sorted(flat) == sorted(str(one.report_id) for one in filed)
    assert [len(page) for page in shown] == [3, 3, 1]


@pytest.mark.requirement("R88")
async def test_more_of_them_than_a_page_all_come_first(scene: Scene) -> None:
    filed = [await scene.file() for _ in range(5)]
    for one in filed[1:4]:
        await cry(scene, one)

    shown = await pages(scene, "sari", QueueFilter(), 2)

    assert set(shown[0][:3]) == {str(one.report_id) for one in filed[1:4]}
    assert sorted(one for page in shown for one in page) == sorted(str(one.report_id) for one in filed)


@pytest.mark.requirement("R88")
async def test_a_row_says_it_in_words_and_the_api_by_a_flag(scene: Scene) -> None:
    filed = await scene.file()
    await cry(scene, filed)

    async with scene.desk("sari") as desk:
        row = (await desk.queue(QueueFilter(queue=QueueName.WAITING))).rows[0]

    assert (row.threatened, row.in_danger, row.protection) == (True, True, "requested")
    with held_at(scene.at + timedelta(hours=3)):
        assert tags_of(row)[0] == Tag(kind=TagKind.DANGER, suffix="3 jam")
    flags = listed((row,))[0].model_dump(mode="json")
    assert (flags["threatened"], flags["in_danger"], flags["protection"]) == (True, True, "requested")


@pytest.mark.slow
@pytest.mark.requirement("R88")
@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        (ProtectionWanted.IN_DANGER, {"danger"}),
        (ProtectionWanted.UNANSWERED, {"danger", "asked"}),
        (ProtectionWanted.OPEN, {"danger", "asked", "heard"}),
        (ProtectionWanted.CLOSED, set()),
        (None, {"danger", "asked", "heard", "calm"}),
    ],
)
async def test_a_list_is_narrowed_to_them(
    scene: Scene, wanted: ProtectionWanted | None, who: set[str]
) -> None:
    filed = {name: await scene.file() for name in ("danger", "asked", "heard", "calm")}
    await cry(scene, filed["danger"])
    await cry(scene, filed["asked"], urgent=False)
    await cry(scene, filed["heard"], urgent=False)
    await scene.act("sari", filed["heard"], Action.ACKNOWLEDGE_PROTECTION)

    async with scene.desk("sari") as desk:
        page = await desk.queue(QueueFilter(protection=wanted))

    names = {one.report_id: name for name, one in filed.items()}
    assert {names[row.id] for row in page.rows} == who
    assert page.total == len(who)


@pytest.mark.requirement("R88")
@pytest.mark.parametrize("state", [State.RECEIVED, State.CONCLUDED])
async def test_it_waits_for_the_leader_though_handling_has_come_to_rest(scene: Scene, state: State) -> None:
    filed = await scene.drive(await scene.file(WBS), state)
    await cry(scene, filed)

    async with scene.desk("lestari") as desk:
        waiting = await desk.queue(QueueFilter(queue=QueueName.WAITING))
        handed_on = await desk.queue(QueueFilter(queue=QueueName.HANDED_ON))
        counted = await desk.counts()

    assert [row.id for row in waiting.rows] == [filed.report_id]
    assert handed_on.rows == ()
    assert counted[QueueName.WAITING] == 1


@pytest.mark.requirement("R88", "R97")
async def test_whoever_is_barred_sees_nothing_of_it(scene: Scene) -> None:
    filed = await scene.file(WBS)
    await scene.act(
        "reporter",
        filed,
        Action.REQUEST_PROTECTION,
        {"threat": "Lestari Handayani mengancam saya", "urgent": True},
    )

    async with scene.desk("lestari") as desk:
        page = await desk.queue(QueueFilter())
    async with scene.desk("nina") as desk:
        above = await desk.queue(QueueFilter())

    assert (page.rows, page.total) == ((), 0)
    assert [row.id for row in above.rows] == [filed.report_id]
