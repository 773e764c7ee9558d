"""What was measured, on what, and how it is printed."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table."""

    line: str
    what: str
    value: str
    aim: str = ""


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all stay at or below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def median(values: Sequence[float]) -> float:
    """Return the middle one."""
    return statistics.median(values) if values else float("nan")


def milliseconds(seconds: float) -> str:
    """Write a duration."""
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def grown(line: str, what: str, before: float, after: float) -> Figure:
    """Compare a process's memory, in MiB, with what it was after the first part of its work."""
    value = f"{before:.0f} → {after:.0f} MiB ({after / before:.2f} ×)"
    return Figure(line=line, what=what, value=value, aim="flat")


def machine(postgres: str) -> list[str]:
    """Say what it ran on."""
    memory = psutil.virtual_memory().total / 2**30
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return [
        f"CPU: {_cpu()}, {os.cpu_count()} cores; {memory:.0f} GiB; load before: {load}",
        f"{platform.system()} {platform.release()}; Python {platform.python_version()}; {postgres}",
    ]


def _cpu() -> str:
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [
        line.partition(":")[2].strip() for line in described.splitlines() if line.startswith("model name")
    ]
    return names[0] if names else platform.machine()


def table(figures: Sequence[Figure]) -> str:
    """Lay the figures out as a Markdown table."""
    rows = [
        ("line", "what", "measured", "aim"),
        *((one.line, one.what, one.value, one.aim) for one in figures),
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
