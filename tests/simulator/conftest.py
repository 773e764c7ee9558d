"""A fresh simulator for each test, and python-telegram-bot, unmodified, as its second client."""

from collections.abc import AsyncIterator, Callable, Iterator

import httpx
import pytest
import pytest_asyncio
import telegram
from telegram.request import HTTPXRequest

from tests.support.telegram import Person, SimulatorHandle, start_simulator

MakeBot = Callable[[SimulatorHandle], telegram.Bot]


def make_bot(simulator: SimulatorHandle) -> telegram.Bot:
    """Point python-telegram-bot at a simulator; the token's colon travels as %3A or plain."""

    def request() -> HTTPXRequest:
        return HTTPXRequest(read_timeout=20, httpx_kwargs={"trust_env": False})

    return telegram.Bot(
        simulator.token,
        base_url=simulator.bot_url,
        base_file_url=simulator.file_url,
        request=request(),
        get_updates_request=request(),
    )


@pytest.fixture(autouse=True)
def _lengths_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opt in to python-telegram-bot's coming types, as it warns about the old ones."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def simulator() -> Iterator[SimulatorHandle]:
    handle = start_simulator()
    yield handle
    handle.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(simulator: SimulatorHandle) -> AsyncIterator[telegram.Bot]:
    async with make_bot(simulator) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def person(simulator: SimulatorHandle) -> AsyncIterator[Person]:
    """A person who has already pressed Mulai."""
    async with simulator.person(1001) as someone:
        await someone.say("/start")
        yield someone


@pytest_asyncio.fixture(loop_scope="session")
async def http(simulator: SimulatorHandle) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=simulator.base_url, trust_env=False, timeout=20) as client:
        yield client
