"""When a form made from an older version may still be taken.

Whatever moves a report, or decides something about it, is refused when the report changed
meanwhile: it was decided on what is no longer so. Three kinds of words are not:

- what stays among officers or only adds (a note, a question, advice, progress, more information,
  a link between reports) is as true after the change as before it, and goes through;
- a message to the reporter goes through while only officers talked among themselves. Once the
  state moved, or anything was said to or by the reporter, its writer looks first: the message
  may answer what is answered already.
"""

from collections.abc import Sequence
from typing import Final

from core.chain.actions import Action
from core.reports.history_models import HistoryEntry

_ADDS_ONLY: Final = frozenset(
    {
        Action.NOTE,
        Action.ADD_INFORMATION,
        Action.CONSULT,
        Action.ADVISE,
        Action.REPORT_PROGRESS,
        Action.RELATE,
        Action.UNRELATE,
    }
)
_TO_REPORTER: Final = frozenset({Action.MESSAGE, Action.INFORM_OBSTACLE})
_AMONG_OFFICERS: Final = frozenset({Action.NOTE, Action.CONSULT, Action.ADVISE, Action.REPORT_PROGRESS})


def goes_through(action: Action, since: Sequence[HistoryEntry]) -> bool:
    """Tell whether an action still makes sense after what happened since its form was made."""
    if action in _ADDS_ONLY:
        return True
    return action in _TO_REPORTER and all(Action(entry.action) in _AMONG_OFFICERS for entry in since)
