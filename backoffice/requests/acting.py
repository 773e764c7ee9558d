"""Handing an action to the chain: the one way for pages and API."""

from typing import Any
from uuid import UUID

from backoffice.requests.bodies import Received, file_values
from backoffice.requests.visits import Visit
from core.handling.schemas import ActOutcome


async def perform(
    visit: Visit,
    report_id: UUID,
    action: str,
    values: dict[str, Any],
    received: Received,
    *,
    version: int | None,
    key: str | None,
) -> ActOutcome:
    """Hand an action to the chain: the one way for the API and the pages."""
    return await visit.handling.act(
        report_id,
        action,
        {**values, **file_values(received)},
        files=received.all_files,
        expected_version=version,
        key=key,
    )
