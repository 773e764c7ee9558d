"""Registering at the desk what arrives off-line (R116, R126-R132), and the receipt."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from backoffice.contexts.fields import FieldGroup, FieldInput
from backoffice.contexts.shell import Link, Shell
from backoffice.contexts.story import StoryHint


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBox:
    """Where a letter is pasted to be read into the form.

    After that `told` sums up what was read, `left` are (field, what the letter says otherwise than the form).
    """

    field: FieldInput
    told: str = ""
    left: tuple[tuple[str, str], ...] = ()
    hints: tuple[StoryHint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterContext:
    """`pages/register.html`.

    `groups` are shown in order. The group whose key is `parties_after` is followed by the parties: each of
    `parties` is one row of inputs; `party_template` is the same with `__index__` in its field names, for
    adding a row in the browser. Without JavaScript the buttons post `add_party=1` or `remove_party=<key>`,
    and the route answers with the form again. `carried` are hidden inputs; `errors` are (anchor, words).
    """

    shell: Shell
    crumbs: tuple[Link, ...]
    action: str
    groups: tuple[FieldGroup, ...]
    parties: tuple[FieldGroup, ...]
    party_template: FieldGroup
    parties_after: str
    letter: LetterBox
    carried: tuple[tuple[str, str], ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptContext:
    """`pages/receipt.html`: the tracking ID, shown this once, as a slip for the reporter.

    `qr` is the follow-up link to scan, `follow_up` says in words how to follow the report.
    """

    shell: Shell
    crumbs: tuple[Link, ...]
    number: str
    tracking_id: str
    received_at: datetime
    office: str
    channel: str
    next_step: str
    follow_up: str
    report: Link
    qr: Markup | None = None
    another: Link | None = None
