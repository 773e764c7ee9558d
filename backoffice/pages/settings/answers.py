"""Standard answers of an office: what the chat gives at once, what is missing, and every version."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.parts import EmptyState, Fact
from backoffice.contexts.settings import Bubble, Cell, Finder, Panel, Table
from backoffice.contexts.shell import Tone
from backoffice.pages.frame.forms import Look, inputs_of, options_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, visiting
from backoffice.pages.settings.frame import (
    ROOT,
    SHOWN_AGAIN,
    Done,
    TriedForm,
    carry,
    offices_within,
    own_office,
    previewed,
    read,
    settings_page,
    tried_of,
    with_tried,
)
from backoffice.requests.visits import CurrentVisit, Visit
from backoffice.words.wording import long_date, long_datetime
from core.access.roles import Section
from core.administration.answers import AnswerLine, AnswerVersion, StandardAnswers, WriteAnswer
from core.administration.policy import may_write_answers
from core.answers.topics import AnswerTopic
from core.answers.wording import PLACEHOLDERS
from core.chain.fields import Field, FieldType
from core.errors import DomainError, NotFoundError
from core.language import tr, trn
from core.offices.directory import OfficeDirectory

router = APIRouter()
HERE: Final = f"{ROOT}/jawaban"
_FORM: Final = "jawaban"
_SHOWN: Final = 90
OFFICE: Final = Field("kantor", FieldType.OFFICE, tr("Kantor"))
WRITTEN: Final = (
    Field(
        "question",
        FieldType.TEXT,
        tr("Pertanyaan"),
        help=tr("Seperti orang bertanya; dipakai juga untuk mengenali pertanyaan."),
        max_length=160,
    ),
    Field(
        "answer",
        FieldType.LONG_TEXT,
        tr("Jawaban"),
        help=tr("Kalimat pendek dan kata sehari-hari. Tampil apa adanya di percakapan."),
        max_length=1_500,
    ),
    Field(
        "source",
        FieldType.TEXT,
        tr("Sumber"),
        help=tr("Peraturan, keputusan, atau alamat laman. Ikut ditampilkan."),
        max_length=300,
    ),
    Field(
        "valid_from",
        FieldType.DATE,
        tr("Berlaku mulai"),
        required=False,
        help=tr("Kosongkan: mulai hari ini."),
    ),
    Field(
        "valid_until",
        FieldType.DATE,
        tr("Berlaku sampai"),
        required=False,
        help=tr("Kosongkan: sampai diganti."),
    ),
)
_LOOKS: Final = {"answer": Look(rows=7)}
Do = Callable[[Visit], Awaitable[Done]]
OfficeChoice = Annotated[str, Query(alias="kantor", max_length=10)]


def _work(visit: Visit) -> StandardAnswers:
    return StandardAnswers(visit.session, visit.actor)


def _office(visit: Visit, given: str) -> int:
    number = int(given) if given.isdigit() else own_office(visit, Section.ANSWERS)
    return number or 0


@router.get(HERE)
async def answers(visit: CurrentVisit, office: OfficeChoice = "") -> Response:
    """List an office's topics: what is answered at once, and what is not."""
    offices = await offices_within(visit, lambda path: may_write_answers(visit.actor, path))
    number = _office(visit, office)
    lines = await _work(visit).of_office(number)
    missing = [line for line in lines if not line.given]
    panels = [
        _listed("belum", tr("Belum terjawab"), "alert-triangle", number, missing),
        _listed("siap", tr("Dijawab seketika"), "circle-check", number, [one for one in lines if one.given]),
    ]
    return await settings_page(
        visit, Section.ANSWERS, panels,
        summary=tr("Yang ditanyakan orang lewat Tanya saja. Tanpa jawaban siap, pertanyaannya ke petugas."),
        finder=Finder(
            action=HERE, label=tr("Tampilkan"),
            fields=inputs_of(
                (OFFICE,), values={"kantor": str(number)}, options={"kantor": options_of(offices)}
            ),
        ),
    )  # fmt: skip


