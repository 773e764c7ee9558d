"""Registering at the desk, and the slip with the tracking ID, shown once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.fields import FieldGroup, KeptFile
from backoffice.contexts.register import LetterBox, ReceiptContext, RegisterContext
from backoffice.contexts.shell import Link
from backoffice.documents.printing import print_receipt
from backoffice.pages.frame.forms import key_of, named, typed_of
from backoffice.pages.frame.kept_files import forget, gather, shown, still_kept
from backoffice.pages.frame.shell import may_register, shell_of
from backoffice.pages.frame.visiting import (
    ProvenForm,
    Signed,
    Typed,
    drop_typed,
    see,
    session_of,
    typed_for,
    visiting,
)
from backoffice.pages.frame.words import local
from backoffice.pages.register.reading_letter import (
    LETTER,
    READ,
    carried,
    fill_in,
    left_in_words,
    letter_input,
    marked,
    summed_up,
)
from backoffice.pages.register.register_form import (
    PARTIES_AFTER,
    RegisterForm,
    party_indexes,
    read_registration,
)
from backoffice.problems import status_of
from backoffice.requests.files import pdf_answer
from backoffice.requests.follow_links import FollowLink, follow_link
from backoffice.requests.visits import CurrentVisit, SignedIn, Visit, zone_of
from backoffice.words.story_words import hints_in_words
from core.chain.report_fields import IDENTITY_MODE, KIND, OFFICE, TRACK
from core.chain.states import IdentityMode, Kind, Track
from core.chain.telling.wording import clause_in_short
from core.errors import DomainError, ErrorKind, ForbiddenError, NotFoundError
from core.evidence.schemas import StowedFile
from core.evidence.store import is_of_store
from core.ids import new_id
from core.intake.letters import LetterText
from core.intake.schemas import Receipt
from core.language import Language, joined, made, said, tr, trn
from core.offices.directory import OfficeDirectory, OfficeEntry
from core.values import MAX_TEXT

router = APIRouter()

_HERE: Final = "/catat"
CLAUSE: Final = "003 Lamp. II.3.b.1"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_SHOWN_ON_THE_FORM: Final = frozenset(
    {ErrorKind.INVALID, ErrorKind.FORBIDDEN, ErrorKind.CONFLICT, ErrorKind.NOT_FOUND}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedForm:
    """The form as it stands: what was typed, what is wrong, how many parties."""

    typed: Typed = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    parties: tuple[int, ...] = (0,)
    key: str = ""
    status: int = 200
    files: Mapping[str, tuple[KeptFile, ...]] = field(default_factory=dict)
    letter: LetterBox | None = None
    """What was just read of a letter."""


@router.get("/catat")
async def blank(visit: CurrentVisit) -> Response:
    """Show the empty form, or the one that was typed before signing in again."""
    _check(visit)
    kept = await typed_for(visit, "/catat")
    typed: Typed = kept.as_form() if kept else {}
    return await _show(visit, TypedForm(typed=typed, parties=tuple(party_indexes(typed)) or (0,)))


@router.post("/catat")
async def register(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Register; or, without JavaScript, add or remove a party's row. Chosen files are kept meanwhile."""
    typed = typed_of(form)
    rows = party_indexes(typed)
    reading = READ in form
    changing = reading or "add_party" in form or "remove_party" in form
    if changing:
        removed = str(form.get("remove_party") or "")
        rows = [row for row in rows if str(row) != removed]
        if "add_party" in form:
            rows.append(max(rows, default=-1) + 1)
    entry = TypedForm(typed=typed, parties=tuple(rows), key=key_of(form) or new_id().hex)
    try:
        async with visiting(request, who) as visit:
            _check(visit)
        files = await gather(visit.parts, session_of(visit), _HERE, form)
    except DomainError as error:
        return await _refused(request, who, entry, error)
    entry = replace(entry, files=shown(files))
    if changing:
        async with visiting(request, who) as visit:
            return await _show(visit, await _with_letter(visit, entry) if reading else entry)
    return await _register(request, who, form, entry, files.get("evidence", ()))


