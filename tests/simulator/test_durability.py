"""What the simulator answered outlives `kill -9`."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import telegram

from tests.support.telegram import TOKEN, Person, SimulatorHandle, start_simulator

Process = subprocess.Popen[bytes]
KEYBOARD = telegram.ReplyKeyboardMarkup([["Ya", "Tidak"]])


class Restartable:
    """A simulator in a process of its own, on one port and one data directory."""

    def __init__(self, data_dir: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.data_dir = data_dir
        self.process: Process | None = None

    def start(self) -> None:
        options = ["--port", str(self.port), "--data-dir", str(self.data_dir), "--token", TOKEN]
        self.process = subprocess.Popen([sys.executable, "-m", "deploy.simulator", *options])
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.base_url}/healthz", trust_env=False, timeout=1)
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        pytest.fail("the simulator did not start")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def bot(self, method: str, **fields: object) -> Any:
        url = f"{self.base_url}/bot{TOKEN}/{method}"
        answer = httpx.post(url, json=fields, trust_env=False, timeout=20).json()
        assert answer["ok"], answer
        return answer["result"]


@pytest.fixture
def restartable(tmp_path: Path) -> Iterator[Restartable]:
    server = Restartable(tmp_path / "simulator")
    server.start()
    yield server
    server.kill()


@pytest.mark.slow
async def test_chat_files_updates_and_settings_survive_kill_9(restartable: Restartable) -> None:
    async with Person(restartable.base_url, 1001) as person:
        await person.say("/start")
        (photo,) = await person.send_files("document", ("bukti.txt", b"isi bukti", "text/plain"))
        restartable.bot("sendMessage", chat_id=1001, text="Pilih", reply_markup=KEYBOARD.to_dict())
        restartable.bot("setMyCommands", commands=[{"command": "lapor", "description": "Lapor"}])
        before = await person.messages()
    restartable.kill()
    restartable.start()
    async with Person(restartable.base_url, 1001) as person:
        assert await person.messages() == before
        assert await person.download(photo["files"][0]) == b"isi bukti"
        assert (await person.press(None, "Ya"))["sent"][0]["id"] == before[-1]["id"] + 1
    updates = restartable.bot("getUpdates")
    assert [update["message"].get("text") for update in updates] == ["/start", None, "Ya"]
    assert restartable.bot("getMyCommands") == [{"command": "lapor", "description": "Lapor"}]


@pytest.mark.slow
async def test_an_acknowledged_update_never_comes_back_and_numbers_go_on(restartable: Restartable) -> None:
    async with Person(restartable.base_url, 1001) as person:
        await person.say("satu")
        (first,) = restartable.bot("getUpdates")
        assert restartable.bot("getUpdates", offset=first["update_id"] + 1) == []
        restartable.kill()
        restartable.start()
        await person.say("dua")
        (second,) = restartable.bot("getUpdates")
    assert second["update_id"] == first["update_id"] + 1


async def test_a_graceful_stop_keeps_everything_too(tmp_path: Path) -> None:
    first: SimulatorHandle = start_simulator(tmp_path)
    async with first.person(1001) as person:
        await person.say("halo")
    first.stop()
    second = start_simulator(tmp_path)
    async with second.person(1001) as person:
        assert [message["text"] for message in await person.messages()] == ["halo"]
    second.stop()
