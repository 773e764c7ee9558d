"""The report as its reporter sees it: status, conversation, contents."""

from typing import Final

from bot.conversation.marks import mark_of
from bot.conversation.parties import party_words
from bot.follow.questions import RATE
from bot.follow.unsent import paused, resume_button
from bot.presses import ThreadPress
from bot.speech.replies import Button, Rows, packed
from bot.speech.splitting import escape
from bot.texts import draft as draft_words
from bot.texts import follow as texts
from bot.texts.dates import date_and_time, short_moment
from bot.turn import Turn
from core.chain.actions import Action, MessageKind
from core.chain.states import Side, State
from core.reporter.schemas import ThreadView
from core.reports.schemas import FileView, LineView

LINES: Final = 5
FILES: Final = 9


def thread_button(turn: Turn, label: str, do: str, value: str = "") -> Button:
    """Make a button of the report that is open."""
    tracking_id = turn.opened.tracking_id if turn.opened else ""
    return Button(label, ThreadPress(mark=mark_of(tracking_id), do=do, value=value).pack())


def show_everything(turn: Turn, view: ThreadView) -> None:
    """Show the last of the conversation, then where the report stands and what can be done."""
    if view.lines:
        show_thread(turn, view)
    show_status(turn, view)


def show_status(turn: Turn, view: ThreadView, before: str = "") -> None:
    """Show state, steps passed, and as the last line what happens next by which date, said once."""
    lines = [before, ""] if before else []
    lines += [
        f"<b>{escape(view.title)}</b>",
        texts.STATE.format(state=escape(view.state_text)),
        texts.OFFICE.format(office=escape(view.office_name)),
        texts.RECEIVED.format(at=date_and_time(view.received_at, view.zone)),
        "",
        texts.STEPS,
    ]
    for number, step in enumerate(view.steps, start=1):
        at = f", {short_moment(step.at, view.zone)}" if step.at else ""
        lines.append(f"{number}. {escape(step.label)} – {texts.STEP_STATES[step.state]}{at}")
    lines += ["", texts.NUMBERS, ""]
    if view.missing:
        elements = ", ".join(element.label for element in view.missing)
        lines.append(texts.MISSING.format(elements=escape(elements)))
        lines.append("")
    lines.append(_next_step(view))
    turn.say("\n".join(lines), _status_rows(turn, view))


def _next_step(view: ThreadView) -> str:
    told = escape(view.next_text)
    due = escape(view.due_text or "")
    return told.replace(due, f"<b>{due}</b>", 1) if due else told


def show_why(turn: Turn, view: ThreadView) -> None:
    """Explain the due date: the days counted, the days skipped and why, and the rule behind it."""
    if not view.due_explained:
        show_status(turn, view, texts.NO_DUE)
        return
    lines = [texts.WHY_DUE, *(escape(f"{sentence}.") for sentence in _sentences(view.due_explained))]
    if view.due_source:
        lines += ["", texts.DUE_SOURCE.format(source=escape(view.due_source))]
    lines += ["", texts.NUMBERS]
    turn.say("\n".join(lines), ((thread_button(turn, texts.REFRESH, "status"),),))


def _sentences(text: str) -> list[str]:
    """Give every sentence a line of its own; a clock time such as 16.00 ends none."""
    return [part.rstrip(".") for part in text.split(". ") if part]


def _status_rows(turn: Turn, view: ThreadView) -> Rows:
    ordered = sorted(view.actions, key=lambda each: each.action == Action.WITHDRAW)
    actions = [thread_button(turn, each.label, "act", each.action) for each in ordered]
    if view.rating is None and view.state in {State.CLOSED, State.CONCLUDED}:
        actions.append(thread_button(turn, texts.RATE, "act", RATE))
    if view.due_explained:
        actions.append(thread_button(turn, draft_words.WHY_DUE, "why"))
    shortcuts = [
        thread_button(turn, texts.SHOW_THREAD, "thread"),
        thread_button(turn, texts.SHOW_BODY, "body"),
        thread_button(turn, texts.SETTINGS, "push"),
        thread_button(turn, texts.SWEEP, "sweep"),
        thread_button(turn, texts.CLOSE, "close"),
    ]
    rows = (*packed(actions), *packed(shortcuts[:3]), *packed(shortcuts[3:]))
    waiting = paused(turn)
    return ((resume_button(waiting),), *rows) if waiting else rows


def show_thread(turn: Turn, view: ThreadView, older: int = 0) -> None:
    """Show five lines of the conversation, the newest unless older ones are asked for."""
    end = max(len(view.lines) - older, 0)
    shown = view.lines[max(end - LINES, 0) : end]
    lines = [texts.THREAD]
    lines += [_line(line, view.zone) for line in shown] or [texts.NO_LINES]
    lines.append(texts.NUMBERS)
    files = [file for line in shown for file in line.files]
    buttons = [_file_button(turn, file) for file in files[:FILES]]
    if end - LINES > 0:
        buttons.append(thread_button(turn, texts.OLDER, "thread", str(older + LINES)))
    buttons.append(thread_button(turn, texts.REFRESH, "status"))
    turn.say("\n\n".join(lines), packed(buttons))


def _line(line: LineView, zone: str) -> str:
    edited = f" ({texts.EDITED})" if line.edited else ""
    told = line.kind == MessageKind.NOTICE and line.side != Side.OFFICER
    author = texts.SYSTEM_AUTHOR if told else line.author
    parts = [f"<b>{escape(author)}</b>, {short_moment(line.at, zone)}{edited}", escape(line.text)]
    if line.files:
        names = ", ".join(file.name for file in line.files)
        parts.append(texts.ATTACHMENTS.format(names=escape(names)))
    return "\n".join(part for part in parts if part)


def _file_button(turn: Turn, file: FileView) -> Button:
    name = file.name if len(file.name) <= 30 else f"{file.name[:29]}…"  # noqa: PLR2004
    return thread_button(turn, texts.TAKE_FILE.format(name=name), "file", file.id.hex)


def show_body(turn: Turn, view: ThreadView) -> None:
    """Show what the report says now, and its files."""
    body = view.body
    parties = "\n".join(
        f"{number}. {escape(party_words(party))} – {draft_words.PARTY_ROLES[party.role]}"
        for number, party in enumerate(body.parties, start=1)
    )
    names = ", ".join(file.name for file in view.evidence)
    parts = (
        ("Apa", escape(body.substance)),
        ("Siapa", parties),
        ("Kapan", escape(body.happened_at)),
        ("Di mana", escape(body.place.text)),
        ("Bagaimana", escape(body.chronology)),
        ("Bukti", escape(names)),
    )
    lines = [f"<b>{escape(view.title)}</b>"]
    lines += [f"<b>{title}</b>\n{text}" for title, text in parts if text]
    lines.append(texts.NUMBERS)
    buttons = [_file_button(turn, file) for file in view.evidence[:FILES]]
    buttons.append(thread_button(turn, texts.REFRESH, "status"))
    turn.say("\n\n".join(lines), packed(buttons))
