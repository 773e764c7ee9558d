"""The handling chain: states, the transition table, decisions, working days. Pure.

Only the standard library, this package's own enumerations and frozen values, and the marks that let its
words be said in other languages. No input or output, no clock, no `async`. Everything others need is
exported here.
"""

from core.chain.about import ABOUT, ActionFacts, ActionKind
from core.chain.actions import Action, MessageKind
from core.chain.decide import Decision, available, decide, others_steps, why_not
from core.chain.effects import Changes
from core.chain.fields import (
    Choice,
    Field,
    FieldError,
    FieldErrors,
    FieldType,
    FieldValue,
    Values,
    clean,
)
from core.chain.rows import (
    CONTEXT_PLACEHOLDERS,
    DeadlineOp,
    Effect,
    Guard,
    Notice,
    Operation,
    Transition,
)
from core.chain.situation import REPORTER, SYSTEM, Command, Performer, Snapshot, StepDenied
from core.chain.states import (
    ENDINGS,
    FINAL_STATES,
    OFFICER_ROLES,
    OPEN_STATES,
    STATES_OF,
    Channel,
    Classification,
    DeadlineKind,
    Element,
    Finding,
    IdentityMode,
    Kind,
    ProtectionStage,
    Relation,
    Role,
    State,
    Threat,
    Track,
    ViolationType,
    holder_of,
)
from core.chain.table.transitions import TRANSITIONS, rows_of, transition_for
from core.chain.telling.steps import Mark, Station, steps
from core.chain.telling.wording import notice_for, words_of

__all__ = [
    "ABOUT",
    "CONTEXT_PLACEHOLDERS",
    "ENDINGS",
    "FINAL_STATES",
    "OFFICER_ROLES",
    "OPEN_STATES",
    "REPORTER",
    "STATES_OF",
    "SYSTEM",
    "TRANSITIONS",
    "Action",
    "ActionFacts",
    "ActionKind",
    "Changes",
    "Channel",
    "Choice",
    "Classification",
    "Command",
    "DeadlineKind",
    "DeadlineOp",
    "Decision",
    "Effect",
    "Element",
    "Field",
    "FieldError",
    "FieldErrors",
    "FieldType",
    "FieldValue",
    "Finding",
    "Guard",
    "IdentityMode",
    "Kind",
    "Mark",
    "MessageKind",
    "Notice",
    "Operation",
    "Performer",
    "ProtectionStage",
    "Relation",
    "Role",
    "Snapshot",
    "State",
    "Station",
    "StepDenied",
    "Threat",
    "Track",
    "Transition",
    "Values",
    "ViolationType",
    "available",
    "clean",
    "decide",
    "holder_of",
    "notice_for",
    "others_steps",
    "rows_of",
    "steps",
    "transition_for",
    "why_not",
    "words_of",
]
