"""The keys of a set-up: made by one command, never over others, and missed in a sentence."""

import json
from pathlib import Path

import pytest

from core.privacy.keys import load_ring
from core.settings import Environment
from deploy.diagnosis import Condition, Diagnosis
from deploy.examination import examine
from deploy.keys import create_key_files, ensure_key_files, require_keys
from deploy.local.errors import LocalStackError
from tests.support.command import kentongan, on_free_ports
from tests.support.plugins.run import MakeSettings

RINGS = ("bot", "backoffice", "worker")
AWAY = {
    "KENTONGAN_DATABASE_URL": "postgresql+psycopg://a@127.0.0.1:9/b",
    "KENTONGAN_REDIS_URL": "redis://127.0.0.1:9",
    "KENTONGAN_TELEGRAM_TOKEN": "1:a",
}


@pytest.mark.slow
def test_the_key_files_are_made_where_the_settings_name_them(tmp_path: Path) -> None:
    bots = tmp_path / "etc" / "bot.key"
    done = kentongan(
        "keys", "create", data_dir=tmp_path / "data", environ={"KENTONGAN_BOT_KEYS_FILE": str(bots)}
    )
    assert done.returncode == 0
    made = [bots, tmp_path / "data" / "keys" / "backoffice.json", tmp_path / "data" / "keys" / "worker.json"]
    for path in made:
        assert path.stat().st_mode & 0o777 == 0o600
        assert str(path) in done.stdout
        load_ring(path)
    assert "KENTONGAN_BOT_KEYS_FILE" in done.stdout
    assert "Copy all three" in done.stdout
    assert sorted(each.name for each in bots.parent.iterdir()) == ["bot.key"]


@pytest.mark.slow
def test_key_files_that_are_there_are_never_overwritten(tmp_path: Path) -> None:
    kentongan("keys", "create", data_dir=tmp_path)
    before = {ring: (tmp_path / "keys" / f"{ring}.json").read_bytes() for ring in RINGS}
    again = kentongan("keys", "create", data_dir=tmp_path)
    assert again.returncode == 1
    assert "there already" in again.stderr
    assert {ring: (tmp_path / "keys" / f"{ring}.json").read_bytes() for ring in RINGS} == before
    (tmp_path / "keys" / "worker.json").unlink()
    half = kentongan("keys", "create", data_dir=tmp_path)
    assert half.returncode == 1
    assert "KENTONGAN_WORKER_KEYS_FILE" in half.stderr
    assert not (tmp_path / "keys" / "worker.json").exists()


def test_no_file_is_left_where_not_all_can_be_written(make_settings: MakeSettings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    named = {"worker_keys_file": tmp_path / "file" / "worker.json", "bot_keys_file": tmp_path / "k" / "bot"}
    settings = make_settings(database_url=None, redis_url=None, **named)
    with pytest.raises(LocalStackError, match="KENTONGAN_WORKER_KEYS_FILE"):
        create_key_files(settings)
    assert list((tmp_path / "k").iterdir()) == []


def test_two_processes_do_not_share_a_key_file(make_settings: MakeSettings, tmp_path: Path) -> None:
    one = tmp_path / "all.json"
    settings = make_settings(database_url=None, redis_url=None, bot_keys_file=one, worker_keys_file=one)
    with pytest.raises(LocalStackError, match="must differ"):
        create_key_files(settings)


def test_a_start_makes_a_set_once_and_never_completes_half_of_one(make_settings: MakeSettings) -> None:
    settings = make_settings(database_url=None, redis_url=None)
    assert ensure_key_files(settings)
    assert not ensure_key_files(settings)
    settings.keys_of("bot").unlink()
    with pytest.raises(LocalStackError, match="put the missing ones back"):
        ensure_key_files(settings)


@pytest.mark.parametrize("text", ["", "{}", '{"something": "else"}', '{"handling_public": 1}'])
def test_a_file_that_is_no_key_file_is_told(make_settings: MakeSettings, text: str) -> None:
    settings = make_settings(database_url=None, redis_url=None)
    ensure_key_files(settings)
    settings.keys_of("bot").write_text(text)
    with pytest.raises(LocalStackError, match="KENTONGAN_BOT_KEYS_FILE"):
        require_keys(settings, "bot")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "ring"),
    [
        ("bot", "bot"),
        ("worker", "worker"),
        ("backoffice", "backoffice"),
        ("audit verify", "worker"),
        (
            "officer create siti --name S --role leader --office RI --decree 1 --decree-date 2026-01-05",
            "backoffice",
        ),
    ],
)
def test_a_missing_key_file_is_one_sentence_that_says_how_to_make_it(
    tmp_path: Path, command: str, ring: str
) -> None:
    done = kentongan(*command.split(), data_dir=tmp_path, environ={**AWAY, **on_free_ports()})
    assert done.returncode == 1
    assert f"no key file {tmp_path / 'keys' / ring}.json" in done.stderr
    assert "kentongan keys create" in done.stderr
    assert f"KENTONGAN_{ring.upper()}_KEYS_FILE" in done.stderr
    assert not [line for line in done.stderr.splitlines()[1:] if line.strip()]


def keys_finding(settings_of: MakeSettings, **given: object) -> Diagnosis:
    return {finding.what: finding for finding in examine(settings_of(**given))}["keys"]


def test_the_doctor_calls_missing_keys_wrong_in_production_and_says_how_to_make_them(
    make_settings: MakeSettings,
) -> None:
    found = keys_finding(make_settings, environment=Environment.production)
    assert found.state is Condition.wrong
    assert "kentongan keys create" in found.remedy
    assert keys_finding(make_settings).state is Condition.note


def test_the_doctor_calls_the_simulator_wrong_in_production(make_settings: MakeSettings) -> None:
    findings = {one.what: one for one in examine(make_settings(environment=Environment.production))}
    assert findings["Telegram"].state is Condition.wrong
    assert "KENTONGAN_TELEGRAM_TOKEN" in findings["Telegram"].remedy


def test_the_simulator_of_a_running_stack_is_wrong_in_production_too(make_settings: MakeSettings) -> None:
    settings = make_settings(environment=Environment.production)
    folder = settings.data_dir / "run"
    folder.mkdir(parents=True)
    simulated = {"telegram_token": "1:a", "telegram_api_base": "http://127.0.0.1:9"}
    (folder / "endpoints.json").write_text(json.dumps(simulated))
    findings = {one.what: one for one in examine(settings)}
    assert findings["Telegram"].state is Condition.wrong
    assert "@BotFather" in findings["Telegram"].remedy
