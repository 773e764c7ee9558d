"""Buttons under a story, and the words that stand for them."""

from bot.conversation.path import resume
from bot.conversation.steps import REVIEW
from bot.memory.state import HeldStory, Mode
from bot.page import Page
from bot.presses import StoryPress
from bot.story.answering import append
from bot.story.asking import press_question
from bot.story.pages import RulesPage, StoryForgotten, StoryPage
from bot.story.sending import as_draft, refused, send_story
from bot.turn import Turn


async def press_story(turn: Turn, pressed: StoryPress) -> Page | None:
    """Carry out a button under a story; None where there is no such button."""
    story = turn.story
    if story is None:  # sent already, forgotten or expired; in the middle of something else that goes on
        return StoryPage() if turn.state.mode in {Mode.IDLE, Mode.STORY} else None
    turn.state.mode = Mode.STORY
    asks = story.asking or pressed.do == "ask"
    if asks and (page := await press_question(turn, story, pressed)):
        return page
    match pressed.do:
        case "send":
            return await send_story(turn, story)
        case "append" | "guide":
            return await (append if pressed.do == "append" else _guided)(turn, story)
        case "forget":
            turn.story, turn.state.mode = story.before, Mode.IDLE
            return StoryForgotten()
    return _within(story, pressed.do)


async def _guided(turn: Turn, story: HeldStory) -> Page:
    """Go on as a guided conversation, with all that was told in its place."""
    refusals = await as_draft(turn, story)
    if turn.draft.step != "what":
        turn.draft.step = REVIEW
    return resume(turn, refused(refusals))


def _within(story: HeldStory, do: str) -> Page | None:
    """Buttons that leave the story where it is; nothing told is forgotten by one word."""
    story.cancelling = do == "cancel"
    match do:
        case "cancel":
            pass
        case "change":
            story.correcting = "which"
        case "show":
            story.correcting = ""
        case "woman":
            story.woman = not story.woman
        case "ordinary":
            story.ordinary = True
        case "rules":
            return RulesPage()
        case _:
            return None
    return StoryPage()
