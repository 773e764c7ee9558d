"""What a person sent, in the conversation's own terms."""

from dataclasses import dataclass, field

from aiogram.types import Message

from bot.speech.splitting import cleaned


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that still lies with Telegram."""

    kind: str
    """`photo`, `document`, `voice`, `audio` or `video`."""
    file_id: str
    name: str
    mime: str | None
    size: int | None
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message, all messages of one album, or one long text."""

    message_id: int
    text: str = ""
    attachments: tuple[Attachment, ...] = field(default=())
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    phone_is_own: bool = False

    @property
    def word(self) -> str:
        """The text as a command word: lower case, without the marks around it."""
        return self.text.casefold().strip(" .!/")


def read_message(message: Message, album: tuple[Message, ...] = ()) -> Incoming:
    """Read a message, with the rest of its album or of its text that Telegram cut in pieces."""
    parts = album or (message,)
    texts = [part.text for part in parts if part.text]
    attachments = tuple(each for part in parts if (each := _attachment(part)))
    captions = [cleaned(part.caption) for part in parts if part.caption]
    location, contact = message.location, message.contact
    if message.venue is not None:
        location = message.venue.location
        captions.append(cleaned(f"{message.venue.title}, {message.venue.address}"))
    sender = message.from_user.id if message.from_user else None
    return Incoming(
        message_id=message.message_id,
        text=cleaned(" ".join(texts) or "\n".join(captions)),
        attachments=attachments,
        latitude=location.latitude if location else None,
        longitude=location.longitude if location else None,
        phone=cleaned(contact.phone_number) if contact else "",
        phone_is_own=bool(contact and contact.user_id in {None, sender}),
    )


def _attachment(message: Message) -> Attachment | None:
    if message.photo:
        best = max(message.photo, key=lambda size: size.width * size.height)
        return Attachment(
            kind="photo",
            file_id=best.file_id,
            name=f"foto-{message.message_id}.jpg",
            mime=None,
            size=best.file_size,
            caption=cleaned(message.caption or ""),
        )
    for kind, media, ending in (
        ("document", message.document, ""),
        ("voice", message.voice, "ogg"),
        ("audio", message.audio, "mp3"),
        ("video", message.video, "mp4"),
        ("video", message.video_note, "mp4"),
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
            caption=cleaned(message.caption or ""),
        )
    return None
