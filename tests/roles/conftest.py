"""The office that every day is spent in, and on which screen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.e2e.paper import document, photo
from tests.roles.office import Office
from tests.support.desk.window import Screen
from tests.support.shared_stack import SharedStack


@pytest.fixture(params=Screen, ids=lambda screen: screen.value)
def screen(request: pytest.FixtureRequest) -> Screen:
    """A desk and a phone: the same day on each."""
    chosen: Screen = request.param
    return chosen


@pytest_asyncio.fixture(loop_scope="session")
async def office(stack: SharedStack) -> AsyncIterator[Office]:
    """Everybody else at the office."""
    office = Office(stack)
    yield office
    await office.close()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """An official letter, as a file to hand over."""
    return document(tmp_path, "naskah-dinas.pdf", "Surat peringatan tertulis")


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """A photograph that proves what was done."""
    return photo(tmp_path, "bukti.png", "Loket terisi")
