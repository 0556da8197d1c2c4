"""Messages and reactions over REST (Discord API documentation, Message)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.drafts import read_draft, read_patch
from bot.sandbox.emojis import parse_emoji
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.events import TypingStarted
from bot.sandbox.forms import Form
from bot.sandbox.model import Channel, Message, MessageFlag, Reaction
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import NO_CONTENT, Call, Reply, Routes

if TYPE_CHECKING:
    from bot.sandbox.rest.api import Api

routes = Routes()
_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
_REACTION = _MESSAGE + "/reactions/{emoji}"


@routes.on("POST", _MESSAGES)
def create(api: Api, call: Call) -> Reply:
    """Sends a message."""
    channel = api.world.channel(call.id("channel_id"))
    message = api.messages.send(channel, api.world.bot, read_draft(call.object(), call.uploads))
    return api.shown(message)


@routes.on("GET", _MESSAGES)
def history(api: Api, call: Call) -> Reply:
    """Messages of a channel, newest first; an empty list without the permission to read them."""
    channel = api.world.channel(call.id("channel_id"))
    granted = api.world.require(channel, api.world.bot)
    limit = call.number("limit", 50, 1, 100)
    if Permission.READ_MESSAGE_HISTORY not in granted:
        return Reply([])
    return Reply([api.payload(each) for each in _history(channel, call, limit)])


def _history(channel: Channel, call: Call, limit: int) -> list[Message]:
    before, after, around = (call.snowflake(name) for name in ("before", "after", "around"))
    newest_first = reversed(channel.messages.values())
    if around is not None:
        older = list(islice((each for each in newest_first if each.id <= around), limit // 2 + 1))
        newer = list(islice((each for each in channel.messages.values() if each.id > around), limit // 2))
        return ([*reversed(newer), *older])[:limit]
    if after is not None:
        newer = list(islice((each for each in channel.messages.values() if each.id > after), limit))
        return newer[::-1]
    return list(islice((each for each in newest_first if before is None or each.id < before), limit))


@routes.on("GET", _MESSAGE)
def fetch(api: Api, call: Call) -> Reply:
    """One message."""
    return api.shown(_readable(api, call))


@routes.on("PATCH", _MESSAGE)
def edit(api: Api, call: Call) -> Reply:
    """Changes a message."""
    message = _message(api, call)
    api.limits.count_old_edit(message)
    patch = read_patch(call.object(), call.uploads, v2=MessageFlag.IS_COMPONENTS_V2 in message.flags)
    return api.shown(api.messages.edit(message, api.world.bot, patch))


@routes.on("DELETE", _MESSAGE)
def delete(api: Api, call: Call) -> Reply:
    """Removes a message."""
    api.messages.delete(_message(api, call), api.world.bot)
    return NO_CONTENT


@routes.on("POST", _MESSAGES + "/bulk-delete")
def delete_many(api: Api, call: Call) -> Reply:
    """Removes 2 to 100 messages at once."""
    form = Form()
    listed = form.listed(("messages",), call.object().get("messages")) or []
    ids = [form.snowflake(("messages", n), each) for n, each in enumerate(listed)]
    form.refuse_faults()
    api.messages.remove_many(api.world.channel(call.id("channel_id")), api.world.bot, ids)
    return NO_CONTENT


@routes.on("POST", "/channels/{channel_id}/typing")
def type_(api: Api, call: Call) -> Reply:
    """Shows that the bot types."""
    channel = api.world.channel(call.id("channel_id"))
    sending = Permission.SEND_MESSAGES if channel.thread is None else Permission.SEND_MESSAGES_IN_THREADS
    api.world.require(channel, api.world.bot, sending)
    api.world.hub.publish(TypingStarted(channel, api.world.bot))
    return NO_CONTENT


# --- reactions ---


@routes.on("PUT", _REACTION + "/@me")
def react(api: Api, call: Call) -> Reply:
    """The bot reacts."""
    message = _message(api, call)
    api.reactions.add(message, api.world.bot, *parse_emoji(call.path["emoji"]))
    return NO_CONTENT


@routes.on("DELETE", _REACTION + "/@me")
def unreact(api: Api, call: Call) -> Reply:
    """The bot takes its reaction back."""
    message = _message(api, call)
    api.reactions.remove(message, api.world.bot, *parse_emoji(call.path["emoji"]))
    return NO_CONTENT


@routes.on("DELETE", _REACTION + "/{user_id}")
def remove_reaction(api: Api, call: Call) -> Reply:
    """Takes somebody else's reaction away."""
    message = _message(api, call)
    api.world.require(api.world.channels[message.channel_id], api.world.bot, Permission.MANAGE_MESSAGES)
    user = api.user(call.id("user_id"))
    api.reactions.remove(message, user, *parse_emoji(call.path["emoji"]))
    return NO_CONTENT


@routes.on("GET", _REACTION)
def reactors(api: Api, call: Call) -> Reply:
    """Who gave a reaction, by id."""
    reaction = _reaction(api, call)
    limit, after = call.number("limit", 25, 1, 100), call.snowflake("after") or 0
    ids = [] if reaction is None else sorted(each for each in reaction.user_ids if each > after)[:limit]
    return Reply([payloads.user(api.world.users[each]) for each in ids])


@routes.on("DELETE", _MESSAGE + "/reactions")
def clear_reactions(api: Api, call: Call) -> Reply:
    """Takes all reactions away."""
    api.reactions.clear(_message(api, call), api.world.bot)
    return NO_CONTENT


@routes.on("DELETE", _REACTION)
def clear_reaction(api: Api, call: Call) -> Reply:
    """Takes all reactions with one emoji away."""
    reaction = _reaction(api, call)
    if reaction is None:
        raise ApiError(Reason.UNKNOWN_EMOJI)
    api.reactions.clear(_message(api, call), api.world.bot, reaction)
    return NO_CONTENT


def _reaction(api: Api, call: Call) -> Reaction | None:
    return _readable(api, call).reaction(*parse_emoji(call.path["emoji"]))


# --- pins ---


@routes.on("GET", _MESSAGES + "/pins")
def pins(api: Api, call: Call) -> Reply:
    """The pinned messages, latest first."""
    channel = api.world.channel(call.id("channel_id"))
    api.world.require(channel, api.world.bot, Permission.READ_MESSAGE_HISTORY)
    limit = call.number("limit", 50, 1, 50)
    latest_first = list(reversed(channel.pinned.items()))
    items = [
        {"pinned_at": payloads.moment(at), "message": api.payload(channel.messages[message_id])}
        for message_id, at in latest_first[:limit]
    ]
    return Reply({"items": items, "has_more": len(latest_first) > limit})


@routes.on("PUT", _MESSAGES + "/pins/{message_id}")
def pin(api: Api, call: Call) -> Reply:
    """Pins a message."""
    api.messages.pin(_message(api, call), api.world.bot, pinned=True)
    return NO_CONTENT


@routes.on("DELETE", _MESSAGES + "/pins/{message_id}")
def unpin(api: Api, call: Call) -> Reply:
    """Unpins a message."""
    api.messages.pin(_message(api, call), api.world.bot, pinned=False)
    return NO_CONTENT


# --- finding ---


def _message(api: Api, call: Call) -> Message:
    channel = api.world.channel(call.id("channel_id"))
    api.world.require(channel, api.world.bot)
    return api.world.message(channel, call.id("message_id"))


def _readable(api: Api, call: Call) -> Message:
    channel = api.world.channel(call.id("channel_id"))
    api.world.require(channel, api.world.bot, Permission.READ_MESSAGE_HISTORY)
    return api.world.message(channel, call.id("message_id"))
