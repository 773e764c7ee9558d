"""A production that would lose evidence, or let one lock out all, is refused and called by `doctor`."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from core.settings import Environment, Settings
from core.wiring import connect_core
from deploy.belonging import adopt_keys
from deploy.diagnosis import Condition, Diagnosis
from deploy.evidence import entry_guard, require_named_store
from deploy.examination import examine
from deploy.keys import create_key_files
from deploy.local.errors import LocalStackError
from deploy.proxies import proxy_trouble, require_named_proxy
from tests.support.command import kentongan, on_free_ports
from tests.support.plugins.run import MakeSettings
from tests.support.postgres import DatabaseUrls

pytestmark = pytest.mark.slow
OUTSIDE = "https://lapor.example"


@pytest.fixture
def production(make_settings: MakeSettings, committed_db: DatabaseUrls) -> Settings:
    """A production with all it needs, its processes on this machine."""
    settings = make_settings(
        environment=Environment.production,
        database_url=committed_db.app,
        migration_database_url=committed_db.owner,
        public_url=OUTSIDE,
        trusted_proxies="127.0.0.1",
    )
    settings = settings.model_copy(update={"evidence_url": (settings.data_dir / "shared").as_uri()})
    create_key_files(settings)
    adopt_keys(settings)
    return settings


def found(settings: Settings, what: str) -> Diagnosis:
    return {one.what: one for one in examine(settings)}[what]


def changed(settings: Settings, **given: Any) -> Settings:
    return settings.model_copy(update=given)


def test_processes_apart_in_production_need_a_named_store(production: Settings) -> None:
    unnamed = changed(production, evidence_url=None)
    with pytest.raises(LocalStackError, match="KENTONGAN_EVIDENCE_URL is not set"):
        require_named_store(unnamed, together=False)
    require_named_store(unnamed, together=True)  # `run`: one account, one folder
    require_named_store(changed(unnamed, environment=Environment.demo), together=False)
    require_named_store(production, together=False)


def test_the_doctor_calls_a_store_the_others_do_not_reach(production: Settings) -> None:
    unnamed = changed(production, evidence_url=None)
    assert found(production, "evidence").state is Condition.fine
    assert found(unnamed, "evidence").state is Condition.note  # `run` may start all three
    production.keys_of("worker").unlink()
    assert found(unnamed, "evidence").state is Condition.wrong
    assert "KENTONGAN_EVIDENCE_URL" in found(unnamed, "evidence").remedy


async def started(settings: Settings, ring: Any) -> None:
    core = await connect_core(settings, ring=ring)
    try:
        await entry_guard(settings, ring)(core)
    finally:
        await core.close()


def test_the_doctor_finds_that_two_processes_use_two_stores(production: Settings, tmp_path: Path) -> None:
    assert "no process has left its mark" in found(production, "shared store").seen
    asyncio.run(started(production, "bot"))
    asyncio.run(started(production, "backoffice"))
    assert found(production, "shared store").seen.startswith("the back office: reached; the bot: reached")
    asyncio.run(started(changed(production, evidence_url=(tmp_path / "own").as_uri()), "bot"))
    apart = found(production, "shared store")
    assert apart.state is Condition.wrong
    assert "the bot: in another store" in apart.seen
    assert "KENTONGAN_EVIDENCE_URL" in apart.remedy


def test_a_store_that_is_away_keeps_no_process_from_its_work(production: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    core = asyncio.run(_core_without(changed(production, evidence_url=folder.as_uri()), folder))
    assert core is None


async def _core_without(settings: Settings, folder: Path) -> None:
    core = await connect_core(settings, ring="bot")
    folder.rmdir()  # noqa: ASYNC240 - nothing else waits
    folder.write_text("in the way")  # noqa: ASYNC240
    try:
        await entry_guard(settings, "bot")(core)
    finally:
        await core.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_https_on_a_loopback_host_needs_its_proxy_named(production: Settings, host: str) -> None:
    unnamed = changed(production, trusted_proxies="", backoffice_host=host)
    with pytest.raises(LocalStackError, match="KENTONGAN_TRUSTED_PROXIES"):
        require_named_proxy(unnamed)
    assert found(unnamed, "proxies").state is Condition.wrong
    assert "KENTONGAN_TRUSTED_PROXIES" in found(unnamed, "proxies").remedy
    assert found(changed(production, backoffice_host=host), "proxies").state is Condition.fine


def test_a_demo_and_a_desk_reached_directly_need_no_proxy(production: Settings) -> None:
    unnamed = changed(production, trusted_proxies="")
    assert proxy_trouble(changed(unnamed, environment=Environment.demo)) is None
    assert proxy_trouble(changed(unnamed, public_url="http://127.0.0.1:8000")) is None
    assert proxy_trouble(changed(unnamed, backoffice_host="0.0.0.0")) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "given", "words"),
    [
        ("backoffice", {"KENTONGAN_PUBLIC_URL": OUTSIDE}, "KENTONGAN_TRUSTED_PROXIES"),
        ("run", {"KENTONGAN_PUBLIC_URL": OUTSIDE}, "KENTONGAN_TRUSTED_PROXIES"),
        ("bot", {}, "KENTONGAN_EVIDENCE_URL is not set"),
        ("worker", {}, "KENTONGAN_EVIDENCE_URL is not set"),
    ],
)
def test_such_a_production_does_not_start(
    production: Settings, redis_url: str, command: str, given: dict[str, str], words: str
) -> None:
    done = kentongan(
        command,
        data_dir=production.data_dir,
        environ={
            "KENTONGAN_ENVIRONMENT": "production",
            "KENTONGAN_DATABASE_URL": production.require_database_url(),
            "KENTONGAN_REDIS_URL": redis_url,
            "KENTONGAN_TELEGRAM_TOKEN": "123456:abcdefghijklmnopqrstuvwxyzabcdefghi",
            "KENTONGAN_TELEGRAM_API_BASE": "http://127.0.0.1:9",
            **on_free_ports(),
            **given,
        },
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_sweeping_is_held_on_a_copy_until_somebody_confirms(production: Settings) -> None:
    named = {
        "KENTONGAN_DATABASE_URL": production.require_database_url(),
        "KENTONGAN_EVIDENCE_URL": production.evidence_location,
    }
    held = kentongan("evidence", "status", data_dir=production.data_dir, environ=named)
    assert "The sweep holds: this database is a copy" in held.stdout
    assert found(production, "shared store").seen.endswith("nothing is swept")
    done = kentongan("evidence", "confirm", data_dir=production.data_dir, environ=named)
    assert "The sweep goes on" in done.stdout, done.stderr
