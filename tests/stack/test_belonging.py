"""A process works on its own database with its own keys, or ends with a sentence that says what to do."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.script import ScriptDirectory

from core.db.addresses import libpq_address
from core.privacy.keys import load_ring
from core.settings import RINGS, Environment, Ring, Settings
from core.wiring import connect_core
from deploy import migrate
from deploy.belonging import (
    NotOursError,
    adopt_keys,
    guard_of,
    known_revisions,
    require_belonging,
)
from deploy.diagnosis import Condition
from deploy.examination import examine
from deploy.keys import create_key_files, key_files, require_keys
from deploy.local.errors import LocalStackError
from tests.support.command import kentongan, on_free_ports
from tests.support.plugins.run import MakeSettings
from tests.support.postgres import DatabaseUrls
from tests.support.scene import Scene

pytestmark = pytest.mark.slow
TOKEN = "123456:abcdefghijklmnopqrstuvwxyzabcdefghi"


@pytest.fixture
def ours(make_settings: MakeSettings, committed_db: DatabaseUrls) -> Settings:
    """A set-up whose database has adopted its keys."""
    settings = make_settings(database_url=committed_db.app, migration_database_url=committed_db.owner)
    create_key_files(settings)
    assert "knows its keys" in adopt_keys(settings)
    return settings


@contextmanager
def owner(settings: Settings) -> Iterator["psycopg.Connection[Any]"]:
    address = libpq_address(settings.require_migration_database_url())
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def others(settings: Settings) -> Settings:
    """Keys of another set-up, on the same database."""
    stranger = settings.model_copy(update={"data_dir": settings.data_dir.parent / "stranger"})
    create_key_files(stranger)
    return stranger


def refused(settings: Settings, ring: Ring) -> str:
    keys = require_keys(settings, ring)
    with pytest.raises(NotOursError) as error:
        require_belonging(settings, ring, keys)
    with pytest.raises(NotOursError):
        asyncio.run(_guarded(settings, ring))
    return str(error.value)


async def _guarded(settings: Settings, ring: Ring) -> None:
    core = await connect_core(settings, ring=ring)
    try:
        await guard_of(settings, ring)(core)
    finally:
        await core.close()


def installation(settings: Settings) -> Condition:
    return {one.what: one.state for one in examine(settings)}["installation"]


def test_the_revisions_are_those_alembic_knows() -> None:
    scripts = ScriptDirectory.from_config(migrate.alembic_config(""))
    assert known_revisions() == [one.revision for one in scripts.walk_revisions()][::-1]


@pytest.mark.parametrize("ring", RINGS)
def test_its_own_keys_let_a_process_begin(ours: Settings, ring: Ring) -> None:
    require_belonging(ours, ring, require_keys(ours, ring))
    asyncio.run(_guarded(ours, ring))
    assert installation(ours) is Condition.fine


@pytest.mark.parametrize("ring", RINGS)
def test_keys_of_another_set_are_refused_with_the_way_out(ours: Settings, ring: Ring) -> None:
    mixed = ours.model_copy(update={f"{ring}_keys_file": others(ours).keys_of(ring)})
    words = refused(mixed, ring)
    assert "are not those of this database" in words
    assert "from your copy" in words
    assert "KENTONGAN_DATABASE_URL" in words
    assert installation(mixed) is Condition.wrong


def test_another_processes_file_is_refused(ours: Settings) -> None:
    swapped = ours.model_copy(update={"bot_keys_file": ours.keys_of("worker")})
    assert "not the whole key file of the bot" in refused(swapped, "bot")
    assert installation(swapped) is Condition.wrong


def test_a_private_half_of_another_set_is_refused(ours: Settings) -> None:
    theirs = json.loads(others(ours).keys_of("backoffice").read_text())
    mine = json.loads(ours.keys_of("backoffice").read_text())
    mine["handling_private_key"] = theirs["handling_private_key"]
    ours.keys_of("backoffice").write_text(json.dumps(mine))
    assert "not the whole key file of the back office" in refused(ours, "backoffice")


def test_a_database_that_knows_no_keys_yet_is_refused(
    make_settings: MakeSettings, committed_db: DatabaseUrls
) -> None:
    settings = make_settings(database_url=committed_db.app, environment=Environment.production)
    create_key_files(settings)
    assert "run `kentongan migrate`" in refused(settings, "bot")
    assert installation(settings) is Condition.wrong


def test_a_database_without_tables_is_refused(make_settings: MakeSettings, empty_db: DatabaseUrls) -> None:
    settings = make_settings(database_url=empty_db.app)
    create_key_files(settings)
    assert "no tables" in refused(settings, "worker")


@pytest.mark.slow
def test_tables_of_before_are_refused(make_settings: MakeSettings, empty_db: DatabaseUrls) -> None:
    settings = make_settings(database_url=empty_db.app, migration_database_url=empty_db.owner)
    create_key_files(settings)
    for revision in ("0021", known_revisions()[-2]):
        migrate.upgrade(empty_db.owner, revision)
        words = refused(settings, "bot")
        assert "run `kentongan migrate`" in words
        assert known_revisions()[-1] in words


def test_tables_of_a_newer_version_are_refused(ours: Settings) -> None:
    with owner(ours) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
    words = refused(ours, "backoffice")
    assert "newer version" in words
    assert "9000" in words


def test_adopting_again_changes_nothing_and_takes_no_other_keys(ours: Settings) -> None:
    assert adopt_keys(ours) == ""
    with pytest.raises(NotOursError, match="are not those of this database"):
        adopt_keys(others(ours))
    require_belonging(ours, "bot", load_ring(ours.keys_of("bot")))


def test_files_of_two_sets_are_not_adopted(make_settings: MakeSettings, committed_db: DatabaseUrls) -> None:
    settings = make_settings(database_url=committed_db.app, migration_database_url=committed_db.owner)
    create_key_files(settings)
    shutil.copy(others(settings).keys_of("worker"), settings.keys_of("worker"))
    with pytest.raises(LocalStackError, match="different sets of keys"):
        adopt_keys(settings)


def test_one_file_of_the_set_is_enough_to_adopt_it(
    make_settings: MakeSettings, committed_db: DatabaseUrls
) -> None:
    settings = make_settings(database_url=committed_db.app, migration_database_url=committed_db.owner)
    create_key_files(settings)
    kept = {ring: path.read_bytes() for ring, path in key_files(settings).items()}
    for ring in ("bot", "backoffice"):
        settings.keys_of(ring).unlink()
    assert "worker.json" in adopt_keys(settings)
    settings.keys_of("bot").write_bytes(kept["bot"])
    require_belonging(settings, "bot", require_keys(settings, "bot"))


@pytest.mark.parametrize("ring", ["worker", "backoffice"])
async def test_a_database_with_reports_takes_only_keys_that_fit_them(
    make_settings: MakeSettings, busy_scene: Scene, own_urls: DatabaseUrls, ring: Ring
) -> None:
    await busy_scene.file()
    async with busy_scene.transaction() as session:
        if ring == "worker":
            from core.audit.service import anchor  # noqa: PLC0415 - only here

            await anchor(session, busy_scene.worker.keys)
    settings = make_settings(database_url=own_urls.app, migration_database_url=own_urls.owner)
    with owner(settings) as connection:
        connection.execute("DELETE FROM key_fingerprints")  # as an installation of before has it
    create_key_files(settings)
    for other in set(RINGS) - {ring}:
        settings.keys_of(other).unlink()
    with pytest.raises(NotOursError, match="are not those of this database"):
        await asyncio.to_thread(adopt_keys, settings)
    right = settings.model_copy(update={f"{ring}_keys_file": busy_scene.house.keys_dir / f"{ring}.json"})
    assert "knows its keys" in await asyncio.to_thread(adopt_keys, right)


async def test_a_process_waits_for_a_database_that_is_away(
    make_settings: MakeSettings, ours: Settings, tmp_path: Path
) -> None:
    away = ours.model_copy(
        update={
            "database_url": make_settings(database_url="postgresql+psycopg://a@127.0.0.1:9/b").database_url
        }
    )
    await asyncio.to_thread(require_belonging, away, "bot", require_keys(ours, "bot"))
    core = await connect_core(away, ring="bot")
    waiting = asyncio.create_task(guard_of(away, "bot")(core))
    done, _ = await asyncio.wait({waiting}, timeout=0.5)
    assert not done
    waiting.cancel()
    await core.close()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["bot", "worker", "backoffice", "audit verify"])
def test_a_process_with_wrong_keys_ends_with_one_sentence(
    ours: Settings, redis_url: str, command: str
) -> None:
    stranger = others(ours)
    done = kentongan(
        *command.split(),
        data_dir=stranger.data_dir,
        environ={
            "KENTONGAN_DATABASE_URL": ours.require_database_url(),
            "KENTONGAN_REDIS_URL": redis_url,
            "KENTONGAN_TELEGRAM_TOKEN": TOKEN,
            "KENTONGAN_TELEGRAM_API_BASE": "http://127.0.0.1:9",
            **on_free_ports(),
        },
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "are not those of this database" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.slow
def test_run_ends_with_the_same_sentence(ours: Settings, redis_url: str) -> None:
    stranger = others(ours)
    done = kentongan(
        "run",
        data_dir=stranger.data_dir,
        environ={
            "KENTONGAN_DATABASE_URL": ours.require_database_url(),
            "KENTONGAN_MIGRATION_DATABASE_URL": ours.require_migration_database_url(),
            "KENTONGAN_REDIS_URL": redis_url,
            **on_free_ports(),
        },
    )
    assert done.returncode == 1
    assert "are not those of this database" in done.stderr
    assert "Traceback" not in done.stderr
