"""Every text that can go to a reporter, found in the code itself: a new one is among them by itself.

The texts of the bot, what the chain's rows tell, the words of a reporter's own actions, the stages, and the
sentences marked (`tr`) in the modules below, which speak to reporters alone or to whoever hands something in.
Both the rules of plain words and the catalogues of other languages are held to this list.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from babel.messages.extract import extract_from_file

import bot.texts
from bot.conversation.steps import STEPS
from core.answers.topics import QUESTIONS
from core.chain.fields import Field, FieldType
from core.chain.rows import Transition
from core.chain.states import ENDINGS, Element, Role, State, Track
from core.chain.table.transitions import TRANSITIONS
from core.chain.telling.steps import steps
from core.reporter.thread import NEXT_STEPS

ROOT: Final = Path(__file__).resolve().parents[2]
NOT_TO_REPORTERS: Final = frozenset({"officers", "dates", "spoken"})
"""Of the bot's texts, those that officers read, and those that are none."""
SPEAKING: Final = (
    "core/reporter/reporter.py",
    "core/reporter/thread.py",
    "core/handling/clockwork.py",
    "core/notifications/outbox.py",
    "core/notifications/digest.py",
    "core/chain/telling/wording.py",
    "core/chain/time/explanation.py",
    "core/deadlines/foresight.py",
    "core/evidence/intake.py",
    "core/evidence/kinds.py",
    "core/evidence/quota.py",
    "core/intake/intake.py",
    "core/sizes.py",
)
"""Modules whose marked sentences reach reporters."""
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_PLACES: Final = re.compile(r"{\w*}|<[^>]*>|/\w+")


def reporter_texts() -> dict[str, str]:
    """Give every text by where it stands: `bot.texts.common.WELCOME`."""
    found: dict[str, str] = {}
    for name, text in (*_of_the_bot(), *_of_questions(), *_of_the_chain(), *_of_stages(), *_marked()):
        if _LETTERS.search(_PLACES.sub("", text)):
            found.setdefault(name, text)
    return found


def _of_the_bot() -> Iterator[tuple[str, str]]:
    for module in pkgutil.iter_modules(bot.texts.__path__):
        if module.name in NOT_TO_REPORTERS:
            continue
        texts = importlib.import_module(f"bot.texts.{module.name}")
        for name, value in vars(texts).items():
            if name.lstrip("_").isupper():
                yield from _within(f"bot.texts.{module.name}.{name}", value)


def _within(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Give the texts in a constant, however they are arranged."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _within(f"{name}[{key}]", each)
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from _within(f"{name}[{at}]", each)


def _of_questions() -> Iterator[tuple[str, str]]:
    for step in STEPS:
        yield f"step {step.name}: title", step.title
        yield f"step {step.name}: label", step.label
        for option in step.options:
            yield f"step {step.name}: {option.value}", option.label


def _of_the_chain() -> Iterator[tuple[str, str]]:
    for row in TRANSITIONS:
        name = f"row {row.action} {row.clause}"
        if row.notice is not None:
            yield f"{name}: title", row.notice.title
            yield f"{name}: notice", row.notice.body
            yield from _chosen(name, row)
        if Role.REPORTER in row.roles and not row.creates:
            yield f"{name}: label", row.label
            yield f"{name}: help", row.help
            for field in row.fields:
                yield f"{name}: {field.name}", field.label
                yield f"{name}: {field.name} help", field.help


def _chosen(name: str, row: Transition) -> Iterator[tuple[str, str]]:
    """Give the choices a notice names: of its own row, or of the row it quotes."""
    if row.notice is None:
        return
    quoted = (each.fields for each in TRANSITIONS if each.action is row.about.quotes)
    fields: tuple[Field, ...] = (*row.fields, *(field for fields in quoted for field in fields))
    for field in fields:
        if field.type is FieldType.CHOICE and field.name in row.notice.placeholders:
            for choice in field.choices:
                yield f"{name}: {field.name} {choice.value}", choice.told or choice.label


def _of_stages() -> Iterator[tuple[str, str]]:
    for track in Track:
        for station in steps(track, State.RECEIVED):
            yield f"station {track} {station.code}", station.told
    yield from ((f"state {state}", state.reporter_label) for state in State)
    yield from ((f"ending {state}", text) for state, text in ENDINGS.items())
    yield from ((f"next {state}", text) for state, text in NEXT_STEPS.items())
    yield from ((f"element {element}", element.label) for element in Element)
    yield from ((f"asked about {topic}", text) for topic, text in QUESTIONS.items())


def _marked() -> Iterator[tuple[str, str]]:
    for path in SPEAKING:
        found = extract_from_file("python", ROOT / path, keywords={"tr": None, "trn": (1, 1)})
        for line, source, _, _ in found:
            yield f"{path}:{line}", source if isinstance(source, str) else source[0]
