"""The pages of an action: its question, everything read back before it is sent, and what waits to be sent."""

from dataclasses import dataclass
from typing import Final

from bot.follow.questions import (
    Question,
    at_last_look,
    may_be_unknown,
    may_go_on,
    may_skip,
    question_now,
    questions_of,
    remarks_field,
    takes_files,
    unknown_of,
)
from bot.memory.state import PendingAction
from bot.page import Page
from bot.presses import DROP, ActPress, MenuPress
from bot.speech.replies import Button, Out, Rows, Say, packed
from bot.speech.splitting import escape
from bot.texts import draft as draft_words
from bot.texts import follow as texts
from bot.texts import steps as step_texts
from bot.turn import Turn
from core.chain.fields import HIGHEST_RATING, LOWEST_RATING, FieldType
from core.languages import say

RESUME: Final = "resume-act"
"""What the menu button says that goes on with an action."""
SHOWN: Final = 1200
"""A long answer is read back in part; it is sent whole."""


@dataclass(frozen=True, slots=True)
class ActionPage(Page):
    """Where the action stands: its question, the last look, or whether to throw it away."""

    said: str = ""
    """A word about what just happened."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write it as the action is now."""
        acting = turn.acting
        if acting.cancelling:
            return (_whether_to_throw_away(acting, self.said),)
        if at_last_look(acting):
            return (_last_look(acting, self.said),)
        return (_question(acting, question_now(acting), self.said),)


@dataclass(frozen=True, slots=True)
class DropFirst(Page):
    """Whether the answers of an action may be thrown away for what is wanted now."""

    acting: PendingAction
    then: str
    """What is done afterwards, as a menu button says it."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the action says it all
        """Ask, with the way back to the action first."""
        drop = MenuPress(do=f"{DROP}-{self.acting.id}-{self.then}").pack()
        rows: Rows = ((resume_button(self.acting),), (Button(texts.ACT_DROP, drop),))
        return (Say(texts.ACT_FIRST.format(label=escape(say(self.acting.label))), rows),)


def resume_button(acting: PendingAction) -> Button:
    """Make the button that goes on with an action that was left."""
    return Button(texts.ACT_RESUME.format(label=say(acting.label)), MenuPress(do=RESUME).pack())


def paused_words(acting: PendingAction) -> Say:
    """Say that the action waits to be sent."""
    return Say(texts.ACT_PAUSED.format(label=escape(say(acting.label))), ((resume_button(acting),),))


def _question(acting: PendingAction, question: Question, said: str) -> Say:
    asked = questions_of(acting)
    lines = [texts.ACT_TITLE.format(label=escape(say(acting.label)))]
    if len(asked) > 1:
        lines.append(texts.ACT_PART.format(number=acting.at + 1, total=len(asked)))
    if acting.asked:
        lines.append(texts.ACT_ASKED.format(text=escape(acting.asked)))
    lines += [*([said] if said else []), escape(say(question.text))]
    if takes_files(acting) and question.type is FieldType.LONG_TEXT:
        lines.append(texts.ACT_FILES)
    if question.name in acting.passed and (now := answer_words(acting, question)) != texts.ACT_EMPTY:
        lines += ["", step_texts.CURRENT_ANSWER.format(answer=now)]
    return Say("\n".join(lines), _question_rows(acting, question))


def _question_rows(acting: PendingAction, question: Question) -> Rows:
    buttons: list[Button] = []
    if question.type is FieldType.RATING:
        stars = range(LOWEST_RATING, HIGHEST_RATING + 1)
        buttons += [_button(acting, str(star), "opt", str(star)) for star in stars]
    if question.type is FieldType.FLAG:
        buttons += [_button(acting, texts.YES, "opt", "1"), _button(acting, texts.NO, "opt", "0")]
    if may_be_unknown(acting, question):
        label = texts.ACT_NONE if question.type is FieldType.FILES else texts.ACT_DO_NOT_KNOW
        buttons.append(_button(acting, label, "unknown"))
    if may_go_on(acting, question):
        buttons.append(_button(acting, texts.ACT_NEXT, "next"))
    elif may_skip(question):
        buttons.append(_button(acting, texts.ACT_SKIP, "skip"))
    if question.type is FieldType.FILES and acting.files:
        buttons.append(_button(acting, draft_words.FILE_REMOVE, "unfile"))
    back, cancel = _button(acting, step_texts.BACK, "back"), _button(acting, texts.ACT_CANCEL, "cancel")
    return (*packed(buttons), (back, cancel))


def _last_look(acting: PendingAction, said: str) -> Say:
    asked = questions_of(acting)
    lines = [texts.ACT_TITLE.format(label=escape(say(acting.label))), *([said] if said else []), ""]
    for number, question in enumerate(asked, start=1):
        lines.append(f"{number}. <b>{escape(say(question.title))}</b>: {answer_words(acting, question)}")
    remark = acting.values.get(remarks_field(acting))
    if isinstance(remark, str) and all(acting.values.get(question.name) is not remark for question in asked):
        lines.append(texts.ACT_REMARK.format(text=escape(remark)))
    if acting.files and not any(question.type is FieldType.FILES for question in asked):
        lines.append(texts.ATTACHMENTS.format(names=_file_names(acting)))
    lines += ["", f"{texts.ACT_SURE} {texts.ACT_CHANGE_HOW}" if asked else texts.ACT_SURE]
    changes = [
        _button(acting, draft_words.CHANGE.format(number=number), "edit", question.name)
        for number, question in enumerate(asked, start=1)
    ]
    leave = (_button(acting, step_texts.BACK, "back"), _button(acting, texts.ACT_CANCEL, "cancel"))
    return Say("\n".join(lines), ((_button(acting, texts.ACT_SEND, "send"),), *packed(changes), leave))


def answer_words(acting: PendingAction, question: Question) -> str:
    """Write an answer as it will be sent, safe for HTML."""
    if question.name in unknown_of(acting):
        return texts.ACT_NONE if question.type is FieldType.FILES else texts.ACT_DO_NOT_KNOW
    if question.type is FieldType.FILES:
        return _file_names(acting) or texts.ACT_EMPTY
    value = acting.values.get(question.name)
    if question.type is FieldType.RATING and isinstance(value, int):
        return texts.STARS.format(
            stars="★" * value + "☆" * (HIGHEST_RATING - value), given=value, best=HIGHEST_RATING
        )
    if isinstance(value, bool):
        return texts.PLAIN_YES if value else texts.PLAIN_NO
    text = str(value or "")
    shortened = text if len(text) <= SHOWN else f"{text[:SHOWN]} … ({len(text)} huruf)"
    return escape(shortened) or texts.ACT_EMPTY


def _file_names(acting: PendingAction) -> str:
    return escape(", ".join(file.name for file in acting.files))


def _whether_to_throw_away(acting: PendingAction, said: str) -> Say:
    buttons = (
        _button(acting, draft_words.CANCEL_YES, "yes"),
        _button(acting, draft_words.CANCEL_NO, "no"),
    )
    return Say("\n".join(filter(None, (said, texts.ACT_CANCEL_SURE))), (buttons,))


def _button(acting: PendingAction, label: str, do: str, value: str = "") -> Button:
    return Button(label, ActPress(act=acting.id, at=acting.at, do=do, value=value).pack())
