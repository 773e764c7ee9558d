"""The administration's pages: panels of tables, trees, forms, effects and chat previews."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from backoffice.contexts.account import TokenRow
from backoffice.contexts.fields import ActionForm, FieldInput
from backoffice.contexts.parts import EmptyState, Fact
from backoffice.contexts.shell import Link, Shell, Tone
from core.language import tr

_SEARCH: Final = tr("Cari")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: words, perhaps leading somewhere, with a small line under them. `tone` colours a mark."""

    text: str
    href: str = ""
    note: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; on a phone each row becomes a block. The first cell names the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A unit in its tree."""

    label: str
    href: str
    note: str = ""
    tone: Tone | None = None
    children: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A message as the reporter will see it in the chat; `who` says whose chat, `push` what comes first."""

    title: str
    text: str
    who: str = ""
    push: str = ""
    button: str = "Buka"
    """What can be pressed under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What is shown once: (term, text) pairs to copy, and a picture for the authenticator app."""

    pairs: tuple[tuple[str, str], ...]
    picture: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One card of the page. `form` stands open in it, `folded` forms behind their labels."""

    key: str
    title: str
    icon: str
    note: str = ""
    text: str = ""
    tone: Tone | None = None
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    tree: tuple[Branch, ...] = ()
    bubbles: tuple[Bubble, ...] = ()
    secret: Secret | None = None
    tokens: tuple[TokenRow, ...] = ()
    form: ActionForm | None = None
    folded: tuple[ActionForm, ...] = ()
    links: tuple[Link, ...] = ()
    empty: EmptyState | None = None
    wide: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """A search as a GET form: shareable in the address bar."""

    action: str
    fields: tuple[FieldInput, ...]
    label: str = _SEARCH


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsContext:
    """`pages/settings.html`: tabs of the parts this officer may open, then the panels."""

    shell: Shell
    title: str
    summary: str
    tabs: tuple[Link, ...]
    panels: tuple[Panel, ...]
    crumbs: tuple[Link, ...] = ()
    finder: Finder | None = None
    links: tuple[Link, ...] = ()
    next_href: str = ""
