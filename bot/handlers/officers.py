"""An officer's own chat: linked by the code of their profile page, unlinked by /putus.

Whatever is being written here as a reporter stays as it is.
"""

from bot.page import Words
from bot.texts import officers as texts
from bot.turn import Turn
from core.notifications.officer_chats import START_WORD


def linking_code(payload: str) -> str | None:
    """Read the code out of `/start petugas_CODE`; None where it is another kind of link."""
    word = payload.strip()
    if not word.lower().startswith(START_WORD):
        return None
    return word[len(START_WORD) :]


async def link_officer(turn: Turn, code: str) -> Words:
    """Link this chat to whoever's code it is; guesses are slowed down."""
    if not await turn.services.may_guess(turn.chat_id):
        return Words(texts.TOO_OFTEN)
    if await turn.services.link_officer(code, turn.chat_id):
        return Words(texts.LINKED)
    await turn.services.guessed_wrong(turn.chat_id)
    return Words(texts.WRONG_CODE)


async def unlink_officer(turn: Turn) -> Words:
    """Unlink this chat from whoever it is linked to. The answer is the same where it is nobody."""
    await turn.services.unlink_officer(turn.chat_id)
    return Words(texts.UNLINKED)
