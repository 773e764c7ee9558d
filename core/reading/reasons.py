"""A reason that is recorded: long enough to say something."""

from typing import Final

from core.errors import InvalidError
from core.language import tr

SHORTEST_REASON: Final = 15
LONGEST_REASON: Final = 500


def reason_in_words(typed: str) -> str:
    """Return a reason as it is recorded, at most 500 letters.

    Raises:
        InvalidError: `reason_too_short`; `fields` names it `reason`.
    """
    reason = typed.strip()[:LONGEST_REASON]
    if len(reason) < SHORTEST_REASON:
        words = tr("Tulis alasannya dengan jelas, paling sedikit {least} huruf.", least=SHORTEST_REASON)
        raise InvalidError(words, code="reason_too_short", fields={"reason": words})
    return reason
