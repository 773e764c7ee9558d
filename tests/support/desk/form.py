"""A form at the desk, filled in by what a person reads: the labels of its fields and of its choices."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.async_api import Locator

Answer = str | bool | Sequence[str]
Answers = Mapping[str, Answer]
Files = Mapping[str, Path | list[Path]]


def whole(label: str) -> re.Pattern[str]:
    """This label and nothing else."""
    return re.compile(rf"^\s*{_literal(label)}\s*$")


async def fill_in(form: Locator, answers: Answers, files: Files) -> None:
    """Answer each of these fields and attach the files."""
    for name, value in answers.items():
        await _answer(form, name, value)
    for name, chosen in files.items():
        await form.get_by_label(_field(name)).set_input_files(chosen)


async def _answer(form: Locator, name: str, value: Answer) -> None:
    if isinstance(value, bool):
        await form.get_by_role("checkbox", name=_option(name)).set_checked(value)
    elif not isinstance(value, str):
        await _tick(form, name, value)
    elif await (one := form.get_by_role("radio", name=_option(value))).count():
        await one.check(force=True)
    elif await (choice := form.get_by_role("combobox", name=_field(name))).count():
        await choice.select_option(label=value)
    else:
        await form.get_by_label(_field(name)).fill(value)


async def _tick(form: Locator, name: str, choices: Sequence[str]) -> None:
    fold = form.locator("summary").filter(has_text=re.compile(rf"^\s*{re.escape(name)}"))
    if await fold.count() and await fold.evaluate("line => !line.parentElement.open"):
        await fold.click()
    for choice in choices:
        await form.get_by_role("checkbox", name=_option(choice)).check()


def _literal(label: str) -> str:
    """The label as a pattern; Playwright ends a pattern at a bare slash."""
    return re.escape(label).replace("/", r"\/")


def _field(label: str) -> re.Pattern[str]:
    """What a field is called, with the word that it may stay empty."""
    return re.compile(rf"^\s*{_literal(label)}(\s+boleh kosong)?\s*$")


def _option(label: str) -> re.Pattern[str]:
    """What may be ticked; it may go on to say why it is suggested."""
    return re.compile(rf"^\s*{_literal(label)}")
