"""Queues and figures: what waits for whom, how pressing, found by what."""

from typing import Any

import pytest
from pydantic import ValidationError

from backoffice.words.holders import holder_in_words
from core.chain.actions import Action
from core.chain.states import Channel, Classification, IdentityMode, Kind, State
from core.errors import InvalidError
from core.queues.schemas import HolderKind, QueueFilter, QueueName, QueuePage
from core.reports.schemas import Party, ReportBody
from tests.support.scene import NOT_SUPERVISORY, WBS, Filed, Scene


async def queue(scene: Scene, who: str, after: str | None = None, limit: int = 50, **wish: Any) -> QueuePage:
    async with scene.desk(who) as desk:
        return await desk.queue(QueueFilter(**wish), after=after, limit=limit)


async def found(scene: Scene, who: str, **wish: Any) -> set[Any]:
    return {row.id for row in (await queue(scene, who, **wish)).rows}


WAITS = {
    State.RECEIVED: {"sari"},
    State.AWAITING_COMPLETION: set(),
    State.DISPOSED: {"bayu", "dewi"},
    State.IN_PROCESS: {"bayu", "dewi"},
    State.WITH_UNIT_HEAD: {"hendra"},
    State.IN_FOLLOWUP: {"hendra", "rini"},
    State.FOLLOWUP_SUBMITTED: {"bayu", "dewi"},
    State.ANSWERED: set(),
    State.CLOSED: set(),
}


@pytest.mark.slow
@pytest.mark.requirement("R30", "R34", "R39", "R46", "R76", "R78")
@pytest.mark.parametrize("state", WAITS)
async def test_a_report_waits_for_whoever_takes_the_next_step(scene: Scene, state: State) -> None:
    filed = await scene.drive(await scene.file(), state)
    people = ("sari", "bayu", "dewi", "hendra", "rini", "galih", "agus", "lestari")

    waits = {who for who in people if filed.report_id in await found(scene, who, queue="waiting")}

    assert waits == WAITS[state]


@pytest.mark.requirement("R94", "R135")
async def test_a_proposal_waits_for_the_others_and_not_for_its_proposer(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.PROPOSE_NOT_PROCESSABLE)

    waits = {who for who in ("sari", "sita", "lestari") if await found(scene, who, queue="waiting")}

    assert waits == {"sita", "lestari"}


@pytest.mark.requirement("R30", "R77")
async def test_every_queue_counts_what_it_shows(scene: Scene) -> None:
    late = await scene.file()
    scene.pass_time(days=10)
    soon = await scene.file()
    with_reporter = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    handed_on = await scene.file()
    await scene.act("sari", handed_on, Action.DISPOSE, NOT_SUPERVISORY)
    answered = await scene.drive(await scene.file(), State.ANSWERED)
    async with scene.desk("sari") as desk:
        counts = await desk.counts()

    pages = {name: await found(scene, "sari", queue=name) for name in QueueName}
    assert {name: len(ids) for name, ids in pages.items()} == counts
    assert pages[QueueName.LATE] == {late.report_id}
    assert soon.report_id in pages[QueueName.SOON] | pages[QueueName.WAITING]
    assert pages[QueueName.WAITING] == {late.report_id, soon.report_id}
    assert pages[QueueName.REPORTER] == {with_reporter.report_id, answered.report_id}
    assert pages[QueueName.HANDED_ON] == {handed_on.report_id}
    assert pages[QueueName.ANSWERED] == {answered.report_id}
    assert pages[QueueName.WHISTLEBLOWING] == set()


@pytest.mark.requirement("R144")
async def test_whistleblowing_has_a_queue_of_its_own(scene: Scene) -> None:
    filed = await scene.file(WBS)
    await scene.file()

    assert await found(scene, "agus", queue="whistleblowing") == {filed.report_id}
    assert await found(scene, "agus", queue="all") == {filed.report_id}


async def test_a_queue_is_read_page_by_page_most_pressing_first(scene: Scene) -> None:
    filed = []
    for _ in range(5):
        filed.append((await scene.file()).report_id)
        scene.pass_time(days=1)
    ended = await scene.drive(await scene.file(), State.WITHDRAWN)
    pages, after = [], None
    while True:
        page = await queue(scene, "sari", after=after, limit=2)
        assert page.total == 6
        pages.append([row.id for row in page.rows])
        after = page.next_after
        if after is None:
            break

    assert [len(page) for page in pages] == [2, 2, 2]
    dues = [row.due_at for row in (await queue(scene, "sari", limit=500)).rows]
    assert dues[:-1] == sorted(due for due in dues if due)
    assert [one for page in pages for one in page][-1] == ended.report_id
    assert len({one for page in pages for one in page}) == 6


@pytest.mark.parametrize("after", ["x", "bukan-penanda", "MjAyNi0wMS0wMVQwMDowMDowMHxhYmM", "é"])
async def test_a_forged_page_mark_is_refused(scene: Scene, after: str) -> None:
    with pytest.raises(InvalidError) as refused:
        await queue(scene, "sari", after=after)
    assert refused.value.code == "page.unknown"


