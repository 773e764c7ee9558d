"""The chain drawn from the table: a Mermaid state diagram for each track."""

from __future__ import annotations

from core.chain.rows import Transition
from core.chain.states import FINAL_STATES, STATES_OF, State, Track
from core.chain.table.transitions import TRANSITIONS


def mermaid(track: Track) -> str:
    """Draw every row of this track as Mermaid text, so that no diagram can lag behind."""
    states = [state for state in State if state in STATES_OF[track]]
    lines = ["stateDiagram-v2", "    direction TB"]
    lines += [f"    {state.value} : {drawn(state.label)}" for state in states]
    for row in TRANSITIONS:
        if track in row.tracks:
            lines += _arrows(row, [state for state in states if state in row.sources])
    lines += [f"    {state.value} --> [*]" for state in states if state in FINAL_STATES]
    lines += _notes(track, states)
    return "\n".join(lines) + "\n"


def drawn(label: str) -> str:
    """Write a label as Mermaid can read it: a colon or semicolon would end it."""
    return label.replace(": ", " – ").replace(":", "").replace(";", ",")


def _arrows(row: Transition, sources: list[State]) -> list[str]:
    if row.creates and row.target is not None:
        return [f"    [*] --> {row.target.value} : {drawn(row.label)}"]
    if row.target is None:
        return []
    return [f"    {source.value} --> {row.target.value} : {drawn(row.label)}" for source in sources]


def _notes(track: Track, states: list[State]) -> list[str]:
    """Name what leaves a report where it is beside the state, instead of drawing loops."""
    lines: list[str] = []
    for state in states:
        staying = [
            drawn(row.label) for row in TRANSITIONS if row.target is None and row.applies(track, state)
        ]
        lines += [
            f"    note right of {state.value}",
            *(f"        {label}" for label in staying),
            "    end note",
        ]
    return lines
