"""The page on how a list becomes SQL shows what the code writes."""

import re
from datetime import date

import core.queues
from core.actor import Acting, OfficerActor
from core.chain.states import Role
from core.ids import AppointmentId, OfficeId, OfficerId, new_id
from core.queues.orders import ORDERS
from core.queues.paging import _page_and_total
from core.queues.queue import ways_into
from core.queues.schemas import Sort

SARI = OfficerActor(
    officer_id=OfficerId(new_id()),
    username="sari",
    full_name="Sari",
    appointments=(
        Acting(
            appointment_id=AppointmentId(1),
            role=Role.AGENCY_ADMIN,
            office_id=OfficeId(1),
            office_name="KPU Kabupaten Lombok Timur",
            office_path="RI/52/52.03",
            unit_id=None,
            unit_name=None,
            unit_path=None,
            decree_number="1",
            valid_from=date(2026, 1, 1),
            valid_to=None,
        ),
    ),
)


def test_the_statement_shown_for_a_queue_is_the_one_that_is_sent() -> None:
    written = _page_and_total(ways_into("reporter", SARI), ORDERS[Sort.OLDEST], beyond=False)
    assert _plain(_shown()) == _plain(written)


def _shown() -> str:
    """Return the lines of the example: those that are set in."""
    lines = (core.queues.__doc__ or "").splitlines()
    return "\n".join(line for line in lines if line.startswith("    "))


def _plain(sql: str) -> str:
    """Leave out what lines and indents add."""
    return re.sub(r"(?<=\() | (?=\))", "", " ".join(sql.split()))
