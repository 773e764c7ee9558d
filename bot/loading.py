"""aiogram loaded without building what a conversation never uses.

Imported as it is, aiogram lets pydantic build a validator for each of its more than four hundred types:
four fifths of the time the bot took to start. aiogram's types already say `defer_build`: pydantic then
builds each at its first use, if the names in its annotations are known by then. Those names are what
aiogram hands to `model_rebuild` at its import; here they are noted, and handed over at that first use.
Without this module everything works the same and starts later.
"""

import sys
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

_rebuild = BaseModel.__dict__["model_rebuild"].__func__


def load_aiogram() -> None:
    """Import aiogram; call it before anything else does."""
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}

    def note(
        cls: type[BaseModel], /, *, _types_namespace: Mapping[str, Any] | None = None, **how: Any
    ) -> Any:
        if cls.__module__.startswith("aiogram.") and _types_namespace is not None:
            names.update(_types_namespace)
            return None
        return _rebuild(cls, _types_namespace=_types_namespace, **how)

    def rebuild(cls: type[BaseModel], /, *, _types_namespace: Any = None, **how: Any) -> Any:
        return _rebuild(cls, _types_namespace=_types_namespace or names, **how)

    original = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(note)  # type: ignore[assignment]  # given back below
    try:
        from aiogram.methods import Response, TelegramMethod  # noqa: PLC0415 - this is the import it is about
        from aiogram.types import TelegramObject  # noqa: PLC0415
    finally:
        BaseModel.model_rebuild = original  # type: ignore[method-assign]  # as it was
    for base in (TelegramObject, TelegramMethod, Response):
        base.model_rebuild = classmethod(rebuild)  # type: ignore[assignment]  # the same, with the names
