"""Turning what happened into gateway events: name, who may know, payload.

Source: Discord API documentation, Gateway Events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.sandbox import events, payloads
from bot.sandbox.gateway import intents
from bot.sandbox.model import Channel, Json, Message, User
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One gateway event.

    A session gets it when it sent `intent` (0: always) and its shard is that of `guild_id` (None: shard 0). `build`
    makes the payload for a session's intents.
    """

    name: str
    intent: int
    guild_id: int | None
    build: Callable[[int], Json]


class Dispatches:
    """Knows for every event of the hub what the gateway says about it."""

    def __init__(self, world: World, messages: MessagePayloads) -> None:
        self._world = world
        self._messages = messages
        self._tellers: dict[type, Callable[[Any], Iterator[Dispatch]]] = {
            events.MessageCreated: self._message_created,
            events.MessageEdited: self._message_edited,
            events.MessagesDeleted: self._messages_deleted,
            events.ReactionAdded: self._reaction_added,
            events.ReactionRemoved: self._reaction_removed,
            events.ReactionsCleared: self._reactions_cleared,
            events.PinsChanged: self._pins_changed,
            events.TypingStarted: self._typing_started,
            events.ChannelCreated: self._channel_created,
            events.ChannelChanged: self._channel_changed,
            events.ChannelDeleted: self._channel_deleted,
            events.ThreadJoined: self._thread_joined,
            events.GuildJoined: self._guild_joined,
            events.GuildLeft: self._guild_left,
            events.RoleChanged: self._role_changed,
            events.RoleDeleted: self._role_deleted,
            events.MemberJoined: self._member_joined,
            events.MemberChanged: self._member_changed,
            events.MemberLeft: self._member_left,
            events.InteractionCreated: self._interaction_created,
        }

    def of(self, event: object) -> Iterator[Dispatch]:
        """What the bot may learn of the event; nothing of events that are the page's alone."""
        teller = self._tellers.get(type(event))
        return iter(()) if teller is None else teller(event)

    def _seen(self, channel: Channel) -> bool:
        return self._world.may_see(channel, self._world.bot)

    # --- messages ---

    def _message_created(self, event: events.MessageCreated) -> Iterator[Dispatch]:
        return self._message("MESSAGE_CREATE", event.message)

    def _message_edited(self, event: events.MessageEdited) -> Iterator[Dispatch]:
        return self._message("MESSAGE_UPDATE", event.message)

    def _message(self, name: str, message: Message) -> Iterator[Dispatch]:
        channel = self._world.channels[message.channel_id]
        build = partial(self._messages.gateway, message)
        if message.shown_to is not None:
            yield Dispatch(name, intents.DIRECT_MESSAGES, None, build)
        elif self._seen(channel):
            yield Dispatch(name, intents.for_messages(channel), channel.guild_id, build)

    def _messages_deleted(self, event: events.MessagesDeleted) -> Iterator[Dispatch]:
        channel = event.channel
        where = _where(channel)
        if event.bulk and self._seen(channel):
            payload = where | {"ids": [str(each.id) for each in event.messages]}
            yield _fixed("MESSAGE_DELETE_BULK", intents.for_messages(channel), channel.guild_id, payload)
            return
        for message in event.messages:
            if message.shown_to is not None:
                payload = {"id": str(message.id), "channel_id": str(channel.id)}
                yield _fixed("MESSAGE_DELETE", intents.DIRECT_MESSAGES, None, payload)
            elif self._seen(channel):
                payload = where | {"id": str(message.id)}
                yield _fixed("MESSAGE_DELETE", intents.for_messages(channel), channel.guild_id, payload)

    # --- reactions, pins, typing ---

    def _reaction_added(self, event: events.ReactionAdded) -> Iterator[Dispatch]:
        channel = self._world.channels[event.message.channel_id]
        payload = self._reaction(channel, event.message, event.user, event.emoji)
        payload["message_author_id"] = str(event.message.author.id)
        if (member := self._member_payload(channel, event.user)) is not None:
            payload["member"] = member
        return self._reacted("MESSAGE_REACTION_ADD", channel, payload)

    def _reaction_removed(self, event: events.ReactionRemoved) -> Iterator[Dispatch]:
        channel = self._world.channels[event.message.channel_id]
        payload = self._reaction(channel, event.message, event.user, event.emoji)
        return self._reacted("MESSAGE_REACTION_REMOVE", channel, payload)

    def _reactions_cleared(self, event: events.ReactionsCleared) -> Iterator[Dispatch]:
        channel = self._world.channels[event.message.channel_id]
        payload = _where(channel) | {"message_id": str(event.message.id)}
        if event.emoji is None:
            return self._reacted("MESSAGE_REACTION_REMOVE_ALL", channel, payload)
        return self._reacted("MESSAGE_REACTION_REMOVE_EMOJI", channel, payload | {"emoji": event.emoji})

    def _reacted(self, name: str, channel: Channel, payload: Json) -> Iterator[Dispatch]:
        if self._seen(channel):
            yield _fixed(name, intents.for_reactions(channel), channel.guild_id, payload)

    @staticmethod
    def _reaction(channel: Channel, message: Message, user: User, emoji: Json) -> Json:
        return _where(channel) | {
            "user_id": str(user.id),
            "message_id": str(message.id),
            "emoji": emoji,
            "type": 0,
            "burst": False,
        }

    def _pins_changed(self, event: events.PinsChanged) -> Iterator[Dispatch]:
        pinned = list(event.channel.pinned.values())
        payload = _where(event.channel) | {"last_pin_timestamp": payloads.moment(pinned[-1]) if pinned else None}
        intent = intents.DIRECT_MESSAGES if event.channel.guild_id is None else intents.GUILDS
        if self._seen(event.channel):
            yield _fixed("CHANNEL_PINS_UPDATE", intent, event.channel.guild_id, payload)

    def _typing_started(self, event: events.TypingStarted) -> Iterator[Dispatch]:
        channel = event.channel
        seconds = int(self._world.clock.now().timestamp())
        payload = _where(channel) | {"user_id": str(event.user.id), "timestamp": seconds}
        if (member := self._member_payload(channel, event.user)) is not None:
            payload["member"] = member
        if self._seen(channel):
            yield _fixed("TYPING_START", intents.for_typing(channel), channel.guild_id, payload)

    def _member_payload(self, channel: Channel, user: User) -> Json | None:
        guild = self._world.guild_of(channel)
        member = None if guild is None else guild.members.get(user.id)
        return None if member is None else payloads.member(member)

    # --- channels and threads ---

    def _channel_created(self, event: events.ChannelCreated) -> Iterator[Dispatch]:
        payload = payloads.channel(self._world, event.channel)
        if event.channel.thread is None:
            return self._in_guild("CHANNEL_CREATE", event.channel, payload)
        return self._in_guild("THREAD_CREATE", event.channel, payload | {"newly_created": True})

    def _channel_changed(self, event: events.ChannelChanged) -> Iterator[Dispatch]:
        name = "CHANNEL_UPDATE" if event.channel.thread is None else "THREAD_UPDATE"
        return self._in_guild(name, event.channel, payloads.channel(self._world, event.channel))

    def _channel_deleted(self, event: events.ChannelDeleted) -> Iterator[Dispatch]:
        channel = event.channel
        if channel.thread is None:
            return self._in_guild("CHANNEL_DELETE", channel, payloads.channel(self._world, channel))
        payload = {
            "id": str(channel.id),
            "guild_id": str(channel.guild_id),
            "parent_id": str(channel.parent_id),
            "type": int(channel.type),
        }
        return self._in_guild("THREAD_DELETE", channel, payload)

    def _in_guild(self, name: str, channel: Channel, payload: Json) -> Iterator[Dispatch]:
        """Channels are told to every bot in the guild, threads to those who see them."""
        guild = self._world.guild_of(channel)
        if guild is not None and guild.has_bot and (channel.thread is None or self._seen(channel)):
            yield _fixed(name, intents.GUILDS, guild.id, payload)

    def _thread_joined(self, event: events.ThreadJoined) -> Iterator[Dispatch]:
        channel = event.channel
        if channel.thread is None or not self._seen(channel):
            return
        own = event.user is self._world.bot
        if own:
            yield _fixed("THREAD_CREATE", intents.GUILDS, channel.guild_id, payloads.thread(self._world, channel))
        payload = {
            "id": str(channel.id),
            "guild_id": str(channel.guild_id),
            "member_count": len(channel.thread.members),
            "added_members": [payloads.thread_member(channel, event.user)],
        }
        intent = intents.GUILDS if own else intents.GUILD_MEMBERS
        yield _fixed("THREAD_MEMBERS_UPDATE", intent, channel.guild_id, payload)

    # --- guilds and members ---

    def _guild_joined(self, event: events.GuildJoined) -> Iterator[Dispatch]:
        guild = event.guild
        payload = payloads.guild_create(self._world, guild, [guild.members[self._world.bot.id]])
        del payload["unavailable"]
        yield _fixed("GUILD_CREATE", intents.GUILDS, guild.id, payload)

    @staticmethod
    def _guild_left(event: events.GuildLeft) -> Iterator[Dispatch]:
        yield _fixed("GUILD_DELETE", intents.GUILDS, event.guild.id, {"id": str(event.guild.id)})

    @staticmethod
    def _role_changed(event: events.RoleChanged) -> Iterator[Dispatch]:
        payload = {"guild_id": str(event.guild.id), "role": payloads.role(event.role)}
        name = "GUILD_ROLE_CREATE" if event.is_new else "GUILD_ROLE_UPDATE"
        if event.guild.has_bot:
            yield _fixed(name, intents.GUILDS, event.guild.id, payload)

    @staticmethod
    def _role_deleted(event: events.RoleDeleted) -> Iterator[Dispatch]:
        payload = {"guild_id": str(event.guild.id), "role_id": str(event.role.id)}
        if event.guild.has_bot:
            yield _fixed("GUILD_ROLE_DELETE", intents.GUILDS, event.guild.id, payload)

    def _member_joined(self, event: events.MemberJoined) -> Iterator[Dispatch]:
        payload = payloads.member(event.member) | {"guild_id": str(event.guild.id)}
        if event.guild.has_bot:
            yield _fixed("GUILD_MEMBER_ADD", intents.GUILD_MEMBERS, event.guild.id, payload)

    def _member_changed(self, event: events.MemberChanged) -> Iterator[Dispatch]:
        payload = payloads.member(event.member) | {"guild_id": str(event.guild.id)}
        intent = intents.ALWAYS if event.member.user is self._world.bot else intents.GUILD_MEMBERS
        if event.guild.has_bot:
            yield _fixed("GUILD_MEMBER_UPDATE", intent, event.guild.id, payload)

    def _member_left(self, event: events.MemberLeft) -> Iterator[Dispatch]:
        payload = {"guild_id": str(event.guild.id), "user": payloads.user(event.user)}
        if event.guild.has_bot:
            yield _fixed("GUILD_MEMBER_REMOVE", intents.GUILD_MEMBERS, event.guild.id, payload)

    # --- interactions ---

    @staticmethod
    def _interaction_created(event: events.InteractionCreated) -> Iterator[Dispatch]:
        yield _fixed("INTERACTION_CREATE", intents.ALWAYS, event.guild_id, event.payload)


def _where(channel: Channel) -> Json:
    where = {"channel_id": str(channel.id)}
    return where if channel.guild_id is None else where | {"guild_id": str(channel.guild_id)}


def _fixed(name: str, intent: int, guild_id: int | None, payload: Json) -> Dispatch:
    return Dispatch(name, intent, guild_id, lambda _: payload)
