"""Taking an action from the report page: POST → 303 → GET, and nothing typed is ever lost."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.pages.frame.conflict import conflict_page
from backoffice.pages.frame.forms import TEMPLATE, USE, Refusal, answers, key_of, typed_of, version_of
from backoffice.pages.frame.kept_files import forget, gather, shown, still_kept
from backoffice.pages.frame.visiting import ProvenForm, Signed, drop_typed, notice, see, session_of, visiting
from backoffice.pages.report.report import Attempt, Showing, show_report
from backoffice.problems import status_of
from backoffice.requests.acting import perform
from backoffice.requests.bodies import Received
from backoffice.requests.visits import SignedIn, Visit
from backoffice.wiring import backoffice_of
from core.administration.wording import FIELDS
from core.chain.actions import Action
from core.errors import ConflictError, DomainError, ErrorKind, NotFoundError
from core.evidence.store import is_of_store
from core.handling.schemas import ActOutcome
from core.language import tr

router = APIRouter()

_SHOWN_ON_THE_FORM = frozenset({ErrorKind.INVALID, ErrorKind.FORBIDDEN})


@router.get("/laporan/{report_id}/aksi/{action}")
@router.get("/laporan/{report_id}/aksi/{action}/pratinjau")
async def only_sent(report_id: UUID, action: str) -> Response:
    """Lead whoever comes back to a form's own address (a reload, a link) to the report it stands on."""
    del action
    return see(f"/laporan/{report_id}")


@router.post("/laporan/{report_id}/aksi/{action}")
async def act(
    request: Request,
    report_id: UUID,
    action: Annotated[str, Path(pattern="^[a-z_0-9]{1,40}$")],
    who: Signed,
    form: ProvenForm,
) -> Response:
    """Take an action; on refusal show the page again with everything that was typed."""
    parts, path = backoffice_of(request), request.url.path
    try:
        return await _take(request, report_id, action, who, form)
    except ConflictError as error:
        async with visiting(request, who) as visit:
            return await conflict_page(visit, error, typed=typed_of(form), back=f"/laporan/{report_id}")
    except DomainError as error:
        if error.kind not in _SHOWN_ON_THE_FORM and not is_of_store(error):
            raise
        attempt = Attempt(
            action=action,
            typed=typed_of(form),
            refusal=Refusal(message=error.message, fields=error.fields),
        )
        async with visiting(request, who) as visit:
            files = shown(await still_kept(parts, session_of(visit), path))
            attempt = replace(attempt, files=files)
            return await show_report(visit, report_id, Showing(attempt=attempt, status=status_of(error)))


@router.post("/laporan/{report_id}/aksi/{action}/pratinjau")
async def preview(
    request: Request,
    report_id: UUID,
    action: Annotated[str, Path(pattern="^[a-z_0-9]{1,40}$")],
    who: Signed,
    form: ProvenForm,
) -> Response:
    """Show the page again with what was typed, as the reporter would read it; nothing is sent.

    With a template picked, its words are added below what was typed. The chosen files are kept for the
    sending.
    """
    parts, path = backoffice_of(request), f"/laporan/{report_id}/aksi/{action}"
    async with visiting(request, who) as visit:
        await visit.desk.actions(report_id)
        web = session_of(visit)
    refusal: Refusal | None = None
    status = 200
    try:
        files = await gather(parts, web, path, form)
    except DomainError as error:
        if error.kind not in _SHOWN_ON_THE_FORM and not is_of_store(error):
            raise
        refusal, status = Refusal(message=error.message, fields=error.fields), status_of(error)
        files = await still_kept(parts, web, path)
    template = str(form.get(TEMPLATE) or "") if USE in form else ""
    if refusal is None and not template:
        refusal, status = _unsaid(action, form)
    attempt = Attempt(
        action=action, typed=typed_of(form), refusal=refusal, files=shown(files), template=template
    )
    async with visiting(request, who) as visit:
        return await show_report(visit, report_id, Showing(attempt=attempt, status=status))


def _unsaid(action: str, form: FormData) -> tuple[Refusal | None, int]:
    """Refuse to show words that are not there: at the field, as if the form had been sent."""
    if USE in form:
        return Refusal(message=tr("Pilih templatnya dahulu.")), 422
    name = FIELDS.get(Action(action)) if action in set(Action) else None
    written = form.get(name) if name else None
    if name is None or (isinstance(written, str) and written.strip()):
        return None, 200
    words = tr("Tulis dahulu yang akan dibaca pelapor.")
    return Refusal(message=tr("Belum ada yang bisa dilihat."), fields={name: words}), 422


async def _take(request: Request, report_id: UUID, action: str, who: SignedIn, form: FormData) -> Response:
    parts = backoffice_of(request)
    async with visiting(request, who) as visit:
        await visit.desk.actions(report_id)  # nobody stores files for a report they cannot see
        web = session_of(visit)
    path = request.url.path
    received = Received(values={}, files=await gather(parts, web, path, form), is_form=True)
    async with visiting(request, who) as visit:
        outcome = await perform(
            visit, report_id, action, answers(form), received, version=version_of(form), key=key_of(form)
        )
        stays = await _stays_in_sight(visit, report_id)
    await drop_typed(visit, path)
    await forget(parts, web, path)
    await notice(parts, session_of(visit), *_told(outcome))
    return see(f"/laporan/{report_id}" if stays else "/")


async def _stays_in_sight(visit: Visit, report_id: UUID) -> bool:
    """Tell whether the officer still sees it: whoever gives a report back may lose it by that very step."""
    try:
        await visit.desk.track_of(report_id)
    except NotFoundError:
        return False
    return True


def _told(outcome: ActOutcome) -> tuple[str, str]:
    title = tr("Sudah tercatat sebelumnya") if outcome.repeated else tr("Tersimpan")
    if outcome.told_reporter:
        return title, tr("Sekarang: {state}. Pelapor diberi tahu.", state=outcome.target.label)
    return title, tr("Sekarang: {state}.", state=outcome.target.label)
