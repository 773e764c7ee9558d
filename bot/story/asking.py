"""*Tanya saja*: a question answered at once by what the office keeps ready; nothing about the person is kept.

What is asked is held as any story is, sealed and for an hour; whoever says that it is answered leaves nothing
behind. One press makes it a question to the office.
"""

from typing import Final

from bot.memory.state import HeldStory, Mode, Piece
from bot.page import Page
from bot.presses import StoryPress
from bot.story.answer_pages import ready_of
from bot.story.pages import QuestionAnswered, StoryForgotten, StoryPage
from bot.story.sending import send_story
from bot.story.understood import Understood, understood
from bot.texts import questions as words
from bot.turn import Turn
from core.answers.answering import AnswersOfOffice, QuestionOutcome
from core.answers.topics import AnswerTopic
from core.chain.report_fields import PartyRole
from core.chain.states import Kind, Track
from core.clock import now
from core.stories.questions import LONGEST, asked_about

_SHORT: Final = 12
"""Words of a question that reads like a complaint otherwise: "lapor ke kpu bayar gak min?"."""


async def press_question(turn: Turn, story: HeldStory, pressed: StoryPress) -> Page | None:
    """Carry out a button of a question's page; None where it is none of its own."""
    match pressed.do:
        case "ask":
            return await ask(turn, story)
        case "topic":
            known = pressed.value in set(AnswerTopic)
            return await choose(turn, story, AnswerTopic(pressed.value)) if known else None
        case "office":
            return await choose_office(turn, story, pressed.value)
        case "answered":
            return await _answered(turn, story) if story.given else StoryPage()
        case "send":
            return await _send(turn, story)
    return _leave(turn, story, pressed.do)


def _leave(turn: Turn, story: HeldStory, do: str) -> Page | None:
    """Buttons by which a question is no question any more, or is not answered by what was given."""
    match do:
        case "unanswered":
            story.topic, story.topics, story.given = "", [], False
        case "report":
            story.asking, story.topic, story.topics = False, "", []
        case "cancel":
            turn.story, turn.state.mode = story.before, Mode.IDLE
            return StoryForgotten()
        case _:
            return None
    return StoryPage()


async def _send(turn: Turn, story: HeldStory) -> Page:
    """Make it a question to the office."""
    if not story.text:
        return StoryPage(words.WRITE_FIRST)
    if story.topic:
        await _count(turn, story, QuestionOutcome.SENT_ON)
    return await send_story(turn, story)


async def ask(turn: Turn, story: HeldStory, latest: str = "") -> Page:
    """Take what was told as a question, and answer it where an answer is ready.

    Of a question after an answer `latest` is what it says.
    """
    story.asking, story.cancelling, story.correcting = True, False, ""
    story.topic, story.topics, story.given = "", [], False
    turn.state.mode, story.shown = Mode.STORY, True
    if latest and (office := await _office_named(turn, latest)):
        story.office_id = office
    answers = await _answers(turn, story)
    worded = {topic: ready.question for topic, ready in answers.ready.items()}
    found = asked_about(latest or story.text, worded)
    if found.sure:
        return await choose(turn, story, found.topics[0])
    story.topics = [topic.value for topic in found.topics]
    return StoryPage()


async def answers_question(turn: Turn, story: HeldStory) -> Page | None:
    """Answer a plain question at once; None where it is none, or nothing is ready for it."""
    if story.files or story.answers or turn.opened is not None:
        return None
    read = understood(story, await turn.services.directory())
    asks = read.kind is Kind.INFORMATION_REQUEST
    tells = any(party.name or party.role == PartyRole.REPORTED for party in read.parties)
    if read.track is Track.WHISTLEBLOWING or tells or not (asks or _looks_asked(story, read)):
        return None
    answers = await _answers(turn, story)
    found = asked_about(story.text, {topic: ready.question for topic, ready in answers.ready.items()})
    offered = asks and read.elsewhere is None and any(topic in answers.ready for topic in found.topics)
    return await ask(turn, story) if found.sure or offered else None


def _looks_asked(story: HeldStory, read: Understood) -> bool:
    """Tell whether a few words with a question mark tell of nobody, of no time and of no other body."""
    tells = bool(read.when or read.parties or read.elsewhere)
    return "?" in story.text and len(story.text.split()) <= _SHORT and not tells


async def choose(turn: Turn, story: HeldStory, topic: AnswerTopic) -> Page:
    """Answer a topic; what each office says of itself needs to know which office is meant."""
    story.topic, story.topics = topic.value, []
    office = understood(story, await turn.services.directory()).office
    if topic.is_own and office is None:
        story.correcting = "office"
        return StoryPage()
    story.correcting, story.offered = "", []
    story.given = ready_of(story, await _answers(turn, story)) is not None
    await _count(turn, story, QuestionOutcome.ASKED)
    return StoryPage()


async def choose_office(turn: Turn, story: HeldStory, value: str) -> Page | None:
    """Take one of the offices offered, and answer for it; None where it is none of them."""
    if not value.isdecimal() or int(value) not in story.offered or not story.topic:
        return None
    story.office_id = int(value)
    return await choose(turn, story, AnswerTopic(story.topic))


async def _answered(turn: Turn, story: HeldStory) -> Page:
    """Forget a question that was answered."""
    await _count(turn, story, QuestionOutcome.ANSWERED)
    turn.story, turn.state.mode = story.before, Mode.IDLE
    return QuestionAnswered()


async def open_questions(turn: Turn, text: str = "") -> Page:
    """Open *Tanya saja*: what was told is the question; where nothing was, it is asked for."""
    story = turn.story if turn.story is not None and turn.story.shown else None
    if story is None:
        story = turn.story = HeldStory(written_at=now(), office_id=_office_at_hand(turn))
    if text:
        story.pieces.append(Piece(message_id=0, text=text[:LONGEST], joint="\n"))
    return await ask(turn, story, text)


def _office_at_hand(turn: Turn) -> int | None:
    """Return the office that a poster's link named, or for which a report is being written."""
    _, _, office = turn.state.wants.partition("-")
    if turn.state.consented_at is None and office.isdecimal():
        return int(office)
    return turn.state.draft.office_id if turn.state.draft is not None else None


async def _office_named(turn: Turn, text: str) -> int | None:
    """Return the one office that a further question names, if it does."""
    asked = HeldStory(written_at=now(), pieces=[Piece(message_id=0, text=text)])
    office = understood(asked, await turn.services.directory()).office
    return office.id if office else None


async def _answers(turn: Turn, story: HeldStory) -> AnswersOfOffice:
    office = understood(story, await turn.services.directory()).office
    return await turn.services.answers.of(office.id if office else None)


async def _count(turn: Turn, story: HeldStory, outcome: QuestionOutcome) -> None:
    answers = await _answers(turn, story)
    await turn.services.answers.count(answers.office_id, AnswerTopic(story.topic), outcome)
