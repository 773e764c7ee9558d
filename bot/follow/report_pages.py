"""The pages of an open report: status, conversation, contents, the due date explained, when to be told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.conversation.marks import mark_of
from bot.conversation.parties import party_words
from bot.follow.action_pages import resume_button
from bot.follow.questions import RATE
from bot.page import Page
from bot.presses import ThreadPress
from bot.speech.media import medium_of
from bot.speech.replies import Button, Out, Rows, Say, SendFile, packed
from bot.speech.splitting import escape
from bot.texts import draft as draft_words
from bot.texts import follow as texts
from bot.texts.dates import date_and_time, short_moment
from bot.turn import Turn
from core.chain.actions import Action, MessageKind
from core.chain.report_fields import EVIDENCE, PARTIES, READ
from core.chain.states import IdentityMode, Side, State
from core.chain.telling.steps import Mark
from core.language import Phrase
from core.languages import say
from core.privacy.spool import Spool
from core.reporter.schemas import ThreadView
from core.reports.schemas import FileView, LineView

LINES: Final = 5
FILES: Final = 40
"""So many files have a button on one page: more than one report may carry, fewer than Telegram's buttons."""


@dataclass(frozen=True, slots=True)
class StatusPage(Page):
    """Where the report stands and what can be done."""

    view: ThreadView
    said: str = ""
    """A word about what just happened."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write it."""
        return (_status(turn, self.view, self.said),)


@dataclass(frozen=True, slots=True)
class OpenedPage(Page):
    """A report that was just opened: the last of its conversation, then where it stands."""

    view: ThreadView

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write both messages; the first only where something was said."""
        thread = (_thread(turn, self.view, older=0),) if self.view.lines else ()
        return (*thread, _status(turn, self.view, ""))


@dataclass(frozen=True, slots=True)
class ThreadPage(Page):
    """Five lines of the conversation, the newest unless older ones are asked for."""

    view: ThreadView
    older: int = 0
    """So many newer lines are passed over."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write it."""
        return (_thread(turn, self.view, self.older),)


@dataclass(frozen=True, slots=True)
class BodyPage(Page):
    """What the report says now, and its files."""

    view: ThreadView

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write it."""
        return (_body(turn, self.view),)


@dataclass(frozen=True, slots=True)
class WhyPage(Page):
    """The due date explained: the days counted, the days skipped and why, and the rule behind it."""

    view: ThreadView

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write it; without a due date the status, which says so."""
        if not self.view.due_explained:
            return (_status(turn, self.view, texts.NO_DUE),)
        return (_why(turn, self.view, self.view.due_explained),)


@dataclass(frozen=True, slots=True)
class PushPage(Page):
    """When the reporter is told, and where."""

    view: ThreadView
    here: bool | None
    """Whether that is this very chat; None where nothing tells."""
    said: str = ""
    """A word about what was just chosen."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write the choices."""
        return (_push(turn, self),)


@dataclass(frozen=True, slots=True)
class FilePage(Page):
    """A file of the thread, handed over."""

    file: FileView
    content: Spool = field(repr=False)

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the file says it all
        """Hand it over."""
        file = self.file
        handed = SendFile(
            file.name,
            self.content,
            medium=medium_of(file.mime, file.size),
            caption=escape(file.caption),
            refused=texts.FILE_UNSENDABLE.format(name=escape(file.name)),
        )
        return (handed,)


def _button(turn: Turn, label: str, do: str, value: str = "") -> Button:
    """Make a button of the report that is open."""
    tracking_id = turn.opened.tracking_id if turn.opened else ""
    return Button(label, ThreadPress(mark=mark_of(tracking_id), do=do, value=value).pack())


def _status(turn: Turn, view: ThreadView, said: str) -> Say:
    """Write state, steps passed, and last what happens next by which date, said once."""
    lines = [said, ""] if said else []
    lines += [
        f"<b>{texts.PROTECTED_TITLE if view.protected else escape(view.title)}</b>",
        texts.STATE.format(state=escape(say(view.state_text))),
        texts.OFFICE.format(office=escape(view.office_name)),
        texts.RECEIVED.format(at=date_and_time(view.received_at, view.zone)),
        "",
        texts.STEPS,
    ]
    for step in view.steps:
        at = f", {short_moment(step.at, view.zone)}" if step.at else ""
        if step.state != Mark.AHEAD:
            lines.append(f"– {escape(say(step.label))}: {texts.STEP_STATES[step.state]}{at}")
    if ahead := [escape(say(step.label)) for step in view.steps if step.state == Mark.AHEAD]:
        lines.append(texts.STEPS_AHEAD.format(steps=", ".join(ahead)))
    lines.append("")
    if view.missing:
        elements = ", ".join(say(element.label) for element in view.missing)
        lines.append(texts.MISSING.format(elements=escape(elements)))
        lines.append("")
    lines.append(_next_step(view))
    return Say("\n".join(lines), _status_rows(turn, view))


def _next_step(view: ThreadView) -> str:
    told = escape(say(view.next_text))
    due = escape(say(view.due_text or ""))
    return told.replace(due, f"<b>{due}</b>", 1) if due else told


def _why(turn: Turn, view: ThreadView, explained: str) -> Say:
    lines = [texts.WHY_DUE, *(escape(f"{sentence}.") for sentence in _sentences(say(explained)))]
    if view.due_source:
        lines += ["", texts.DUE_SOURCE.format(source=escape(view.due_source))]
    return Say("\n".join(lines), ((_button(turn, texts.REFRESH, "status"),),))