async def _with_letter(visit: Visit, entry: TypedForm) -> TypedForm:
    """Fill in what the pasted letter says; nothing is stored."""
    text = "".join(entry.typed.get(LETTER, ()))
    if not text.strip():
        return replace(entry, errors={LETTER: tr("Tempel dahulu isi suratnya.")}, status=422)
    if len(text) > MAX_TEXT:
        words = trn("Paling banyak {n} huruf. Tempel sebagian saja.", MAX_TEXT)
        return replace(entry, errors={LETTER: words}, status=422)
    read = await visit.desk.read_letter(LetterText(text=text))
    names = {str(each.id): each.name for each in await _offices(visit)}
    filled = fill_in(entry.typed, read, presets=await _defaults(visit), offices=names)
    everywhere = {str(each.id): each.name for each in (await OfficeDirectory.load(visit.session)).entries}
    box = LetterBox(
        field=letter_input(filled.typed),
        told=summed_up(filled),
        left=left_in_words(filled.left, everywhere),
        hints=hints_in_words(read.hints, kind=Kind.COMPLAINT, track=Track.PUBLIC_SERVICE),
    )
    return replace(entry, typed=filled.typed, parties=filled.parties, letter=box)


def _check(visit: Visit) -> None:
    """Refuse whoever does not register, before they type anything. Raises ForbiddenError."""
    if not may_register(visit):
        raise ForbiddenError(
            tr("Laporan dicatat oleh petugas pencatatan (PPID) atau Admin Instansi. Teruskan kepada mereka."),
            code="register.not_your_role",
            clause=CLAUSE,
        )


@router.get("/catat/{report_id}/tanda-terima")
async def receipt_page(visit: CurrentVisit, report_id: UUID) -> Response:
    """Show the tracking ID, this once."""
    kept = await visit.parts.sessions.take(session_of(visit), f"receipt:{report_id}")
    if kept is None:
        raise NotFoundError(
            tr("Tanda terima ini sudah ditampilkan. Nomor pelacakan tidak dapat ditampilkan lagi."),
            code="receipt.shown",
        )
    receipt = Receipt.model_validate_json(kept)
    zone, base = await zone_of(visit), f"/laporan/{report_id}"
    slip = f"/catat/{report_id}/tanda-terima.pdf"
    follow = await follow_link(visit.parts)
    context = ReceiptContext(
        shell=await shell_of(visit),
        crumbs=(Link(label=tr("Catat laporan"), href="/catat"), Link(label=tr("Tanda terima"), href="#isi")),
        number=receipt.agenda_number,
        tracking_id=receipt.tracking_id,
        received_at=local(receipt.received_at, zone),
        office=receipt.office_name,
        channel="dicatat di meja pengaduan",
        next_step=f"Diverifikasi paling lambat {receipt.due_text}.",
        follow_up=_follow_up(follow),
        qr=Markup(follow.picture) if follow else None,  # noqa: S704 (our own SVG, no words of anybody)
        report=Link(label=tr("Buka laporan"), href=base, icon="file-text"),
        another=Link(label=tr("Unduh PDF tanda terima"), href=slip, icon="file-type-pdf"),
    )
    return visit.parts.renderer.respond(visit.request, "pages/receipt.html", context)


def _follow_up(follow: FollowLink | None) -> str:
    way = (
        f"Pindai kode QR atau cari @{follow.bot} di Telegram, lalu ketik nomor pelacakan"
        if follow
        else "Lewat bot Telegram, menu Lacak laporan"
    )
    return f"{way}; atau sebutkan nomor ini di meja pengaduan."


@router.get("/catat/{report_id}/tanda-terima.pdf")
async def receipt_slip(visit: CurrentVisit, report_id: UUID) -> Response:
    """Print the slip, this once."""
    kept = await visit.parts.sessions.take(session_of(visit), f"slip:{report_id}")
    if kept is None:
        raise NotFoundError(tr("Tanda terima ini sudah diunduh."), code="receipt.shown")
    printed = await print_receipt(visit, Receipt.model_validate_json(kept))
    return pdf_answer(printed.content, printed.file_name)


