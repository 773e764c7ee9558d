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

from core.chain.about import ABOUT, ActionKind
from core.chain.actions import Action
from core.reports.history_models import HistoryEntry


def goes_through(action: Action, since: Sequence[HistoryEntry]) -> bool:
    """Tell whether an action still makes sense after what happened since its form was made."""
    match ABOUT[action].kind:
        case ActionKind.ADDS | ActionKind.AMONG_OFFICERS:
            return True
        case ActionKind.TELLS:
            return all(ABOUT[Action(one.action)].kind is ActionKind.AMONG_OFFICERS for one in since)
        case ActionKind.MOVES:
            return False
