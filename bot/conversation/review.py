"""The review of a draft in words: all answers read back before it is sent, with a way to change each."""

from typing import Final

from bot.conversation.danger_pages import danger_button
from bot.conversation.question import button, chosen_words, noted_parties
from bot.conversation.steps import Expect, Step, path_of
from bot.conversation.voice import is_answered_by_voice
from bot.memory.state import Draft
from bot.speech.replies import Say, packed
from bot.speech.splitting import escape
from bot.texts import draft as words
from bot.texts import steps as texts
from core.languages import say

SHOWN: Final = 1200
SHOWN_CAPTION: Final = 300
"""A long answer is read back in part; it is sent whole."""


def review_of(draft: Draft, said: str) -> Say:
    """Write all answers, numbered, after a word about what just happened."""
    lines = [f"<b>{words.REVIEW}</b>"]
    if said:
        lines.append(said)
    lines.append("")
    path = path_of(draft)
    for number, step in enumerate(path, start=1):
        lines.append(f"{number}. <b>{say(step.label)}</b>: {answer_words(draft, step)}")
    lines += ["", words.REVIEW_LAST]
    changes = [
        button(draft, words.CHANGE.format(number=number), "edit", step.name)
        for number, step in enumerate(path, start=1)
    ]
    return Say(
        "\n".join(lines),
        (
            (button(draft, words.SEND, "send"),),
            *packed(changes),
            (button(draft, texts.BACK, "back"), button(draft, texts.CANCEL, "cancel")),
            (button(draft, texts.PAUSE, "pause"),),  # too long to share a row on a small telephone
            (danger_button(),),
        ),
    )


def answer_words(draft: Draft, step: Step) -> str:
    """Write an answer as it will be sent, safe for HTML."""
    match step.expects:
        case Expect.OFFICE:
            return escape(draft.office_name) or words.EMPTY
        case Expect.CHOICE:
            return escape(chosen_words(draft, step)) or words.EMPTY
        case Expect.PARTIES:
            noted = "\n".join(f"   {line}" for line in noted_parties(draft.parties))
            spoken = f" {words.ANSWERED_BY_VOICE}" if is_answered_by_voice(draft, step) else ""
            return f"{spoken}\n{noted}".rstrip() if draft.parties else spoken.strip() or words.EMPTY
        case Expect.EVIDENCE:
            return _evidence(draft) or words.EMPTY
        case _:
            text = str(getattr(draft, step.field))
            return escape(_shortened(text, SHOWN)) or words.EMPTY


def _evidence(draft: Draft) -> str:
    """List the files; what stands under one, and whence it was forwarded, on lines of its own."""
    names = ", ".join(file.name for file in draft.evidence)
    if not names:
        return ""
    lines = [f"{len(draft.evidence)} berkas ({names})"]
    lines += [
        f"   {file.name}: {_shortened(file.caption, SHOWN_CAPTION)}"
        for file in draft.evidence
        if file.caption
    ]
    return escape("\n".join(lines))


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit]} … ({len(text)} huruf)"
