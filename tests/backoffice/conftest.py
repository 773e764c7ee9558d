"""What only the tests of the back office itself ask for."""

import pytest
import structlog


@pytest.fixture(autouse=True)
def every_entry_heard() -> None:
    """Hear every entry, also where another suite in this process has quietened its own log."""
    structlog.reset_defaults()
