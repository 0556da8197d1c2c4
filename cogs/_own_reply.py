"""Answers as they stand in the chat: one that was sent and not noted, and one whose row is gone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import discord

from bot.client import PwncBot
from bot.models import Answer, AnswerForm, PaperLink

BEFORE_INTENTION = timedelta(minutes=1)  # clocks differ
_ABS = re.compile(r"https://arxiv\.org/abs/([\w./-]+)")
_REMOVE = re.compile(r"pwnc:remove:(\d+)")


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


async def adopt_old(bot: PwncBot, message: discord.Message, guild_id: int) -> Answer | None:
    """An answer about one paper whose row is gone, kept anew as it stands, until rows of its age go; None when the
    message is no such answer."""
    links = [_ABS.fullmatch(embed.url or "") for embed in message.embeds]
    asker_id = _asker_id(message)
    if message.author != bot.user or asker_id is None or len(links) != 1 or links[0] is None:
        return None
    is_full = any(field.inline for field in message.embeds[0].fields)
    trigger_id, channel_id = _asked_in(message)
    answer = Answer(
        trigger_id=trigger_id,
        channel_id=channel_id,
        guild_id=guild_id,
        asker_id=asker_id,
        papers=(PaperLink(links[0][1]),),
        intended_at=message.created_at,
        reply_id=message.id,
        form=AnswerForm.FULL if is_full else AnswerForm.COMPACT,
        reply_channel_id=message.channel.id if message.channel.id != channel_id else 0,
    )
    await bot.answers.adopt(answer)
    return answer


def _asker_id(message: discord.Message) -> int | None:
    """Who asked, by the button that lets them remove the answer; None without one."""
    rows = [row.children for row in message.components if isinstance(row, discord.ActionRow)]
    ids = [_REMOVE.fullmatch(getattr(item, "custom_id", None) or "") for row in rows for item in row]
    return next((int(found[1]) for found in ids if found), None)


def _asked_in(message: discord.Message) -> tuple[int, int]:
    """What the answer was to, a message or a command, and in which channel that was."""
    channel = message.channel
    if message.reference and message.reference.message_id:
        return message.reference.message_id, channel.id
    if message.interaction_metadata:
        return message.interaction_metadata.id, channel.id
    if isinstance(channel, discord.Thread):  # it was opened on the message, and has its id
        return channel.id, channel.parent_id
    return message.id, channel.id
