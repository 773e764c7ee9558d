"""More specimens for the style page: what stands around a report, its stage, an officer's own chat."""

from datetime import datetime, timedelta

from backoffice.contexts.account import NewToken, OwnChatPanel, TokenRow, TokensPanel
from backoffice.contexts.around import (
    AdvisingUnit,
    ConsultationLine,
    DoubtLine,
    Graticule,
    PlacePanel,
    RelatedPanel,
    RelatedReport,
    Sketch,
)
from backoffice.contexts.fields import FieldInput
from backoffice.contexts.parts import Due
from backoffice.contexts.report import StageBox
from backoffice.contexts.shell import Link, Tone
from backoffice.contexts.story import (
    MissingPanel,
    ProposalLine,
    ProposalState,
    StoryHint,
    StoryMessage,
    StoryPanel,
    StorySegment,
)

_HERE = "/gaya"
_NO_TOKEN = "contoh-" * 3


def stages(now: datetime) -> tuple[StageBox, ...]:
    """Give one that waits for the reader and is late, one that has come to rest."""
    since = now - timedelta(days=5)
    late = Due(tone=Tone.LATE, text="Lewat 1 HK", note="batas Kam 19 Nov")
    return (
        StageBox(name="Diterima – verifikasi", holder="Anda", mine=True, since=since, day=6, due=late),
        StageBox(name="Selesai", holder="", mine=False, since=since, day=6),
    )


def story(now: datetime) -> StoryPanel:
    """Give one of whose proposals one is open and one is confirmed."""
    value = FieldInput(name="value", label="Yang benar", value="Senin 16 November 2026, malam")
    return StoryPanel(
        messages=(
            StoryMessage(
                segments=(
                    StorySegment(text="Kotak suara dibuka "),
                    StorySegment(text="tadi malam", number=1),
                    StorySegment(text=" di "),
                    StorySegment(text="Desa Contoh", number=2),
                    StorySegment(text="."),
                ),
                at=now - timedelta(hours=5),
            ),
        ),
        changed=True,
        proposals=(
            ProposalLine(
                number=1,
                term="Kapan",
                lines=(("Senin 16 November 2026, malam", "menurut tulisan “tadi malam” pada 17 November"),),
                state=ProposalState.OPEN,
                prefix="gaya-cerita",
                fields=(value,),
            ),
            ProposalLine(
                number=2,
                term="Di mana",
                lines=(("Desa Contoh", "dibaca dari “Desa Contoh”"),),
                state=ProposalState.CONFIRMED,
                settled="dipastikan Dewi Contoh, hari ini 08.20",
            ),
        ),
        hints=(StoryHint(icon="arrows-exchange", words="Mungkin urusan Bawaslu"),),
        action=_HERE,
        clause="Kpt 1089/2025 Bab IV A angka 6",
    )


def missing() -> MissingPanel:
    """Give a report of which two things are not told."""
    ask = Link(label="Minta kelengkapan", href=_HERE, icon="message-question")
    return MissingPanel(elements=("siapa yang terlibat", "bukti pendukung"), ask=ask)


def place() -> PlacePanel:
    """Give a point on an island nobody knows."""
    return PlacePanel(
        coordinates="7,55610° LS, 110,83160° BT",
        sketch=Sketch(
            width=480,
            height=200,
            x=168,
            y=156,
            meridians=(Graticule(at=160, label="110° BT"),),
            parallels=(Graticule(at=80, label="0°"),),
            coasts=("M100 140L180 146L220 158L170 168L110 156Z",),
            text="Sketsa letak: contoh.",
        ),
        app=Link(label="Buka di aplikasi peta", href=_HERE, icon="device-mobile"),
        map_site=Link(label="Buka di OpenStreetMap", href=_HERE, icon="external-link"),
        warning="Membuka situs peta memberi tahu situs itu tempat yang Anda lihat.",
    )


def consultations(now: datetime) -> tuple[ConsultationLine, ...]:
    """Give a question that one of two units has answered."""
    return (
        ConsultationLine(
            key="gaya",
            by="Dewi Contoh",
            at=now - timedelta(hours=5),
            question="Berapa kotak yang disegel?",
            units=(
                AdvisingUnit(name="Subbag Teknis", at=now, by="Galih Contoh", advice="Empat belas."),
                AdvisingUnit(name="Subbag Logistik"),
            ),
            missing=1,
        ),
    )


def doubts() -> tuple[DoubtLine, ...]:
    """Two officers whom a report may mean."""
    names = ("Sari Contoh", "Agus Contoh")
    return tuple(DoubtLine(name=name, action="/gaya") for name in names)


def related() -> RelatedPanel:
    """Give one tied report and one that may be about the same."""
    return RelatedPanel(
        linked=(_report("009/00.00/XI/2026", "Kejadian yang sama"),),
        similar=(_report("010/00.00/XI/2026", "pihak sama · hari yang sama"),),
        action=_HERE,
    )


def own_chat() -> OwnChatPanel:
    """Give a chat that is being linked."""
    return OwnChatPanel(code_action=_HERE, unlink_action=_HERE, command="/start petugas-CONTOH")


def tokens(now: datetime) -> TokensPanel:
    """Give a token that was just made, beside one that was taken back."""
    month = timedelta(days=30)
    return TokensPanel(
        issued=NewToken(label="Rekap bulanan", token=_NO_TOKEN, until="20 Februari 2027"),
        rows=(
            TokenRow(
                key="gaya",
                label="Rekap bulanan",
                state="Berlaku",
                tone=Tone.DONE,
                created_at=now,
                revoke_action=_HERE,
            ),
            TokenRow(
                key="lama",
                label="Uji coba",
                state="Dicabut",
                tone=Tone.NEUTRAL,
                note="oleh Sari Contoh",
                created_at=now - month,
                used_at=now - timedelta(days=3),
            ),
        ),
    )


def _report(number: str, note: str) -> RelatedReport:
    return RelatedReport(number=number, title="Segel kotak terbuka", href=_HERE, state="Diproses", note=note)
