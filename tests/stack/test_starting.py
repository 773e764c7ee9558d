"""Starting with a set-up that cannot work: one sentence that says what to change, and nothing harmed."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from core.errors import InvalidError, UnavailableError
from core.settings import SettingsError, load_settings
from deploy.commands.entry import sentence_for
from deploy.local.errors import LocalStackError
from deploy.local.places import data_root
from deploy.local.ports import require_free_port
from deploy.reach import ask_telegram, reach_valkey
from deploy.supervision.console import Console
from deploy.supervision.stack import Stack
from tests.support.command import kentongan, on_free_ports
from tests.support.stack import ROOT


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@contextmanager
def bot_api(status: int) -> Iterator[str]:
    """A Bot API that answers everything the same way."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["backoffice", "simulator"])
def test_a_taken_port_is_told_with_the_variable_that_moves_it(tmp_path: Path, command: str) -> None:
    with taken_port() as port:
        setting = f"KENTONGAN_{command.upper()}_PORT"
        done = kentongan(command, data_dir=tmp_path, environ={**on_free_ports(), setting: str(port)})
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr
    assert f"{setting}={port + 10} kentongan {command}" in done.stderr
    assert "library.message" not in done.stderr


@pytest.mark.slow
def test_a_second_back_office_leaves_the_counts_of_the_first_alone(tmp_path: Path) -> None:
    counts = tmp_path / "run" / "counts"
    counts.mkdir(parents=True)
    (counts / "counter_1.db").write_bytes(b"live")
    with taken_port() as port:
        kentongan("backoffice", data_dir=tmp_path, environ={"KENTONGAN_BACKOFFICE_PORT": str(port)})
    assert (counts / "counter_1.db").read_bytes() == b"live"


def test_an_address_this_machine_has_not_is_told_with_its_variable() -> None:
    with pytest.raises(LocalStackError, match="KENTONGAN_BACKOFFICE_HOST"):
        require_free_port("192.0.2.1", 8000, setting="backoffice_port", what="the back office")


def test_the_two_ports_must_differ() -> None:
    same = {"KENTONGAN_BACKOFFICE_PORT": "9000", "KENTONGAN_SIMULATOR_PORT": "9000"}
    with pytest.raises(
        SettingsError, match="KENTONGAN_BACKOFFICE_PORT and KENTONGAN_SIMULATOR_PORT must differ"
    ):
        load_settings(environ=same, env_file=None)


@pytest.mark.slow
def test_an_unreachable_valkey_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    named = {"KENTONGAN_REDIS_URL": "redis://:hunter2@127.0.0.1:9", **on_free_ports()}
    done = kentongan("run", data_dir=tmp_path, environ=named)
    assert done.returncode == 1
    assert "Valkey cannot be reached" in done.stderr
    assert "KENTONGAN_REDIS_URL" in done.stderr
    assert "hunter2" not in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_an_address_that_is_none_of_valkey_is_a_sentence_too() -> None:
    with pytest.raises(LocalStackError, match="KENTONGAN_REDIS_URL"):
        reach_valkey("http://127.0.0.1:9")


@pytest.mark.slow
def test_a_token_that_telegram_refuses_is_told_by_its_variable_and_not_repeated() -> None:
    with bot_api(401) as base:
        given = {"KENTONGAN_TELEGRAM_TOKEN": "1:hunter2", "KENTONGAN_TELEGRAM_API_BASE": base}
        answer = ask_telegram(load_settings(environ=given, env_file=None))
    assert answer.trouble == f"{base} refuses the bot's token (401)"
    assert "KENTONGAN_TELEGRAM_TOKEN" in answer.remedy
    assert "hunter2" not in str(answer)
    with bot_api(200) as base:
        given["KENTONGAN_TELEGRAM_API_BASE"] = base
        assert ask_telegram(load_settings(environ=given, env_file=None)).trouble == ""
    assert ask_telegram(load_settings(environ=given, env_file=None)).trouble.startswith("ConnectError")


async def test_a_start_tells_a_refused_token_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with bot_api(404) as base:
        given = {"KENTONGAN_TELEGRAM_TOKEN": "none", "KENTONGAN_TELEGRAM_API_BASE": base}
        settings = load_settings(environ=given, env_file=None, data_dir=tmp_path)
        await Stack(settings, Console(colours=False))._try_token()
    said = capsys.readouterr().out
    assert said.startswith("Telegram: ")
    assert "refuses the bot's token (404). Check KENTONGAN_TELEGRAM_TOKEN" in said
    assert said.count("\n") == 1


def test_a_production_that_makes_its_own_keys_asks_for_a_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = load_settings(
        environ={"KENTONGAN_ENVIRONMENT": "production"}, env_file=None, data_dir=tmp_path
    )
    stack = Stack(settings, Console(colours=False))
    stack._make_keys()
    assert f"keep a copy of {tmp_path / 'keys'}" in capsys.readouterr().out
    stack._make_keys()
    assert capsys.readouterr().out == ""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("run",), ("keys", "create"), ("simulator",)])
def test_a_data_directory_that_cannot_be_made_is_told_by_its_variable(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("")
    done = kentongan(*arguments, data_dir=tmp_path / "file" / "data", environ=on_free_ports())
    assert done.returncode == 1
    assert "KENTONGAN_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_log_folder_that_cannot_be_made_is_told_by_its_variable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = kentongan(
        "doctor", data_dir=tmp_path, environ={"KENTONGAN_LOG_DIR": str(tmp_path / "file" / "logs")}
    )
    assert done.returncode == 1
    assert "KENTONGAN_LOG_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_person_can_mend_has_a_sentence_and_a_defect_has_none(tmp_path: Path) -> None:
    away = sentence_for(UnavailableError())
    assert away is not None
    assert "KENTONGAN_DATABASE_URL" in away
    refused = sentence_for(InvalidError("Tidak cocok.", fields={"unit_id": "Pilih unit."}))
    assert refused == "Tidak cocok.\n  unit_id: Pilih unit."
    full = sentence_for(OSError(28, "No space left on device", str(tmp_path)))
    assert full is not None
    assert f"{tmp_path}: No space left on device" in full
    assert sentence_for(KeyError("x")) is None
    assert sentence_for(BrokenPipeError(32, "Broken pipe")) is None


@pytest.mark.slow
def test_the_simulator_says_where_its_page_and_its_token_are(tmp_path: Path) -> None:
    ports = on_free_ports()
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy", "simulator"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, **ports, "KENTONGAN_DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    said = "".join(process.stdout.readline() for _ in range(3))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert f"http://127.0.0.1:{ports['KENTONGAN_SIMULATOR_PORT']}" in said
    assert "?user=2" in said
    token = tmp_path / "run" / "simulator-token"
    assert str(token) in said
    assert token.read_text() not in said


def test_the_data_directory_is_made_where_it_can_be(tmp_path: Path) -> None:
    assert data_root(tmp_path / "a" / "b").is_dir()
