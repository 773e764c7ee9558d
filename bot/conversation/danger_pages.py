"""What is said about danger beside a report that is being written."""

from collections.abc import Sequence

from bot.presses import MenuPress
from bot.speech.replies import Button, Say
from bot.speech.splitting import escape
from bot.texts import danger as texts


def danger_button() -> Button:
    """Make the button that stands wherever a report is begun, written or followed."""
    return Button(texts.DANGER, MenuPress(do="danger").pack())


def numbers_in_words(numbers: Sequence[str]) -> str:
    """Write emergency numbers, one below the other; an office's own, or those of the whole country."""
    lines = [texts.CALL_NOW]
    for line in numbers or texts.NUMBERS:
        number, _, whose = line.partition(" ")
        lines.append(f"• <b>{escape(number)}</b> {escape(whose)}")
    return "\n".join(lines)


def heard_beside(numbers: Sequence[str]) -> Say:
    """Write what is said ahead of the question that goes on: the numbers, and the button."""
    return Say(f"{numbers_in_words(numbers)}\n\n{texts.ABOUT_HERE}", ((danger_button(),),))


def sent_at_once(numbers: Sequence[str]) -> Say:
    """Say ahead of a receipt that the alarm rings, and by which numbers help comes sooner."""
    return Say(f"{numbers_in_words(numbers)}\n\n{texts.SENT} {texts.SENT_NEW}")
