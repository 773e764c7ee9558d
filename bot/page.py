"""What a handler decided, as one value; and the one place where it is put into words.

A handler takes the update in, changes what is remembered, and returns the page that comes next. Only at
the end of the turn is the page rendered, once, from what is remembered then. So no handler needs to know
how another page looks, and no page decides anything.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from bot.speech.replies import Out, Say
from bot.turn import Turn
from bot.typed import in_words, typed_numbers, typed_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(ABC):
    """Where the conversation stands now: what the person sees as the last thing."""

    shows_numbers: ClassVar[bool] = False
    """It says itself which tracking IDs are not kept yet."""

    ahead: tuple[Out, ...] = ()
    """What is said before it in messages of their own; typed numbers mean none of their buttons."""

    @abstractmethod
    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write the page. Called by `render` alone."""

    def preceded_by(self, *said: Out) -> Self:
        """Return the same page with these messages ahead of everything."""
        return replace(self, ahead=(*said, *self.ahead))


@dataclass(frozen=True, slots=True)
class Words(Page):
    """A plain sentence, without buttons: what was shown before stays as it is."""

    text: str

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same wherever we stand
        """Say it."""
        return (Say(self.text),)


@dataclass(frozen=True, slots=True)
class Nothing(Page):
    """No page of its own: at most what is said ahead."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same wherever we stand
        """Say nothing."""
        return ()


async def render(turn: Turn, page: Page) -> None:
    """Answer with a page. Where it has buttons, typed numbers mean its own from now on."""
    turn.outs.extend(page.ahead)
    for out in await page.rendered(turn):
        if not isinstance(out, Say):
            turn.outs.append(out)
            continue
        turn.outs.append(replace(out, text=in_words(out)))
        numbers = typed_numbers(out)
        if numbers is not None:
            turn.offer(numbers, typed_words(out))
