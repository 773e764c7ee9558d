"""An officer's day at the running stack: when it is over, nothing that was looked at may be wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser

from tests.support.axe import with_axe
from tests.support.desk.window import DeskWindow, Screen, open_window, take_seat
from tests.support.shared_stack import SharedStack


@asynccontextmanager
async def at_desk(
    browser: Browser, stack: SharedStack, who: str, screen: Screen, *, scripts: bool = True
) -> AsyncIterator[DeskWindow]:
    """Sit down as an officer."""
    window = screen.value if scripts else f"{screen.value}-plain"
    cookie = await asyncio.to_thread(stack.seat, who, window)
    async with at_door(browser, stack, screen, who=who, scripts=scripts) as desk:
        await take_seat(desk.page.context, stack.desk, cookie)
        yield desk


@asynccontextmanager
async def at_door(
    browser: Browser, stack: SharedStack, screen: Screen, *, who: str = "tamu", scripts: bool = True
) -> AsyncIterator[DeskWindow]:
    """Open a window in which nobody has signed in yet."""
    desk = await open_window(browser, stack.desk, who, screen, scripts=scripts)
    await with_axe(desk.page.context)
    try:
        yield desk
    finally:
        await desk.close()
    assert not desk.found, "\n".join(desk.found)
