"""What was said and done while the bot was away, read back and told to it as if it happened now."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Literal

import discord
from discord.raw_models import RawReactionActionEvent

from bot.client import PwncBot
from bot.models import Answer, AnswerForm
from bot.status import Status, parse_emblem
from bot.store.reactions import AGREE, DOUBT
from cogs._delivering import Delivery
from cogs._messages import find_in_message, is_answered
from cogs._sending import LOST
from cogs._speaking import is_wanted_in, rights_in

log = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=1)
ANSWERED_WITHIN = timedelta(days=30)
COMPARED_WITHIN = timedelta(days=1)
MOST_READ = 1_000
PAGE = 100
AT_ONCE = 4
_BASKET = "basket"
_MARKS = {AGREE: "✅", DOUBT: "❌", _BASKET: "🗑"}
Kept = frozenset[tuple[int, str]]  # who gave which sign
COMMANDS = (discord.MessageType.chat_input_command, discord.MessageType.context_menu_command)


class CatchUp:
    """Catches up with what happened since `since`, as far as it can be read back."""

    def __init__(self, bot: PwncBot, delivery: Delivery, since: datetime) -> None:
        self.bot = bot
        self._delivery = delivery
        self._since = since - OVERLAP
        self._pace = bot.new_pace()
        self._free = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Compares what stands with what was answered of late, then reads what is new; a channel that cannot be read
        is left out."""
        answers = await self.bot.store.answers.get_since(self.bot.clock() - COMPARED_WITHIN)
        mine = [answer for answer in answers if self.bot.is_mine(answer.guild_id)]
        by_channel = [list(group) for _, group in groupby(mine, key=lambda answer: answer.channel_id)]
        await asyncio.gather(*(self._compare(group) for group in by_channel))
        channels = [channel async for channel in self._channels()]
        await asyncio.gather(*(self._read(channel) for channel in channels))

    # --- what is new ---

    async def _channels(self) -> AsyncIterator[Any]:
        """Channels with news that had an answer within the last month, or that a server named."""
        answered = await self.bot.store.answers.get_channels(self.bot.clock() - ANSWERED_WITHIN)
        for channel_id, guild_id in answered.items():
            if guild_id == 0 and self.bot.is_mine(0):
                yield self.bot.get_partial_messageable(channel_id)
        for guild in self.bot.guilds:
            settings = self.bot.store.guild_settings.get(guild.id)
            for channel in _readable(guild):
                named = bool(settings.allowed_channels) and is_wanted_in(channel, settings)
                if (named or channel.id in answered) and self._has_news(channel):
                    yield channel

    def _has_news(self, channel: Any) -> bool:
        newest = channel.last_message_id
        return newest is not None and newest >= discord.utils.time_snowflake(self._since)

    async def _read(self, channel: Any) -> None:
        after = discord.Object(discord.utils.time_snowflake(self._since))
        async with self._reading(channel.id):
            missed = [each async for each in channel.history(after=after, limit=MOST_READ, oldest_first=True)]
        await asyncio.gather(*(self._replay(message) for message in missed))

    async def _replay(self, message: discord.Message) -> None:
        """Takes notice of a message that was missed, or perhaps was heard."""
        settings = self.bot.store.guild_settings.get(message.guild.id if message.guild else 0)
        mentions = find_in_message(message, settings)
        if message.edited_at and self.bot.can_read(message):
            self.bot.dispatch("edited", message)
        elif mentions and is_answered(self.bot, message, settings) and not await self._was_heard(message):
            await self._delivery.answer(message, mentions, self._pace)
        replies = message.type is discord.MessageType.reply and not message.author.bot and not mentions
        if replies and not await self.bot.store.answers.is_contribution(message.id):
            self.bot.dispatch("message", message)

    async def _was_heard(self, message: discord.Message) -> bool:
        return await self.bot.store.answers.get_to(message.id) is not None

    # --- what stands ---

    async def _compare(self, answers: Sequence[Answer]) -> None:
        """Compares the answers in one channel with the messages around them: a page for as many as it holds."""
        channel: Any = self.bot.get_channel(answers[0].channel_id)
        if channel is None and answers[0].guild_id == 0:
            channel = self.bot.get_partial_messageable(answers[0].channel_id)
        if channel is None or not rights_in(channel).read_history:
            return
        # Before the pages: what is given or taken back while they come is told by itself, and only told twice.
        kept = {each.reply_id: await self.bot.store.answers.get_reactions(each.reply_id or 0) for each in answers}
        async with self._reading(channel.id):
            page: dict[int, discord.Message] = {}
            for answer in answers:
                if not page or not min(page) <= answer.trigger_id <= max(page):
                    around = discord.Object(answer.trigger_id)
                    page = {each.id: each async for each in channel.history(around=around, limit=PAGE)}
                    self._tell_edits(page)
                await self._compare_one(answer, page, kept[answer.reply_id])

    def _tell_edits(self, page: dict[int, discord.Message]) -> None:
        for message in page.values():
            is_edited = message.edited_at is not None and message.edited_at >= self._since
            if is_edited and message.author != self.bot.user and self.bot.can_read(message):
                self.bot.dispatch("edited", message)

    async def _compare_one(self, answer: Answer, page: dict[int, discord.Message], kept: Kept) -> None:
        reply = page.get(answer.reply_id or 0)
        by_command = reply is not None and reply.type in COMMANDS
        if answer.trigger_id not in page and not by_command:
            self.bot.dispatch("gone", answer.channel_id, [answer.trigger_id])
        elif reply is not None and answer.form is not AnswerForm.REACTION:
            await self._compare_reactions(answer, reply, kept)
        elif not answer.reply_channel_id and page and min(page) <= (answer.reply_id or 0) <= max(page):
            self.bot.dispatch("gone", answer.channel_id, [answer.reply_id])

    async def _compare_reactions(self, answer: Answer, reply: discord.Message, kept: Kept) -> None:
        """Tells reactions that were given or taken back meanwhile."""
        given: set[tuple[int, str]] = set()
        for reaction in reply.reactions:
            if sign := _sign_of(str(reaction.emoji)):
                given |= {(user.id, sign) async for user in reaction.users() if user != self.bot.user}
        for user_id, sign in sorted(given - kept):
            self._tell_reaction(answer, user_id, sign, "REACTION_ADD")
        for user_id, sign in sorted(kept - given):
            self._tell_reaction(answer, user_id, sign, "REACTION_REMOVE")

    def _tell_reaction(
        self, answer: Answer, user_id: int, sign: str, event: Literal["REACTION_ADD", "REACTION_REMOVE"]
    ) -> None:
        emoji = discord.PartialEmoji(name=_MARKS.get(sign) or Status(sign).look.emblem)
        data: Any = {"message_id": answer.reply_id, "channel_id": answer.channel_id, "user_id": user_id, "type": 0}
        if answer.guild_id:
            data["guild_id"] = answer.guild_id
        name = "raw_reaction_add" if event == "REACTION_ADD" else "raw_reaction_remove"
        self.bot.dispatch(name, RawReactionActionEvent(data, emoji, event))

    @asynccontextmanager
    async def _reading(self, channel_id: int) -> AsyncIterator[None]:
        """A few channels at once; one that cannot be read is passed over."""
        async with self._free:
            try:
                yield
            except (discord.HTTPException, discord.RateLimited, *LOST) as error:
                log.info("channel %d cannot be read back: %s", channel_id, error)


def _readable(guild: discord.Guild) -> Iterator[Any]:
    for channel in (*guild.text_channels, *guild.voice_channels, *guild.stage_channels, *guild.threads):
        if rights_in(channel).read_history:
            yield channel


def _sign_of(emoji: str) -> str | None:
    """What an emoji under an answer means, None for nothing."""
    bare = emoji.rstrip("\ufe0f")
    return parse_emblem(emoji) or next((sign for sign, mark in _MARKS.items() if mark == bare), None)
