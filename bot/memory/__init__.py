"""What the bot remembers of a chat, sealed, in Valkey."""