async def _register(
    request: Request, who: SignedIn, form: FormData, entry: TypedForm, files: tuple[StowedFile, ...]
) -> Response:
    read = read_registration(form)
    if isinstance(read, dict):
        async with visiting(request, who) as visit:
            return await _show(visit, replace(entry, errors=read, status=422))
    try:
        async with visiting(request, who) as visit:
            receipt = await visit.desk.register(read.command(files), key=entry.key)
    except DomainError as error:
        return await _refused(request, who, entry, error)
    for name in (f"receipt:{receipt.report_id}", f"slip:{receipt.report_id}"):
        await visit.parts.sessions.keep(session_of(visit), name, receipt.model_dump_json())
    await drop_typed(visit, _HERE)
    await forget(visit.parts, session_of(visit), _HERE)
    return see(f"/catat/{receipt.report_id}/tanda-terima")


async def _refused(request: Request, who: SignedIn, entry: TypedForm, error: DomainError) -> Response:
    """Show the form again with what is wrong; what does not belong on it is raised."""
    if error.kind not in _SHOWN_ON_THE_FORM and not is_of_store(error):
        raise error
    errors = dict(error.fields) or {"evidence" if is_of_store(error) else "channel": error.message}
    async with visiting(request, who) as visit:
        files = shown(await still_kept(visit.parts, session_of(visit), _HERE))
        return await _show(visit, replace(entry, errors=errors, files=files, status=status_of(error)))


async def _show(visit: Visit, entry: TypedForm) -> Response:
    shell = await shell_of(visit, current="/catat")
    typed: Typed = entry.typed or await _defaults(visit)
    form = RegisterForm(
        typed=typed,
        errors=entry.errors,
        offices=await _offices(visit),
        kept=entry.files.get("evidence", ()),
    )
    groups = marked(form.groups(max_bytes=visit.parts.core.store.max_file_bytes), typed)
    rows = [
        form.party(str(row), tr("Pihak {number}", number=place))
        for place, row in enumerate(entry.parties, start=1)
    ]
    parties = marked(rows, typed)
    context = RegisterContext(
        shell=shell,
        crumbs=(Link(label=tr("Menunggu saya"), href="/"), Link(label=tr("Catat laporan"), href="/catat")),
        action="/catat",
        groups=groups,
        parties=parties,
        party_template=RegisterForm(typed={}, errors={}).party("__index__", tr("Pihak")),
        parties_after=PARTIES_AFTER,
        letter=entry.letter or LetterBox(field=letter_input(typed, entry.errors.get(LETTER, ""))),
        carried=(("key", entry.key or new_id().hex), *carried(typed)),
        errors=_troubles(entry.errors, (*groups, *parties)),
        clause=clause_in_short(CLAUSE),
    )
    return visit.parts.renderer.respond(
        visit.request, "pages/register.html", context, status_code=entry.status
    )


def _troubles(errors: Mapping[str, str], groups: Sequence[FieldGroup]) -> tuple[tuple[str, str], ...]:
    """Sum up what is wrong as (anchor, words), each by the name its input has on the form."""
    places = {
        each.name: (
            f"catat-{each.name}",
            joined(", ", (group.title, made(_small, each.label))) if numbered else each.label,
        )
        for group in groups
        for numbered in (group.key.isdigit(),)
        for each in group.fields
    }
    places["identity"] = ("bagian-pelapor", tr("Pelapor"))
    places[LETTER] = (f"catat-{LETTER}", tr("Isi surat, surel, atau catatan"))
    return tuple(
        (places[name][0], named(places[name][1], words)) if name in places else ("catat", words)
        for name, words in errors.items()
    )


def _small(label: str, *, language: Language) -> str:
    return str(said(label, language)).lower()


async def _defaults(visit: Visit) -> Typed:
    office = visit.actor.appointments[0].office_id
    return {
        OFFICE.key: [str(office)],
        TRACK.key: [TRACK.otherwise or ""],
        KIND.key: [KIND.otherwise or ""],
        IDENTITY_MODE.key: [IdentityMode.OPEN.value],
    }


async def _offices(visit: Visit) -> list[OfficeEntry]:
    """Give the offices this officer's appointments cover."""
    directory = await OfficeDirectory.load(visit.session)
    roots = {acting.office_path for acting in visit.actor.appointments}
    return [
        entry
        for entry in directory.entries
        if any(entry.path == root or entry.path.startswith(f"{root}/") for root in roots)
    ]
