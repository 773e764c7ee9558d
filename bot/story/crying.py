"""A cry for help by voice, in answer to the page that asks whether somebody is in danger."""

from bot.follow.danger import danger_page
from bot.incoming import Incoming
from bot.page import Page
from bot.story.gathering import add_to
from bot.turn import Turn
from core.reports.voiced import TOLD_BY_VOICE


async def cried_by_voice(turn: Turn, incoming: Incoming) -> Page:
    """Hold a voice note that answers whether somebody is in danger: it goes along with the press."""
    turn.story = add_to(turn.story, incoming)
    return await danger_page(turn, turn.state.cry or TOLD_BY_VOICE)
