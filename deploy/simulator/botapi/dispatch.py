"""From an HTTP request to a method and back to an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, JSONResponse, Response

from deploy.simulator.botapi import editing, extras, media, profile, receiving, sending
from deploy.simulator.botapi.calls import Call, read_call
from deploy.simulator.errors import BotApiError
from deploy.simulator.faults import strike
from deploy.simulator.storage import dump

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from deploy.simulator.faults import Fault
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

METHODS: dict[str, Callable[[World, Call], Awaitable[object]]] = {
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "sendmessage": sending.send_message,
    "sendlocation": sending.send_location,
    "sendcontact": sending.send_contact,
    "sendpoll": extras.send_poll,
    "stoppoll": extras.stop_poll,
    "setmessagereaction": extras.set_message_reaction,
    "leavechat": extras.leave_chat,
    "sendchataction": sending.send_chat_action,
    "copymessage": sending.copy_message,
    "forwardmessage": sending.forward_message,
    "sendmediagroup": media.send_media_group,
    "getfile": media.get_file,
    **media.SENDERS,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "editmessagemedia": editing.edit_message_media,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "pinchatmessage": editing.pin_chat_message,
    "unpinchatmessage": editing.unpin_chat_message,
    "unpinallchatmessages": editing.unpin_all_chat_messages,
    "getme": profile.get_me,
    "logout": profile.leave,
    "close": profile.leave,
    "getchat": profile.get_chat,
    "answercallbackquery": profile.answer_callback_query,
    "setmycommands": profile.set_my_commands,
    "getmycommands": profile.get_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "setchatmenubutton": profile.set_chat_menu_button,
    "getchatmenubutton": profile.get_chat_menu_button,
    **profile.TEXT_METHODS,
}
_JSON = "application/json"


async def run(world: World, call: Call) -> object:
    """Run a call, meeting the faults ordered for it; its effects are kept when it returns."""
    fault = world.faults.take_for_call(call.method, call.text("chat_id"))
    if fault is not None and not fault.applied:
        raise await strike(fault)
    method = METHODS.get(call.method.lower())
    if method is None:
        raise BotApiError(404, "Not Found: method not found")
    result = await method(world, call)
    await world.storage.flush()
    if fault is not None:
        raise await strike(fault)
    return result


def check_token(world: World, token: str) -> None:
    """Refuse a wrong token as Telegram does."""
    if token != world.bot.token:
        looks_right = ":" in token and token.partition(":")[0].isdecimal()
        raise BotApiError(401, "Unauthorized") if looks_right else BotApiError(404, "Not Found")


async def answer_method(request: Request) -> Response:
    """Serve `/bot<token>/<method>`."""
    world: World = request.app.state.world
    try:
        check_token(world, request.path_params["token"])
        call = await read_call(request, request.path_params["method"])
        result = await run(world, call)
    except BotApiError as error:
        return refuse(error)
    finally:
        await request.close()
    return Response(dump({"ok": True, "result": result}), media_type=_JSON)


def refuse(error: BotApiError) -> Response:
    """Answer a refusal."""
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
    return JSONResponse(error.as_answer(), status_code=error.code, headers=headers)


async def answer_file(request: Request) -> Response:
    """Serve `/file/bot<token>/<path>`."""
    world: World = request.app.state.world
    try:
        check_token(world, request.path_params["token"])
        fault: Fault | None = world.faults.take_for_call("file", "")
        if fault is not None:
            raise await strike(fault)
        file = media.downloadable(world, request.path_params["path"])
    except BotApiError as error:
        return refuse(error)
    return FileResponse(world.files.location(file), media_type="application/octet-stream")


async def run_webhook_reply(world: World, body: Json) -> object:
    """Run the call a webhook answered with; a refusal is the bot's loss, as with Telegram."""
    fields = {name: value for name, value in body.items() if name != "method"}
    try:
        return await run(world, Call(str(body["method"]), fields))
    except BotApiError:
        return None