def test_an_unknown_queue_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        QueueFilter.model_validate({"queue": "rahasia"})
    assert [(each["loc"], each["type"]) for each in refused.value.errors()] == [(("queue",), "enum")]


async def several(scene: Scene) -> dict[str, Filed]:
    body = ReportBody(
        substance="Logistik surat suara terlambat datang ke balai desa.",
        parties=(Party(name="Drs. Wiratama Jaya"),),
    )
    filed = {
        "open": await scene.file(body=body),
        "secret": await scene.file(body=body, identity_mode=IdentityMode.CONFIDENTIAL),
        "question": await scene.file(kind=Kind.INFORMATION_REQUEST),
        "letter": await scene.register(),
        "sibling": await scene.file(office="52.01"),
    }
    await scene.act("sari", filed["question"], Action.DISPOSE, NOT_SUPERVISORY)
    return filed


@pytest.mark.slow
@pytest.mark.requirement("R90", "R96")
@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ({"query": "surat suara"}, {"open"}),
        ({"query": "logistik terlambat"}, {"open"}),
        ({"query": "wiratama jaya"}, {"open", "secret"}),
        ({"query": "Drs. WIRATAMA Jaya, M.Si."}, {"open", "secret"}),
        ({"query": "wiratama"}, {"open", "secret"}),
        ({"query": "wiratma"}, {"open", "secret"}),
        ({"query": "wiranto"}, set()),
        ({"query": "001/52.03"}, {"open"}),
        ({"query": "%"}, set()),
        ({"kind": Kind.INFORMATION_REQUEST}, {"question"}),
        ({"state": State.DISPOSED}, {"question"}),
        ({"channel": Channel.LETTER}, {"letter"}),
        ({"classification": Classification.NON_SUPERVISORY}, {"question"}),
        ({"office": "52.01"}, {"sibling"}),
    ],
)
async def test_reports_are_found_by_what_may_be_searched(
    scene: Scene, wish: dict[str, Any], names: set[str]
) -> None:
    filed = await several(scene)
    if "office" in wish:
        wish = {"office_id": scene.house.offices[wish["office"]]}

    assert await found(scene, "yusuf", **wish) == {filed[name].report_id for name in names}


async def test_reports_are_found_by_the_name_of_their_office(scene: Scene) -> None:
    filed = await several(scene)

    assert filed["sibling"].report_id in await found(scene, "yusuf", query="lombok barat")
    assert await found(scene, "yusuf", query="pacitan") == set()


@pytest.mark.requirement("R31", "R32")
async def test_figures_count_what_the_officer_may_see(scene: Scene) -> None:
    await scene.drive(await scene.file(), State.CLOSED)
    await scene.file(kind=Kind.ASPIRATION)
    await scene.file(office="52.01")
    await scene.file(WBS)
    scene.pass_time(days=8)
    async with scene.desk("sari") as desk:
        mine = await desk.statistics()
    async with scene.desk("yusuf") as desk:
        above = await desk.statistics()

    assert (mine.total, mine.open, mine.late, mine.ended) == (2, 1, 1, 1)
    assert (mine.received_last_30_days, mine.ended_last_30_days) == (2, 1)
    assert (mine.mean_rating, mine.ratings) == (4.0, 1)
    assert mine.by_state == {"closed": 1, "received": 1}
    assert mine.by_kind == {"complaint": 1, "aspiration": 1}
    assert mine.by_classification == {"supervisory": 1, "unclassified": 1}
    assert above.total == 3


async def test_figures_of_nothing_are_zero(scene: Scene) -> None:
    async with scene.desk("sari") as desk:
        nothing = await desk.statistics()

    assert (nothing.total, nothing.mean_rating, nothing.by_state) == (0, None, {})


@pytest.mark.slow
@pytest.mark.requirement("R19")
@pytest.mark.parametrize(
    ("who", "state", "kind", "words"),
    [
        ("sari", State.RECEIVED, HolderKind.ME, "Anda"),
        ("sari", State.IN_PROCESS, HolderKind.UNIT, "Subbag Hukum dan SDM"),
        ("dewi", State.IN_PROCESS, HolderKind.ME, "Anda"),
        ("sari", State.ANSWERED, HolderKind.REPORTER, "Pelapor"),
        ("sari", State.CLOSED, HolderKind.NOBODY, "Selesai"),
        ("lestari", State.RECEIVED, HolderKind.ROLE, "Admin Instansi/Organisasi"),
    ],
)
async def test_a_row_says_whose_step_it_is(
    scene: Scene, who: str, state: State, kind: HolderKind, words: str
) -> None:
    await scene.drive(await scene.file(), state)

    (row,) = (await queue(scene, who)).rows
    assert (row.held_by.kind, holder_in_words(row.held_by)) == (kind, words)


async def test_an_empty_queue_is_empty(scene: Scene) -> None:
    assert (await queue(scene, "ratna")).rows == ()
