"""The little Discord: who and what exists in it, and how it looks at the start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.events import ChannelCreated, GuildJoined, Hub, MemberJoined, RoleChanged
from bot.sandbox.model import Application, Channel, ChannelType, Guild, Member, Message, Role, User
from bot.sandbox.permissions import (
    EVERYONE,
    IN_DIRECT_MESSAGES,
    Permission,
    channel_permissions,
)
from bot.sandbox.snowflakes import Snowflakes

GUILD_MEMBERS_INTENT = 1 << 1
GUILD_PRESENCES_INTENT = 1 << 8
MESSAGE_CONTENT_INTENT = 1 << 15
PRIVILEGED_INTENTS = GUILD_MEMBERS_INTENT | GUILD_PRESENCES_INTENT | MESSAGE_CONTENT_INTENT

ACCOUNT_AGE = timedelta(days=3 * 365)
MEMBER_AGE = timedelta(days=365)


class World:
    """Everything that exists, with look-ups that raise Discord's own errors."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.hub = Hub()
        self.snowflakes = Snowflakes(clock.now)
        self._elders = Snowflakes(lambda: clock.now() - ACCOUNT_AGE)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.webhooks: dict[str, User] = {}
        self.application = self._found_application()

    def _found_application(self) -> Application:
        owner = self.add_user("ada", "Ada", 0xE0719C, id_=self._elders.next())
        bot = self.add_user("PWNC", None, 0x9B6BDF, bot=True)
        return Application(id=bot.id, name="PWNC", owner=owner, bot=bot, intents=PRIVILEGED_INTENTS)

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.application.bot

    # --- making ---

    def add_user(
        self, username: str, global_name: str | None, colour: int, *, bot: bool = False, id_: int | None = None
    ) -> User:
        """A new account; `id_` for one that is older, as its id tells."""
        user = User(id_ or self.snowflakes.next(), username, global_name, colour, bot)
        self.users[user.id] = user
        return user

    def add_webhook(self, name: str) -> User:
        """A new webhook, which is nobody's account: it cannot be looked up or mentioned."""
        webhook = User(self.snowflakes.next(), name, None, 0x99AAB5, bot=True, webhook=True)
        self.webhooks[name] = webhook
        return webhook

    def add_elder(self, username: str, global_name: str, colour: int) -> User:
        """An account of a person who has been on Discord for years."""
        return self.add_user(username, global_name, colour, id_=self._elders.next())

    def add_guild(self, name: str, owner: User, *, has_bot: bool = True) -> Guild:
        """A new server with its owner in it, and the bot (with a role of its own) when `has_bot`."""
        guild = Guild(self.snowflakes.next(), name, owner.id, has_bot=False)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        self.guilds[guild.id] = guild
        self.add_member(guild, owner)
        if has_bot:
            self.invite_bot(guild)
        return guild

    def invite_bot(self, guild: Guild) -> None:
        """The bot joins the guild, with the role that Discord makes for it."""
        guild.has_bot = True
        role = self.add_role(guild, self.bot.username, Permission(0))
        guild.members[self.bot.id] = Member(self.bot, self.clock.now(), [role.id])
        self.hub.publish(GuildJoined(guild))

    def add_role(self, guild: Guild, name: str, permissions: Permission, colour: int = 0) -> Role:
        """A new role, above the ones that exist."""
        role = Role(self.snowflakes.next(), name, permissions, colour, position=len(guild.roles))
        guild.roles[role.id] = role
        self.hub.publish(RoleChanged(guild, role, is_new=True))
        return role

    def add_member(self, guild: Guild, user: User, *roles: Role, joined_at: datetime | None = None) -> Member:
        """The user joins the guild, now or at that moment."""
        member = Member(user, joined_at or self.clock.now(), [role.id for role in roles])
        guild.members[user.id] = member
        self.hub.publish(MemberJoined(guild, member))
        return member

    def add_channel(
        self, guild: Guild, name: str, topic: str | None = None, kind: ChannelType = ChannelType.TEXT
    ) -> Channel:
        """A new channel at the bottom of the list."""
        channel = Channel(self.snowflakes.next(), kind, name, guild.id, topic=topic, position=len(guild.channels))
        guild.channels[channel.id] = channel
        self.channels[channel.id] = channel
        self.hub.publish(ChannelCreated(channel))
        return channel

    def dm_between(self, one: User, other: User) -> Channel:
        """The direct messages between two users, opened when there were none."""
        for channel in self.channels.values():
            if channel.guild_id is None and one in channel.recipients and other in channel.recipients:
                return channel
        channel = Channel(self.snowflakes.next(), ChannelType.DM, other.username, recipients=(one, other))
        self.channels[channel.id] = channel
        return channel

    # --- finding ---

    def channel(self, channel_id: int) -> Channel:
        """The channel with that id, as anybody may name it; raises ApiError when there is none."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise ApiError(Reason.UNKNOWN_CHANNEL) from None

    def guild_of(self, channel: Channel) -> Guild | None:
        """The guild of a channel, None for direct messages."""
        return None if channel.guild_id is None else self.guilds[channel.guild_id]

    def message(self, channel: Channel, message_id: int) -> Message:
        """A message that everybody in the channel sees; raises ApiError when there is none."""
        try:
            return channel.messages[message_id]
        except KeyError:
            raise ApiError(Reason.UNKNOWN_MESSAGE) from None

    def permissions(self, channel: Channel, user: User) -> Permission:
        """What the user may do in the channel; nothing where they do not belong."""
        guild = self.guild_of(channel)
        if guild is None:
            return IN_DIRECT_MESSAGES if user in channel.recipients else Permission(0)
        member = guild.members.get(user.id)
        if member is None:
            return Permission(0)
        granted = channel_permissions(guild, channel, member, self.clock.now())
        if channel.type is ChannelType.PRIVATE_THREAD and not self._in_private_thread(channel, user, granted):
            return Permission(0)
        return granted

    @staticmethod
    def _in_private_thread(channel: Channel, user: User, granted: Permission) -> bool:
        thread = channel.thread
        return thread is None or user.id in thread.members or Permission.MANAGE_THREADS in granted

    def require(self, channel: Channel, user: User, *needed: Permission) -> Permission:
        """The user's permissions in the channel; raises ApiError when one of `needed` or the view itself is missing."""
        granted = self.permissions(channel, user)
        if Permission.VIEW_CHANNEL not in granted:
            raise ApiError(Reason.MISSING_ACCESS)
        for permission in needed:
            if permission not in granted:
                raise ApiError(Reason.MISSING_PERMISSIONS)
        return granted

    def may_see(self, channel: Channel, user: User) -> bool:
        """Whether the channel is in the user's list at all."""
        return Permission.VIEW_CHANNEL in self.permissions(channel, user)

    def bot_guilds(self) -> Iterator[Guild]:
        """The guilds that the bot is in."""
        return (guild for guild in self.guilds.values() if guild.has_bot)

    def withholds_content(self, message: Message, intents: int) -> bool:
        """Whether the bot gets the message without text, embeds, attachments and components.

        So it is without the Message Content intent, except in its own messages, direct messages, and messages that
        mention it (Discord API documentation, Message Content Intent).
        """
        if intents & MESSAGE_CONTENT_INTENT or message.author is self.bot or message.application_id is not None:
            return False
        return self.channels[message.channel_id].guild_id is not None and self.bot.id not in message.mentions


def found_world(clock: Clock) -> World:
    """Two servers, four people and the bot: ada owns both, alan moderates. All have been there for long."""
    world = World(clock)
    ada = world.application.owner
    grace = world.add_elder("grace", "Grace", 0x3FA7D6)
    emmy = world.add_elder("emmy", "Emmy", 0xF2C96D)
    alan = world.add_elder("alan", "Alan", 0x57D98A)
    since = clock.now() - MEMBER_AGE
    reading_room = world.add_guild("The Reading Room", ada)
    graveyard_shift = world.add_guild("Graveyard Shift", ada)
    for guild in (reading_room, graveyard_shift):
        moderator = world.add_role(
            guild, "Moderator", Permission.MANAGE_MESSAGES | Permission.MODERATE_MEMBERS | Permission.MANAGE_THREADS
        )
        for user in (grace, emmy):
            world.add_member(guild, user, joined_at=since)
        world.add_member(guild, alan, moderator, joined_at=since)
    world.add_channel(reading_room, "papers", "Paste an arXiv link")
    world.add_channel(reading_room, "reading-group", "What we read this week")
    world.add_channel(reading_room, "bots", "Try commands here")
    world.add_channel(graveyard_shift, "general", "After midnight")
    return world
