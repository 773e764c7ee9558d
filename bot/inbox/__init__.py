"""The durable inbox: updates are kept before Telegram is told so."""
