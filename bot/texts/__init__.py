"""Every Indonesian sentence the bot says, by topic."""
