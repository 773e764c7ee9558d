"""What a person sent, in the conversation's own terms."""

from dataclasses import dataclass, field
from datetime import datetime

from aiogram.types import Message

from bot.memory.state import Attachment, Piece
from bot.presses import OpenPress
from bot.speech.splitting import cleaned
from bot.unspoken import forwarded_from, spoken
from core.languages import meant_by
from core.reports.schemas import joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message, all messages of one album, or one long text."""

    message_id: int
    """Of several the first that says something."""
    text: str = ""
    forwarded: str = ""
    """From whom and when it was forwarded, in a sentence in brackets."""
    pieces: tuple[Piece, ...] = ()
    """What each message says, where there are words."""
    attachments: tuple[Attachment, ...] = field(default=())
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    phone_is_own: bool = False
    contact_name: str = ""
    """Of somebody whose contact was sent."""
    replies_to: str = ""
    """The link of the report whose push it replies to, as the push's own button has it."""
    written_at: datetime | None = None
    """When the first of its messages was written."""

    @property
    def told(self) -> str:
        """The text, with where it comes from on a line of its own."""
        return f"{self.text}\n{self.forwarded}" if self.text and self.forwarded else self.text

    @property
    def is_spoken(self) -> bool:
        """Tell whether somebody speaks in one of its files."""
        return any(file.spoken for file in self.attachments)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was said: neither words nor a file, a place or a contact."""
        told = self.text or self.attachments or self.phone or self.forwarded
        return not told and self.latitude is None

    @property
    def word(self) -> str:
        """The text as a command word: lower case, without the marks around it.

        The words of a button in another language are given in Indonesian.
        """
        return meant_by(self.text.casefold().strip(" .!/"))


def read_message(message: Message, album: tuple[Message, ...] = ()) -> Incoming:
    """Read a message, with the rest of its album or of its text that Telegram cut in pieces."""
    parts = album or (message,)
    pieces = tuple(each for part in parts if (each := _piece(part)))
    location, contact = message.location, message.contact
    if message.venue is not None:
        location = message.venue.location
    sender = message.from_user.id if message.from_user else None
    return Incoming(
        message_id=pieces[0].message_id if pieces else message.message_id,
        text=joined((piece.joint, piece.text) for piece in pieces),
        forwarded=next((origin for part in parts if (origin := forwarded_from(part))), ""),
        pieces=pieces,
        attachments=tuple(file for part in parts if (file := _attachment(part))),
        latitude=location.latitude if location else None,
        longitude=location.longitude if location else None,
        phone=cleaned(contact.phone_number) if contact else "",
        phone_is_own=bool(contact and contact.user_id in {None, sender}),
        contact_name=cleaned(" ".join(filter(None, (contact.first_name, contact.last_name))))
        if contact
        else "",
        replies_to=_replied(parts[0].reply_to_message),
        written_at=parts[0].date,
    )


def _replied(push: Message | None) -> str:
    """Read which report a push is of, by its button: Telegram gives the replied message with it."""
    rows = push.reply_markup.inline_keyboard if push is not None and push.reply_markup else []
    opens = f"{OpenPress.__prefix__}:"
    return next(
        (
            one.callback_data.removeprefix(opens)
            for row in rows
            for one in row
            if one.callback_data and one.callback_data.startswith(opens)
        ),
        "",
    )


def _piece(message: Message) -> Piece | None:
    """Read the words of one message; of a place on the map its name and address."""
    venue = message.venue
    said = spoken(message.text, message.entities) or spoken(message.caption, message.caption_entities)
    text = said or cleaned(f"{venue.title}, {venue.address}" if venue else "")
    joint = " " if message.text else "\n"
    return Piece(message_id=message.message_id, text=text, joint=joint) if text else None


def _caption(message: Message) -> str:
    """Read what stands under a file, with where it was forwarded from."""
    said = (spoken(message.caption, message.caption_entities), forwarded_from(message))
    return "\n".join(filter(None, said))


def _attachment(message: Message) -> Attachment | None:
    if message.photo:
        best = max(message.photo, key=lambda size: size.width * size.height)
        return Attachment(
            kind="photo",
            file_id=best.file_id,
            name=f"foto-{message.message_id}.jpg",
            mime=None,
            size=best.file_size,
            caption=_caption(message),
            message_id=message.message_id,
        )
    for kind, media, ending, spoken_here in (
        ("document", message.document, "", False),
        ("voice", message.voice, "ogg", True),
        ("audio", message.audio, "mp3", False),
        ("video", message.video, "mp4", False),
        ("video", message.video_note, "mp4", True),
    ):
        if media is None:
            continue
        given = getattr(media, "file_name", None)
        return Attachment(
            kind=kind,
            file_id=media.file_id,
            name=cleaned(given) if given else f"{kind}-{message.message_id}.{ending}",
            mime=getattr(media, "mime_type", None),
            size=media.file_size,
            caption=_caption(message),
            message_id=message.message_id,
            spoken=spoken_here,
            seconds=getattr(media, "duration", 0) or 0,
        )
    return None
