"""The question of a draft's current step in words, with its buttons."""

from collections.abc import Sequence

from bot.conversation.answers import NEAREST, READERS
from bot.conversation.danger_pages import danger_button
from bot.conversation.parties import counted, party_words
from bot.conversation.steps import BY_NAME, OFFICES_SHOWN, Expect, Step, part, position
from bot.memory.state import Draft
from bot.presses import DraftPress
from bot.services import Services
from bot.speech.replies import Button, Rows, Say, packed
from bot.speech.splitting import escape
from bot.texts import draft as words
from bot.texts import steps as texts
from core.chain.report_fields import SUBSTANCE
from core.chain.states import Track
from core.languages import say
from core.reports.schemas import Party
from core.sizes import file_size


def button(draft: Draft, label: str, do: str, value: str = "") -> Button:
    """Make a button of the draft's current step."""
    return Button(label, DraftPress(draft=draft.id, step=draft.step, do=do, value=value).pack())


async def question_of(services: Services, draft: Draft, said: str) -> tuple[Say, ...]:
    """Write the current step's question, after a word about what just happened."""
    step = BY_NAME[draft.step]
    body, choices = await _body(services, draft, step)
    if now := _answer_now(draft, step):
        body += "\n\n" + texts.CURRENT_ANSWER.format(answer=escape(now[:300]))
    title = say(step.title)
    told = title if draft.story else texts.heading(*position(draft, step), title, part(draft, step))
    lines = [f"<b>{escape(told)}</b>"]
    if said:
        lines.append(said)
    question = Say("\n".join([*lines, body]), (*choices, *_way_on(draft, step)))
    if step.expects is Expect.PHONE and draft.step not in draft.passed:
        return Say(texts.SHARE_PHONE_HINT, contact_button=texts.SHARE_PHONE), question
    return (question,)


async def _body(services: Services, draft: Draft, step: Step) -> tuple[str, Rows]:
    match step.expects:
        case Expect.CHOICE:
            return _choice(draft, step)
        case Expect.OFFICE:
            return await _office(services, draft, step)
        case Expect.PARTIES:
            return _parties(draft, step)
        case Expect.EVIDENCE:
            return _evidence(services, draft, step)
        case _:
            return _plain(draft, step)


def _plain(draft: Draft, step: Step) -> tuple[str, Rows]:
    asked = say(step.question_for(draft))
    if step.field == SUBSTANCE.key and draft.track is Track.WHISTLEBLOWING:
        asked = f"{texts.BEFORE_WRITING}\n\n{asked}"
    return asked, ()


def _answer_now(draft: Draft, step: Step) -> str:
    """Say what was answered before, where somebody comes back to a question."""
    if step.name not in draft.passed or draft.offered:
        return ""
    match step.expects:
        case Expect.PARTIES | Expect.EVIDENCE:
            return ""
        case Expect.OFFICE:
            return draft.office_name
        case Expect.CHOICE:
            return chosen_words(draft, step)
        case _:
            return str(getattr(draft, step.field))


def chosen_words(draft: Draft, step: Step) -> str:
    """Return the label of the option that was chosen."""
    value = getattr(draft, step.field)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return say(next((each.label for each in step.options if each.value == value), ""))


def _choice(draft: Draft, step: Step) -> tuple[str, Rows]:
    lines = [say(step.question_for(draft)), ""]
    for number, option in enumerate(step.options, start=1):
        meaning = f": {say(option.meaning)}" if option.meaning else ""
        lines.append(f"{number}. <b>{escape(say(option.label))}</b>{meaning}")
    if step.name == "mode":
        lines += ["", texts.MODE_HONEST]
    buttons = [
        button(draft, f"{number}. {say(option.label)}", "opt", option.value)
        for number, option in enumerate(step.options, start=1)
    ]
    return "\n".join(lines), packed(buttons)


