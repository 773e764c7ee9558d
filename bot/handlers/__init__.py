"""aiogram routers: each parses an update and calls the conversation."""
