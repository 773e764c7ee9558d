"""CSRF tokens: a keyed hash of the session's own id.

Derived, not stored: a form typed before the session ran out can still prove that it came from our page,
so its text is kept without letting another site plant a form that is sent after signing in.
"""

import hmac

from backoffice.security.keys import keyed_name

FIELD = "csrf_token"
HEADER = "x-csrf-token"
_SAME_SITE = frozenset({"same-origin", "none"})


def token_for(key: bytes, session_id: str) -> str:
    """Give the token that belongs to this session."""
    return keyed_name(key, "csrf", session_id)


def is_valid(key: bytes, session_id: str, token: str) -> bool:
    """Tell whether the token belongs to this session."""
    return hmac.compare_digest(token_for(key, session_id).encode(), token.encode())


def comes_from_elsewhere(fetch_site: str | None) -> bool:
    """Tell whether the browser says that another site made this request."""
    return fetch_site is not None and fetch_site not in _SAME_SITE
