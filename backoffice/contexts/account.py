"""Signing in, signing in again, and the officer's own account."""

from dataclasses import dataclass
from datetime import datetime

from backoffice.contexts.fields import ActionForm, FieldInput
from backoffice.contexts.parts import Fact
from backoffice.contexts.shell import Flash, Shell, Theme, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoChoice:
    """A demo account offered on the sign-in page, in demo mode only."""

    username: str
    role: str
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInContext:
    """`pages/sign_in.html`: user name and password, then (`asks_code`) the one-time code.

    `carried` are hidden inputs, such as the sealed form whose session ran out; `kept_note` says in one
    sentence what is kept ("Formulir Disposisikan tersimpan. Pilih ulang berkasnya."). The words themselves
    are not shown to somebody who has not signed in yet. `expired` turns the page into "Masuk lagi".
    """

    csrf_token: str
    action: str
    fields: tuple[FieldInput, ...]
    asks_code: bool = False
    expired: bool = False
    error: str = ""
    carried: tuple[tuple[str, str], ...] = ()
    kept_note: str = ""
    restart_href: str = ""
    flashes: tuple[Flash, ...] = ()
    demo_accounts: tuple[DemoChoice, ...] = ()
    theme: Theme = Theme.AUTO


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A place where the account is signed in."""

    device: str
    since: datetime
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChatPanel:
    """The officer's own Telegram. `command` and `link` are there only right after a code was made."""

    code_action: str
    unlink_action: str
    linked_at: datetime | None = None
    unreachable_since: datetime | None = None
    choices: ActionForm | None = None
    command: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """A machine's token in a list; `revoke_action` is empty where there is nothing to take back."""

    key: str
    label: str
    state: str
    tone: Tone
    created_at: datetime
    used_at: datetime | None = None
    note: str = ""
    revoke_action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A token that was just made: shown now and never again."""

    label: str
    token: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokensPanel:
    """The tokens by which machines act as an officer."""

    rows: tuple[TokenRow, ...]
    form: ActionForm | None = None
    issued: NewToken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileContext:
    """`pages/profile.html`: who I am, under which decree I act, password and second factor.

    `second_factor_key` is shown only while a new one is being set up, with `second_factor_qr` the address
    of its picture.
    """

    shell: Shell
    facts: tuple[Fact, ...]
    appointments: tuple[tuple[str, str], ...]
    password: ActionForm | None = None
    own_chat: OwnChatPanel | None = None
    tokens: TokensPanel | None = None
    reading: ActionForm | None = None
    second_factor: ActionForm | None = None
    second_factor_key: str = ""
    second_factor_qr: str = ""
    sessions: tuple[SessionLine, ...] = ()
    sign_out_everywhere: ActionForm | None = None
