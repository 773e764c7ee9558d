"""What stands in the place of words where somebody spoke: it leads whoever reads it to the recording.

It becomes part of a report, so it is Indonesian whatever language the reporter reads.
"""

from typing import Final

ANSWERED_BY_VOICE: Final = "(Dijawab dengan pesan suara. Dengarkan di bagian bukti.)"
TOLD_BY_VOICE: Final = "(Diceritakan dengan pesan suara. Dengarkan di bagian bukti.)"
TITLE_OF_A_VOICE: Final = "Pesan suara"
_STAND_INS: Final = frozenset({ANSWERED_BY_VOICE, TOLD_BY_VOICE})


def is_voiced(answer: str) -> bool:
    """Tell whether an answer was only spoken: what stands there are none of its giver's words."""
    return answer.strip() in _STAND_INS


def with_voice(answer: str) -> str:
    """Give an answer to which something was added by voice: nothing that was written is lost."""
    if not answer or is_voiced(answer):
        return answer or ANSWERED_BY_VOICE
    return answer if answer.endswith(ANSWERED_BY_VOICE) else f"{answer}\n{ANSWERED_BY_VOICE}"
