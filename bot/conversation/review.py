"""The report read back before it is sent, with a way to change each answer."""

from typing import Final

from bot.conversation.asking import ask, button, chosen_words, noted_parties
from bot.conversation.steps import Expect, Step, path_of
from bot.incoming import Incoming
from bot.memory.state import Draft
from bot.speech.replies import packed
from bot.speech.splitting import escape
from bot.texts import draft as words
from bot.texts import steps as texts
from bot.turn import Turn

SHOWN: Final = 1200
"""A long answer is read back in part; it is sent whole."""
_LABELS: Final = {
    "name": "Nama",
    "address": "Alamat",
    "occupation": "Pekerjaan",
    "phone": "Telepon",
    "keep": "Simpan nomor",
}


async def show_review(turn: Turn, before: str = "") -> None:
    """Show all answers, numbered."""
    draft = turn.state.draft
    if draft is None:
        msg = "there is no draft to review"
        raise RuntimeError(msg)
    lines = [f"<b>{words.REVIEW}</b>"]
    if before:
        lines.append(before)
    lines.append("")
    path = path_of(draft)
    for number, step in enumerate(path, start=1):
        lines.append(f"{number}. <b>{label(step)}</b>: {answer_words(draft, step)}")
    lines += ["", words.REVIEW_LAST]
    changes = [
        button(draft, words.CHANGE.format(number=number), "edit", step.name)
        for number, step in enumerate(path, start=1)
    ]
    turn.say(
        "\n".join(lines),
        (
            (button(draft, words.SEND, "send"),),
            *packed(changes),
            (
                button(draft, texts.BACK, "back"),
                button(draft, texts.PAUSE, "pause"),
                button(draft, texts.CANCEL, "cancel"),
            ),
        ),
    )


async def take_review(turn: Turn, incoming: Incoming) -> None:
    """Open the answer whose number is typed; anything else is told what is expected."""
    draft = turn.state.draft
    if draft is None:
        msg = "there is no draft to review"
        raise RuntimeError(msg)
    path = path_of(draft)
    word = incoming.word.removeprefix("ubah").strip()
    if word.isdecimal() and 1 <= int(word[:3]) <= len(path):
        draft.step = path[int(word[:3]) - 1].name
        await ask(turn)
        return
    await show_review(turn, texts.EXPECT_REVIEW)


def label(step: Step) -> str:
    """Name an answer in the review."""
    return _LABELS.get(step.name, step.title)


def answer_words(draft: Draft, step: Step) -> str:
    """Write an answer as it will be sent, safe for HTML."""
    match step.expects:
        case Expect.OFFICE:
            return escape(draft.office_name) or words.EMPTY
        case Expect.CHOICE:
            return escape(chosen_words(draft, step)) or words.EMPTY
        case Expect.PARTIES:
            return (
                "\n" + "\n".join(f"   {line}" for line in noted_parties(draft.parties))
                if draft.parties
                else words.EMPTY
            )
        case Expect.EVIDENCE:
            names = ", ".join(file.name for file in draft.evidence)
            return escape(f"{len(draft.evidence)} berkas ({names})") if names else words.EMPTY
        case _:
            text = str(getattr(draft, step.field))
            shortened = text if len(text) <= SHOWN else f"{text[:SHOWN]} … ({len(text)} huruf)"
            return escape(shortened) or words.EMPTY
