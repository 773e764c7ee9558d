"""A typed form whose session ran out: sealed, carried through signing in again, and shown filled in.

Nothing is sent on the person's behalf: the form comes back filled in and waits for their own click.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from starlette.datastructures import FormData, UploadFile

from backoffice.security import csrf
from core.privacy.seals import SealBrokenError, decrypt, encrypt

_CONTEXT: Final = b"kept-form"
_NEVER_KEPT: Final = frozenset({csrf.FIELD, "password", "code"})


class KeptForm(BaseModel):
    """What was typed, where it was going, and by whom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    values: dict[str, list[str]]
    had_files: bool = False
    officer_id: UUID | None = None

    def as_form(self) -> Mapping[str, list[str]]:
        """Give the typed values as a form would have sent them."""
        return self.values


def from_form(path: str, form: FormData, *, officer_id: UUID | None) -> KeptForm:
    """Take the typed text out of a form. Files cannot be kept; that they were there is noted."""
    values: dict[str, list[str]] = {}
    had_files = False
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            had_files = had_files or bool(value.filename)
        elif name not in _NEVER_KEPT:
            values.setdefault(name, []).append(value)
    return KeptForm(path=path, values=values, had_files=had_files, officer_id=officer_id)


def seal(key: bytes, form: KeptForm) -> str:
    """Seal a kept form so that it can travel through the sign-in page unread and unchanged."""
    return base64.urlsafe_b64encode(encrypt(key, form.model_dump_json().encode(), context=_CONTEXT)).decode()


def unseal(key: bytes, sealed: str) -> KeptForm | None:
    """Open what `seal` made; None where it is not ours."""
    if not sealed:
        return None
    try:
        raw = base64.urlsafe_b64decode(sealed.encode())
        return KeptForm.model_validate_json(decrypt(key, raw, context=_CONTEXT))
    except (SealBrokenError, binascii.Error, ValueError):
        return None
