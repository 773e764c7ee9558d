"""Offices and units over the real database."""

import pytest
from pydantic import ValidationError

from core.administration.offices import AddUnit, EditOffice, EditUnit, OfficeAdministration
from core.chain.actions import Action
from core.chain.states import State
from core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from core.offices.directory import OfficeDirectory
from core.offices.models import UnitKind
from tests.administration.refusals import refusal
from tests.support.house import KABUPATEN, LAW, NATIONAL, PROVINCE, SIBLING, TECHNICAL
from tests.support.scene import Scene


async def test_an_office_is_found_by_its_name_and_its_short_facts_are_edited(scene: Scene) -> None:
    actor, office = await scene.actor("ratna"), scene.house.offices[SIBLING]
    async with scene.transaction() as session:
        work = OfficeAdministration(session, actor)
        assert len(await work.find("")) == 553
        before = await work.office(office)
        await work.edit(office, EditOffice(name=before.name, short_name="KPU Kab. Lobar"))
        assert (await work.find("lombok barat"))[0].short_name == "KPU Kab. Lobar"
    assert (
        await scene.scalar(
            "SELECT count(*) FROM audit_entries WHERE stream = :stream AND verb = 'office.edited'",
            stream=f"officer:{scene.house.officers['ratna']}",
        )
        == 1
    )


async def test_an_office_without_units_gets_the_standard_tree_of_its_level_once(scene: Scene) -> None:
    actor, office = await scene.actor("ratna"), scene.house.offices[SIBLING]
    async with scene.transaction() as session:
        work = OfficeAdministration(session, actor)
        assert await work.plant_standard(office) == 5
        assert "Subbag Hukum dan SDM" in [unit.short_name for unit in (await work.office(office)).units]
        with refusal(ConflictError, "sudah punya unit"):
            await work.plant_standard(office)


async def test_units_are_added_renamed_and_moved_with_all_that_is_below(scene: Scene) -> None:
    actor, office = await scene.actor("ratna"), scene.house.offices[KABUPATEN]
    law, technical = int(scene.house.unit(LAW)), int(scene.house.unit(TECHNICAL))
    async with scene.transaction() as session:
        work = OfficeAdministration(session, actor)
        child = await work.add_unit(
            office,
            AddUnit(name="Urusan Perkara", short_name="Perkara", kind=UnitKind.SUBDIVISION, parent_id=law),
        )
        await work.rename_unit(office, child, EditUnit(name="Urusan Sengketa", short_name="Sengketa"))
        await work.move_unit(office, law, technical)
        units = {unit.id: unit for unit in (await work.office(office)).units}
        assert (units[child].depth, units[child].name) == (2, "Urusan Sengketa")
        with refusal(InvalidError, "di bawah dirinya sendiri"):
            await work.move_unit(office, technical, child)
        with refusal(InvalidError, "sudah ada"):
            await work.rename_unit(office, child, EditUnit(name=units[law].name, short_name="Lain"))
        with pytest.raises(NotFoundError):
            await work.move_unit(scene.house.offices[NATIONAL], law, None)


async def test_a_unit_is_not_closed_while_it_holds_open_reports(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.DISPOSED)
    actor, office = await scene.actor("ratna"), scene.house.offices[KABUPATEN]
    law = int(scene.house.unit(LAW))
    async with scene.transaction() as session:
        with refusal(ConflictError, "masih memegang 1 laporan.*disposisikan ulang"):
            await OfficeAdministration(session, actor).set_unit_active(office, law, active=False)
    await scene.act("reporter", filed, Action.WITHDRAW)
    async with scene.transaction() as session:
        work = OfficeAdministration(session, actor)
        await work.set_unit_active(office, law, active=False)
        assert not {unit.id: unit for unit in (await work.office(office)).units}[law].is_active
        await work.set_unit_active(office, law, active=True)


@pytest.mark.parametrize("who", ["sari", "nadia", "lestari"])
async def test_only_the_system_administrator_looks_at_offices(scene: Scene, who: str) -> None:
    async with scene.transaction() as session:
        with refusal(ForbiddenError, "Administrator sistem"):
            await OfficeAdministration(session, await scene.actor(who)).office(1)


async def test_emergency_numbers_are_those_of_the_nearest_office_that_names_any(scene: Scene) -> None:
    actor = await scene.actor("ratna")
    for code, numbers in ((NATIONAL, "110 Polri\r\n148 LPSK"), (PROVINCE, "0370-631225 Polda NTB")):
        async with scene.transaction() as session:
            work = OfficeAdministration(session, actor)
            before = await work.office(scene.house.offices[code])
            wish = EditOffice(name=before.name, short_name=before.short_name, emergency_numbers=numbers)
            await work.edit(before.id, wish)
    async with scene.transaction() as session:
        directory = await OfficeDirectory.load(session)

    assert directory.emergency_numbers(scene.house.offices[KABUPATEN]) == ("0370-631225 Polda NTB",)
    assert directory.emergency_numbers(scene.house.offices[NATIONAL]) == ("110 Polri", "148 LPSK")
    assert directory.emergency_numbers(None) == ("110 Polri", "148 LPSK")


@pytest.mark.parametrize("numbers", ["Polri", "110", "110 Polri\nlain kali", "<b>110</b> Polri"])
def test_emergency_numbers_are_numbers_with_whose_they_are(numbers: str) -> None:
    with pytest.raises(ValidationError):
        EditOffice(name="KPU Kabupaten", short_name="KPU Kab.", emergency_numbers=numbers)
