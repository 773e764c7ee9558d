"""Lets a module of texts be read in the language that is spoken: its sentences stand there in Indonesian.

Whoever writes `common.WELCOME` gets it in the language of the person that is being answered. So no page can
forget it, and a new sentence needs a translation and nothing else (docs/decisions/0021).
"""

import sys
from collections.abc import Mapping
from functools import cache
from types import ModuleType

from core.language import INDONESIAN, Language
from core.languages import language_of, spoken, told


class Written(str):
    """A text that goes into the report itself: officers read it, so it stays Indonesian."""

    __slots__ = ()


class _Spoken(ModuleType):
    """A module whose constants are said in the language that is spoken."""

    def __getattribute__(self, name: str) -> object:
        value = super().__getattribute__(name)
        language = spoken()
        if language is INDONESIAN or not name.isupper():
            return value
        return _said_of(super().__getattribute__("__name__"), name, language.code)


@cache
def _said_of(module: str, name: str, code: str) -> object:
    return _said(vars(sys.modules[module])[name], language_of(code))


def _said(value: object, language: Language) -> object:
    """Say a text, or each text of a list or table."""
    if isinstance(value, str):
        return value if isinstance(value, Written) else told(value, language)
    if isinstance(value, Mapping):
        return {key: _said(each, language) for key, each in value.items()}
    return tuple(_said(each, language) for each in value) if isinstance(value, tuple) else value


def in_every_language(module: str) -> None:
    """Let this module's texts be said in the language that is spoken. Its last line."""
    sys.modules[module].__class__ = _Spoken
