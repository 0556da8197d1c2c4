"""Looks for an answer in the chat that was sent and not noted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord

from bot.client import PwncBot
from bot.models import Answer

BEFORE_INTENTION = timedelta(minutes=1)  # clocks differ


async def find_reply(bot: PwncBot, answer: Answer) -> discord.Message | None:
    """Our own reply to the trigger, among all that was said from the intention on: it may have been held up for long.
    Raises Forbidden without the right to read."""
    begin = answer.intended_at - BEFORE_INTENTION
    after = discord.Object(max(answer.trigger_id, discord.utils.time_snowflake(begin)))
    channel: Any = bot.get_partial_messageable(answer.channel_id, guild_id=answer.guild_id or None)
    async for message in channel.history(after=after, limit=None, oldest_first=True):
        found: discord.Message = message
        replied_to = found.reference.message_id if found.reference else None
        if found.author == bot.user and replied_to == answer.trigger_id:
            return found
    return await _find_in_thread(bot, answer)


async def _find_in_thread(bot: PwncBot, answer: Answer) -> discord.Message | None:
    """Our own first message in the thread on the trigger, which has the trigger's id."""
    if not bot.store.guild_settings.get(answer.guild_id).answer_in_thread:
        return None
    thread: Any = bot.get_partial_messageable(answer.trigger_id, guild_id=answer.guild_id)
    try:
        async for message in thread.history(limit=10, oldest_first=True):
            found: discord.Message = message
            if found.author == bot.user and found.type is discord.MessageType.default:
                return found
    except discord.NotFound:
        pass
    return None
