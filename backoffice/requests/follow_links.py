"""The way from paper to the bot: a link that opens tracking there, and its picture to scan."""

from dataclasses import dataclass

import segno

from backoffice.wiring import Backoffice
from core.notifications.botname import TRACK_PAYLOAD, bot_name


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowLink:
    """Where a reporter follows their report; the link names no report, so the slip's number stays the key."""

    bot: str
    href: str

    @property
    def picture(self) -> str:
        """The link as a QR code, an SVG of ours without a word of anybody's."""
        return str(segno.make(self.href, error="m").svg_inline(scale=4, border=2, light="#fff"))


async def bot_link(parts: Backoffice, payload: str) -> str:
    """Give the link that opens the bot with a start word.

    None before the bot's name is known, nor where another server stands in for Telegram.
    """
    if parts.settings.telegram_api_base is not None:
        return ""
    name = await bot_name(parts.redis)
    return f"https://t.me/{name}?start={payload}" if name else ""


async def follow_link(parts: Backoffice) -> FollowLink | None:
    """Give the link for a receipt; None where there is none."""
    href = await bot_link(parts, TRACK_PAYLOAD)
    return FollowLink(bot=await bot_name(parts.redis), href=href) if href else None
