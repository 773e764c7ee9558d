"""The courier: carries pushes from the outbox to chats, through python-telegram-bot.

The one part of the bot that can open a push and the chat it goes to, and so the one part that
runs in the worker. It only sends; the conversation lives beside it and never imports it.
"""

import os

# python-telegram-bot's own switch: durations as timedelta, as its next version will have them.
os.environ.setdefault("PTB_TIMEDELTA", "true")
