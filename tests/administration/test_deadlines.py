"""Rules and days: the preview shows exactly what the change then does (R6, R63)."""

from datetime import date

import pytest
from sqlmodel import col, select

from core.administration.deadlines import DeadlineAdministration, SetDay, SetRule
from core.chain.actions import Action
from core.chain.states import DeadlineKind, State, Track
from core.deadlines.models import Deadline
from core.errors import ForbiddenError, InvalidError
from core.reports.models import Report
from tests.administration.refusals import refusal
from tests.support.house import KABUPATEN, SIBLING
from tests.support.scene import BODY, Filed, Scene

SOURCE = "Keputusan KPU Kabupaten Contoh Nomor 9 Tahun 2026"


async def due(scene: Scene, filed: Filed, kind: DeadlineKind) -> Deadline:
    async with scene.transaction() as session:
        query = select(Deadline).where(
            Deadline.report_id == filed.report_id, Deadline.kind == kind, col(Deadline.stopped_at).is_(None)
        )
        return (await session.exec(query)).one()


@pytest.mark.requirement("R6", "R63")
async def test_a_day_off_moves_running_clocks_exactly_as_the_preview_said(scene: Scene) -> None:
    here, secret = await scene.file(), await scene.file(Track.WHISTLEBLOWING)
    elsewhere = await scene.file(office=SIBLING)
    before = [await due(scene, one, DeadlineKind.VERIFICATION) for one in (here, secret, elsewhere)]
    wish = SetDay(
        day=date(2026, 3, 4), office_id=scene.house.offices[KABUPATEN], name="Pemungutan suara ulang",
        legal_source=SOURCE,
    )  # fmt: skip
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        shown = await DeadlineAdministration(session, actor).preview_day(wish)
    assert (await due(scene, here, DeadlineKind.VERIFICATION)).due_at == before[0].due_at  # nothing happened
    assert (shown.moved, shown.reports, shown.offices) == (1, 1, (("KPU Kab. Lombok Timur", 1),))
    assert [line.agenda_number for line in shown.first] == [(await scene.row(here)).agenda_number]
    async with scene.transaction() as session:
        assert await DeadlineAdministration(session, actor).set_day(wish) == shown
    moved = await due(scene, here, DeadlineKind.VERIFICATION)
    line = next(line for line in shown.first if line.agenda_number)
    assert (line.before, line.after) == (before[0].due_at, moved.due_at)
    assert moved.due_at > before[0].due_at
    assert moved.raw_due_at == moved.due_at
    assert (await scene.row(here)).due_at == moved.due_at
    assert (await due(scene, elsewhere, DeadlineKind.VERIFICATION)).due_at == before[2].due_at
    entry = await scene.rows(
        "SELECT detail FROM audit_entries WHERE stream = :stream AND verb = 'deadline.recalculated'",
        stream=f"report:{here.report_id}",
    )
    assert entry[0].detail["from"] == before[0].due_at.isoformat()
    async with scene.transaction() as session:
        work = DeadlineAdministration(session, actor)
        (day,) = await work.days(2026)
        back = await work.preview_drop_day(day.id)
        assert await work.drop_day(day.id) == back
    assert (await due(scene, here, DeadlineKind.VERIFICATION)).due_at == before[0].due_at


@pytest.mark.requirement("R97")
async def test_a_preview_does_not_tell_of_what_its_reader_must_not_know(scene: Scene) -> None:
    """H2: neither of a whistleblowing report nor of one that names its reader, not even by the number."""
    await scene.file()
    wish = SetDay(
        day=date(2026, 3, 4), office_id=scene.house.offices[KABUPATEN], name="Pemungutan suara ulang",
        legal_source=SOURCE,
    )  # fmt: skip
    rule = SetRule(
        key="verification",
        office_id=scene.house.offices[KABUPATEN],
        working_days=5,
        legal_source=SOURCE,
        also_running=True,
    )
    actor = await scene.actor("sari")

    async def shown() -> list[object]:
        async with scene.transaction() as session:
            work = DeadlineAdministration(session, actor)
            return [await work.preview_day(wish), await work.preview_rule(rule)]

    before = await shown()
    secret = await scene.file(Track.WHISTLEBLOWING)
    about_her = await scene.file(body=BODY.model_copy(update={"substance": "Sari Rahmania minta uang"}))
    assert await shown() == before
    held = [await due(scene, one, DeadlineKind.VERIFICATION) for one in (secret, about_her)]
    async with scene.transaction() as session:
        await DeadlineAdministration(session, actor).set_day(wish)
    moved = [await due(scene, one, DeadlineKind.VERIFICATION) for one in (secret, about_her)]
    assert all(one.due_at > other.due_at for one, other in zip(moved, held, strict=True))


