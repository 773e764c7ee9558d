"""Methods by which a bot receives updates: long polling and webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.simulator.errors import BotApiError, bad_request
from deploy.simulator.limits import UPDATES_A_BATCH

if TYPE_CHECKING:
    from deploy.simulator.botapi.calls import Call
    from deploy.simulator.world import World

_LONGEST_POLL = 50


def _allow(world: World, call: Call) -> None:
    allowed = call.items("allowed_updates")
    if allowed is not None:
        world.updates.allow([str(kind) for kind in allowed])


async def get_updates(world: World, call: Call) -> object:
    """Hand out updates, waiting for one when asked to."""
    if world.webhook.url:
        raise BotApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _allow(world, call)
    limit = min(max(call.number("limit", UPDATES_A_BATCH), 1), UPDATES_A_BATCH)
    seconds = min(max(call.number("timeout"), 0), _LONGEST_POLL)
    return await world.updates.poll(call.number("offset"), limit, seconds)


async def set_webhook(world: World, call: Call) -> object:
    """Send updates to an address from now on."""
    url = call.text("url")
    if not url:
        return await delete_webhook(world, call)
    if not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _allow(world, call)
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    connections = call.number("max_connections", 40)
    world.webhook.set(url, call.text("secret_token"), max_connections=connections)
    world.updates.end_polls()
    return True


async def delete_webhook(world: World, call: Call) -> object:
    """Go back to long polling."""
    world.webhook.remove()
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    return True


async def get_webhook_info(world: World, call: Call) -> object:  # noqa: ARG001 - one signature
    """Tell how the webhook fares."""
    return world.webhook.info()
