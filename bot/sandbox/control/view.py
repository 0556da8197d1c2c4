"""What the page shows to a person: the world, messages, and events as they happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.sandbox import events, payloads
from bot.sandbox.model import Channel, Json, Message, User
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

DROP_CONNECTION: dict[str, object] = {
    "name": "drop_connection",
    "label": "Drop the bot's connection",
    "kind": "action",
    "on": False,
    "hint": "The gateway socket breaks; the bot resumes and catches up.",
}

_ABOUT_A_MESSAGE = (
    events.MessageCreated,
    events.MessageEdited,
    events.ReactionAdded,
    events.ReactionRemoved,
    events.ReactionsCleared,
)
_ABOUT_AN_INTERACTION = (events.ModalShown, events.ChoicesShown, events.InteractionDone, events.InteractionFailed)


class LibraryFace(Protocol):
    """What the page needs of the library of papers."""

    @property
    def as_of(self) -> datetime:
        """The day on which the library's papers are as they are."""
        ...

    @property
    def controls(self) -> list[dict[str, object]]:
        """Its switches: name, label, kind ("toggle" or "action"), on, hint."""
        ...

    @property
    def suggestions(self) -> Sequence[Mapping[str, str]]:
        """Links worth pasting: text, label."""
        ...

    def control(self, name: str, on: bool, argument: str | None = None) -> None:
        """Throws a switch; raises Refused when there is no such switch or argument."""
        ...


class View:
    """The sandbox as the page draws it."""

    def __init__(self, world: World, message_payloads: MessagePayloads, library: LibraryFace | None) -> None:
        self._world = world
        self._payloads = message_payloads
        self._library = library

    # --- the world ---

    def world(self, *, bot_online: bool) -> Json:
        """Everything but the messages."""
        world, library = self._world, self._library
        return {
            "now": payloads.moment(world.clock.now()),
            "as_of": None if library is None else payloads.moment(library.as_of),
            "application": payloads.user(world.bot) | {"colour": _css(world.bot)},
            "bot_online": bot_online,
            "people": [self._person(each) for each in world.users.values() if not each.bot],
            "guilds": self._guilds(),
            "commands": list(world.application.commands.values()),
            "suggestions": [] if library is None else list(library.suggestions),
            "controls": self.controls(),
        }

    def controls(self) -> list[dict[str, object]]:
        """The library's switches, and the sandbox's own."""
        return [*([] if self._library is None else self._library.controls), DROP_CONNECTION]

    def _person(self, user: User) -> Json:
        moderates = any(
            Permission.MANAGE_MESSAGES in self._world.permissions(channel, user)
            for channel in self._world.channels.values()
            if channel.guild_id is not None
        )
        return payloads.user(user) | {"colour": _css(user), "is_moderator": moderates}

    def _guilds(self) -> list[Json]:
        return [
            {
                "id": str(guild.id),
                "name": guild.name,
                "channels": [self.channel(each) for each in guild.channels.values()],
                "roles": [payloads.role(each) for each in guild.roles.values()],
                "members": [str(user_id) for user_id in guild.members],
            }
            for guild in self._world.guilds.values()
        ]

    @staticmethod
    def channel(channel: Channel) -> Json:
        """A channel in the list at the side."""
        thread = channel.thread
        return {
            "id": str(channel.id),
            "name": channel.name,
            "topic": channel.topic,
            "type": int(channel.type),
            "parent_id": None if channel.parent_id is None else str(channel.parent_id),
            "archived": thread is not None and thread.archived,
            "locked": thread is not None and thread.locked,
        }

    # --- messages ---

    def message(self, message: Message, to: User) -> Json:
        """A message as `to` sees it."""
        return self._payloads.rest(message, to) | {"ephemeral": message.ephemeral}

    def messages(self, channel: Channel, to: User, *, limit: int, before: int) -> list[Json]:
        """The last `limit` messages older than the id `before`, oldest first, private ones of others left out."""
        seen = [
            each
            for each in (*channel.messages.values(), *channel.whispers.values())
            if each.id < before and each.shown_to in (None, to.id)
        ]
        seen.sort(key=lambda each: each.id)
        return [self.message(each, to) for each in seen[-limit:]]

    # --- events ---

    def told(self, user: User, event: object) -> list[Json]:
        """What the page of `user` is told of an event: one thing for most, none for what they do not see."""
        if isinstance(event, _ABOUT_A_MESSAGE):
            if not self._sees(user, event.message):
                return []
            kind = "message_create" if isinstance(event, events.MessageCreated) else "message_update"
            return [{"type": kind, "message": self.message(event.message, user)}]
        if isinstance(event, events.MessagesDeleted):
            channel_id = str(event.channel.id)
            return [{"type": "message_delete", "id": str(each.id), "channel_id": channel_id} for each in event.messages]
        if isinstance(event, _ABOUT_AN_INTERACTION):
            return [_of_interaction(event)] if event.user_id == user.id else []
        told = self._of_the_world(user, event)
        return [] if told is None else [told]

    def _of_the_world(self, user: User, event: object) -> Json | None:
        told: Json | None = None
        match event:
            case events.TypingStarted(channel, who) if self._world.may_see(channel, user):
                told = {"type": "typing", "user_id": str(who.id), "channel_id": str(channel.id)}
            case (
                events.ChannelCreated()
                | events.ChannelChanged()
                | events.ChannelDeleted()
                | events.RoleChanged()
                | events.RoleDeleted()
                | events.MemberJoined()
                | events.MemberLeft()
            ):
                told = {"type": "guilds", "guilds": self._guilds()}
            case events.BotPresence(online):
                told = {"type": "bot", "online": online}
            case events.CommandsChanged():
                told = {"type": "commands", "commands": list(self._world.application.commands.values())}
            case events.ControlsChanged():
                told = {"type": "controls", "controls": self.controls()}
        return told

    def _sees(self, user: User, message: Message) -> bool:
        if message.deleted or message.shown_to not in (None, user.id):
            return False
        return self._world.may_see(self._world.channels[message.channel_id], user)


def _of_interaction(
    event: events.ModalShown | events.ChoicesShown | events.InteractionDone | events.InteractionFailed,
) -> Json:
    about = {"interaction_id": str(event.interaction_id)}
    match event:
        case events.ModalShown(modal=modal):
            return about | {"type": "modal", "modal": modal}
        case events.ChoicesShown(choices=choices):
            return about | {"type": "choices", "choices": choices}
        case events.InteractionDone():
            return about | {"type": "interaction_done"}
        case events.InteractionFailed(text=text):
            return about | {"type": "interaction_failed", "message": text}


def _css(user: User) -> str:
    return f"#{user.colour:06x}"
