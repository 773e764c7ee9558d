"""Taking the answer to a question of an action in, and taking it back."""

import re
import secrets
from typing import Final

from bot.conversation.pieces import keep, pieces_of, remember, words_of
from bot.follow.questions import (
    Question,
    facts_of,
    may_be_unknown,
    may_go_on,
    may_skip,
    questions_of,
    unknown_of,
)
from bot.incoming import Incoming
from bot.memory.state import PendingAction, Piece
from bot.spoken import NO, YES, number_said, shows_something
from bot.texts import follow as texts
from bot.texts import steps as step_texts
from core.chain.actions import Action
from core.chain.fields import HIGHEST_RATING, LONG_TEXT_LIMIT, LOWEST_RATING, FieldType
from core.chain.states import Element, State
from core.chain.table.guards import UNKNOWN_TO_REPORTER
from core.language import INDONESIAN
from core.languages import say, speaking

_RATED: Final = re.compile(r"(?<!\d)[1-5](?!\d)")


def put_text(acting: PendingAction, question: Question, incoming: Incoming) -> str:
    """Take a message as the answer; return what is expected instead, empty where it was taken."""
    match question.type:
        case FieldType.RATING | FieldType.FLAG:
            flag = question.type is FieldType.FLAG
            value = _flag(incoming.word) if flag else _rating(incoming.word)
            if not accepts(acting, question, "opt", value):
                return texts.ACT_EXPECT_CHOICE
            taken_choice(acting, question, value)
        case FieldType.FILES:
            return texts.ACT_EXPECT_FILE
        case _ if not shows_something(incoming.text):
            return texts.ACT_EXPECT_TEXT
        case _ if len(words := _words_for(question, incoming)) > question.limit:
            return step_texts.too_long(question.limit, len(words))
        case _:
            acting.values[question.name] = words
            mark_unknown(acting, question.name, unknown=False)
            remember(acting.told, incoming)
            if acting.message_id is None:
                acting.message_id = incoming.message_id
    acting.sources[question.name] = incoming.message_id
    return ""


def _flag(word: str) -> str:
    said = number_said(word)
    if said in {1, 2}:
        return "1" if said == 1 else "0"
    return "1" if word in YES else "0" if word in NO else ""


def _rating(word: str) -> str:
    """Read the one figure of a rating: "lumayan 4" is a 4."""
    found = _RATED.findall(word)
    return found[0] if len(found) == 1 else str(number_said(word) or "")


def _words_for(question: Question, incoming: Incoming) -> str:
    """Return the words to keep: with whence they come, unless they tell who reports."""
    return incoming.text if question.name == Element.IDENTITY.value else incoming.told


def change_answer(acting: PendingAction, name: str, whole: Incoming, pieces: list[Piece]) -> str:
    """Take an answer as it is now, with the messages it came in; return what to say."""
    question = next((each for each in questions_of(acting) if each.name == name), None)
    if question is None:  # the words of refused files, which are asked by no question
        acting.values[name], refusal, title = whole.text, "", texts.REMARK_TITLE
    else:
        refusal, title = put_text(acting, question, whole), question.title
    if refusal:
        return refusal
    if pieces:
        keep(acting.told, pieces)
    return step_texts.CHANGED.format(title=say(title))


def add_remarks(acting: PendingAction, name: str, captions: list[Piece]) -> None:
    """Let the words of refused files follow what was written already."""
    before = str(acting.values.get(name, ""))
    pieces = [*pieces_of(acting.told, acting.sources.get(name, 0), before), *captions]
    acting.values[name] = words_of(pieces)
    acting.sources[name] = pieces[0].message_id
    keep(acting.told, pieces)


def as_information(acting: PendingAction, label: str, state: State) -> PendingAction | None:
    """Make further information of what was written for an action that is no longer possible.

    None where nothing was written, or where it is none: a reason for withdrawing, a rating. Who reports
    is left out, for it is sealed apart.
    """
    facts = facts_of(acting)
    if facts is None or not facts.informs:
        return None
    titles = {question.name: question.title for question in questions_of(acting)}
    with speaking(INDONESIAN):  # officers read it
        written = {
            titles.get(name, texts.REMARK_TITLE): value
            for name, value in acting.values.items()
            if isinstance(value, str) and value and name != Element.IDENTITY.value
        }
    if not written and not acting.files:
        return None
    labelled = [f"{title}: {value}" for title, value in written.items()]
    text = "\n\n".join(labelled if len(written) > 1 else written.values())[:LONG_TEXT_LIMIT]
    instead = PendingAction(
        id=secrets.token_hex(4),
        action=Action.ADD_INFORMATION,
        label=label,
        track=acting.track,
        state=state,
        values={"text": text} if text else {},
        files=acting.files,
        looked=True,
        message_id=acting.message_id,
    )
    instead.passed = [question.name for question in questions_of(instead)]
    instead.at = len(instead.passed)
    return instead


def accepts(acting: PendingAction, question: Question, do: str, value: str) -> bool:
    """Tell whether the question has this button."""
    match do:
        case "opt":
            return _is_choice(question, value)
        case "unknown":
            return may_be_unknown(acting, question)
        case "skip":
            return may_skip(question)
        case "next":
            return may_go_on(acting, question)
        case "unfile":
            return question.type is FieldType.FILES and bool(acting.files)
    return False


def _is_choice(question: Question, value: str) -> bool:
    if question.type is FieldType.RATING:
        return value.isdecimal() and LOWEST_RATING <= int(value[:2]) <= HIGHEST_RATING
    return question.type is FieldType.FLAG and value in {"0", "1"}


def taken_choice(acting: PendingAction, question: Question, value: str) -> None:
    """Take what `accepts` allowed; whatever message chose before no longer counts."""
    rating = question.type is FieldType.RATING
    acting.values[question.name] = int(value) if rating else value == "1"
    acting.sources.pop(question.name, None)


def forget(acting: PendingAction, question: Question) -> None:
    """Take the answer back. Files stay: each is taken off by a button of its own."""
    acting.values.pop(question.name, None)
    acting.sources.pop(question.name, None)
    mark_unknown(acting, question.name, unknown=False)


def mark_unknown(acting: PendingAction, name: str, *, unknown: bool) -> None:
    """Note that the person does not know, or has not, what was asked; or that they do after all."""
    names = [each for each in unknown_of(acting) if each != name] + ([name] if unknown else [])
    if names:
        acting.values[UNKNOWN_TO_REPORTER] = names
    else:
        acting.values.pop(UNKNOWN_TO_REPORTER, None)
