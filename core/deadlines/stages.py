"""The stages of a deadline that draws near or has passed, as they are kept in its row. Pure."""

from enum import StrEnum


class WarningStage(StrEnum):
    """How far a deadline has come, and who hears of it: whoever holds the report, then the ladder above."""

    BEFORE = "before"
    DUE = "due"
    AFTER = "after"
    HEAD = "head"
    ADMIN = "admin"
    LEADER = "leader"
