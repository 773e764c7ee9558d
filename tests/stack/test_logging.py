"""The log tells what happened and nothing about anybody."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.logging import is_denied, withhold_personal_data

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

MARKERS = ("Siti Markah", "998877665544", "KEPITING", "hunter2", "0812-3344", "rahasia-saya")

PROGRAM = """
import logging, sys
import httpx, structlog
from core.logging import configure_logging
from core.settings import load_settings

settings = load_settings(environ={}, env_file=None, environment=sys.argv[1], log_dir=sys.argv[2])
configure_logging(settings, process="bot")
log = structlog.get_logger("kentongan.test")
log.info("report.submitted", report_id=7, chat_id=998877665544, reporter_name="Siti Markah",
         tracking_id="KEPITING", nested={"text": "rahasia-saya", "phone": "0812-3344"})
logging.getLogger("httpx").info("HTTP Request: POST https://host/bot1:hunter2/sendMessage")
logging.getLogger("httpx").warning("HTTP Request: POST https://host/bot1:hunter2/sendMessage")
logging.getLogger("aiogram.event").error("chat 998877665544 said rahasia-saya")
logging.getLogger("telegram.Bot").critical("Siti Markah")
logging.getLogger("uvicorn.access").warning('GET /laporan?q=KEPITING')
logging.getLogger("sqlalchemy.engine").warning("INSERT ... 'Siti Markah'")
logging.getLogger("procrastinate").error("job args chat=998877665544")
logging.getLogger("somebody.unknown").error("hello Siti Markah %s", "0812-3344")
try:
    raise ValueError("cannot read rahasia-saya of Siti Markah")
except ValueError:
    log.exception("inbox.poisoned", update_id=5)
    logging.getLogger("asyncio").exception("Task failed with rahasia-saya")
"""


@pytest.fixture(params=["demo", "production"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, request.param, str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return request.param, done.stdout + done.stderr + (tmp_path / "bot.log").read_text()


@pytest.mark.requirement("R87", "R95", "R96")
def test_no_person_no_content_and_no_secret_is_logged_by_us_or_by_a_library(
    written: tuple[str, str],
) -> None:
    _, text = written
    assert "report.submitted" in text
    assert [marker for marker in MARKERS if marker in text] == []


def test_an_exception_keeps_its_kind_and_place(written: tuple[str, str]) -> None:
    _, text = written
    assert "inbox.poisoned" in text
    assert "ValueError" in text


def test_a_librarys_warning_keeps_who_gave_it(written: tuple[str, str]) -> None:
    _, text = written
    assert "telegram.Bot" in text
    assert "somebody.unknown" in text


@pytest.mark.slow
def test_production_writes_one_json_object_a_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "production", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    entries = [json.loads(line) for line in done.stderr.splitlines()]
    first = entries[0]
    assert (first["event"], first["report_id"], first["process"]) == ("report.submitted", 7, "bot")
    assert first["chat_id"] == "[withheld]"


@pytest.mark.parametrize(
    "key", ["chat_id", "user_id", "phone", "full_name", "text", "tracking_id", "bot_token", "query_string"]
)
def test_keys_about_people_are_denied(key: str) -> None:
    assert is_denied(key)


@pytest.mark.parametrize("key", ["report_id", "actor_id", "office_id", "status_code", "correlation_id"])
def test_keys_about_our_own_things_are_kept(key: str) -> None:
    assert withhold_personal_data(None, "info", {"event": "x", key: 5})[key] == 5
