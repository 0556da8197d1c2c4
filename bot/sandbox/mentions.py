"""Finding out whom a message pings (Discord API documentation, Allowed Mentions Object)."""

from __future__ import annotations

import re

from bot.sandbox.drafts import AllowedMentions
from bot.sandbox.model import Guild, Message
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

ALL_MENTIONS = AllowedMentions(frozenset({"users", "roles", "everyone"}), replied_user=True)
USERS_ONLY = AllowedMentions(frozenset({"users"}), replied_user=True)
_USER_MENTION = re.compile(r"<@!?(\d{15,20})>")
_ROLE_MENTION = re.compile(r"<@&(\d{15,20})>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


def find_mentions(world: World, message: Message, allowed: AllowedMentions, granted: Permission) -> None:
    """Fills in the mentions of a message; its text stays as written."""
    found = dict.fromkeys(int(digits) for digits in _USER_MENTION.findall(message.content))
    pinged = [each for each in found if each in world.users and ("users" in allowed.parse or each in allowed.users)]
    replied = None if message.reply_to is None else world.messages.get(message.reply_to)
    if replied is not None and allowed.replied_user and replied.author.id not in pinged and not replied.author.webhook:
        pinged.append(replied.author.id)
    message.mentions = pinged
    everyone = Permission.MENTION_EVERYONE in granted
    guild = world.guild_of(world.channels[message.channel_id])
    message.mention_roles = [] if guild is None else _pinged_roles(guild, message.content, allowed, everyone=everyone)
    message.mention_everyone = (
        everyone and "everyone" in allowed.parse and _EVERYONE.search(message.content) is not None
    )


def _pinged_roles(guild: Guild, content: str, allowed: AllowedMentions, *, everyone: bool) -> list[int]:
    found = dict.fromkeys(int(digits) for digits in _ROLE_MENTION.findall(content))
    return [
        role_id
        for role_id in found
        if role_id in guild.roles
        and ("roles" in allowed.parse or role_id in allowed.roles)
        and (everyone or guild.roles[role_id].mentionable)
    ]