def _listed(key: str, title: str, icon: str, office_id: int, lines: list[AnswerLine]) -> Panel:
    rows = tuple(
        (
            Cell(
                text=line.topic.label, href=f"{HERE}/{line.topic.value}?kantor={office_id}",
                note=line.question,
            ),
            _holding(line),
            Cell(text=trn("{n} kali", line.asked), note=_outcome(line)),
        )
        for line in lines
    )  # fmt: skip
    heads = (tr("Hal"), tr("Jawaban"), tr("Ditanyakan 30 hari"))
    return Panel(
        key=key,
        title=title,
        icon=icon,
        note=trn("{n} hal", len(rows)),
        table=Table(heads=heads, rows=rows) if rows else None,
        empty=None
        if rows
        else EmptyState(title=tr("Tidak ada"), body=tr("Semua hal ada di daftar yang lain."), icon=icon),
    )


def _holding(line: AnswerLine) -> Cell:
    if line.given:
        note = line.office or tr("bawaan")
        return Cell(text=_short(line.answer), note=note if line.own else tr("diwarisi: {whose}", whose=note))
    if line.answer:
        return Cell(text=tr("Ada yang belum diisi"), tone=Tone.SOON, note=_short(line.answer))
    return Cell(text=tr("Belum ada"), tone=Tone.SOON)


def _short(answer: str) -> str:
    return answer if len(answer) <= _SHOWN else f"{answer[:_SHOWN].rstrip()} …"


def _outcome(line: AnswerLine) -> str:
    return tr("{done} terjawab, {sent} dikirim ke petugas", done=line.answered, sent=line.sent_on)


@router.get(HERE + "/{topic}")
async def answer(visit: CurrentVisit, topic: str, office: OfficeChoice = "") -> Response:
    """Show one topic: its form, the chat as it will look, and its versions."""
    return await _show(visit, _office(visit, office), _topic(topic))


async def _show(
    visit: Visit,
    office_id: int,
    topic: AnswerTopic,
    *,
    tried: TriedForm | None = None,
    wish: WriteAnswer | None = None,
) -> Response:
    work = _work(visit)
    line = await work.topic(office_id, topic)
    versions = await work.versions(office_id, topic)
    question, source = (wish.question, wish.source) if wish else (line.question, line.source)
    written = wish.answer if wish else line.answer
    shown = await work.as_given(office_id, written) if written else ""
    base = f"{HERE}/{topic.value}"
    office = (await OfficeDirectory.load(visit.session)).get(office_id)
    panels = [
        Panel(
            key="tulis", title=tr("Isi jawaban"), icon="edit", wide=False,
            text=_whose(line),
            form=with_tried(_form(line, base, office_id), tried),
            folded=(_taking_back(base, office_id),) if line.own else (),
        ),
        Panel(
            key="pratinjau", title=tr("Pratinjau percakapan"), icon="eye", wide=False,
            bubbles=(_bubble(question, shown, source),) if shown else (),
            facts=tuple(
                Fact(term=f"{{{name}}}", text=said)
                for name, said in PLACEHOLDERS.items()
                if name == "kantor" or not topic.is_own
            ),
        ),
        _history(versions),
    ]  # fmt: skip
    return await settings_page(
        visit, Section.ANSWERS, panels, title=topic.label, summary=office.short_name,
        crumbs=((topic.label, f"{base}?kantor={office_id}"),), tried=tried,
    )  # fmt: skip


def _whose(line: AnswerLine) -> str:
    if line.own or not line.answer:
        return ""
    return tr("Sekarang memakai jawaban {whose}. Simpan untuk menggantinya.", whose=line.office or "KPU")


def _bubble(question: str, text: str, source: str) -> Bubble:
    """Give the message as the chat has it; its words are Indonesian to every reader."""
    told = f"{text}\n\nSumber: {source}"
    return Bubble(who=tr("Siapa pun yang bertanya"), title=question, text=told, button="Ya, terjawab")