@pytest.mark.requirement("R6")
async def test_a_rule_is_for_new_clocks_unless_running_ones_are_ticked(scene: Scene) -> None:
    first = await scene.file()
    actor, office = await scene.actor("sari"), scene.house.offices[KABUPATEN]
    wish = SetRule(key="verification", office_id=office, working_days=5, legal_source=SOURCE)
    async with scene.transaction() as session:
        assert (await DeadlineAdministration(session, actor).set_rule(wish)).moved == 0
    old, second = await due(scene, first, DeadlineKind.VERIFICATION), await scene.file()
    new = await due(scene, second, DeadlineKind.VERIFICATION)
    assert (old.working_days, new.working_days, new.legal_source) == (3, 5, SOURCE)
    also = wish.model_copy(update={"also_running": True})
    async with scene.transaction() as session:
        work = DeadlineAdministration(session, actor)
        shown = await work.preview_rule(also)
        assert (shown.running, shown.moved) == (2, 1)
        assert await work.set_rule(also) == shown
    assert (await due(scene, first, DeadlineKind.VERIFICATION)).due_at == new.due_at
    async with scene.transaction() as session:
        work = DeadlineAdministration(session, actor)
        await work.set_rule(SetRule(key="verification", office_id=office, working_days=None))
        assert not any(line.own for line in await work.rules(office))


async def test_a_paused_clock_keeps_its_pause(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    actor = await scene.actor("ratna")
    wish = SetDay(day=date(2026, 3, 4), name="Cuti bersama tambahan", legal_source="Keppres 9/2026")
    before = (await due(scene, filed, DeadlineKind.COMPLETION)).due_at
    async with scene.transaction() as session:
        assert (await DeadlineAdministration(session, actor).set_day(wish)).moved == 0  # she sees no report
    paused = await due(scene, filed, DeadlineKind.VERIFICATION)
    assert paused.paused
    assert (await due(scene, filed, DeadlineKind.COMPLETION)).due_at > before
    row = await scene.row(filed)
    assert (row.due_kind, row.due_at) == (
        DeadlineKind.COMPLETION, (await due(scene, filed, DeadlineKind.COMPLETION)).due_at,
    )  # fmt: skip
    await scene.act("reporter", filed, Action.COMPLETE)
    assert not (await due(scene, filed, DeadlineKind.VERIFICATION)).paused


async def test_a_rule_names_its_legal_source_and_its_office_is_within_reach(scene: Scene) -> None:
    sari, yusuf, ratna = [await scene.actor(who) for who in ("sari", "yusuf", "ratna")]
    office = scene.house.offices[KABUPATEN]
    bare = SetRule(key="closing", office_id=office, working_days=7)
    async with scene.transaction() as session:
        with refusal(InvalidError, "dasar hukumnya"):
            await DeadlineAdministration(session, sari).preview_rule(bare)
        with refusal(InvalidError, "diubah, bukan dihapus"):
            nadia = await scene.actor("nadia")
            await DeadlineAdministration(session, nadia).set_rule(SetRule(key="closing", working_days=None))
        named = bare.model_copy(update={"legal_source": SOURCE})
        with pytest.raises(ForbiddenError):
            await DeadlineAdministration(session, ratna).set_rule(named)
        with refusal(ForbiddenError, "di luar lingkup"):
            wish = named.model_copy(update={"office_id": scene.house.offices[SIBLING]})
            await DeadlineAdministration(session, sari).set_rule(wish)
        await DeadlineAdministration(session, yusuf).set_rule(named)  # the province, for its kabupaten
        assert (await session.exec(select(Report))).first() is None
