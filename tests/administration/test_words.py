"""Templates and categories over the real database."""

from datetime import UTC, datetime

import pytest

from core.administration.categories import UNCATEGORISED, Categories, WriteCategory, seed_categories
from core.administration.templates import Templates, WriteTemplate
from core.administration.wording import (
    FIELDS,
    FIRST_RESPONSE,
    PLACEHOLDERS,
    SAMPLE,
    as_the_reporter_reads,
    problem_of,
)
from core.chain.actions import Action
from core.chain.states import Kind, State
from core.errors import ForbiddenError, InvalidError, NotFoundError
from core.intake.agenda import Drawing, _number
from core.offices.ladder import Rung
from core.reports.models import AgendaSeries
from tests.administration.refusals import refusal
from tests.support.house import KABUPATEN, NATIONAL, PROVINCE
from tests.support.scene import Scene

ACCEPT = WriteTemplate(
    name="Respons awal",
    action=Action.ACCEPT,
    body="Laporan {nomor_agenda} ditangani {unit}. Jawaban paling lambat {tenggat}. – {petugas}, {kantor}",
)


@pytest.mark.requirement("R67")
async def test_a_template_of_the_office_above_fills_in_for_the_report(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.DISPOSED)
    async with scene.transaction() as session:
        await Templates(session, await scene.actor("yusuf")).add(scene.house.offices[PROVINCE], ACCEPT)
    async with scene.transaction() as session:
        own = ACCEPT.model_copy(update={"name": "Respons khusus", "kind": Kind.COMPLAINT})
        other = ACCEPT.model_copy(update={"name": "Untuk aspirasi", "kind": Kind.ASPIRATION})
        work = Templates(session, await scene.actor("sari"))
        for wish in (own, other):
            await work.add(scene.house.offices[KABUPATEN], wish)
        listed = await work.of_office(scene.house.offices[KABUPATEN])
        assert [(one.name, one.inherited, one.may_change) for one in listed] == [
            ("Respons khusus", False, True), ("Untuk aspirasi", False, True), ("Respons awal", True, False),
        ]  # fmt: skip
    async with scene.transaction() as session:
        offered = await Templates(session, await scene.actor("dewi")).offered(filed.report_id)
    assert [one.name for one in offered] == ["Respons khusus", "Respons awal"]  # the nearest office first
    number = (await scene.row(filed)).agenda_number
    assert offered[0].text.startswith(f"Laporan {number} ditangani Subbagian Hukum")
    assert offered[0].text.endswith("– Dewi Lintang, KPU Kab. Lombok Timur")
    assert "{" not in offered[0].text


@pytest.mark.requirement("R67")
async def test_a_first_response_is_ready_before_any_office_has_written_its_own(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.DISPOSED)

    async def offered(*wanted: Action) -> list[tuple[str, str]]:
        async with scene.transaction() as session:
            found = await Templates(session, await scene.actor("dewi")).offered(filed.report_id, wanted)
        return [(one.name, one.office) for one in found]

    assert await offered(Action.ACCEPT, Action.MESSAGE) == [("Respons awal", "bawaan")]
    assert await offered(Action.MESSAGE) == []
    async with scene.transaction() as session:
        await Templates(session, await scene.actor("sari")).add(scene.house.offices[KABUPATEN], ACCEPT)
    assert await offered(Action.ACCEPT) == [("Respons awal", "KPU Kab. Lombok Timur")]
    assert problem_of(FIRST_RESPONSE) == ""


@pytest.mark.parametrize("body", ["Yth. {nama}", "{unit!r}", "{unit:>9}", "{}", "{unit.secret}", "{tenggat"])
async def test_an_unknown_placeholder_is_refused_with_the_known_ones(scene: Scene, body: str) -> None:
    async with scene.transaction() as session:
        with pytest.raises(InvalidError) as refused:
            await Templates(session, await scene.actor("sari")).add(
                scene.house.offices[KABUPATEN], ACCEPT.model_copy(update={"body": body})
            )
    assert all(f"{{{name}}}" in refused.value.fields["body"] for name in PLACEHOLDERS)


