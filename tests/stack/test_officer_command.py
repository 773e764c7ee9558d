"""`officer create`: asks for what is missing, tells all that does not fit, makes nothing by halves."""

import dataclasses
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

import psycopg
import pytest
from typer.testing import CliRunner

from core.chain.states import OFFICER_ROLES, Role
from core.db.addresses import libpq_address
from core.errors import DomainError
from core.settings import Settings
from deploy.cli import app
from deploy.commands.entry import sentence_for
from deploy.commands.people import ROLES
from deploy.local.errors import LocalStackError
from deploy.officers import OfficerAnswers, checked, create_officer
from tests.support.command import kentongan
from tests.support.house import House, ensure_house, furnished_database
from tests.support.plugins.run import MakeSettings
from tests.support.postgres import DatabaseUrls
from tests.support.servers import Servers

WISH = OfficerAnswers(
    username="siti.rahma",
    full_name="Siti Rahma",
    role="leader",
    office="52.03",
    unit=None,
    decree="7/HK/2026",
    decree_date="2026-01-05",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A house of officers to add one to."""

    house: House
    urls: DatabaseUrls
    settings: Settings

    async def refusal(self, **changes: str) -> str:
        """Wish for an officer that does not fit; give what was said."""
        with pytest.raises((LocalStackError, DomainError)) as caught:
            await create_officer(self.settings, dataclasses.replace(WISH, **changes))
        return sentence_for(caught.value) or ""

    def appointed(self, username: str) -> list[tuple[object, ...]]:
        with psycopg.connect(libpq_address(self.urls.owner)) as connection:
            return connection.execute(
                "SELECT role, unit_id, decree_date FROM appointments JOIN officers"
                " ON officers.id = officer_id WHERE username = %s",
                [username],
            ).fetchall()


@pytest.fixture
async def desk(servers: Servers, make_settings: MakeSettings) -> AsyncIterator[Desk]:
    house = await ensure_house(servers)
    with furnished_database(servers) as urls:
        keys = house.keys_dir / "backoffice.json"
        settings = make_settings(database_url=urls.app, redis_url=None, backoffice_keys_file=keys)
        yield Desk(house, urls, settings)


def test_the_roles_on_offer_are_those_an_appointment_can_give() -> None:
    assert ROLES.split(", ") == [role.value for role in Role if role in OFFICER_ROLES]


def test_everything_that_does_not_fit_is_told_at_once_and_by_its_option() -> None:
    wrong = dataclasses.replace(
        WISH, username="x", full_name=" ", role="zz", decree="", decree_date="5.1.2026"
    )
    with pytest.raises(LocalStackError) as caught:
        checked(wrong, "a long password")
    lines = str(caught.value).splitlines()[1:]
    named = [line.split()[0] for line in lines]
    assert named == ["USERNAME", "--name", "--role", "--decree-date", "--decree"]
    assert "2026-01-05" in lines[3]


@pytest.mark.parametrize("role", ["zz", "reporter", "system", "support_unit"])
def test_only_roles_of_officers_are_offered_and_taken(role: str) -> None:
    with pytest.raises(LocalStackError) as caught:
        checked(dataclasses.replace(WISH, role=role), "a long password")
    assert f"--role takes one of {ROLES}" in str(caught.value)


@pytest.mark.slow
async def test_an_officer_is_made_with_the_appointment(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = desk.house.unit("Subbag Hukum dan SDM")
    for given in (unit, "Subbag Hukum dan SDM"):
        username = f"siti.{given[-1].lower()}"
        await create_officer(
            desk.settings, dataclasses.replace(WISH, username=username, role="unit_admin", unit=given)
        )
        assert desk.appointed(username) == [("unit_admin", int(unit), date(2026, 1, 5))]
        assert f"Account   {username}" in capsys.readouterr().out


async def test_a_taken_user_name_is_told_in_words(desk: Desk) -> None:
    assert await desk.refusal(username="Sari") == "Nama pengguna itu sudah dipakai. Pilih yang lain."


async def test_input_is_looked_at_before_the_database(desk: Desk) -> None:
    assert "--decree-date" in await desk.refusal(username="sari", decree_date="soon")


async def test_a_code_without_its_dot_finds_its_office_in_a_question(desk: Desk) -> None:
    said = await desk.refusal(office="5203")
    assert "no office with the code 5203. Did you mean 52.03, " in said
    assert "Codes look like RI" in await desk.refusal(office="9999")
    assert desk.appointed(WISH.username) == []


async def test_an_unknown_unit_is_answered_with_those_there_are(desk: Desk) -> None:
    said = await desk.refusal(unit="Subbag Angkasa")
    assert f"{desk.house.unit('Subbag Hukum dan SDM')}  " in said
    assert "has no unit Subbag Angkasa" in said
    assert "has no unit 999999999999" in await desk.refusal(unit="999999999999")


@pytest.mark.slow
def test_whatever_is_not_given_is_asked_for(desk: Desk) -> None:
    environ = {
        "KENTONGAN_DATABASE_URL": desk.urls.app,
        "KENTONGAN_BACKOFFICE_KEYS_FILE": str(desk.house.keys_dir / "backoffice.json"),
    }
    answers = "siti.baru\nSiti Baru\nleader\n52.03\n7/HK/2026\n2026-01-05\n"
    done = kentongan("officer", "create", data_dir=desk.settings.data_dir, environ=environ, typed=answers)
    assert done.returncode == 0, done.stderr
    assert "One-time code secret" in done.stdout
    assert desk.appointed("siti.baru") == [("leader", None, date(2026, 1, 5))]


def test_the_help_calls_nothing_required_that_is_asked_for() -> None:
    said = CliRunner().invoke(app, ["officer", "create", "--help"]).output
    assert "Asks for whatever is not given" in said
    assert "[required]" not in said
