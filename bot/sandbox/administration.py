"""What an owner or moderator changes in a server, and the bot's owner in the developer portal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.sandbox.drafts import read_draft
from bot.sandbox.events import (
    ChannelChanged,
    ChannelDeleted,
    GuildLeft,
    MemberChanged,
    MemberLeft,
    RoleChanged,
    RoleDeleted,
)
from bot.sandbox.messages import Messages
from bot.sandbox.model import Channel, ChannelType, Guild, Json, Message, MessageType, Overwrite, Role, User
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

_ROLE, _MEMBER = 0, 1


class Administration:
    """Changes to guilds, members, permissions and the application; all are told to the bot as Discord does."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages

    # --- channels ---

    def allow(self, channel: Channel, whom: User | Role, *permissions: Permission) -> None:
        """The channel grants permissions to a member or role, over what the roles say."""
        overwrite = self._overwrite(channel, whom)
        for permission in permissions:
            overwrite.allow |= permission
            overwrite.deny &= ~permission
        self._world.hub.publish(ChannelChanged(channel))

    def deny(self, channel: Channel, whom: User | Role, *permissions: Permission) -> None:
        """The channel takes permissions from a member or role."""
        overwrite = self._overwrite(channel, whom)
        for permission in permissions:
            overwrite.deny |= permission
            overwrite.allow &= ~permission
        self._world.hub.publish(ChannelChanged(channel))

    def set_slow_mode(self, channel: Channel, seconds: int) -> None:
        """Everybody without BYPASS_SLOWMODE may write once in `seconds`; 0 switches it off."""
        channel.slow_mode_s = seconds
        self._world.hub.publish(ChannelChanged(channel))

    def follow(self, source: Channel, target: Channel, follower: User) -> None:
        """What is published in `source` (an announcement channel) is carried into `target` from now on."""
        guild = self._world.guild_of(source)
        if guild is None or source.type is not ChannelType.ANNOUNCEMENT:
            raise ValueError(f"#{source.name} is no announcement channel")
        name = f"{guild.name} #{source.name}"
        source.followers[target.id] = self._world.add_webhook(name)
        reference = {"type": 0, "channel_id": str(source.id), "guild_id": str(guild.id)}
        self._messages.send_system(target, follower, MessageType.CHANNEL_FOLLOW_ADD, name, reference)

    def delete_messages(self, *messages: Message) -> None:
        """Another moderation bot deletes messages of one channel together."""
        self._messages.remove(*messages, bulk=True)

    def speak_as_webhook(self, channel: Channel, name: str, text: str = "", embeds: Sequence[Json] = ()) -> Message:
        """A webhook of that name posts in the channel."""
        webhook = self._world.webhooks.get(name) or self._world.add_webhook(name)
        return self._messages.send_by_webhook(channel, webhook, read_draft({"content": text, "embeds": list(embeds)}))

    def delete_channel(self, channel: Channel) -> None:
        """The channel goes away with its messages and threads."""
        guild = self._world.guild_of(channel)
        if guild is None:
            raise ValueError("direct messages cannot be deleted")
        for each in [thread for thread in guild.channels.values() if thread.parent_id == channel.id]:
            self.delete_channel(each)
        for message in (*channel.messages.values(), *channel.whispers.values()):
            message.deleted = True
            del self._world.messages[message.id]
        del guild.channels[channel.id], self._world.channels[channel.id]
        self._world.hub.publish(ChannelDeleted(channel))

    @staticmethod
    def _overwrite(channel: Channel, whom: User | Role) -> Overwrite:
        kind = _ROLE if isinstance(whom, Role) else _MEMBER
        return channel.overwrites.setdefault(whom.id, Overwrite(whom.id, kind))

    # --- members and roles ---

    def everyone(self, guild: Guild) -> Role:
        """The role that every member has."""
        return guild.roles[guild.id]

    def set_role_permissions(self, guild: Guild, role: Role, permissions: Permission) -> None:
        """The role grants exactly these."""
        role.permissions = int(permissions)
        self._world.hub.publish(RoleChanged(guild, role))

    def set_roles(self, guild: Guild, user: User, *roles: Role) -> None:
        """The member has exactly these roles (and @everyone)."""
        member = guild.members[user.id]
        member.roles = [role.id for role in roles]
        self._world.hub.publish(MemberChanged(guild, member))

    def time_out(self, guild: Guild, user: User, seconds: float) -> None:
        """The member may only read for a while."""
        member = guild.members[user.id]
        member.timed_out_until = self._world.clock.now() + timedelta(seconds=seconds)
        self._world.hub.publish(MemberChanged(guild, member))

    def end_time_out(self, guild: Guild, user: User) -> None:
        """The member may write again."""
        member = guild.members[user.id]
        member.timed_out_until = None
        self._world.hub.publish(MemberChanged(guild, member))

    def delete_role(self, guild: Guild, role: Role) -> None:
        """The role goes away, and with it what it granted."""
        del guild.roles[role.id]
        for member in guild.members.values():
            if role.id in member.roles:
                member.roles.remove(role.id)
        for channel in guild.channels.values():
            channel.overwrites.pop(role.id, None)
        self._world.hub.publish(RoleDeleted(guild, role))

    def remove_member(self, guild: Guild, user: User) -> None:
        """The person leaves the guild; the bot is removed from it with `remove_bot`."""
        del guild.members[user.id]
        self._world.hub.publish(MemberLeft(guild, user))

    def remove_bot(self, guild: Guild) -> None:
        """The bot is thrown out of the guild."""
        guild.has_bot = False
        del guild.members[self._world.bot.id]
        self._world.hub.publish(GuildLeft(guild))

    # --- the developer portal ---

    def switch_intents(self, privileged: int) -> None:
        """Exactly these privileged intents are switched on for the application."""
        self._world.application.intents = privileged

    def install_for(self, user: User) -> None:
        """The person adds the bot to their account, for use wherever they are."""
        self._world.application.installed_by.add(user.id)
