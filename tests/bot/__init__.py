"""The conversation, over a whole bot. aiogram is loaded as the bot loads it, which starts a third as long."""

from bot.loading import load_aiogram

load_aiogram()
