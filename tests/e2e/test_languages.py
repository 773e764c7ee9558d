"""Each language is chosen in the chat and plays a story to its receipt, on a narrow phone."""

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser

from bot.texts import draft, language, steps, story
from core.languages import NAMES, language_of, told
from tests.e2e.chat import Reporter
from tests.support.axe import with_axe
from tests.support.chromium import NARROW, indonesian_context
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FIRST: Final = 900_200_811
STORIES: Final = {
    "en": "The officer asked me for money at the polling station in Lombok Timur yesterday morning",
    "jv": "Wingi esuk petugase njaluk dhuwit karo aku nang TPS 4 Lombok Timur, ora tak wenehi",
    "su": "Kamari énjing petugasna ménta artos ka abdi di TPS 4 Lombok Timur, teu dipasihan",
}
_TAG: Final = re.compile(r"<[^>]+>")


async def test_each_language_plays_a_story_to_its_receipt(
    stack: SharedStack, browser: Browser, shots: Path
) -> None:
    phone = await with_axe(await indonesian_context(browser, narrow=True, reduced_motion="reduce"))
    found: list[str] = []
    for user, (code, words) in enumerate(STORIES.items(), start=FIRST):

        def said(text: str, spoken: str = code) -> str:
            return _TAG.sub("", told(text, language_of(spoken))).split("\n")[0]

        reporter = await Reporter.at(phone, stack.chat, user, NARROW)
        await reporter.hear("Setuju data Anda")
        await reporter.say(words)
        await reporter.hear(said(language.OFFER))
        await reporter.settled(shots / f"language-{code}-offered.png")
        await reporter.press(said(language.OFFER_YES))
        await reporter.hear(said(story.UNDERSTOOD))
        await reporter.settled(shots / f"language-{code}-understood.png")
        found += await reporter.look(f"language-{code}-understood")
        await reporter.say(said("Kirim").lower())
        await reporter.hear(said(steps.MODE))
        await reporter.settled(shots / f"language-{code}-mode.png")
        await reporter.say("3")
        await reporter.hear(said(draft.RECEIPT))
        await reporter.settled(shots / f"language-{code}-receipt.png", said(draft.RECEIVED))
        found += await reporter.look(f"language-{code}-receipt")
        await reporter.page.close()
    assert found == []
    assert set(STORIES) == set(NAMES) - {"id"}
    await phone.close()
