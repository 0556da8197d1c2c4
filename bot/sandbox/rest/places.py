"""Users, guilds, members, channels, the application and the way to the gateway, over REST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.forms import Form
from bot.sandbox.rest.routing import Call, Reply, Routes
from bot.sandbox.world import GUILD_MEMBERS_INTENT

if TYPE_CHECKING:
    from bot.sandbox.rest.api import Api

routes = Routes()


@routes.on("GET", "/users/@me")
def me(api: Api, call: Call) -> Reply:
    """The bot itself."""
    return Reply(payloads.self_user(api.world.bot))


@routes.on("GET", "/oauth2/applications/@me")
def application(api: Api, call: Call) -> Reply:
    """The bot's application."""
    return Reply(payloads.application(api.world.application))


@routes.on("GET", "/gateway/bot")
def gateway_bot(api: Api, call: Call) -> Reply:
    """Where the gateway is, how many shards to start, and how fast."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": api.gateway.max_concurrency}
    return Reply({"url": api.gateway_url, "shards": api.gateway.recommended_shards, "session_start_limit": limit})


@routes.on("GET", "/users/{user_id}")
def user(api: Api, call: Call) -> Reply:
    """Anybody, by id."""
    return Reply(payloads.user(api.user(call.id("user_id"))))


@routes.on("POST", "/users/@me/channels")
def open_dm(api: Api, call: Call) -> Reply:
    """The direct messages with somebody."""
    form = Form()
    recipient_id = form.snowflake(("recipient_id",), call.object().get("recipient_id"))
    form.refuse_faults()
    recipient = api.user(recipient_id)
    if recipient.bot:
        raise ApiError(Reason.NO_DMS)
    return Reply(payloads.channel(api.world, api.world.dm_between(api.world.bot, recipient)))


@routes.on("GET", "/channels/{channel_id}")
def channel(api: Api, call: Call) -> Reply:
    """A channel or thread."""
    found = api.world.channel(call.id("channel_id"))
    api.world.require(found, api.world.bot)
    return Reply(payloads.channel(api.world, found))


@routes.on("GET", "/guilds/{guild_id}")
def guild(api: Api, call: Call) -> Reply:
    """A guild that the bot is in."""
    found = api.guild(call.id("guild_id"))
    answer = payloads.guild(found)
    if call.is_set("with_counts"):
        answer |= {"approximate_member_count": len(found.members), "approximate_presence_count": len(found.members)}
    return Reply(answer)


@routes.on("GET", "/guilds/{guild_id}/members/{user_id}")
def member(api: Api, call: Call) -> Reply:
    """A member of a guild."""
    found = api.guild(call.id("guild_id")).members.get(call.id("user_id"))
    if found is None:
        raise ApiError(Reason.UNKNOWN_MEMBER)
    return Reply(payloads.member(found))


@routes.on("GET", "/guilds/{guild_id}/members")
def members(api: Api, call: Call) -> Reply:
    """The members of a guild by id; needs the privileged intent."""
    found = api.guild(call.id("guild_id"))
    if not api.world.application.intents & GUILD_MEMBERS_INTENT:
        raise ApiError(Reason.MISSING_ACCESS)
    limit, after = call.number("limit", 1, 1, 1000), call.snowflake("after") or 0
    ids = sorted(each for each in found.members if each > after)[:limit]
    return Reply([payloads.member(found.members[each]) for each in ids])
