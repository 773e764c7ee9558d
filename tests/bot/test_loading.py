"""The bot starts quickly: of aiogram's types only those are built that a conversation uses."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

_USED = """
from bot.loading import load_aiogram
load_aiogram()
import bot.main
from aiogram import types, methods
from bot.telegram import make_bot, read_update
from bot.handlers.routing import make_dispatcher
from bot.speech.calls import SendText
from bot.speech.replies import Button, Say
telegram = make_bot("1:x" + "x" * 40)
make_dispatcher()
built = [n for n in types.__all__ if getattr(getattr(types, n), "__pydantic_complete__", False)]
assert len(built) < 40, built
chat = {"id": 7, "type": "private", "first_name": "X"}
sender = {"id": 7, "is_bot": False, "first_name": "X"}
photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
message = {"message_id": 1, "date": 1, "chat": chat, "from": sender, "photo": photo}
update = read_update({"update_id": 1, "message": message}, telegram)
assert update.message.photo[0].file_id == "a"
press = {"id": "1", "from": sender, "message": message, "chat_instance": "1", "data": "m:menu"}
assert read_update({"update_id": 2, "callback_query": press}, telegram).callback_query.message.chat.id == 7
said = Say("halo", ((Button("Menu", "m:menu"),),))
assert b'"inline_keyboard":[[{"text":"Menu","callback_data":"m:menu"}]]' in SendText(
    chat_id=7, text=said.text, reply_markup=said.markup()
).as_json()
for name in ("SendPhoto", "SendDocument", "SendAudio", "SendVideo", "GetFile", "GetMe", "SetMyCommands"):
    getattr(methods, name).model_rebuild()
    assert getattr(methods, name).__pydantic_complete__, name
sent = methods.SendDocument(chat_id=7, document=types.BufferedInputFile(b"x", filename="x.txt"))
answer = '{"ok": true, "result": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}}'
assert telegram.session.check_response(telegram, sent, 200, answer).result.chat.id == 7
"""

_COUNTED = """
import inspect
from pydantic import BaseModel
from aiogram import methods, types
built = {
    each
    for module in (types, methods)
    for each in vars(module).values()
    if inspect.isclass(each) and issubclass(each, BaseModel) and each.__pydantic_complete__
}
print(len(built))
"""


def test_types_of_telegram_are_built_at_their_first_use() -> None:
    done = subprocess.run([sys.executable, "-c", _USED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_aiogram_builds_less_than_a_third_of_what_it_builds_by_itself() -> None:
    by_itself = _built_by(_COUNTED)
    assert by_itself > 300, "aiogram builds little by itself now: bot/loading.py is of no more use"
    assert _built_by("from bot.loading import load_aiogram\nload_aiogram()\n" + _COUNTED) * 3 < by_itself


def _built_by(program: str) -> int:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)
