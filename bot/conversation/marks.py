"""A short mark that ties a button to its report without naming it."""

from hashlib import blake2b


def mark_of(tracking_id: str) -> str:
    """Return eight hex digits: enough to tell two open reports apart, useless to find one."""
    return blake2b(tracking_id.encode(), digest_size=4, person=b"knt-bot-mark").hexdigest()
