"""What the health page is made of: lines that say how one thing fares, and what to do."""

from enum import StrEnum

from core.values import Frozen, Words


class Fitness(StrEnum):
    """How good something is."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class HealthLine(Frozen):
    """One thing that was looked at, in words."""

    key: str
    label: Words
    verdict: Fitness
    text: Words
    advice: Words = ""


def line(key: str, label: str, verdict: Fitness, text: str, advice: str = "") -> HealthLine:
    """Make a line; advice is shown where something is to be done."""
    shown = "" if verdict is Fitness.OK else advice
    return HealthLine(key=key, label=label, verdict=verdict, text=text, advice=shown)
