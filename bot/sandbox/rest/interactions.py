"""Answering interactions, and the webhook routes that change the answers (Discord API documentation, Interactions)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.rest.routing import NO_CONTENT, Call, Reply, Routes

if TYPE_CHECKING:
    from bot.sandbox.rest.api import Api

routes = Routes()
_WEBHOOK = "/webhooks/{application_id}/{token}"
_WEBHOOK_MESSAGE = _WEBHOOK + "/messages/{message_id}"


@routes.on("POST", "/interactions/{interaction_id}/{token}/callback", open=True)
def answer(api: Api, call: Call) -> Reply:
    """The first answer; the callback object when asked for it, else nothing."""
    callback = api.interactions.answer(call.id("interaction_id"), call.path["token"], call.object(), call.uploads)
    return Reply(callback) if call.is_set("with_response") else NO_CONTENT


@routes.on("POST", _WEBHOOK, open=True)
def follow_up(api: Api, call: Call) -> Reply:
    """A further message."""
    return api.shown(api.interactions.follow_up(_token(api, call), call.object(), call.uploads))


@routes.on("GET", _WEBHOOK_MESSAGE, open=True)
def fetch(api: Api, call: Call) -> Reply:
    """A message of the interaction."""
    return api.shown(api.interactions.message_of(_token(api, call), call.path["message_id"]))


@routes.on("PATCH", _WEBHOOK_MESSAGE, open=True)
def edit(api: Api, call: Call) -> Reply:
    """Changes a message of the interaction."""
    token, which = _token(api, call), call.path["message_id"]
    return api.shown(api.interactions.edit(token, which, call.object(), call.uploads))


@routes.on("DELETE", _WEBHOOK_MESSAGE, open=True)
def delete(api: Api, call: Call) -> Reply:
    """Removes a message of the interaction."""
    api.interactions.delete(_token(api, call), call.path["message_id"])
    return NO_CONTENT


def _token(api: Api, call: Call) -> str:
    if call.id("application_id") != api.world.application.id:
        raise ApiError(Reason.UNKNOWN_WEBHOOK)
    return call.path["token"]
