"""Whatever anybody does in whatever order, the decree's rules hold (see machine.py)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tests.core.machine import ReportMachine
from tests.support.house import House
from tests.support.postgres import DatabaseUrls

pytestmark = pytest.mark.slow

THOROUGH = settings.get_current_profile_name() == "thorough"


@pytest.fixture
def portal() -> Iterator[BlockingPortal]:
    """An event loop of its own: Hypothesis steps are not asynchronous."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.mark.requirement(
    *("R22", "R35", "R43", "R52", "R57", "R58", "R59", "R63", "R71", "R76", "R79", "R80", "R81"),
    *("R85", "R89", "R92", "R94", "R97", "R99", "R130", "R144"),
)
@pytest.mark.timeout(600)
def test_the_rules_of_the_decree_hold_whatever_happens(
    portal: BlockingPortal, house: House, house_urls: DatabaseUrls, tmp_path: Path
) -> None:
    ReportMachine.portal = portal
    ReportMachine.house = house
    ReportMachine.folder = tmp_path
    ReportMachine.engine = create_async_engine(house_urls.app, poolclass=NullPool)

    run_state_machine_as_test(
        ReportMachine,
        settings=settings(
            max_examples=60 if THOROUGH else 10,
            stateful_step_count=40 if THOROUGH else 18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