async def _office(services: Services, draft: Draft, step: Step) -> tuple[str, Rows]:
    directory = await services.directory()
    if not draft.offered and not draft.listing:
        shortcuts = [button(draft, texts.BY_PROVINCE, "list", "provinces")]
        if national := directory.by_code("RI"):
            shortcuts.append(button(draft, texts.NATIONAL, "opt", str(national.id)))
        return say(step.question_for(draft)), packed(shortcuts)
    heading = {
        "provinces": texts.OFFICE_PROVINCES,
        READERS: texts.OFFICE_READERS,
        NEAREST: texts.OFFICE_NEAREST if len(draft.offered) == 1 else texts.OFFICES_NEAREST,
        "": texts.OFFICE_FOUND,
    }
    shown = draft.offered[draft.page * OFFICES_SHOWN : (draft.page + 1) * OFFICES_SHOWN]
    entries = [directory.get(office_id) for office_id in shown]
    names = [
        (entry.province_name or entry.name) if draft.listing == "provinces" else entry.name
        for entry in entries
    ]
    lines = [heading.get(draft.listing, texts.OFFICE_REGENCIES), ""]
    lines += [f"{number}. {escape(name)}" for number, name in enumerate(names, start=1)]
    buttons = [
        button(draft, str(number), "opt", str(entry.id)) for number, entry in enumerate(entries, start=1)
    ]
    rows = (
        [packed([button(draft, f"1. {names[0]}", "opt", str(entries[0].id))])]
        if len(entries) == 1
        else [packed(buttons)]
    )
    turning = []
    if draft.page:
        turning.append(button(draft, texts.PAGE_BEFORE, "page", str(draft.page - 1)))
    if len(draft.offered) > (draft.page + 1) * OFFICES_SHOWN:
        turning.append(button(draft, texts.PAGE_NEXT, "page", str(draft.page + 1)))
    rows.append(packed(turning))
    if draft.listing in {"", NEAREST}:
        rows.append(packed([button(draft, texts.BY_PROVINCE, "list", "provinces")]))
    return "\n".join(lines), tuple(row for group in rows for row in group)


def noted_parties(parties: Sequence[Party]) -> list[str]:
    """Write the parties as a numbered list with their roles."""
    return [
        f"{number}. {escape(party_words(party))} – <b>{words.PARTY_ROLES[party.role]}</b>"
        for number, party in enumerate(parties, start=1)
    ]


def _parties(draft: Draft, step: Step) -> tuple[str, Rows]:
    changing = draft.changing_party
    if changing is not None and changing < len(draft.parties):
        now = noted_parties([draft.parties[changing]])[0].removeprefix("1. ")
        roles = [button(draft, label.capitalize(), "role", role) for role, label in words.PARTY_ROLES.items()]
        roles.append(button(draft, words.PARTY_REMOVE, "drop", str(changing)))
        return words.PARTY_REWRITE.format(number=changing + 1, now=now), packed(roles)
    if not draft.parties:
        return say(step.question_for(draft)), ()
    if changing is not None:
        return words.PARTY_WRITE_NEW, ()
    lines = [words.PARTIES_NOTED.format(count=counted(len(draft.parties))), *noted_parties(draft.parties)]
    lines += ["", words.PARTIES_MORE]
    changes = [
        button(draft, words.PARTY_CHANGE.format(number=number), "change", str(number - 1))
        for number in range(1, len(draft.parties) + 1)
    ]
    changes.append(button(draft, words.PARTY_ADD, "add"))
    return "\n".join(lines), (*packed(changes), (button(draft, texts.CONTINUE, "next"),))


def _evidence(services: Services, draft: Draft, step: Step) -> tuple[str, Rows]:
    if not draft.evidence:
        return say(step.question_for(draft)).format(size=say(file_size(services.store.max_file_bytes))), ()
    lines = [f"{number}. {escape(file.name)}" for number, file in enumerate(draft.evidence, start=1)]
    rows = (
        (button(draft, texts.CONTINUE, "next"),),
        (button(draft, words.FILE_REMOVE, "unfile"),),
    )
    return "\n".join([*lines, "", texts.EXPECT_EVIDENCE_MORE]), rows


def _way_on(draft: Draft, step: Step) -> Rows:
    """Make the buttons of every step: Lewati where it is optional, Kembali, Batal, Simpan & lanjut nanti."""
    rows: list[tuple[Button, ...]] = []
    several = step.expects in {Expect.PARTIES, Expect.EVIDENCE}
    if step.optional and not (several and getattr(draft, step.field)):
        rows.append((button(draft, say(step.skip_label), "skip"),))
    if step.name in draft.passed and not several:
        rows.append((button(draft, texts.CONTINUE, "next"),))
    rows.append((button(draft, texts.BACK, "back"), button(draft, texts.CANCEL, "cancel")))
    rows.append((button(draft, texts.PAUSE, "pause"),))  # too long to share a row on a small telephone
    rows.append((danger_button(),))
    return tuple(rows)
