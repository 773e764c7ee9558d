"""What surrounds every page: side bar, top bar, who is signed in, notices."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.language import tr

_SEARCHED: Final = tr("Cari nomor agenda, isi, satker …")


class Theme(StrEnum):
    """The colour theme an officer chose; `AUTO` follows the device."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """How urgent or good something is; the words beside it always say the same."""

    NEUTRAL = "neutral"
    INFO = "info"
    DONE = "done"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place to go. `current` marks the one the reader is on."""

    label: str
    href: str
    icon: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One entry of the side bar or the phone's bottom bar.

    `count` is shown when given; `urgent` turns it red and adds the word "mendesak" for screen readers.
    """

    label: str
    href: str
    icon: str
    count: int | None = None
    urgent: bool = False
    current: bool = False
    short_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavGroup:
    """A headed group of the side bar, such as "Meja saya"."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInPerson:
    """Who is signed in. `profile_href` is empty when there is no profile page to open."""

    name: str
    role: str
    office: str
    profile_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentChoice:
    """One appointment the officer may act under."""

    value: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBox:
    """The top bar's search: a GET form. `/` focuses it."""

    action: str
    value: str = ""
    name: str = "q"
    placeholder: str = _SEARCHED


@dataclass(frozen=True, slots=True, kw_only=True)
class BellContext:
    """The notification bell, with the number of unread notices."""

    href: str
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """A notice shown once above the page, after an action."""

    tone: Tone
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Everything around the page.

    `bottom` is the phone's bottom bar: at most three entries, the fourth is always "Menu".
    `appointments` with two or more entries shows the role switch, posted to `switch_action` as `appointment`.
    Leave out `search` and `bell` while nothing serves them: then nothing is drawn.
    """

    now: datetime
    csrf_token: str
    person: SignedInPerson
    nav: tuple[NavGroup, ...]
    sign_out_action: str
    home_href: str = "/"
    bottom: tuple[NavItem, ...] = ()
    appointments: tuple[AppointmentChoice, ...] = ()
    switch_action: str = ""
    search: SearchBox | None = None
    bell: BellContext | None = None
    flashes: tuple[Flash, ...] = ()
    theme: Theme = Theme.AUTO
    demo: bool = False
