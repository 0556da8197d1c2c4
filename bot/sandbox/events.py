"""What happens in the sandbox, told to whoever listens: the gateway, the page, tests that wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.model import Channel, Guild, Json, Member, Message, Role, User


@dataclass(frozen=True, slots=True)
class MessageCreated:
    """A message was sent."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A message changed (its text, embeds, components, pin, thread)."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessagesDeleted:
    """Messages of one channel went away, together when `bulk`."""

    channel: Channel
    messages: tuple[Message, ...]
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class ReactionAdded:
    """`user` reacted to the message."""

    message: Message
    user: User
    emoji: Json


@dataclass(frozen=True, slots=True)
class ReactionRemoved:
    """A reaction of `user` was taken back or taken away."""

    message: Message
    user: User
    emoji: Json


@dataclass(frozen=True, slots=True)
class ReactionsCleared:
    """All reactions went away, or all of one emoji."""

    message: Message
    emoji: Json | None


@dataclass(frozen=True, slots=True)
class PinsChanged:
    """A message was pinned or unpinned in the channel."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class TypingStarted:
    """`user` types in the channel."""

    channel: Channel
    user: User


@dataclass(frozen=True, slots=True)
class ChannelCreated:
    """A channel, thread or forum post is new."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    """A channel or thread has other settings."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelDeleted:
    """A channel or thread is gone."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class ThreadJoined:
    """`user` became a member of the thread."""

    channel: Channel
    user: User


@dataclass(frozen=True, slots=True)
class GuildJoined:
    """The bot was invited to a guild."""

    guild: Guild


@dataclass(frozen=True, slots=True)
class GuildLeft:
    """The bot was removed from a guild."""

    guild: Guild


@dataclass(frozen=True, slots=True)
class RoleChanged:
    """A role is new (`is_new`) or grants something else."""

    guild: Guild
    role: Role
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class RoleDeleted:
    """A role is gone."""

    guild: Guild
    role: Role


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """A person joined a guild."""

    guild: Guild
    member: Member


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """A member has other roles, another nick, or a time-out."""

    guild: Guild
    member: Member


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """A person left a guild."""

    guild: Guild
    user: User


@dataclass(frozen=True, slots=True)
class InteractionCreated:
    """A person used the bot; `payload` is the gateway's INTERACTION_CREATE, `guild_id` None in direct messages."""

    payload: Json
    guild_id: int | None


@dataclass(frozen=True, slots=True)
class ModalShown:
    """The bot answered an interaction of `user_id` with a form."""

    interaction_id: int
    user_id: int
    modal: Json


@dataclass(frozen=True, slots=True)
class ChoicesShown:
    """The bot answered what `user_id` typed with suggestions."""

    interaction_id: int
    user_id: int
    choices: list[Json]


@dataclass(frozen=True, slots=True)
class InteractionDone:
    """The bot answered an interaction of `user_id`."""

    interaction_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class InteractionFailed:
    """The bot did not answer an interaction of `user_id` in time; `text` is what Discord shows."""

    interaction_id: int
    user_id: int
    text: str


@dataclass(frozen=True, slots=True)
class BotPresence:
    """The bot came online or went offline."""

    online: bool


@dataclass(frozen=True, slots=True)
class CommandsChanged:
    """The bot registered other commands."""


@dataclass(frozen=True, slots=True)
class ControlsChanged:
    """A switch of the library was thrown."""


_LOOK_AGAIN_S = 0.02


class Hub:
    """Passes events to listeners, in order, at once; wakes those who wait for something to become true."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Any], None]] = []
        self._tick: asyncio.Future[None] | None = None

    def listen(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Calls `listener` with every event from now on; the result ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, event: object) -> None:
        """Tells everybody."""
        for listener in tuple(self._listeners):
            listener(event)
        self.wake()

    def wake(self) -> None:
        """Has every `until` look again; for changes that are no event."""
        if self._tick is not None:
            self._tick.set_result(None)
            self._tick = None

    async def until(self, is_true: Callable[[], object]) -> None:
        """Returns as soon as `is_true()` is; looks again after every event.

        And a moment later without one: what the bot itself does with an event or an answer is none here.
        """
        while not is_true():
            if self._tick is None:
                self._tick = asyncio.get_running_loop().create_future()
            await asyncio.wait([self._tick], timeout=_LOOK_AGAIN_S)
