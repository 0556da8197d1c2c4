"""What Discord keeps: users, guilds, roles, channels, members, messages, reactions, application commands.

Embeds, components and attachments stay the JSON objects that the wire carries: the sandbox checks them and passes them
on, and nothing in it computes with their inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag
from typing import Any

Json = dict[str, Any]


class ChannelType(IntEnum):
    """The kinds of channel that the sandbox has (Discord API documentation, Channel Types)."""

    TEXT = 0
    DM = 1
    VOICE = 2
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15

    @property
    def is_thread(self) -> bool:
        """Whether it lives under another channel and borrows that one's permissions."""
        return self in _THREADS


_THREADS = frozenset({ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD})


class MessageType(IntEnum):
    """The kinds of message that the sandbox makes (Discord API documentation, Message Types)."""

    DEFAULT = 0
    CHANNEL_FOLLOW_ADD = 12
    THREAD_CREATED = 18
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    THREAD_STARTER = 21
    CONTEXT_MENU_COMMAND = 23


USER_WRITTEN = frozenset(
    {MessageType.DEFAULT, MessageType.REPLY, MessageType.CHAT_INPUT_COMMAND, MessageType.CONTEXT_MENU_COMMAND}
)


class MessageFlag(IntFlag):
    """Message flags (Discord API documentation, Message Flags)."""

    CROSSPOSTED = 1 << 0
    IS_CROSSPOST = 1 << 1
    SUPPRESS_EMBEDS = 1 << 2
    SOURCE_MESSAGE_DELETED = 1 << 3
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_VOICE_MESSAGE = 1 << 13
    HAS_SNAPSHOT = 1 << 14
    IS_COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)


@dataclass(slots=True)
class User:
    """An account, or the name under which a webhook speaks. `colour` is 0xRRGGBB.

    `accepts_dms` is the person's own privacy setting, `blocked` the ids of those whom they have blocked; `locale` is
    the language of their Discord.
    """

    id: int
    username: str
    global_name: str | None
    colour: int
    bot: bool = False
    webhook: bool = False
    accepts_dms: bool = True
    blocked: set[int] = field(default_factory=set)
    locale: str = "en-GB"

    @property
    def shown_name(self) -> str:
        """The name that others see."""
        return self.global_name or self.username


@dataclass(slots=True)
class Role:
    """A role; the one whose id is the guild's is @everyone."""

    id: int
    name: str
    permissions: int
    colour: int = 0
    position: int = 0
    mentionable: bool = False


@dataclass(slots=True)
class Member:
    """A user's place in a guild. While `timed_out_until` lies ahead they may only read."""

    user: User
    joined_at: datetime
    roles: list[int] = field(default_factory=list)
    nick: str | None = None
    timed_out_until: datetime | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel changes for a role (type 0) or a member (type 1)."""

    id: int
    type: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Thread:
    """What a thread has beyond a channel. `starter_id` is the message it hangs on, None for one without.

    `archive_changed_at` is when it was last made, archived or opened; `n_sent` counts deleted messages too.
    """

    owner_id: int
    created_at: datetime
    archive_changed_at: datetime
    n_sent: int = 0
    starter_id: int | None = None
    archived: bool = False
    locked: bool = False
    auto_archive_minutes: int = 1440
    members: dict[int, datetime] = field(default_factory=dict)
    applied_tags: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Channel:
    """A channel, a thread (`thread` set) or a direct message (`guild_id` None, `recipients` both ends).

    `messages` is keyed by id, oldest first, without deleted ones; `whispers` are the ephemeral ones, kept apart.
    `followers` are the webhooks that carry what is published here (announcement channels) into other channels, keyed
    by the id of the channel.
    """

    id: int
    type: ChannelType
    name: str
    guild_id: int | None = None
    topic: str | None = None
    position: int = 0
    parent_id: int | None = None
    slow_mode_s: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipients: tuple[User, ...] = ()
    tags: list[Json] = field(default_factory=list)
    thread: Thread | None = None
    last_message_id: int | None = None
    pinned: dict[int, datetime] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    whispers: dict[int, Message] = field(default_factory=dict)
    last_said_s: dict[int, float] = field(default_factory=dict)
    followers: dict[int, User] = field(default_factory=dict)


@dataclass(slots=True)
class Guild:
    """A server. `has_bot` tells whether the sandbox's bot was invited, `locale` its preferred language."""

    id: int
    name: str
    owner_id: int
    has_bot: bool = True
    locale: str = "en-GB"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)


