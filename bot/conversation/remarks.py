"""What was written under a file that cannot be kept: it becomes part of the report all the same."""

from bot.conversation.files import Kept
from bot.conversation.steps import BY_NAME, PARAGRAPH, limit_of
from bot.memory.state import Draft
from bot.texts import draft as words


def keep_captions(draft: Draft, kept: Kept, *, answered: bool) -> str:
    """Keep the captions of refused files, unless they answered the question; say what became of them.

    A file that is kept keeps its own caption.
    """
    if answered or not kept.captions:
        return "" if kept.files else words.FILE_REFUSED_TEXT_KEPT
    if draft.step in BY_NAME and BY_NAME[draft.step].group == "identity":
        return words.REMARK_NOT_IDENTITY  # officers read the chronology, but not who reports
    remarks = PARAGRAPH.join(filter(None, (draft.remarks, *kept.captions)))
    if len(remarks) > limit_of(draft, BY_NAME["remarks"]):
        return words.REMARK_NO_ROOM
    draft.remarks = remarks
    if "remarks" not in draft.passed:
        draft.passed.append("remarks")  # nobody is asked for it: it is looked over in the review
    return words.REMARK_ADDED
