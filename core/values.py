"""What every value of the domain is made of: frozen models, lines and texts of bounded length.

Bottom floor: of ours it imports only what lets a sentence be said in another language.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidatorFunctionWrapHandler, WrapValidator

from core.language import Phrase

MAX_TEXT = 20_000
MAX_LINE = 300

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_LINE)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT)]


def _kept(value: object, read: ValidatorFunctionWrapHandler) -> str:
    """Pydantic makes a plain text of every kind of text; a phrase stays one, for the page that says it."""
    return value if isinstance(value, Phrase) else read(value)


Words = Annotated[str, WrapValidator(_kept)]
"""Text of ours, on its way to a page: what is a phrase stays a phrase."""


class Frozen(BaseModel):
    """A value: never changed after it is made, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
