"""Each catalogue says everything, puts in what its source puts in, and fits a phone."""

import importlib
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from types import ModuleType
from typing import Final

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import bot.texts
from bot.texts import common, danger, draft, steps, story
from core.chain.states import Kind
from core.languages import CATALOGUES, NAMES, language_of, speaking, told
from core.languages.catalogues import LONGEST_WORDS, bare, texts
from deploy.tools.catalogue import told as texts_told
from deploy.tools.reporter_texts import NOT_TO_REPORTERS

CODES: Final = ("en", "jv", "su")
LONGEST_MESSAGE: Final = 1_150
BESIDE: Final = 22
"""Letters of a label that fit beside another on a line of 360 px."""
PAIRS: Final = (
    (common.AGREE, common.DISAGREE),
    (draft.CANCEL_YES, draft.CANCEL_NO),
    (draft.RESUME, common.MENU_BUTTON),
    (draft.SEE_STATUS, draft.ADD_INFORMATION),
    (draft.SET_PUSH, draft.SWEEP),
    (steps.BACK, steps.CANCEL),
    (story.CHANGE, story.CANCEL),
    (story.GUIDE, story.RULES),
    (story.SEND, steps.BACK),
)
"""Labels that stand beside each other however long they are."""
SOURCES: Final = frozenset(source if isinstance(source, str) else source[0] for _, _, source in texts_told())
_PLACE: Final = re.compile(r"{\w*}")
_TAG: Final = re.compile(r"<[^>]*>")
_COMMAND: Final = re.compile(r"(?<![\w.])/[a-z]+")


def entries(code: str) -> Iterator[Message]:
    with (CATALOGUES / f"{code}.po").open("rb") as source:
        yield from (message for message in read_po(source, locale=code) if message.id)


def test_every_module_of_texts_is_said_in_the_language_that_is_spoken() -> None:
    names = {module.name for module in pkgutil.iter_modules(bot.texts.__path__)} - NOT_TO_REPORTERS
    modules = {name: importlib.import_module(f"bot.texts.{name}") for name in names}
    assert [name for name, module in modules.items() if type(module) is ModuleType] == []
    with speaking(language_of("en")):
        assert str(common.MENU_HELP) == "Help"
        assert str(danger.PRESSED) == "Saya dalam bahaya sekarang"  # it goes into the report
        assert str(steps.KINDS[Kind.COMPLAINT]) == "Complaint"
    assert str(common.MENU_HELP) == "Bantuan"


def test_every_language_that_is_offered_is_looked_at() -> None:
    assert tuple(NAMES) == ("id", *CODES)


@pytest.mark.parametrize("code", CODES)
def test_nothing_that_a_reporter_reads_is_missing(code: str) -> None:
    said = {texts(message.id)[0] for message in entries(code) if all(texts(message.string))}
    wanted = SOURCES
    assert wanted - said == set(), f"python -m deploy.tools.catalogue {code} reporters"
    assert said - wanted == set()  # what is no longer said


@pytest.mark.parametrize("code", CODES)
def test_places_tags_and_commands_are_those_of_the_source(code: str) -> None:
    for message in entries(code):
        source = texts(message.id)[0]
        for said in texts(message.string):
            for what in (_PLACE, _TAG, _COMMAND):
                assert Counter(what.findall(said)) == Counter(what.findall(source)), said


@pytest.mark.parametrize("code", CODES)
def test_nobody_has_left_an_entry_unconfirmed(code: str) -> None:
    assert [message.id for message in entries(code) if message.fuzzy] == []


@pytest.mark.parametrize("code", ["id", *CODES])
def test_every_text_fits_a_message_and_labels_beside_each_other_a_line(code: str) -> None:
    for text in SOURCES:
        assert len(_TAG.sub("", told(text, language_of(code)))) <= LONGEST_MESSAGE
    for pair in PAIRS:
        assert all(len(told(label, language_of(code))) <= BESIDE for label in pair), pair


@pytest.mark.parametrize("code", CODES)
def test_what_is_typed_means_one_thing(code: str) -> None:
    """Words of buttons are read back into Indonesian: two sources with one translation would be confused."""
    meant = defaultdict(set)
    for message in entries(code):
        source = texts(message.id)[0]
        if len(source) <= LONGEST_WORDS and not _PLACE.search(source):
            for said in texts(message.string):
                meant[bare(said)].add(bare(source))
    assert {said: sources for said, sources in meant.items() if len(sources) > 1} == {}


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_is_longer_than_twenty_five_words(code: str) -> None:
    """A quarter more than the Indonesian may have."""
    for message in entries(code):
        for said in texts(message.string):
            plain = _TAG.sub("", said)
            for sentence in re.split(r"[.!?…:;]+(?=\s|$)|\n+|•", plain):
                assert len(sentence.split()) <= 25, sentence