def _sentences(text: str) -> list[str]:
    """Give every sentence a line of its own; a clock time such as 16.00 ends none."""
    return [part.rstrip(".") for part in text.split(". ") if part]


def _status_rows(turn: Turn, view: ThreadView) -> Rows:
    ordered = sorted(view.actions, key=lambda each: each.action == Action.WITHDRAW)
    actions = [_button(turn, say(each.label), "act", each.action) for each in ordered]
    if view.rating is None and view.state in {State.CLOSED, State.CONCLUDED}:
        actions.append(_button(turn, texts.RATE, "act", RATE))
    if view.due_explained:
        actions.append(_button(turn, draft_words.WHY_DUE, "why"))
    shortcuts = [
        _button(turn, texts.SHOW_THREAD, "thread"),
        _button(turn, texts.SHOW_BODY, "body"),
        _button(turn, texts.SETTINGS, "push"),
        _button(turn, texts.SWEEP, "sweep"),
        _button(turn, texts.CLOSE, "close"),
    ]
    rows = (*packed(actions), *packed(shortcuts[:3]), *packed(shortcuts[3:]))
    waiting = turn.paused
    return ((resume_button(waiting),), *rows) if waiting else rows


def _thread(turn: Turn, view: ThreadView, older: int) -> Say:
    end = max(len(view.lines) - older, 0)
    shown = _fitting(view.lines[max(end - LINES, 0) : end])
    lines = [texts.THREAD]
    lines += [_line(line, view.zone) for line in shown] or [texts.NO_LINES]
    files = [file for line in shown for file in line.files]
    buttons = [_file_button(turn, file) for file in files[:FILES]]
    if end > len(shown):
        buttons.append(_button(turn, texts.OLDER, "thread", str(older + len(shown))))
    buttons.append(_button(turn, texts.REFRESH, "status"))
    return Say("\n\n".join(lines), packed(buttons))


def _fitting(lines: Sequence[LineView]) -> list[LineView]:
    """Keep the newest lines whose files all find a button; of the newest line some do in any case."""
    shown: list[LineView] = []
    for line in reversed(lines):
        if shown and sum(len(each.files) for each in (*shown, line)) > FILES:
            break
        shown.insert(0, line)
    return shown


def _line(line: LineView, zone: str) -> str:
    edited = f" ({texts.EDITED})" if line.edited else ""
    told = line.kind == MessageKind.NOTICE and line.side != Side.OFFICER
    author = texts.SYSTEM_AUTHOR if told else _author(line)
    parts = [
        f"<b>{escape(author)}</b>, {short_moment(line.at, zone)}{edited}",
        escape(say(line.text) if told else line.text),
    ]
    if line.files:
        names = ", ".join(file.name for file in line.files)
        parts.append(texts.ATTACHMENTS.format(names=escape(names)))
    return "\n".join(part for part in parts if part)


def _author(line: LineView) -> str:
    """Say who speaks: the reporter in our words, a unit by its own name."""
    return say(line.author) if isinstance(line.author, Phrase) else line.author


def _file_button(turn: Turn, file: FileView) -> Button:
    name = file.name if len(file.name) <= 30 else f"{file.name[:29]}…"  # noqa: PLR2004
    return _button(turn, texts.TAKE_FILE.format(name=name), "file", file.id.hex)


def _body(turn: Turn, view: ThreadView) -> Say:
    body = view.body
    parties = "\n".join(
        f"{number}. {escape(party_words(party))} – {draft_words.PARTY_ROLES[party.role]}"
        for number, party in enumerate(body.parties, start=1)
    )
    names = ", ".join(file.name for file in view.evidence)
    parts = (
        *((say(each.title), parties if each is PARTIES else escape(body.answer(each))) for each in READ),
        (say(EVIDENCE.title), escape(names)),
    )
    lines = [f"<b>{escape(view.title)}</b>"]
    lines += [f"<b>{title}</b>\n{text}" for title, text in parts if text]
    buttons = [_file_button(turn, file) for file in view.evidence[:FILES]]
    buttons.append(_button(turn, texts.REFRESH, "status"))
    return Say("\n\n".join(lines), packed(buttons))


def _push(turn: Turn, page: PushPage) -> Say:
    view = page.view
    back = _button(turn, texts.REFRESH, "status")
    if view.linked:
        text = texts.PUSH.format(now=texts.PUSH_MODES.get(view.push or "", "-"))
        modes = [_button(turn, label, "mode", mode) for mode, label in texts.PUSH_MODES.items()]
        if page.here:
            ways = [_button(turn, texts.UNLINK, "unlink")]
        else:
            text += "\n\n" + (texts.PUSH_UNSURE if page.here is None else texts.PUSH_ELSEWHERE)
            ways = _ways_here(turn, view, "move", texts.MOVE, texts.MOVE_KEEP)
            ways.append(_button(turn, texts.UNLINK_THERE, "unlink"))
        rows = (*packed(modes), *packed([*ways, back]))
    else:
        text = texts.PUSH_UNLINKED
        rows = (*packed(_ways_here(turn, view, "link", texts.LINK, texts.LINK_KEEP)), (back,))
    return Say("\n\n".join(filter(None, (page.said, text))), rows)


def _ways_here(turn: Turn, view: ThreadView, do: str, label: str, label_keep: str) -> list[Button]:
    """Make the buttons that bring news to this chat; of an anonymous report no number is ever kept."""
    ways = [_button(turn, label, do)]
    if view.identity_mode is not IdentityMode.ANONYMOUS:
        ways.append(_button(turn, label_keep, do, "keep"))
    return ways
