"""Putting the current question of an action to the person, and reading everything back before it is sent."""

from typing import Final

from bot.follow.questions import (
    Question,
    at_last_look,
    question_now,
    questions_of,
    remarks_field,
    takes_files,
)
from bot.memory.state import Acting
from bot.presses import ActPress
from bot.speech.replies import Button, Rows, packed
from bot.speech.splitting import escape
from bot.texts import draft as draft_words
from bot.texts import follow as texts
from bot.texts import steps as step_texts
from bot.turn import Turn
from core.chain.fields import HIGHEST_RATING, LOWEST_RATING, FieldType
from core.chain.table.guards import UNKNOWN_TO_REPORTER

SHOWN: Final = 1200
"""A long answer is read back in part; it is sent whole."""


def show_acting(turn: Turn, before: str = "") -> None:
    """Ask the current question, show what will be sent, or ask whether it may be thrown away."""
    acting = acting_of(turn)
    if acting.cancelling:
        _ask_cancel(turn, acting, before)
    elif at_last_look(acting):
        acting.looked = True
        _show_last(turn, acting, before)
    else:
        _ask(turn, acting, question_now(acting), before)


def acting_of(turn: Turn) -> Acting:
    """Return the action of a chat that is filling one in."""
    if turn.opened is None or turn.opened.acting is None:
        msg = "there is no action being filled in"
        raise RuntimeError(msg)
    return turn.opened.acting


def _ask(turn: Turn, acting: Acting, question: Question, before: str) -> None:
    asked = questions_of(acting)
    lines = [texts.ACT_TITLE.format(label=escape(acting.label))]
    if len(asked) > 1:
        lines.append(texts.ACT_PART.format(number=acting.at + 1, total=len(asked)))
    lines += [*([before] if before else []), escape(question.text)]
    if takes_files(acting) and question.type is FieldType.LONG_TEXT:
        lines.append(texts.ACT_FILES)
    if question.name in acting.passed and (now := answer_words(acting, question)) != texts.ACT_EMPTY:
        lines += ["", step_texts.CURRENT_ANSWER.format(answer=now)]
    turn.say("\n".join(lines), _question_rows(acting, question))


def _question_rows(acting: Acting, question: Question) -> Rows:
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


def may_go_on(acting: Acting, question: Question) -> bool:
    """Tell whether the question may be left as it stands: it has its answer, or files that suffice."""
    if question.name in acting.passed:
        return True
    suffice = question.type is FieldType.FILES or question.files_suffice or not question.required
    return bool(acting.files) and suffice


def may_be_unknown(acting: Acting, question: Question) -> bool:
    """Tell whether the person may say that they do not know; files that are there speak against it."""
    return question.element and not (question.type is FieldType.FILES and acting.files)


def may_skip(question: Question) -> bool:
    """Tell whether the question may be left empty."""
    return not question.required and question.type is not FieldType.FLAG


def _show_last(turn: Turn, acting: Acting, before: str) -> None:
    asked = questions_of(acting)
    lines = [texts.ACT_TITLE.format(label=escape(acting.label)), *([before] if before else []), ""]
    for number, question in enumerate(asked, start=1):
        lines.append(f"{number}. <b>{escape(question.title)}</b>: {answer_words(acting, question)}")
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
    turn.say("\n".join(lines), ((_button(acting, texts.ACT_SEND, "send"),), *packed(changes), leave))


def answer_words(acting: Acting, question: Question) -> str:
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


def _file_names(acting: Acting) -> str:
    return escape(", ".join(file.name for file in acting.files))


def unknown_of(acting: Acting) -> list[str]:
    """Return the elements the person said they do not know, or have not."""
    known = acting.values.get(UNKNOWN_TO_REPORTER)
    return known if isinstance(known, list) else []


def _ask_cancel(turn: Turn, acting: Acting, before: str) -> None:
    buttons = (
        _button(acting, draft_words.CANCEL_YES, "yes"),
        _button(acting, draft_words.CANCEL_NO, "no"),
    )
    turn.say("\n".join(filter(None, (before, texts.ACT_CANCEL_SURE))), (buttons,))


def _button(acting: Acting, label: str, do: str, value: str = "") -> Button:
    return Button(label, ActPress(act=acting.id, at=acting.at, do=do, value=value).pack())
