"""On a machine that runs one process the doctor asks for what that process needs, and for nothing else."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from core.settings import Environment, Settings
from deploy.belonging import adopt_keys
from deploy.diagnosis import Condition, Diagnosis
from deploy.endpoints import Endpoints, write_endpoints
from deploy.examination import examine
from deploy.keys import create_key_files, key_files, processes_here
from tests.support.plugins.run import MakeSettings
from tests.support.postgres import DatabaseUrls
from tests.support.stack import free_ports
from tests.support.telegram import TOKEN, SimulatorHandle, start_simulator

NOT_NEEDED = "not needed on this machine"
SHARED = "file:///tmp"  # there, and nothing is written there


@pytest.fixture(scope="module")
def telegram() -> Iterator[SimulatorHandle]:
    handle = start_simulator()
    yield handle
    handle.stop()


@pytest.fixture
def make_settings(make_settings: MakeSettings, committed_db: DatabaseUrls) -> MakeSettings:
    """Settings of a set-up with a database of its own: it adopts the set-up's keys."""

    def make(**given: object) -> Settings:
        urls = {"database_url": committed_db.app, "migration_database_url": committed_db.owner}
        return make_settings(**{**urls, **given})

    return make


def machine_of(make_settings: MakeSettings, *rings: str, **given: object) -> Settings:
    """Set up a machine of production that was given the key files of these processes."""
    (port,) = free_ports(1)
    settings = make_settings(environment=Environment.production, backoffice_port=port, **given)
    create_key_files(settings)
    adopt_keys(settings)
    for ring, path in key_files(settings).items():
        if ring not in rings:
            path.unlink()
    return settings


def findings(settings: Settings) -> dict[str, Diagnosis]:
    return {finding.what: finding for finding in examine(settings)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ring", "elsewhere"),
    [
        ("bot", "the back office, the worker"),
        ("backoffice", "the bot, the worker"),
        ("worker", "the bot, the back office"),
    ],
)
def test_on_a_machine_of_its_own_a_process_lacks_nothing_of_the_others(
    make_settings: MakeSettings, telegram: SimulatorHandle, ring: str, elsewhere: str
) -> None:
    own: dict[str, object] = {"public_url": "https://lapor.example", "trusted_proxies": "127.0.0.1"}
    if ring != "backoffice":
        own |= {"telegram_token": TOKEN, "telegram_api_base": telegram.base_url}
    settings = machine_of(make_settings, ring, evidence_url=SHARED, **own)
    found = findings(settings)

    assert [one for one in found.values() if one.state is Condition.wrong] == []
    assert found["processes"].seen.endswith(f"; not on this machine: {elsewhere}")
    assert "_KEYS_FILE" in found["processes"].remedy
    assert found["keys"].seen == "one file readable by its owner only"
    assert (found["Telegram"].seen == NOT_NEEDED) is (ring == "backoffice")
    port = f"{settings.backoffice_port} is free" if ring == "backoffice" else NOT_NEEDED
    assert found["ports"].seen == port
    assert (found["browser files"].seen == NOT_NEEDED) is (ring != "backoffice")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rings", "wanted"),
    [
        ("bot", ["Telegram"]),
        ("worker", ["environment", "Telegram"]),
        ("backoffice", ["environment"]),
        ("bot backoffice", ["environment", "Telegram"]),
    ],
)
def test_what_a_process_needs_is_missed_where_it_runs(
    make_settings: MakeSettings, rings: str, wanted: list[str]
) -> None:
    found = findings(machine_of(make_settings, *rings.split(), evidence_url=SHARED))
    assert [what for what, one in found.items() if one.state is Condition.wrong] == wanted


@pytest.mark.slow
def test_a_key_file_that_is_named_is_missed(make_settings: MakeSettings, tmp_path: Path) -> None:
    settings = machine_of(make_settings, "bot", worker_keys_file=tmp_path / "etc" / "worker.json")
    found = findings(settings)
    assert found["keys"].state is Condition.wrong
    assert "KENTONGAN_WORKER_KEYS_FILE" in found["keys"].seen
    assert "BACKOFFICE" not in found["keys"].seen


@pytest.mark.slow
def test_others_may_not_read_the_one_key_file_there_is(make_settings: MakeSettings) -> None:
    settings = machine_of(make_settings, "backoffice")
    settings.keys_of("backoffice").chmod(0o640)
    assert findings(settings)["keys"].state is Condition.wrong


@pytest.mark.slow
def test_beside_a_running_stack_or_an_embedded_server_all_three_belong_here(
    make_settings: MakeSettings,
) -> None:
    settings = machine_of(make_settings, "bot")
    assert processes_here(settings) == {"bot"}
    assert processes_here(settings.model_copy(update={"redis_url": None})) == {"bot", "backoffice", "worker"}
    write_endpoints(settings.data_dir, Endpoints())
    found = findings(settings)
    assert found["keys"].state is Condition.wrong
    assert found["processes"].seen == "the bot, the back office, the worker"


@pytest.mark.slow
def test_a_new_machine_without_any_key_file_is_told_to_make_them_all(make_settings: MakeSettings) -> None:
    found = findings(machine_of(make_settings))
    assert "kentongan keys create" in found["keys"].remedy
    assert found["processes"].state is Condition.fine


class _Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status":"ok"}' if self.path == "/healthz" else b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.mark.slow
def test_a_back_office_at_work_is_not_in_its_own_way(make_settings: MakeSettings) -> None:
    with HTTPServer(("127.0.0.1", 0), _Healthy) as server:
        settings = machine_of(make_settings, "backoffice", telegram_token="1:a")
        settings = settings.model_copy(update={"backoffice_port": server.server_port})
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            found = findings(settings)["ports"]
        finally:
            server.shutdown()
            thread.join()
    assert found.state is Condition.note
    assert found.seen == f"a back office answers at {server.server_port} already"
