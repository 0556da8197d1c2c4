"""Permissions as Discord computes them (Discord API documentation, Permissions)."""

from __future__ import annotations

from datetime import datetime
from enum import IntFlag

from bot.sandbox.model import Channel, Guild, Member


class Permission(IntFlag):
    """The permission bits that the sandbox enforces."""

    KICK_MEMBERS = 1 << 1
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    CHANGE_NICKNAME = 1 << 26
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


ALL = Permission((1 << 53) - 1)

_P = Permission
EVERYONE = (
    _P.ADD_REACTIONS
    | _P.VIEW_CHANNEL
    | _P.SEND_MESSAGES
    | _P.EMBED_LINKS
    | _P.ATTACH_FILES
    | _P.READ_MESSAGE_HISTORY
    | _P.USE_EXTERNAL_EMOJIS
    | _P.CONNECT
    | _P.SPEAK
    | _P.CHANGE_NICKNAME
    | _P.USE_APPLICATION_COMMANDS
    | _P.CREATE_PUBLIC_THREADS
    | _P.SEND_MESSAGES_IN_THREADS
    | _P.USE_EXTERNAL_APPS
)
"""What a new server lets everyone do, as far as the sandbox knows the permissions."""

IN_DIRECT_MESSAGES = (
    _P.ADD_REACTIONS
    | _P.VIEW_CHANNEL
    | _P.SEND_MESSAGES
    | _P.EMBED_LINKS
    | _P.ATTACH_FILES
    | _P.READ_MESSAGE_HISTORY
    | _P.USE_EXTERNAL_EMOJIS
    | _P.USE_APPLICATION_COMMANDS
    | _P.PIN_MESSAGES
)

_LOST_WITHOUT_SENDING = int(_P.EMBED_LINKS | _P.ATTACH_FILES | _P.MENTION_EVERYONE)
_KEPT_IN_TIME_OUT = int(_P.VIEW_CHANNEL | _P.READ_MESSAGE_HISTORY)


def guild_permissions(guild: Guild, member: Member) -> Permission:
    """What the member's roles grant, before any channel has its say."""
    return Permission(_of_roles(guild, member))


def channel_permissions(guild: Guild, channel: Channel, member: Member, now: datetime) -> Permission:
    """What the member may do in the channel; a thread is computed by its parent's overwrites."""
    granted = _of_roles(guild, member)
    if granted == ALL:
        return ALL
    granted = _overwritten(granted, guild, channel, member)
    if not granted & int(Permission.VIEW_CHANNEL):
        return Permission(0)
    if member.timed_out_until is not None and member.timed_out_until > now:
        granted &= _KEPT_IN_TIME_OUT
    sending = Permission.SEND_MESSAGES_IN_THREADS if channel.type.is_thread else Permission.SEND_MESSAGES
    if not granted & int(sending):
        granted &= ~_LOST_WITHOUT_SENDING
    return Permission(granted)


def _of_roles(guild: Guild, member: Member) -> int:
    """Plain numbers from here on: a flag's operators cost twenty times as much, and this runs for every message."""
    if member.user.id == guild.owner_id:
        return int(ALL)
    granted = int(guild.roles[guild.id].permissions)
    for role_id in member.roles:
        granted |= int(guild.roles[role_id].permissions)
    return int(ALL) if granted & int(Permission.ADMINISTRATOR) else granted


def _overwritten(granted: int, guild: Guild, channel: Channel, member: Member) -> int:
    """The overwrites of @everyone, then of all roles together, then of the member."""
    parent_id = channel.parent_id if channel.type.is_thread else None
    overwrites = (channel if parent_id is None else guild.channels[parent_id]).overwrites
    for layer in ((guild.id,), member.roles, (member.user.id,)):
        present = [overwrites[each] for each in layer if each in overwrites]
        for overwrite in present:
            granted &= ~int(overwrite.deny)
        for overwrite in present:
            granted |= int(overwrite.allow)
    return granted
