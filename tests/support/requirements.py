"""Collects which test proves which requirement, for docs/traceability.md."""

import json
from pathlib import Path

import pytest


class RequirementCollector:
    """A pytest plugin that writes `{requirement: [test, …]}` after collection."""

    def __init__(self, target: Path) -> None:
        self.target = target

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        proofs: dict[str, set[str]] = {}
        for item in session.items:
            for mark in item.iter_markers("requirement"):
                for requirement in mark.args:
                    proofs.setdefault(str(requirement), set()).add(item.nodeid.split("[")[0])
        self.target.write_text(json.dumps({key: sorted(tests) for key, tests in sorted(proofs.items())}))
