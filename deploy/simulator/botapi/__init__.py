"""The Bot API: reads calls, runs them, answers as Telegram does."""
