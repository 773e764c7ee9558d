"""What is said about danger beside a report that is being written."""

from bot.presses import MenuPress
from bot.speech.replies import Button, Say
from bot.texts import danger as texts


def danger_button() -> Button:
    """Make the button that stands wherever a report is begun, written or followed."""
    return Button(texts.DANGER, MenuPress(do="danger").pack())


def heard_beside() -> Say:
    """Write what is said ahead of the question that goes on: the numbers, and the button."""
    return Say(f"{texts.NUMBERS}\n\n{texts.ABOUT_HERE}", ((danger_button(),),))


def sent_at_once() -> Say:
    """Say ahead of a receipt that the alarm rings, and by which numbers help comes sooner."""
    return Say(f"{texts.NUMBERS}\n\n{texts.SENT} {texts.SENT_NEW}")
