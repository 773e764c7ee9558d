"""The command line: every command explains itself, and errors are sentences with a way out."""

import json
from pathlib import Path

import pyotp
import pytest
from typer.testing import CliRunner

from core.settings import load_settings
from deploy.cli import app
from deploy.diagnosis import Condition
from deploy.endpoints import Endpoints, completed, read_endpoints, remove_endpoints, write_endpoints
from deploy.examination import examine
from deploy.local.errors import LocalStackError
from tests.support.command import kentongan
from tests.support.plugins.run import MakeSettings

COMMANDS = [
    "run", "bot", "worker", "backoffice", "simulator", "migrate", "seed", "doctor", "officer create",
    "officer code", "audit verify", "keys create",
    "evidence status", "evidence confirm", "inbox list", "inbox retry", "inbox drop",
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_worth_reading(command: str) -> None:
    done = CliRunner().invoke(app, [*command.split(), "--help"])
    assert done.exit_code == 0
    assert len(done.output) > 500


def test_a_command_without_a_database_says_how_to_get_one(tmp_path: Path) -> None:
    done = kentongan("audit", "verify", data_dir=tmp_path)
    assert done.returncode == 1
    assert "KENTONGAN_DATABASE_URL is not set" in done.stderr
    assert "kentongan run" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_misspelt_setting_ends_the_command_with_a_sentence(tmp_path: Path) -> None:
    done = kentongan("doctor", data_dir=tmp_path, environ={"KENTONGAN_LOGLEVEL": "debug"})
    assert done.returncode == 2
    assert "did you mean KENTONGAN_LOG_LEVEL?" in done.stderr


@pytest.mark.slow
def test_demo_data_is_refused_in_production(tmp_path: Path) -> None:
    done = kentongan("seed", data_dir=tmp_path, environ={"KENTONGAN_ENVIRONMENT": "production"})
    assert done.returncode == 1
    assert "demo only" in done.stderr


def test_a_command_beside_a_running_stack_finds_its_servers(tmp_path: Path) -> None:
    settings = load_settings(environ={}, env_file=None, data_dir=tmp_path)
    write_endpoints(tmp_path, Endpoints(database_url="postgresql+psycopg://a@/b", redis_url="unix:///x"))
    found = completed(settings)
    assert found.require_database_url() == "postgresql+psycopg://a@/b"
    assert found.telegram_token is None
    remove_endpoints(tmp_path)
    assert read_endpoints(tmp_path) is None
    with pytest.raises(LocalStackError, match="KENTONGAN_DATABASE_URL"):
        completed(settings)


def test_what_a_set_up_names_itself_wins_over_a_running_stack(tmp_path: Path) -> None:
    own = "postgresql+psycopg://own@host/db"
    settings = load_settings(environ={}, env_file=None, data_dir=tmp_path, database_url=own)
    write_endpoints(tmp_path, Endpoints(database_url="postgresql+psycopg://a@/b", redis_url="unix:///x"))
    assert completed(settings).require_database_url() == own


def test_the_endpoints_file_is_its_owners_only(tmp_path: Path) -> None:
    write_endpoints(tmp_path, Endpoints(telegram_token="1:a"))
    assert (tmp_path / "run" / "endpoints.json").stat().st_mode & 0o077 == 0


def test_the_doctor_finds_nothing_wrong_with_working_servers(make_settings: MakeSettings) -> None:
    findings = {finding.what: finding for finding in examine(make_settings())}
    assert findings["PostgreSQL"].state is Condition.fine
    assert findings["Valkey"].seen.startswith("valkey 9")
    assert findings["tables"].state is Condition.fine


def test_the_doctor_says_what_to_do_about_unreachable_servers_without_showing_secrets(
    make_settings: MakeSettings,
) -> None:
    settings = make_settings(
        database_url="postgresql+psycopg://app:hunter2@127.0.0.1:9/db",
        redis_url="redis://:hunter2@127.0.0.1:9",
    )
    findings = {finding.what: finding for finding in examine(settings)}
    for what in ("PostgreSQL", "tables", "Valkey"):
        assert findings[what].state is Condition.wrong
        assert findings[what].remedy
    assert "hunter2" not in str(findings)


@pytest.mark.slow
def test_the_one_time_code_of_a_demo_account_is_printed(tmp_path: Path) -> None:
    secret = pyotp.random_base32()
    (tmp_path / "demo-accounts.json").write_text(json.dumps([{"username": "sari", "totp_secret": secret}]))
    done = kentongan("officer", "code", "sari", data_dir=tmp_path)
    assert pyotp.TOTP(secret).verify(done.stdout.strip(), valid_window=1)
    unknown = kentongan("officer", "code", "siti", data_dir=tmp_path)
    assert unknown.returncode == 1
    assert "Demo accounts: sari" in unknown.stderr


@pytest.mark.slow
def test_a_one_time_code_is_refused_in_production(tmp_path: Path) -> None:
    (tmp_path / "demo-accounts.json").write_text(
        json.dumps([{"username": "sari", "totp_secret": "JBSWY3DPEHPK3PXP"}])
    )
    production = {"KENTONGAN_ENVIRONMENT": "production"}
    done = kentongan("officer", "code", "sari", data_dir=tmp_path, environ=production)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "demo only" in done.stderr
