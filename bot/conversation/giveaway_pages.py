"""The question before an anonymous report is sent whose own text may tell who wrote it."""

from dataclasses import dataclass

from bot.conversation.giveaways import Giveaway
from bot.conversation.question import button
from bot.conversation.steps import BY_NAME
from bot.page import Page
from bot.speech.replies import Out, Say, packed
from bot.speech.splitting import escape
from bot.texts import draft as words
from bot.turn import Turn
from core.languages import say


@dataclass(frozen=True, slots=True)
class GiveawayPage(Page):
    """What was found, and whether it is to be sent all the same."""

    found: tuple[Giveaway, ...]

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Name each, with a way to change it."""
        draft = turn.draft
        lines = [words.GIVES_AWAY, ""]
        lines += [f"• «{escape(each.said)}» – {each.kind}" for each in self.found]
        lines += ["", words.GIVES_AWAY_ASK]
        steps = dict.fromkeys(each.step for each in self.found)
        changes = [
            button(draft, words.GIVES_CHANGE.format(label=say(BY_NAME[step].label)), "edit", step)
            for step in steps
        ]
        rows = (*packed(changes), (button(draft, words.GIVES_SEND, "send"),))
        return (Say("\n".join(lines), rows),)
