"""In which language this device reads the desk. Offered once there is a catalogue beside Indonesian."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, FieldOption
from backoffice.languages import LANGUAGE_COOKIE, name_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, see, visiting
from backoffice.requests.visits import Visit
from core.errors import InvalidError
from core.language import tr

router = APIRouter()

ACTION: Final = "/profil/bahasa"
_A_YEAR: Final = 365 * 24 * 60 * 60


@router.post(ACTION)
async def choose(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Read the desk in another language from now on, on this device."""
    chosen = str(form.get("language") or "")
    async with visiting(request, who) as visit:
        if chosen not in visit.parts.renderer.codes:
            raise InvalidError(tr("Bahasa ini tidak ada. Pilih dari daftar."))
        response = see("/profil#bahasa")
        visit.parts.cookies.put(response, LANGUAGE_COOKIE, chosen, max_age=_A_YEAR)
    return response


def language_form(visit: Visit) -> ActionForm | None:
    """Offer the languages; none, where Indonesian is the only one."""
    renderer = visit.parts.renderer
    if len(renderer.codes) == 1:
        return None
    field = FieldInput(
        name="language",
        label=tr("Bahasa halaman"),
        kind=FieldKind.SELECT,
        value=renderer.language_of(visit.request),
        options=tuple(FieldOption(value=code, label=name_of(code)) for code in renderer.codes),
        hint=tr("Berlaku di perangkat ini. Dokumen dan kabar kepada pelapor tetap berbahasa Indonesia."),
    )
    return ActionForm(
        key="bahasa",
        label=tr("Bahasa"),
        action=ACTION,
        fields=(field,),
        icon="language",
        submit_label=tr("Pakai"),
    )
