"""Who sits at which desk in the stories of this folder, and where their pictures go."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e.journey import Desks
from tests.support.chromium import screenshot_dir
from tests.support.shared_stack import SharedStack
from tests.support.stack import ROOT


@pytest.fixture(scope="session")
def desks(stack: SharedStack, browser: Browser) -> Desks:
    """The officers, each signed in once."""
    return Desks(browser, stack.desk, stack.seat)


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where screenshots stay after the run; git ignores it."""
    return screenshot_dir(ROOT / "build", "screenshots")
