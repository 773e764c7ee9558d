"""What Telegram takes as a photo; a person's own app and a document take any picture."""

import pytest
import telegram
from telegram import InputMediaPhoto
from telegram.error import BadRequest

from tests.simulator.pictures import png
from tests.support.telegram import Person


@pytest.mark.parametrize(("width", "height"), [(1, 20), (9000, 1000), (9500, 500)])
async def test_a_photo_up_to_the_limits_is_taken(
    bot: telegram.Bot, person: Person, width: int, height: int
) -> None:
    photo = (await bot.send_photo(1001, png(width, height))).photo[-1]
    assert (photo.width, photo.height) == (width, height)


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(1, 21), (9000, 1001), (9600, 400)])
async def test_a_larger_or_narrower_one_is_refused_alone_and_in_an_album(
    bot: telegram.Bot, person: Person, width: int, height: int
) -> None:
    with pytest.raises(BadRequest, match=r"(?i)photo_invalid_dimensions"):
        await bot.send_photo(1001, png(width, height))
    with pytest.raises(BadRequest, match=r"(?i)photo_invalid_dimensions"):
        await bot.send_media_group(1001, [InputMediaPhoto(png()), InputMediaPhoto(png(width, height))])
    sent = await bot.send_document(1001, png(width, height), filename="panjang.png")
    assert sent.document is not None


async def test_a_photo_over_10_mb_is_refused(bot: telegram.Bot, person: Person) -> None:
    with pytest.raises(BadRequest, match=r"(?i)too big"):
        await bot.send_photo(1001, png() + bytes(10 * 1024 * 1024))
