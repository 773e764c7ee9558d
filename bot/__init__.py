"""The chat side: the conversation (aiogram) and the courier (python-telegram-bot)."""
