"""Reports tied together, and those that look alike: under the access policy, told neutrally."""

import asyncio

import pytest

from core.chain.actions import Action
from core.chain.states import IdentityMode, State, Track
from core.clock import now
from core.errors import ConflictError, InvalidError, NotFoundError
from core.handling.schemas import ActOutcome
from core.reading.surroundings import Around, Surroundings
from core.reports.schemas import Party, Place, ReportBody
from tests.support.house import SIBLING
from tests.support.scene import BODY, Filed, Scene

OTHER_MATTER = ReportBody(
    title="Jam layanan loket",
    substance="Loket informasi tutup lebih awal setiap Jumat.",
    parties=(Party(name="Penjaga Loket"),),
    happened_at="Jumat",
    place=Place(text="Ruang depan"),
    chronology="Datang pukul dua, sudah tutup.",
)


async def around(scene: Scene, filed: Filed, who: str = "sari") -> Around:
    async with scene.transaction() as session:
        surroundings = Surroundings(session, scene.house.keys["backoffice"], await scene.actor(who))
        return await surroundings.of(filed.report_id, suggest=True, reads_since=now())


async def number(scene: Scene, filed: Filed) -> str:
    return (await scene.row(filed)).agenda_number


async def relate(scene: Scene, who: str, filed: Filed, other: Filed, **options: object) -> ActOutcome:
    values = {"agenda_number": await number(scene, other), "relation": "same_event"}
    outcome = await scene.act(who, filed, Action.RELATE, values, **options)
    assert isinstance(outcome, ActOutcome)
    return outcome


@pytest.mark.requirement("R36")
async def test_a_link_stands_on_both_reports_with_history_on_both(scene: Scene) -> None:
    first, second = await scene.file(), await scene.file()

    await relate(scene, "sari", first, second)

    for one, other in ((first, second), (second, first)):
        linked = (await around(scene, one)).linked
        assert [(each.row.id, each.relation_label) for each in linked] == [
            (other.report_id, "Kejadian yang sama")
        ]
        async with scene.desk("sari") as desk:
            view = await desk.report(one.report_id)
        assert view.history[-1].action == "relate"
        assert await number(scene, other) not in str(view.history) + str(view.lines)


async def test_each_reporter_is_told_without_learning_of_the_other(scene: Scene) -> None:
    first = await scene.file()
    second = await scene.file(identity_mode=IdentityMode.ANONYMOUS)

    await relate(scene, "sari", first, second)

    for one, other in ((first, second), (second, first)):
        async with scene.reporter() as desk:
            thread = await desk.thread(one.tracking_id)
        told = str(thread.lines)
        assert "Laporan diperiksa bersama" in told
        assert await number(scene, other) not in told


async def test_a_report_out_of_sight_can_neither_be_tied_nor_guessed(scene: Scene) -> None:
    mine = await scene.file()
    elsewhere = await scene.file(office=SIBLING)
    there = await number(scene, elsewhere)

    refusals = []
    for wanted in (there, "999/99.99/I/2026"):
        values = {"agenda_number": wanted, "relation": "related"}
        with pytest.raises(InvalidError) as refused:
            await scene.act("sari", mine, Action.RELATE, values)
        refusals.append((refused.value.code, refused.value.message))

    assert refusals[0] == refusals[1]


async def test_whoever_may_not_see_the_other_report_sees_no_link(scene: Scene) -> None:
    named = BODY.model_copy(update={"parties": (Party(name="Sita Mahardika"),)})
    first, second = await scene.file(), await scene.file(body=named)

    await relate(scene, "sari", first, second)

    assert (await around(scene, first, "sita")).linked == ()
    with pytest.raises(NotFoundError):
        await around(scene, second, "sita")


async def test_a_pair_is_tied_once_untied_with_a_reason_and_may_be_tied_again(scene: Scene) -> None:
    first, second = await scene.file(), await scene.file()
    await relate(scene, "sari", first, second)
    with pytest.raises(ConflictError):
        await relate(scene, "sari", second, first)

    values = {"agenda_number": await number(scene, first), "reason": "Ternyata dua gudang"}
    await scene.act("sari", second, Action.UNRELATE, values)

    assert (await around(scene, first)).linked == ()
    await relate(scene, "sari", second, first)
    assert len((await around(scene, first)).linked) == 1


async def test_tracks_are_not_mixed_and_nothing_is_tied_to_itself(scene: Scene) -> None:
    wbs, other_wbs = await scene.file(Track.WHISTLEBLOWING), await scene.file(Track.WHISTLEBLOWING)
    supervisory = await scene.drive(await scene.file(), State.DISPOSED)
    await relate(scene, "agus", wbs, other_wbs)

    for target in (supervisory, wbs):
        with pytest.raises(InvalidError):
            await relate(scene, "agus", wbs, target)


@pytest.mark.slow
async def test_two_officers_tying_the_same_pair_from_both_ends_do_not_lock_each_other(
    busy_scene: Scene,
) -> None:
    first, second = await busy_scene.file(), await busy_scene.file()
    await busy_scene.actor("sari")
    await busy_scene.actor("sita")

    outcomes = await asyncio.wait_for(
        asyncio.gather(
            relate(busy_scene, "sari", first, second),
            relate(busy_scene, "sita", second, first),
            return_exceptions=True,
        ),
        timeout=30,
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["ActOutcome", "ConflictError"]


async def test_a_form_sent_twice_ties_once(scene: Scene) -> None:
    first, second = await scene.file(), await scene.file()

    once = await relate(scene, "sari", first, second, key="k1")
    again = await relate(scene, "sari", first, second, key="k1")

    assert (once.repeated, again.repeated) == (False, True)


async def test_a_like_report_is_suggested_with_its_reasons_and_another_matter_is_not(scene: Scene) -> None:
    twin, other = await scene.file(), await scene.file(body=OTHER_MATTER)
    mine = await scene.file()

    similar = (await around(scene, mine)).similar

    assert [one.row.id for one in similar] == [twin.report_id]
    assert "pihak sama" in similar[0].reasons
    assert any(reason.startswith("kata mirip: ") and "segel" in reason for reason in similar[0].reasons)
    assert "hari yang sama" in similar[0].reasons
    assert other.report_id not in {one.row.id for one in similar}


async def test_what_an_officer_may_not_see_is_never_suggested(scene: Scene) -> None:
    hidden = BODY.model_copy(update={"parties": (*BODY.parties, Party(name="Sari Rahmania"))})
    await scene.file(body=hidden)
    await scene.file(office=SIBLING)
    await scene.file(Track.WHISTLEBLOWING)
    mine = await scene.file()

    assert (await around(scene, mine)).similar == ()
