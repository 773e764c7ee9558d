"""The API under schemathesis: whatever is sent, it answers what its description promises."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import hypothesis
import pytest
import schemathesis
import uvicorn
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backoffice.app import create_app
from core.settings import Settings
from tests.support.desk.world import World

pytestmark = pytest.mark.slow

EXAMPLES = 4
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@contextmanager
def _served(settings: Settings) -> Iterator[str]:
    """Serve the real application on a free port, in a thread with its own loop."""
    config = uvicorn.Config(create_app(settings), host="127.0.0.1", port=0, log_config=None, lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def _fuzz(
    base: str, headers: dict[str, str], report_id: str, mode: GenerationMode
) -> tuple[list[str], Counter[int]]:
    """Call every operation with generated requests; give what broke a promise, and what was answered."""
    answered: Counter[int] = Counter()
    schema = schemathesis.openapi.from_url(f"{base}/api/v1/openapi.json")
    schema.config.generation.update(with_security_parameters=False)  # we bring the session ourselves
    broken = []
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        if operation.method.upper() == "DELETE":
            continue  # signing out would end the fuzzing, not test it

        @hypothesis.settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True)
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        def call(case: schemathesis.Case[Any]) -> None:
            if "report_id" in (case.path_parameters or {}) and len(str(case.body)) % 2:
                case.path_parameters["report_id"] = report_id
            response = case.call_and_validate(headers=headers, checks=CHECKS, timeout=20)
            answered[response.status_code] += 1

        try:
            call()
        except hypothesis.errors.Unsatisfiable:
            continue  # nothing can be wrong with a request that has no parts
        except (AssertionError, BaseExceptionGroup) as failure:
            broken.append(f"{operation.method} {operation.path}: {failure}")
    return broken, answered


@pytest.mark.timeout(240)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["valid", "invalid"])
async def test_every_operation_keeps_to_its_description_under_generated_requests(
    world: World, desk_settings: Settings, mode: GenerationMode
) -> None:
    report = await world.registered()
    seat = await world.seat("sari")
    headers = {"Cookie": f"{world.parts.cookies.session}={seat.cookie['value']}", "X-CSRF-Token": seat.token}
    with _served(desk_settings) as base:
        broken, answered = await asyncio.to_thread(_fuzz, base, headers, report["report_id"], mode)
    assert broken == []
    assert {200, 404, 422} <= answered.keys()
