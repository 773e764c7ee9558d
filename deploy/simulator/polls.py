"""Polls: as a bot or a person puts one, and as it stands when people have voted."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from deploy.simulator.errors import PersonError
from deploy.simulator.limits import POLL_OPTION_LENGTH, POLL_OPTIONS, POLL_QUESTION_LENGTH

if TYPE_CHECKING:
    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World


def new_poll(question: str, options: list[str], *, anonymous: bool = True, several: bool = False) -> Json:
    """Make the Bot API's Poll; ValueError says what Telegram would refuse it with."""
    if not 1 <= len(question) <= POLL_QUESTION_LENGTH:
        raise ValueError("poll question length must be between 1 and 300")
    if not 1 <= len(options) <= POLL_OPTIONS:
        raise ValueError("poll must have between 1 and 12 options")
    if any(not 1 <= len(option) <= POLL_OPTION_LENGTH for option in options):
        raise ValueError("poll options length must be between 1 and 100")
    return {
        "id": str(secrets.randbelow(2**62)),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": option, "voter_count": 0}
            for number, option in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": anonymous,
        "type": "regular",
        "allows_multiple_answers": several,
        "allows_revoting": False,
        "members_only": False,
    }


def vote(world: World, chat: Chat, message: Message, chosen: list[int]) -> None:
    """Vote in a bot's poll, once; a bot learns who voted unless the poll is anonymous."""
    poll = message.body.get("poll")
    if poll is None:
        raise PersonError(400, "Pesan ini bukan jajak pendapat.")
    voter = str(chat.speaker.user_id)
    if voter in message.votes:
        raise PersonError(409, "Anda sudah memilih di jajak pendapat ini.")
    known = range(len(poll["options"]))
    if not chosen or set(chosen) - set(known) or (len(chosen) > 1 and not poll["allows_multiple_answers"]):
        raise PersonError(400, "Pilihan jajak pendapat salah.")
    message.votes.append(voter)
    options = [
        option | {"voter_count": option["voter_count"] + (number in chosen)}
        for number, option in enumerate(poll["options"])
    ]
    poll = poll | {"options": options, "total_voter_count": poll["total_voter_count"] + 1}
    message.body = message.body | {"poll": poll}
    chat.touch(message)
    if not message.from_bot:
        return
    world.updates.add("poll", poll)
    if not poll["is_anonymous"]:
        ids = [options[number]["persistent_id"] for number in chosen]
        answer = {"poll_id": poll["id"], "user": chat.speaker.user, "option_ids": chosen}
        world.updates.add("poll_answer", {**answer, "option_persistent_ids": ids})
