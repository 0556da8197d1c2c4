"""Where the bot is heard: whether a server wants answers in a place, and what it may do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from bot.client import PwncBot
from bot.models import Answer, GuildSettings


@dataclass(frozen=True, slots=True)
class Rights:
    """What the bot may do in a channel. Where that is not known it is taken for granted, and Discord says no."""

    send: bool = True
    embed: bool = True
    read_history: bool = True
    react: bool = True
    manage_messages: bool = False
    make_threads: bool = False


EVERYTHING = Rights()


def rights_in(channel: Any) -> Rights:
    """The bot's rights in a channel, thread or direct message."""
    guild: discord.Guild | None = getattr(channel, "guild", None)
    if guild is None or guild.me is None or isinstance(channel, discord.PartialMessageable):
        return EVERYTHING
    try:
        granted: discord.Permissions = channel.permissions_for(guild.me)
    except discord.ClientException:  # a thread whose channel is not known
        return EVERYTHING
    in_thread = isinstance(channel, discord.Thread)
    return Rights(
        send=granted.send_messages_in_threads if in_thread else granted.send_messages,
        embed=granted.embed_links,
        read_history=granted.read_message_history,
        react=granted.add_reactions and granted.read_message_history,
        manage_messages=granted.manage_messages,
        make_threads=granted.create_public_threads and granted.send_messages_in_threads,
    )


def rights_for(bot: PwncBot, answer: Answer) -> Rights:
    """The bot's rights where the answer's message stands."""
    return rights_in(bot.get_channel(answer.channel_id))


def is_wanted_in(channel: Any, settings: GuildSettings) -> bool:
    """Whether the server wants answers there: a category or forum speaks for what is in it, a channel for its
    threads, and what is denied is denied."""
    if not settings.allowed_channels and not settings.denied_channels:
        return True
    parent = getattr(channel, "parent", None)
    places = {channel.id, getattr(channel, "parent_id", None), getattr(channel, "category_id", None)}
    places.add(getattr(parent, "category_id", None))
    if places.intersection(settings.denied_channels):
        return False
    return not settings.allowed_channels or bool(places.intersection(settings.allowed_channels))


def may_decide(bot: PwncBot, member: discord.Member | discord.User | None, answer: Answer) -> bool:
    """Whether somebody is a moderator where the answer's message stands: may manage messages there."""
    channel: Any = bot.get_channel(answer.channel_id)
    if not isinstance(member, discord.Member) or channel is None or not answer.guild_id:
        return False
    try:
        return bool(channel.permissions_for(member).manage_messages)
    except discord.ClientException:
        return False