def _history(versions: tuple[AnswerVersion, ...]) -> Panel:
    rows = tuple(
        (
            Cell(text=tr("Versi {number}", number=one.version), note=one.source),
            Cell(text=one.answer, note=one.question) if one.answer else Cell(text=tr("Dicabut")),
            Cell(text=_valid(one)),
            Cell(text=one.edited_by, note=long_datetime(one.edited_at)),
        )
        for one in versions
    )
    return Panel(
        key="riwayat",
        title=tr("Riwayat"),
        icon="history",
        note=trn("{n} versi", len(rows)),
        table=Table(heads=(tr("Versi"), tr("Jawaban"), tr("Berlaku"), tr("Oleh")), rows=rows)
        if rows
        else None,
        empty=None
        if rows
        else EmptyState(
            title=tr("Belum pernah ditulis"),
            body=tr("Kantor ini belum punya jawaban sendiri untuk hal ini."),
            icon="history",
        ),
    )


def _valid(one: AnswerVersion) -> str:
    if one.valid_until is None:
        return tr("mulai {day}", day=long_date(one.valid_from))
    return tr("{day} sampai {last}", day=long_date(one.valid_from), last=long_date(one.valid_until))


@router.post(HERE + "/{topic}/pratinjau")
async def preview(request: Request, topic: str, who: Signed, form: ProvenForm) -> Response:
    """Show the chat as it will look; nothing is saved."""
    about, office_id = _topic(topic), _office_of(form)
    try:
        async with visiting(request, who) as visit:
            wish = read(WriteAnswer, form)
            _work(visit).check(about, wish)
            return await _show(visit, office_id, about, tried=previewed(_FORM, form), wish=wish)
    except DomainError as error:
        if error.kind not in SHOWN_AGAIN:
            raise
        async with visiting(request, who) as visit:
            return await _show(visit, office_id, about, tried=tried_of(_FORM, form, error))


@router.post(HERE + "/{topic}/simpan")
async def save(request: Request, topic: str, who: Signed, form: ProvenForm) -> Response:
    """Save a new version."""
    about, office_id = _topic(topic), _office_of(form)

    async def do(visit: Visit) -> Done:
        await _work(visit).write(office_id, about, read(WriteAnswer, form))
        return tr("Jawaban disimpan"), about.label, f"{HERE}?kantor={office_id}"

    return await _carried(request, who, form, about, do=do, office_id=office_id)


@router.post(HERE + "/{topic}/cabut")
async def take_back(request: Request, topic: str, who: Signed, form: ProvenForm) -> Response:
    """Take the office's own answer back."""
    about, office_id = _topic(topic), _office_of(form)

    async def do(visit: Visit) -> Done:
        await _work(visit).take_back(office_id, about)
        return tr("Jawaban dicabut"), about.label, f"{HERE}?kantor={office_id}"

    return await _carried(request, who, form, about, do=do, office_id=office_id)


async def _carried(
    request: Request, who: Signed, form: ProvenForm, about: AnswerTopic, *, do: Do, office_id: int
) -> Response:
    async def show(visit: Visit, tried: TriedForm) -> Response:
        return await _show(visit, office_id, about, tried=tried)

    return await carry(request, who, form, key=_FORM, do=do, show=show)


def _topic(given: str) -> AnswerTopic:
    try:
        return AnswerTopic(given)
    except ValueError as error:
        raise NotFoundError from error


def _office_of(form: FormData) -> int:
    given = str(form.get("kantor") or "")
    return int(given) if given.isdigit() else 0


def _form(line: AnswerLine, base: str, office_id: int) -> ActionForm:
    return ActionForm(
        key=_FORM,
        label=tr("Simpan jawaban"),
        action=f"{base}/simpan",
        icon="check",
        hidden=(("kantor", str(office_id)),),
        preview=f"{base}/pratinjau",
        fields=inputs_of(
            WRITTEN,
            values={"question": line.question, "answer": line.answer, "source": line.source},
            looks=_LOOKS,
        ),
    )


def _taking_back(base: str, office_id: int) -> ActionForm:
    return ActionForm(
        key="cabut",
        label=tr("Cabut jawaban kantor ini"),
        action=f"{base}/cabut",
        icon="arrow-back-up",
        hidden=(("kantor", str(office_id)),),
    )
