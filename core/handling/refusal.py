"""Turning the chain's refusal into the domain's: same words, right kind."""

from typing import Final, NoReturn

from core.chain.situation import StepDenied
from core.errors import ConflictError, ForbiddenError, InvalidError

_FORBIDDEN: Final = frozenset({"not_your_role", "wrong_track"})


def raise_denied(denied: StepDenied) -> NoReturn:
    """Raise what the chain refused.

    Raises:
        InvalidError: The answers do not hold; `fields` says which, unless it is how they go together.
        ForbiddenError: Not this role's, or not this track's.
        ConflictError: Not possible now; the message says when it is.
    """
    code = f"chain.{denied.code}"
    fields = {name: error.message for name, error in denied.field_errors.items()}
    if denied.of_answers:
        raise InvalidError(denied.message, code=code, clause=denied.clause, fields=fields)
    if denied.code in _FORBIDDEN:
        raise ForbiddenError(denied.message, code=code, clause=denied.clause)
    raise ConflictError(denied.message, code=code, clause=denied.clause)