@dataclass(slots=True)
class Reaction:
    """One emoji under a message: `emoji_id` None for Unicode ones; `user_ids` in the order they reacted."""

    name: str
    emoji_id: int | None = None
    user_ids: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many people gave it."""
        return len(self.user_ids)


@dataclass(slots=True)
class Attachment:
    """An uploaded file, kept in memory."""

    id: int
    filename: str
    content_type: str
    data: bytes
    description: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """A message as it stands now: edits and reactions change this very object.

    `reply_to` is the id of the answered message, None for any other. `shown_to` is the only person who sees an
    ephemeral message, None for one that everybody sees. `interaction` is its interaction_metadata. `snapshots` is what
    a forward shows, its files in `forwarded`; `copies` are the messages that a published one became elsewhere.
    """

    id: int
    channel_id: int
    author: User
    created_at: datetime
    content: str = ""
    type: MessageType = MessageType.DEFAULT
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    flags: MessageFlag = NO_FLAGS
    reply_to: int | None = None
    reference: Json | None = None
    snapshots: list[Json] = field(default_factory=list)
    forwarded: list[Attachment] = field(default_factory=list)
    copies: list[Message] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    edited_at: datetime | None = None
    nonce: int | str | None = None
    tts: bool = False
    pinned: bool = False
    shown_to: int | None = None
    application_id: int | None = None
    interaction: Json | None = None
    thread_id: int | None = None
    deleted: bool = False

    @property
    def author_id(self) -> int:
        """Who wrote it."""
        return self.author.id

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return MessageFlag.EPHEMERAL in self.flags

    @property
    def loading(self) -> bool:
        """Whether it is the "thinking" of an answer still to come."""
        return MessageFlag.LOADING in self.flags

    @property
    def buttons(self) -> list[Json]:
        """Every button in it as {"label", "custom_id", "disabled"}, from left to right, top to bottom."""
        return [
            {
                "label": part.get("label") or part.get("emoji", {}).get("name", ""),
                "custom_id": part.get("custom_id"),
                "disabled": part.get("disabled", False),
            }
            for part in each_component(self.components)
            if part["type"] == 2
        ]

    @property
    def text_of_embed(self) -> str:
        """All words of all embeds, one piece per line: author, title, description, fields, footer."""
        return "\n".join(piece for embed in self.embeds for piece in _embed_texts(embed) if piece)

    def reaction(self, name: str, emoji_id: int | None = None) -> Reaction | None:
        """The reaction with that emoji, or None."""
        for reaction in self.reactions:
            if reaction.emoji_id == emoji_id and (emoji_id is not None or reaction.name == name):
                return reaction
        return None


def _embed_texts(embed: Json) -> Iterator[str]:
    yield embed.get("author", {}).get("name", "")
    yield embed.get("title", "")
    yield embed.get("description", "")
    for entry in embed.get("fields", ()):
        yield entry["name"]
        yield entry["value"]
    yield embed.get("footer", {}).get("text", "")


def each_component(components: list[Json]) -> Iterator[Json]:
    """Every component of a tree, parents first (rows, containers, sections with their accessory, labels)."""
    for component in components:
        yield component
        yield from each_component(component.get("components", []))
        for single in ("accessory", "component"):
            if inside := component.get(single):
                yield from each_component([inside])


@dataclass(slots=True)
class Application:
    """The bot's application. `intents` are the privileged intents that its owner switched on.

    Commands are Discord's own JSON, keyed by id; `guild_id` in them is None for the global ones. `installed_by` are
    the people who added it to their account.
    """

    id: int
    name: str
    owner: User
    bot: User
    intents: int
    commands: dict[int, Json] = field(default_factory=dict)
    installed_by: set[int] = field(default_factory=set)
