"""A voice note is an answer like any other: kept as the answer to what was asked, and marked in its place.

What must be looked up or chosen cannot be spoken. Who reports is spoken only openly: officers hear the
recordings of a report, and what is sealed apart from it must not be told there.
"""

from dataclasses import replace
from typing import Final

from bot.conversation.captions import asks_who
from bot.conversation.steps import BY_NAME, IDENTITY, STEPS, Expect, Step, limit_of
from bot.incoming import Incoming
from bot.memory.state import Draft
from core.chain.states import IdentityMode
from core.evidence.schemas import StowedFile
from core.reports.voiced import ANSWERED_BY_VOICE, is_voiced, with_voice

_SPOKEN: Final = frozenset({Expect.TEXT, Expect.PLACE, Expect.PARTIES})
_WHO_REPORTS: Final = frozenset(step.name for step in STEPS if step.group == IDENTITY)


def spoken_step(draft: Draft) -> str:
    """Name the answer that a voice note gives now; empty where none can be spoken."""
    step = BY_NAME.get(draft.step)
    return step.name if step is not None and step.expects in _SPOKEN else ""


def unless_it_tells_who(draft: Draft, incoming: Incoming) -> Incoming:
    """Leave a voice note out that would tell officers who reports, where that is sealed apart."""
    if not incoming.is_spoken or not asks_who(draft) or draft.identity_mode is IdentityMode.OPEN:
        return incoming
    return replace(incoming, attachments=tuple(file for file in incoming.attachments if not file.spoken))


def take_voice(draft: Draft, step: Step) -> None:
    """Note that a step is answered by voice; what was written before stays, as far as there is room."""
    draft.changing_party = None
    if step.expects is Expect.PARTIES:
        return
    answer = with_voice(str(getattr(draft, step.field)))
    if len(answer) <= limit_of(draft, step):
        setattr(draft, step.field, answer)


def is_answered_by_voice(draft: Draft, step: Step) -> bool:
    """Tell whether a voice note answers a step."""
    return any(file.answers == step.name for file in draft.evidence)


def take_out(draft: Draft, gone: list[StowedFile]) -> None:
    """Take files out of a draft; what only they answered is asked again."""
    draft.evidence = [file for file in draft.evidence if file not in gone]
    left = {file.answers for file in draft.evidence}
    for name in {file.answers for file in gone if file.answers} - left:
        step = BY_NAME[name]
        if isinstance(answer := getattr(draft, step.field), str):
            answer = "" if is_voiced(answer) else answer.replace(ANSWERED_BY_VOICE, "").strip()
            setattr(draft, step.field, answer)
        if not answer and name in draft.passed:
            draft.passed.remove(name)


def forget_who_spoke(draft: Draft) -> None:
    """Take out the voice notes that tell who reports: it is to be sealed apart now, or not told at all."""
    take_out(draft, [file for file in draft.evidence if file.answers in _WHO_REPORTS])
