"""What `kentongan doctor` finds: how a thing is, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.settings import PROCESSES, Settings
from deploy.endpoints import Endpoints
from deploy.keys import processes_here


class Condition(StrEnum):
    """How a thing is."""

    fine = "fine"
    note = "note"
    wrong = "wrong"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at, and what to do about it when it is not fine."""

    what: str
    state: Condition
    seen: str
    remedy: str = ""


def fine(what: str, seen: str) -> Diagnosis:
    """Say that nothing is to be done."""
    return Diagnosis(what, Condition.fine, seen)


def note(what: str, seen: str, remedy: str = "") -> Diagnosis:
    """Say what is worth knowing, though nothing is wrong."""
    return Diagnosis(what, Condition.note, seen, remedy)


def wrong(what: str, seen: str, remedy: str) -> Diagnosis:
    """Say what keeps the set-up from working."""
    return Diagnosis(what, Condition.wrong, seen, remedy)


def rings_here(settings: Settings, endpoints: Endpoints | None) -> set[str]:
    """Name the processes of this machine: all of them beside a running stack."""
    return set(PROCESSES) if endpoints is not None else processes_here(settings)


def in_words(rings: Iterable[str]) -> str:
    """Name processes as those who run them call them."""
    return ", ".join(words for ring, words in PROCESSES.items() if ring in set(rings))
