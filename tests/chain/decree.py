"""The chain as a person reads it in the decrees, written by hand and not from the code.

Each line: the action, who may do it, from which states, to which state ("=" stays, "-" is a
report that does not exist yet). Sources: 002 = Keputusan KPU 1089/2025, 003 = Keputusan KPU
Lombok Timur 14/2022, with the decisions G1-G4 of requirements.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

OPEN_PUBLIC = (
    "received awaiting_completion disposed in_process with_unit_head in_followup followup_submitted answered"
)
ENDED_PUBLIC = "closed returned_national archived_incomplete withdrawn not_processable"
OPEN_WBS = "received awaiting_completion review deepening with_leader investigation"
ENDED_WBS = "concluded archived_incomplete withdrawn not_processable"
EVERY_PUBLIC = f"{OPEN_PUBLIC} {ENDED_PUBLIC}"
EVERY_WBS = f"{OPEN_WBS} {ENDED_WBS}"
AT_UNIT = "in_process with_unit_head in_followup followup_submitted"
UNIT_SIDE = "liaison unit_admin unit_head handler"

PUBLIC_SERVICE = f"""
submit | reporter | - | received
register | desk_officer | - | received
import_sp4n | agency_admin | - | received
request_completion | agency_admin | received | awaiting_completion
complete | reporter | awaiting_completion | received
lapse | system | awaiting_completion | archived_incomplete
reopen | reporter | archived_incomplete | received
return_national | agency_admin | received | returned_national
dispose | agency_admin | received | disposed
return_for_redisposition | liaison unit_admin | disposed | received
accept | liaison unit_admin | disposed | in_process
forward_to_head | liaison unit_admin | in_process | with_unit_head
dispose_internally | unit_head | with_unit_head | in_followup
submit_followup | unit_head | in_followup | followup_submitted
answer | liaison unit_admin | followup_submitted | answered
answer_directly | liaison unit_admin | in_process | answered
respond | reporter | answered closed | in_process
accept_answer | reporter | answered | closed
close_unanswered | system | answered | closed
propose_not_processable | agency_admin | received | =
confirm_not_processable | agency_admin inspector leader | received | not_processable
decline_not_processable | agency_admin inspector leader | received | =
object | reporter | not_processable returned_national | received
withdraw | reporter | {OPEN_PUBLIC} | withdrawn
continue_ex_officio | agency_admin inspector | withdrawn | received
add_information | reporter desk_officer agency_admin | {EVERY_PUBLIC} | =
message | agency_admin liaison unit_admin | {EVERY_PUBLIC} | =
note | agency_admin inspector leader support_unit {UNIT_SIDE} | {EVERY_PUBLIC} | =
consult | {UNIT_SIDE} | {AT_UNIT} | =
advise | support_unit | {AT_UNIT} | =
report_progress | support_unit {UNIT_SIDE} | {AT_UNIT} | =
inform_obstacle | liaison unit_admin unit_head | {AT_UNIT} | =
check_reading | agency_admin liaison unit_admin inspector | {OPEN_PUBLIC} | =
relate | agency_admin liaison unit_admin | {EVERY_PUBLIC} | =
unrelate | agency_admin liaison unit_admin | {EVERY_PUBLIC} | =
request_protection | reporter | {EVERY_PUBLIC} | =
relay_protection | desk_officer agency_admin | {EVERY_PUBLIC} | =
acknowledge_protection | agency_admin inspector leader | {EVERY_PUBLIC} | =
assess_risk | leader | {EVERY_PUBLIC} | =
take_measures | leader | {EVERY_PUBLIC} | =
hand_to_authority | leader | {EVERY_PUBLIC} | =
follow_up_protection | leader | {EVERY_PUBLIC} | =
close_protection | leader | {EVERY_PUBLIC} | =
tell_safety | reporter | {EVERY_PUBLIC} | =
check_in | system | {EVERY_PUBLIC} | =
tell_limit | system | awaiting_completion answered | =
move_up | system | received disposed {AT_UNIT} | received
move_up | system | awaiting_completion answered {ENDED_PUBLIC} | =
"""

WHISTLEBLOWING = f"""
submit | reporter | - | received
register | desk_officer | - | received
request_completion | inspector | received | awaiting_completion
complete | reporter | awaiting_completion | received
lapse | system | awaiting_completion | archived_incomplete
reopen | reporter | archived_incomplete | received
begin_review | inspector | received | review
conclude_review | inspector | review | =
deepen | inspector | review | deepening
submit_to_leader | inspector | review deepening | with_leader
order_investigation | leader | with_leader | investigation
conclude | leader | with_leader investigation | concluded
rehabilitate | leader | concluded | =
propose_not_processable | inspector | received review | =
confirm_not_processable | inspector leader | received review | not_processable
decline_not_processable | inspector leader | received review | =
object | reporter | not_processable | received
withdraw | reporter | {OPEN_WBS} | withdrawn
continue_ex_officio | inspector | withdrawn | received
add_information | reporter inspector | {EVERY_WBS} | =
message | inspector | {EVERY_WBS} | =
note | inspector leader | {EVERY_WBS} | =
check_reading | inspector | {OPEN_WBS} | =
relate | inspector | {EVERY_WBS} | =
unrelate | inspector | {EVERY_WBS} | =
request_protection | reporter | {EVERY_WBS} | =
relay_protection | inspector | {EVERY_WBS} | =
acknowledge_protection | inspector leader | {EVERY_WBS} | =
assess_risk | leader | {EVERY_WBS} | =
take_measures | leader | {EVERY_WBS} | =
hand_to_authority | leader | {EVERY_WBS} | =
follow_up_protection | leader | {EVERY_WBS} | =
close_protection | leader | {EVERY_WBS} | =
tell_safety | reporter | {EVERY_WBS} | =
check_in | system | {EVERY_WBS} | =
tell_limit | system | awaiting_completion | =
move_up | system | received review deepening with_leader investigation | received
move_up | system | awaiting_completion {ENDED_WBS} | =
"""

CLOCKS = """
submit | start verification
register | start verification
import_sp4n | start verification
request_completion | pause verification, start completion
complete | stop completion, resume verification
lapse | stop completion, stop verification
reopen | start verification
return_national | stop verification
dispose | stop verification, start initial_response, start resolution
return_for_redisposition | stop initial_response, stop resolution, start verification
accept | stop initial_response
answer | stop resolution, stop initial_response, start closing
answer_directly | stop resolution, stop initial_response, start closing
respond | stop closing, start resolution
accept_answer | stop closing
close_unanswered | stop closing
begin_review | stop verification, start resolution
confirm_not_processable | stop everything
conclude | stop everything
withdraw | stop everything
object | start verification
continue_ex_officio | start verification
move_up | stop initial_response, stop resolution, start verification
"""


class Line(NamedTuple):
    """One line of the table above."""

    action: str
    roles: frozenset[str]
    sources: frozenset[str]
    target: str


def lines_of(text: str) -> Iterator[Line]:
    for line in text.strip().splitlines():
        action, roles, sources, target = (cell.strip() for cell in line.split("|"))
        yield Line(action, frozenset(roles.split()), frozenset(sources.split()), target)


def clocks() -> dict[str, frozenset[str]]:
    pairs = (line.split("|") for line in CLOCKS.strip().splitlines())
    return {action.strip(): frozenset(each.strip() for each in moves.split(",")) for action, moves in pairs}
