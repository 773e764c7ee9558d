"""What every value of the domain is made of: frozen models, lines and texts of bounded length.

Bottom floor: imports nothing of ours.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

MAX_TEXT = 20_000
MAX_LINE = 300

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_LINE)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT)]


class Frozen(BaseModel):
    """A value: never changed after it is made, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
