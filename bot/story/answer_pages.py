"""The pages of *Tanya saja*: an answer that was ready, topics to choose from, or that there is none."""

from typing import Final

from bot.conversation.danger_pages import danger_button
from bot.memory.state import HeldStory
from bot.presses import StoryPress
from bot.speech.replies import Button, Rows, Say
from bot.speech.splitting import escape
from bot.story.understood import understood
from bot.texts import questions as words
from bot.texts import story as story_words
from bot.turn import Turn
from core.answers.answering import AnswersOfOffice, ReadyAnswer
from core.answers.topics import QUESTIONS, AnswerTopic
from core.languages import say

_MOST: Final = 9


async def question_says(turn: Turn, story: HeldStory, said: str, mark: str) -> Say:
    """Write where a question stands: answered, to be chosen, or not answered here."""
    directory = await turn.services.directory()
    office = understood(story, directory).office
    answers = await turn.services.answers.of(office.id if office else None)
    if story.correcting == "office":
        body = words.WHICH_OFFICE if story.offered else words.OF_OFFICE
        offered = [directory.get(each) for each in story.offered[:_MOST]]
        choices = [_do(each.name, "office", str(each.id)) for each in offered]
    elif ready := ready_of(story, answers):
        body, choices = _answer(ready), [_do(words.ANSWERED, "answered")]
    elif story.topic:
        name = office.short_name if office else words.FROM_THE_HOUSE
        body, choices = words.NOT_READY.format(office=escape(name)), []
    elif story.topics or not story.text:
        body, choices = _which(story, answers)
    else:
        body, choices = words.NOT_UNDERSTOOD, []
    lines = [f"{number}. {escape(each.label)}" for number, each in enumerate(choices, start=1)]
    sends = bool(story.text) and not story.correcting
    news = sends and turn.state.consented_at is None
    listed = "" if story.given else "\n".join(lines)
    parts = (said, body, listed, story_words.NOT_SENT if news else "")
    return Say("\n\n".join(filter(None, parts)), _rows(choices, sends=sends, news=news), shows=(mark,))


def ready_of(story: HeldStory, answers: AnswersOfOffice) -> ReadyAnswer | None:
    """Return the answer to what is asked about, where it is ready."""
    return answers.ready.get(AnswerTopic(story.topic)) if story.topic else None


def _answer(ready: ReadyAnswer) -> str:
    told = words.ANSWER.format(
        question=escape(say(ready.question)),
        answer=escape(ready.answer),
        office=escape(ready.office or words.FROM_THE_HOUSE),
        source=escape(ready.source),
    )
    return f"{told}\n\n{words.HELPED}"


def _which(story: HeldStory, answers: AnswersOfOffice) -> tuple[str, list[Button]]:
    """Offer the topics that may be meant; without a word of the question, all that is answered."""
    topics = [AnswerTopic(each) for each in story.topics] or list(answers.ready)[:_MOST]
    buttons = [_do(_question(topic, answers), "topic", topic.value) for topic in topics]
    if story.topics:
        return (words.WHICH if len(topics) == 1 else words.WHICH_OF), buttons
    return (words.ALL if buttons else words.ALL_EMPTY), buttons


def _question(topic: AnswerTopic, answers: AnswersOfOffice) -> str:
    ready = answers.ready.get(topic)
    return say(ready.question if ready else QUESTIONS[topic])


def _rows(choices: list[Button], *, sends: bool, news: bool) -> Rows:
    """Put what is chosen from first, each on a row; what sends it is the consent, with its rules behind."""
    send = [_do(story_words.SEND_QUESTION, "send")] if sends else []
    last = (
        *((_do(words.A_REPORT, "report"),) if sends else ()),
        *((_do(story_words.RULES, "rules"),) if news else ()),
        _do(story_words.CANCEL, "cancel"),
    )
    return (*((each,) for each in (*choices, *send)), last, (danger_button(),))


def _do(label: str, do: str, value: str = "") -> Button:
    return Button(label, StoryPress(do=do, value=value).pack())
