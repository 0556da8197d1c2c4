"""Threads and forum posts over REST (Discord API documentation, Channel)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.drafts import read_draft
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.forms import Form
from bot.sandbox.model import Channel, ChannelType, Json
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import NO_CONTENT, Call, Reply, Routes
from bot.sandbox.threads import ARCHIVE_MINUTES, Threads

if TYPE_CHECKING:
    from bot.sandbox.rest.api import Api

routes = Routes()
_CHANGEABLE = ("name", "archived", "locked", "rate_limit_per_user")
_MEMBER = "/channels/{channel_id}/thread-members/@me"


@routes.on("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def start_from_message(api: Api, call: Call) -> Reply:
    """A thread that hangs on a message."""
    channel = api.world.channel(call.id("channel_id"))
    api.world.require(channel, api.world.bot)
    message = api.world.message(channel, call.id("message_id"))
    name, minutes = _name(call.object())
    thread = Threads(api.world, api.messages).start_from(message, api.world.bot, name, minutes)
    return Reply(payloads.thread(api.world, thread), status=201)


@routes.on("POST", "/channels/{channel_id}/threads")
def start(api: Api, call: Call) -> Reply:
    """A thread of its own, or in a forum a post with its first message."""
    channel = api.world.channel(call.id("channel_id"))
    body = call.object()
    name, minutes = _name(body)
    threads = Threads(api.world, api.messages)
    if channel.type is ChannelType.FORUM:
        draft = read_draft(_first_message(body), call.uploads, ("message",))
        tags = _tags(body)
        thread, message = threads.post(channel, api.world.bot, name, draft, minutes=minutes, tags=tags)
        return Reply(payloads.thread(api.world, thread) | {"message": api.payload(message)}, status=201)
    private = body.get("type") == ChannelType.PRIVATE_THREAD
    thread = threads.start(channel, api.world.bot, name, minutes, private=private)
    return Reply(payloads.thread(api.world, thread), status=201)


@routes.on("PATCH", "/channels/{channel_id}")
def change(api: Api, call: Call) -> Reply:
    """Renames, archives, locks or slows a thread; other channels are not for this bot to change."""
    thread = api.world.channel(call.id("channel_id"))
    if thread.thread is None:
        raise ApiError(Reason.MISSING_PERMISSIONS)
    Threads(api.world, api.messages).change(thread, api.world.bot, _changes(call.object()))
    return Reply(payloads.thread(api.world, thread))


@routes.on("PUT", _MEMBER)
def join(api: Api, call: Call) -> Reply:
    """The bot joins a thread."""
    api.messages.join(_thread(api, call), api.world.bot)
    return NO_CONTENT


@routes.on("DELETE", _MEMBER)
def leave(api: Api, call: Call) -> Reply:
    """The bot leaves a thread."""
    Threads(api.world, api.messages).leave(_thread(api, call), api.world.bot)
    return NO_CONTENT


@routes.on("GET", "/guilds/{guild_id}/threads/active")
def active(api: Api, call: Call) -> Reply:
    """The threads of a guild that the bot sees and that are not archived."""
    guild = api.guild(call.id("guild_id"))
    seen = [
        each
        for each in guild.channels.values()
        if each.thread is not None and not each.thread.archived and api.world.may_see(each, api.world.bot)
    ]
    bot = api.world.bot
    members = [payloads.thread_member(each, bot) for each in seen if each.thread and bot.id in each.thread.members]
    return Reply({"threads": [payloads.thread(api.world, each) for each in seen], "members": members})


def _thread(api: Api, call: Call) -> Channel:
    channel = api.world.channel(call.id("channel_id"))
    api.world.require(channel, api.world.bot, Permission.READ_MESSAGE_HISTORY)
    if channel.thread is None:
        raise ApiError(Reason.WRONG_CHANNEL_TYPE)
    return channel


def _name(body: Json) -> tuple[str, int]:
    form = Form()
    name = form.text(("name",), body.get("name"), at_most=100, at_least=1)
    minutes = body.get("auto_archive_duration") or 1440
    form.one_of(("auto_archive_duration",), minutes, ARCHIVE_MINUTES)
    form.refuse_faults()
    return name, minutes


def _first_message(body: Json) -> Json:
    form = Form()
    message = body.get("message")
    if message is None:
        form.required(("message",))
    else:
        form.is_object(("message",), message)
    form.refuse_faults()
    return message or {}


def _tags(body: Json) -> list[int]:
    form = Form()
    listed = form.listed(("applied_tags",), body.get("applied_tags")) or []
    tags = [form.snowflake(("applied_tags", n), each) for n, each in enumerate(listed)]
    form.refuse_faults()
    return tags


def _changes(body: Json) -> Json:
    form = Form()
    if "name" in body:
        form.text(("name",), body["name"], at_most=100, at_least=1)
    if "rate_limit_per_user" in body:
        form.integer(("rate_limit_per_user",), body["rate_limit_per_user"], low=0, high=21600)
    form.refuse_faults()
    return {key: body[key] for key in _CHANGEABLE if body.get(key) is not None}
