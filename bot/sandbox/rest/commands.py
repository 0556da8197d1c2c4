"""Registering commands over REST (Discord API documentation, Application Commands)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.rest.routing import NO_CONTENT, Call, Reply, Routes

if TYPE_CHECKING:
    from bot.sandbox.rest.api import Api

routes = Routes()
_SCOPES = ("/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands")


def _scope(api: Api, call: Call) -> int | None:
    """The guild of a guild's commands, None for the global ones; raises ApiError when the bot is not there."""
    if call.id("application_id") != api.world.application.id:
        raise ApiError(Reason.UNKNOWN_APPLICATION)
    if "guild_id" not in call.path:
        return None
    return api.guild(call.id("guild_id")).id


def replace(api: Api, call: Call) -> Reply:
    """Puts the whole set of a scope in place."""
    return Reply(api.commands.replace(_scope(api, call), call.body))


def list_(api: Api, call: Call) -> Reply:
    """The commands of a scope."""
    return Reply(api.commands.listed(_scope(api, call)))


def upsert(api: Api, call: Call) -> Reply:
    """Adds or replaces one command."""
    return Reply(api.commands.upsert(_scope(api, call), call.object()), status=201)


def fetch(api: Api, call: Call) -> Reply:
    """One command."""
    return Reply(api.commands.get(_scope(api, call), call.id("command_id")))


def delete(api: Api, call: Call) -> Reply:
    """Takes one command away."""
    api.commands.delete(_scope(api, call), call.id("command_id"))
    return NO_CONTENT


for _template in _SCOPES:
    routes.on("PUT", _template)(replace)
    routes.on("GET", _template)(list_)
    routes.on("POST", _template)(upsert)
    routes.on("GET", _template + "/{command_id}")(fetch)
    routes.on("DELETE", _template + "/{command_id}")(delete)
