"""What can go wrong with the local stack, in words that say what to do."""


class LocalStackError(Exception):
    """A local server cannot be used; the message says why and what to do about it."""
