"""Sizes of files: counted in bytes, set in megabytes, and worded in one way for chat, page and print."""

import math
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

from core.language import Language, Phrase, made

_UNITS: Final = ("B", "KB", "MB", "GB", "TB")
_STEP: Final = 1024


def megabytes(number: int) -> int:
    """Return how many bytes so many megabytes are."""
    return number * _STEP * _STEP


def kilobytes(size: int) -> int:
    """Return how many whole kilobytes so many bytes are; at least one."""
    return max(1, size // _STEP)


def file_size(value: int, *, beyond: bool = False) -> Phrase:
    """Write a size in the largest fitting unit: "1,4 MB".

    `beyond` rounds up: what is larger than a limit must not read as the limit itself.
    """
    return made(_file_size, value, beyond)


def _file_size(value: int, beyond: bool, *, language: Language) -> str:  # noqa: FBT001 - `made` hands it on so
    size, unit = Decimal(value), _UNITS[0]
    for unit in _UNITS:
        if size < _STEP or unit == _UNITS[-1]:
            break
        size /= _STEP
    if beyond:
        size = Decimal(math.ceil(size * 10)) / 10
    pattern = "#,##0" if unit == _UNITS[0] else "#,##0.#"
    return f"{format_decimal(size, format=pattern, locale=language.code)} {unit}"
