"""The names of everything that can be done to a report, and of the lines it leaves in the conversation.

Only the names: what an action is stands in about.py; who may do it, when, and with what is a row in
the transition table.
"""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """One thing a reporter, an officer or the system can do to a report."""

    # Intake
    SUBMIT = "submit"
    REGISTER = "register"
    IMPORT_SP4N = "import_sp4n"
    # Verification by the Admin Instansi (or the inspector, for whistleblowing)
    REQUEST_COMPLETION = "request_completion"
    COMPLETE = "complete"
    LAPSE = "lapse"
    REOPEN = "reopen"
    RETURN_NATIONAL = "return_national"
    DISPOSE = "dispose"
    PROPOSE_NOT_PROCESSABLE = "propose_not_processable"
    CONFIRM_NOT_PROCESSABLE = "confirm_not_processable"
    DECLINE_NOT_PROCESSABLE = "decline_not_processable"
    OBJECT = "object"
    # The unit
    RETURN_FOR_REDISPOSITION = "return_for_redisposition"
    ACCEPT = "accept"
    FORWARD_TO_HEAD = "forward_to_head"
    ANSWER_DIRECTLY = "answer_directly"
    DISPOSE_INTERNALLY = "dispose_internally"
    SUBMIT_FOLLOWUP = "submit_followup"
    ANSWER = "answer"
    # After the answer
    RESPOND = "respond"
    ACCEPT_ANSWER = "accept_answer"
    CLOSE_UNANSWERED = "close_unanswered"
    # Whistleblowing
    BEGIN_REVIEW = "begin_review"
    CONCLUDE_REVIEW = "conclude_review"
    DEEPEN = "deepen"
    SUBMIT_TO_LEADER = "submit_to_leader"
    ORDER_INVESTIGATION = "order_investigation"
    CONCLUDE = "conclude"
    REHABILITATE = "rehabilitate"
    # At any time
    WITHDRAW = "withdraw"
    CONTINUE_EX_OFFICIO = "continue_ex_officio"
    ADD_INFORMATION = "add_information"
    MESSAGE = "message"
    NOTE = "note"
    CONSULT = "consult"
    ADVISE = "advise"
    REPORT_PROGRESS = "report_progress"
    INFORM_OBSTACLE = "inform_obstacle"
    CHECK_READING = "check_reading"
    RELATE = "relate"
    UNRELATE = "unrelate"
    MOVE_UP = "move_up"
    # Protection of the reporter
    REQUEST_PROTECTION = "request_protection"
    RELAY_PROTECTION = "relay_protection"
    ACKNOWLEDGE_PROTECTION = "acknowledge_protection"
    ASSESS_RISK = "assess_risk"
    TAKE_MEASURES = "take_measures"
    HAND_TO_AUTHORITY = "hand_to_authority"
    FOLLOW_UP_PROTECTION = "follow_up_protection"
    CLOSE_PROTECTION = "close_protection"
    TELL_SAFETY = "tell_safety"
    CHECK_IN = "check_in"
    # The clock
    TELL_LIMIT = "tell_limit"


class MessageKind(StrEnum):
    """What a line of the conversation is."""

    MESSAGE = "message"
    INFORMATION = "information"
    COMPLETION_REQUEST = "completion_request"
    COMPLETION = "completion"
    ANSWER = "answer"
    RESPONSE = "response"
    NOTICE = "notice"
    NOTE = "note"
    CONSULTATION = "consultation"
    PROGRESS = "progress"
    OBSTACLE = "obstacle"
    FOLLOWUP = "followup"
    PROTECTION = "protection"
    RATING = "rating"
