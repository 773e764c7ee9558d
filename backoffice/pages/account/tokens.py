"""Tokens by which machines act as an officer: the list, the form for a new one, the one just made."""

from typing import Final
from zoneinfo import ZoneInfo

from backoffice.contexts.account import NewToken, TokenRow, TokensPanel
from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, FieldOption
from backoffice.contexts.shell import Tone
from backoffice.pages.frame.forms import Refusal
from backoffice.pages.frame.visiting import Typed
from backoffice.pages.frame.words import local
from backoffice.words.wording import long_date, short_date
from core.accounts.schemas import IssuedToken, TokenLine
from core.accounts.tokens import TokenState
from core.language import tr, trn

ACTION: Final = "/profil/token"
USUAL_DAYS: Final = "90"
_TERMS: Final = tuple((str(days), trn("{n} hari", days)) for days in (30, 90, 180, 365))
_STATES: Final = {
    TokenState.IN_FORCE: (tr("Berlaku"), Tone.DONE),
    TokenState.EXPIRED: (tr("Habis masa berlakunya"), Tone.NEUTRAL),
    TokenState.REVOKED: (tr("Dicabut"), Tone.NEUTRAL),
}


def tokens_panel(
    lines: tuple[TokenLine, ...],
    zone: ZoneInfo,
    *,
    base: str = ACTION,
    issued: IssuedToken | None = None,
    typed: Typed | None = None,
    refusal: Refusal | None = None,
    may_issue: bool = True,
) -> TokensPanel:
    """Give the tokens of one officer; `issued` is shown this once."""
    return TokensPanel(
        rows=tuple(token_row(line, zone, base) for line in lines),
        form=_form(typed or {}, refusal) if may_issue else None,
        issued=NewToken(label=issued.label, token=issued.token, until=long_date(issued.expires_on))
        if issued
        else None,
    )


def token_row(line: TokenLine, zone: ZoneInfo, base: str) -> TokenRow:
    """Give one token in words; one in force can be taken back."""
    in_force = line.state == TokenState.IN_FORCE
    words, tone = _STATES[TokenState(line.state)]
    until = short_date(local(line.expires_at, zone).date())
    used = local(line.last_used_at, zone) if line.last_used_at else None
    return TokenRow(
        key=str(line.id),
        label=line.label,
        state=tr("{state} sampai {day}", state=words, day=until) if in_force else words,
        tone=tone,
        note=tr("oleh {name}", name=line.revoked_by) if line.revoked_by else "",
        created_at=local(line.created_at, zone),
        used_at=used,
        revoke_action=f"{base}/{line.id}/cabut" if in_force else "",
    )


def _form(typed: Typed, refusal: Refusal | None) -> ActionForm:
    errors = refusal.fields if refusal else {}
    days = next(iter(typed.get("days", ())), USUAL_DAYS)
    return ActionForm(
        key="token-baru",
        label=tr("Buat token"),
        action=ACTION,
        icon="key",
        error=refusal.message if refusal else "",
        fields=(
            FieldInput(
                name="label", label=tr("Untuk apa"), required=True, max_length=80,
                value=next(iter(typed.get("label", ())), ""), error=errors.get("label", ""),
                hint=tr("Misalnya nama aplikasi yang memakainya."),
            ),
            FieldInput(
                name="days", label=tr("Masa berlaku"), kind=FieldKind.SELECT, required=True, value=days,
                options=tuple(FieldOption(value=value, label=words) for value, words in _TERMS),
                error=errors.get("days", ""),
            ),
        ),
    )  # fmt: skip
