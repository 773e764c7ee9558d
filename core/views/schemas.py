"""What officers keep of their queues."""

from typing import Final
from uuid import UUID

from pydantic import Field

from core.values import Frozen

NAME_LIMIT: Final = 60
QUERY_LIMIT: Final = 1500
MAX_VIEWS: Final = 20


class SavedQuery(Frozen):
    """What is sealed of a saved view."""

    name: str = Field(min_length=1, max_length=NAME_LIMIT)
    query: str = Field(max_length=QUERY_LIMIT)
    """`queue?filter`, as the address bar has it."""


class SavedViewLine(Frozen):
    """A saved view as its officer sees it."""

    id: UUID
    name: str
    query: str
