"""The 553 offices: found by any part of the name, in their own time zone, under their own name."""

import pytest
import pytest_asyncio
from sqlmodel import select

from core.db.database import Database
from core.errors import NotFoundError
from core.offices.directory import OfficeDirectory
from core.offices.ladder import ladder_of
from core.offices.models import Office, OfficeLevel, Unit, UnitKind
from core.offices.seed import seed_offices
from core.offices.zones import zone_label
from tests.support.house import KABUPATEN
from tests.support.postgres import DatabaseUrls
from tests.support.scene import Scene

pytestmark = pytest.mark.requirement("R1")


@pytest_asyncio.fixture(loop_scope="session")
async def directory(scene: Scene) -> OfficeDirectory:
    async with scene.transaction() as session:
        return await OfficeDirectory.load(session)


async def test_there_are_553_offices_on_three_levels(directory: OfficeDirectory) -> None:
    levels = [entry.level for entry in directory.entries]

    assert (len(levels), levels.count(OfficeLevel.NATIONAL)) == (553, 1)
    assert (levels.count(OfficeLevel.PROVINCE), levels.count(OfficeLevel.REGENCY)) == (38, 514)
    assert len({entry.code for entry in directory.entries}) == 553


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("lombok timur", "52.03"),
        ("lombok tmur", "52.03"),
        ("Kab Lombok Timur", "52.03"),
        ("kpu kabupaten lombok-timur", "52.03"),
        ("LOMBOK TIMUR", "52.03"),
        ("kota bekasi", "32.75"),
        ("bekasi kota", "32.75"),
        ("kab. bekasi", "32.16"),
        ("pacitan", "35.01"),
        ("pacittan", "35.01"),
        ("jombang", "35.17"),
        ("52.03", "52.03"),
        ("ri", "RI"),
        ("prov nusa tenggara barat", "52"),
    ],
)
async def test_an_office_is_found_as_people_write_it(
    directory: OfficeDirectory, typed: str, code: str
) -> None:
    assert directory.search(typed)[0].code == code


async def test_a_province_and_its_offices_are_offered_together(directory: OfficeDirectory) -> None:
    found = directory.search("aceh")

    assert "11" in [entry.code for entry in found]
    assert all(entry.code.startswith("11") for entry in found)
    assert len(directory.search("aceh", limit=3)) == 3


@pytest.mark.parametrize("typed", ["", "   ", "...", "kpu", "zzzzqqqq"])
async def test_nothing_is_found_for_nothing(directory: OfficeDirectory, typed: str) -> None:
    assert directory.search(typed) == []


async def test_in_aceh_the_office_is_called_kip(directory: OfficeDirectory) -> None:
    aceh = [entry for entry in directory.entries if entry.code.startswith("11")]
    others = [entry for entry in directory.entries if not entry.code.startswith("11")]

    assert all(entry.short_name.startswith("KIP") for entry in aceh)
    assert not any(entry.short_name.startswith("KIP") for entry in others)
    assert directory.by_code("11") is not None
    assert directory.search("KIP Aceh")[0].code == "11"


@pytest.mark.parametrize(
    ("code", "label"), [("RI", "WIB"), ("35.01", "WIB"), ("52.03", "WITA"), ("51", "WITA"), ("94", "WIT")]
)
async def test_each_office_lives_in_its_own_time_zone(
    directory: OfficeDirectory, code: str, label: str
) -> None:
    office = directory.by_code(code)

    assert office is not None
    assert zone_label(office.zone) == label


async def test_the_lists_lead_from_province_to_regency(directory: OfficeDirectory) -> None:
    provinces = directory.provinces()
    regencies = directory.regencies("52")

    assert len(provinces) == 38
    assert [entry.province_name for entry in provinces] == sorted(
        entry.province_name or "" for entry in provinces
    )
    assert len(regencies) == 10
    assert sum(len(directory.regencies(entry.code)) for entry in provinces) == 514


async def test_an_unknown_office_is_not_found(directory: OfficeDirectory) -> None:
    with pytest.raises(NotFoundError):
        directory.get(999_999)
    assert directory.by_code("99.99") is None
    assert directory.get(directory.entries[0].id) == directory.entries[0]


@pytest.mark.slow
async def test_the_directory_is_read_once_until_an_office_is_changed(own_urls: DatabaseUrls) -> None:
    database = Database.connect(own_urls.app, pool_size=1, reference_seconds=60)

    async def directory() -> OfficeDirectory:
        async with database.transaction() as session:
            return await OfficeDirectory.load(session)

    first = await directory()
    again = await directory()
    async with database.transaction() as session:
        (await session.get_one(Office, first.entries[0].id)).short_name = "KPU Contoh"
    changed = await directory()
    await database.close()

    assert again is first
    assert changed.entries[0].short_name == "KPU Contoh"


@pytest.mark.slow
async def test_an_office_changed_by_another_process_is_as_fresh_in_the_directory_as_in_the_ladder(
    own_urls: DatabaseUrls,
) -> None:
    ours = Database.connect(own_urls.app, pool_size=1, reference_seconds=60)
    impatient = Database.connect(own_urls.app, pool_size=1, reference_seconds=1e-9)
    theirs = Database.connect(own_urls.app, pool_size=1)

    async def names(database: Database) -> tuple[str, str, list[str]]:
        """What the office is called in its ladder, in the directory, and among what a search finds."""
        async with database.transaction() as session:
            directory = await OfficeDirectory.load(session)
            office = directory.by_code(KABUPATEN)
            assert office is not None
            (rung, *_) = await ladder_of(session, office.id)
            return rung.short_name, office.short_name, [one.code for one in directory.search("Contohwati")]

    before = [await names(ours), await names(impatient)]
    async with theirs.transaction() as session:
        office = (await session.exec(select(Office).where(Office.code == KABUPATEN))).one()
        office.name, office.short_name = "KPU Kabupaten Contohwati", "KPU Kab. Contohwati"
    after = [await names(ours), await names(impatient)]
    for database in (ours, impatient, theirs):
        await database.close()

    known: tuple[str, str, list[str]] = ("KPU Kab. Lombok Timur", "KPU Kab. Lombok Timur", [])
    assert before == [known, known]
    assert after == [known, ("KPU Kab. Contohwati", "KPU Kab. Contohwati", [KABUPATEN])]


@pytest.mark.requirement("R33", "R75")
async def test_the_units_of_the_kabupaten_are_those_of_its_decree(scene: Scene) -> None:
    async with scene.transaction() as session:
        office_id = scene.house.offices["52.03"]
        units = (await session.exec(select(Unit).where(Unit.office_id == office_id))).all()
        before = (
            len((await session.exec(select(Office))).all()),
            len((await session.exec(select(Unit))).all()),
        )
        await seed_offices(session)
        after = len((await session.exec(select(Office))).all()), len((await session.exec(select(Unit))).all())

    assert sum(unit.kind is UnitKind.SUBDIVISION for unit in units) == 4
    assert sum(unit.kind is UnitKind.INSPECTORATE for unit in units) == 1
    assert before == after
