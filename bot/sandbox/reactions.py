"""The reactions under messages."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.events import ReactionAdded, ReactionRemoved, ReactionsCleared
from bot.sandbox.messages import require_open_thread
from bot.sandbox.model import Message, Reaction, User
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

MAX_REACTIONS = 20


class Reactions:
    """Adds and takes reactions in a world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add(self, message: Message, user: User, name: str, emoji_id: int | None = None) -> None:
        """`user` adds a reaction; nothing happens when it is there already."""
        channel = self._world.channels[message.channel_id]
        granted = self._world.require(channel, user, Permission.READ_MESSAGE_HISTORY)
        require_open_thread(channel)
        if user.id in message.author.blocked:
            raise ApiError(Reason.REACTION_BLOCKED)
        reaction = message.reaction(name, emoji_id)
        if reaction is None:
            if Permission.ADD_REACTIONS not in granted:
                raise ApiError(Reason.MISSING_PERMISSIONS)
            if len(message.reactions) >= MAX_REACTIONS:
                raise ApiError(Reason.TOO_MANY_REACTIONS)
            reaction = Reaction(name, emoji_id)
            message.reactions.append(reaction)
        if user.id not in reaction.user_ids:
            reaction.user_ids.append(user.id)
            self._world.hub.publish(ReactionAdded(message, user, payloads.emoji(reaction)))

    def remove(self, message: Message, user: User, name: str, emoji_id: int | None = None) -> None:
        """Takes `user`'s reaction away; nothing happens when there is none."""
        require_open_thread(self._world.channels[message.channel_id])
        reaction = message.reaction(name, emoji_id)
        if reaction is None or user.id not in reaction.user_ids:
            return
        reaction.user_ids.remove(user.id)
        if not reaction.user_ids:
            message.reactions.remove(reaction)
        self._world.hub.publish(ReactionRemoved(message, user, payloads.emoji(reaction)))

    def clear(self, message: Message, clearer: User, reaction: Reaction | None = None) -> None:
        """Takes all reactions away, or all of one emoji; needs MANAGE_MESSAGES."""
        channel = self._world.channels[message.channel_id]
        self._world.require(channel, clearer, Permission.MANAGE_MESSAGES)
        require_open_thread(channel)
        message.reactions = [] if reaction is None else [each for each in message.reactions if each is not reaction]
        emoji = None if reaction is None else payloads.emoji(reaction)
        self._world.hub.publish(ReactionsCleared(message, emoji))
