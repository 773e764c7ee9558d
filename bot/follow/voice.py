"""A voice note while an action is filled in: it answers what is asked, or what is asked for in words next."""

from typing import Final

from bot.follow.answers import mark_unknown
from bot.follow.questions import Question, at_last_look, question_now, questions_of, takes_files
from bot.incoming import Incoming
from bot.memory.state import PendingAction
from bot.texts import draft as draft_words
from bot.texts import follow as texts
from core.chain.fields import FieldType
from core.chain.states import Element
from core.reports.voiced import with_voice

_IN_WORDS: Final = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


def spoken_question(acting: PendingAction) -> str:
    """Name the question that a voice note answers now; empty where it is none's answer."""
    if at_last_look(acting):
        return ""
    now = question_now(acting)
    if _can_be_spoken(now):
        return now.name
    if now.type is FieldType.FILES:
        return ""
    later = (each for each in questions_of(acting)[acting.at :] if _can_be_spoken(each))
    return next((each.name for each in later if each.name not in acting.passed), "")


def _can_be_spoken(question: Question) -> bool:
    return question.type in _IN_WORDS and question.name != Element.IDENTITY.value


def why_not_spoken(acting: PendingAction) -> str:
    """Say why no voice note is taken here, and what to do; empty where one is."""
    if not takes_files(acting):
        return texts.ACT_NO_VOICE
    asks_who = not at_last_look(acting) and question_now(acting).name == Element.IDENTITY.value
    return texts.ACT_VOICE_IDENTITY if asks_who else ""


def put_voice(acting: PendingAction, name: str, incoming: Incoming) -> str:
    """Take a voice note as the answer to a question; return what to say.

    Where something else is asked now, the answer is there already when its turn comes.
    """
    acting.values[name] = with_voice(str(acting.values.get(name, "")))
    mark_unknown(acting, name, unknown=False)
    acting.sources[name] = incoming.message_id
    if acting.message_id is None:
        acting.message_id = incoming.message_id
    if question_now(acting).name == name:
        return draft_words.VOICE_AS_ANSWER
    acting.passed.append(name)
    return f"{draft_words.VOICE_AS_ANSWER} {texts.ACT_EXPECT_CHOICE}"
