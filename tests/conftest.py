"""How tests are run: which settings they see, in which order they begin, and where shared fixtures live.

A fixture that two folders need is in one of the plug-ins; a folder's own conftest holds only its own.
"""

import gc
import os
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.support.ordering import longest_first
from tests.support.requirements import RequirementCollector

pytest_plugins = [
    "tests.support.plugins.run",
    "tests.support.plugins.database",
    "tests.support.plugins.house",
    "tests.support.plugins.desk",
]

gc.disable()  # whatever is imported and collected stays to the end: `pytest_collection_finish` sets it aside

for _name in [name for name in os.environ if name.upper().startswith("KENTONGAN_")]:
    del os.environ[_name]  # the tests choose their settings, whatever the shell has set

hypothesis.settings.register_profile(
    "default",
    deadline=None,
    max_examples=50,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "thorough", parent=hypothesis.settings.get_profile("default"), max_examples=1000
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--requirements-json", type=Path, help="write which test proves which requirement to this file"
    )


def pytest_configure(config: pytest.Config) -> None:
    target = config.getoption("--requirements-json")
    if target is not None:
        config.pluginmanager.register(RequirementCollector(target))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that no worker still has one to go when the others are done."""
    input_of_worker: dict[str, Any] = getattr(config, "workerinput", {})
    items[:] = longest_first(items, workers=input_of_worker.get("workercount", 1))


def pytest_collection_finish() -> None:
    """Look for garbage again, without going through all modules and tests each time."""
    gc.freeze()
    gc.enable()
