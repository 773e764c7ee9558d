"""The language the bot speaks: chosen by the person, kept with the chat, offered once."""

from typing import Final

from bot.incoming import Incoming
from bot.texts import language as texts
from bot.turn import Turn
from core.languages import NAMES, language_of, speak, spoken
from core.stories.tongue import tongue_of

_TYPED: Final = {name.casefold(): code for code, name in NAMES.items()} | {
    "indonesia": "id",
    "bahasa": "",
    "language": "",
    "inggris": "en",
    "jawa": "jv",
    "sunda": "su",
    "bahasa inggris": "en",
    "bahasa jawa": "jv",
    "bahasa sunda": "su",
    "boso jowo": "jv",
}


def typed_language(word: str) -> str | None:
    """Read a command: a language's code, empty where the list is asked for; None where it is none."""
    return _TYPED.get(word)


async def choose(turn: Turn, code: str) -> str:
    """Speak this language from now on, in pushes too; return what to say of it."""
    turn.state.language = code
    turn.state.offered_language = True
    speak(language_of(code))
    async with turn.services.desk() as desk:
        await desk.speak_to(turn.chat_id, code)
    return texts.CHOSEN


def worth_offering(turn: Turn, incoming: Incoming) -> str:
    """Name the language somebody writes in, where it is not spoken; once, and not where one was chosen."""
    state = turn.state
    if state.language or state.offered_language or incoming.forwarded:
        return ""
    code = tongue_of(incoming.text)
    if code not in NAMES or code == spoken().code:
        return ""
    state.offered_language = True
    return code