def test_every_action_that_takes_a_template_shows_its_words_in_the_chat_notice() -> None:
    for action in FIELDS:
        told = as_the_reporter_reads(action, "Kata-kata {apa adanya}.")
        assert "Kata-kata {apa adanya}." in told.body
        assert told.title
    assert problem_of(" ".join(f"{{{name}}}" for name in PLACEHOLDERS)) == ""
    assert set(SAMPLE) == set(PLACEHOLDERS)


async def test_templates_keep_to_their_office_and_their_actions(scene: Scene) -> None:
    async with scene.transaction() as session:
        work = Templates(session, await scene.actor("sari"))
        with pytest.raises(ForbiddenError):
            await work.add(scene.house.offices[PROVINCE], ACCEPT)
        with refusal(InvalidError, "tidak mengirim tulisan"):
            await work.add(
                scene.house.offices[KABUPATEN], ACCEPT.model_copy(update={"action": Action.DISPOSE})
            )
        template = await work.add(scene.house.offices[KABUPATEN], ACCEPT)
        with refusal(InvalidError, "sudah punya templat"):
            await work.add(scene.house.offices[KABUPATEN], ACCEPT)
        await work.edit(template, ACCEPT.model_copy(update={"is_active": False}))
        with pytest.raises(NotFoundError):
            await work.template(scene.house.offices[KABUPATEN], template + 1)


@pytest.mark.requirement("R155")
async def test_a_report_gets_a_category_beside_its_handling_and_it_is_counted(scene: Scene) -> None:
    filed, other = await scene.file(), await scene.file()
    version = (await scene.row(filed)).version
    async with scene.transaction() as session:
        await seed_categories(session)
        work = Categories(session, await scene.actor("sari"))
        (first, name), (second, later), *_ = await work.choices()
        await work.give(filed.report_id, first)
        await work.give(filed.report_id, second)
        await work.give(filed.report_id, second)
        events = await work.of(filed.report_id)
        assert [(one.name, one.by, one.current) for one in events] == [
            (name, "Sari Rahmania", False), (later, "Sari Rahmania", True),
        ]  # fmt: skip
        assert await work.counted() == ((later, 1), (UNCATEGORISED, 1))
        await work.give(filed.report_id, None)
        assert await work.counted() == ((UNCATEGORISED, 2),)
        with pytest.raises(NotFoundError):
            await work.give(other.report_id, 10_000)
    assert (await scene.row(filed)).version == version
    assert (
        await scene.scalar(
            "SELECT count(*) FROM audit_entries WHERE stream = :stream AND verb = 'report.categorised'",
            stream=f"report:{filed.report_id}",
        )
        == 3
    )


async def test_the_national_office_keeps_the_list_and_nobody_else(scene: Scene) -> None:
    filed = await scene.file()
    async with scene.transaction() as session:
        await seed_categories(session)
        work = Categories(session, await scene.actor("nadia"))
        added = await work.add(WriteCategory(name="Logistik rusak", position=5))
        with refusal(InvalidError, "sudah ada"):
            await work.add(WriteCategory(name="logistik RUSAK", position=6))
        await work.edit(added, WriteCategory(name="Logistik rusak", position=5, is_active=False))
        assert added not in dict(await work.choices())
        with refusal(InvalidError, "tidak dipakai lagi"):
            await Categories(session, await scene.actor("sari")).give(filed.report_id, added)
        for who in ("sari", "yusuf", "ratna"):
            with pytest.raises(ForbiddenError):
                await Categories(session, await scene.actor(who)).every()
        with pytest.raises(NotFoundError):  # what one may not see is not there
            await Categories(session, await scene.actor("karta")).give(filed.report_id, None)
    assert scene.house.offices[NATIONAL]


def test_the_sample_number_is_one_that_can_be_drawn() -> None:
    office = Rung(id=1, path="RI/52/52.03", code="52.03", short_name="KPU Kab. Contoh", zone="Asia/Makassar")
    at = datetime(2026, 11, 26, 8, tzinfo=UTC)
    drawing = Drawing(office=office, series=AgendaSeries.OFFICE, at=at, tracking_hash=b"")
    assert SAMPLE["nomor_agenda"] == _number(drawing, 17).text
