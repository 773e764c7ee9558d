"""A report with files that its reporter brought to the desk."""

import json
from typing import Any

from tests.support.desk.addresses import REPORTS
from tests.support.desk.answers import registration_at
from tests.support.desk.client import DeskClient
from tests.support.desk.world import World


async def filed(world: World, *sent: tuple[str, bytes, str], **changes: Any) -> str:
    """Register a report with files that its reporter brought; give its id."""
    report = json.dumps(registration_at(world.office_id, **changes))
    async with await world.visit("rina") as desk:
        done = await desk.request(
            "POST", REPORTS, headers={"x-csrf-token": desk.token},
            data={"report": report}, files=[("files", one) for one in sent],
        )  # fmt: skip
    assert done.status_code == 201, done.text
    return str(done.json()["report_id"])


async def file_of(desk: DeskClient, report: str) -> dict[str, Any]:
    listed = (await desk.get(f"{REPORTS}/{report}/evidence")).json()
    found: dict[str, Any] = (listed["evidence"] + listed["papers"])[0]
    return found
