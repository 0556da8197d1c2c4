"""The intents that decide which events a session gets (Discord API documentation, Gateway Intents)."""

from __future__ import annotations

from bot.sandbox.model import Channel
from bot.sandbox.world import GUILD_MEMBERS_INTENT

GUILDS = 1 << 0
GUILD_MEMBERS = GUILD_MEMBERS_INTENT
GUILD_MESSAGES = 1 << 9
GUILD_MESSAGE_REACTIONS = 1 << 10
GUILD_MESSAGE_TYPING = 1 << 11
DIRECT_MESSAGES = 1 << 12
DIRECT_MESSAGE_REACTIONS = 1 << 13
DIRECT_MESSAGE_TYPING = 1 << 14
ALL_KNOWN = (1 << 26) - 1
ALWAYS = 0


def for_messages(channel: Channel) -> int:
    """The intent under which messages of the channel are told."""
    return DIRECT_MESSAGES if channel.guild_id is None else GUILD_MESSAGES


def for_reactions(channel: Channel) -> int:
    """The intent under which reactions in the channel are told."""
    return DIRECT_MESSAGE_REACTIONS if channel.guild_id is None else GUILD_MESSAGE_REACTIONS


def for_typing(channel: Channel) -> int:
    """The intent under which typing in the channel is told."""
    return DIRECT_MESSAGE_TYPING if channel.guild_id is None else GUILD_MESSAGE_TYPING
