"""Expecting a refusal by its words."""

import re
from typing import Any

import pytest

from core.errors import DomainError


def refusal(kind: type[DomainError], words: str) -> Any:
    """Expect this kind of refusal, with these words (a pattern) in its message."""
    return pytest.raises(kind, check=lambda error: re.search(words, error.message) is not None)
