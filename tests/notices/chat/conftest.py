"""A running bot and a person for each test, as tests of the bot have them."""

from tests.bot.conftest import person, shared_bot, world

__all__ = ["person", "shared_bot", "world"]
