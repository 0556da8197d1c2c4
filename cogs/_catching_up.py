"""What was said and done while the bot was away, read back and told to it as if it happened now."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any, Literal, TypeVar

import discord
from discord.raw_models import RawReactionActionEvent

from bot.client import PwncBot
from bot.errors import StoreUnavailable
from bot.models import Answer, AnswerForm, Contribution
from bot.pace import Pace
from bot.status import Status, parse_emblem
from bot.store.reactions import AGAINST, AGREE, DOUBT, FOR
from cogs._sending import LOST
from cogs._speaking import is_wanted_in, rights_in

log = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=1)
ANSWERED_WITHIN = timedelta(days=30)
COMPARED_WITHIN = timedelta(days=1)
PAGE = 100
AT_ONCE = 4
_BASKET = "basket"
_MARKS = {AGREE: "✅", DOUBT: "❌", _BASKET: "🗑"}
_VOTES = {FOR: "✅", AGAINST: "❌"}
MOST_MEMBERS = 25  # asked for under one message: since when somebody is a member decides whether their vote counts
P = TypeVar("P", Answer, Contribution)
Kept = frozenset[tuple[int, str]]  # who gave which sign
Page = dict[int, discord.Message]  # by id, ascending
COMMANDS = (discord.MessageType.chat_input_command, discord.MessageType.context_menu_command)
FOR_NOW = (discord.DiscordServerError, discord.RateLimited, StoreUnavailable, *LOST)


class CatchUp:
    """Catches up with what happened since `since`, as far as it can be read back.

    A channel is done when what was found in it is seen to, not when it is read. The limits of people and channels
    count by the moment of a message, in each channel for itself: channels are read side by side.
    """

    def __init__(self, bot: PwncBot, since: datetime) -> None:
        self.bot = bot
        self._since = since - OVERLAP
        self._paces: defaultdict[int, Pace] = defaultdict(bot.new_pace)
        self._free = asyncio.Semaphore(AT_ONCE)
        self._compared: set[int] = set()
        self._read: set[int] = set()
        self._counted: set[int] = set()
        self._read_to: dict[int, int] = {}

    async def run(self) -> bool:
        """Compares what stands with what was answered of late, the newest of it where that is much, then reads what is
        new; whether nothing is left.

        Something is left where Discord or the store fails, and where Discord has not told of a server's channels yet:
        the next run sees to that alone. A channel that the bot may not read is left out.
        """
        unknown = {guild.id for guild in self.bot.guilds if guild.unavailable}
        answers = await self.bot.store.answers.get_since(self.bot.clock() - COMPARED_WITHIN)
        is_compared = await self._by_channel(self._compared, answers, unknown, self._compare)
        channels = [channel async for channel in self._channels()]
        read = (self._once(self._read, channel.id, partial(self._read_on, channel)) for channel in channels)
        is_read = all(await asyncio.gather(*read))
        is_counted = await self._count_votes(unknown)
        return is_compared and is_read and is_counted and not unknown

    async def _count_votes(self, unknown: set[int]) -> bool:
        """Compares the votes under replies of late that are undecided; whether nothing is left. In direct messages
        nobody votes."""
        undecided = await self.bot.store.contributions.get_undecided_replies(self.bot.clock() - COMPARED_WITHIN)
        in_servers = [each for each in undecided if each.guild_id]
        return await self._by_channel(self._counted, in_servers, unknown, self._compare_votes)

    async def _by_channel(
        self, done: set[int], kept: Iterable[P], unknown: set[int], see_to: Callable[[Sequence[P]], Awaitable[None]]
    ) -> bool:
        """Sees once to what is kept of each channel of mine whose server is known; whether nothing is left."""
        mine = [each for each in kept if self.bot.is_mine(each.guild_id) and each.guild_id not in unknown]
        groups = [list(group) for _, group in groupby(mine, key=lambda each: each.channel_id)]
        seen_to = (self._once(done, each[0].channel_id, partial(see_to, each)) for each in groups)
        return all(await asyncio.gather(*seen_to))

    async def _once(self, done: set[int], channel_id: int, see_to: Callable[[], Awaitable[None]]) -> bool:
        """Sees to a channel that is not among `done`, and adds it there; whether it is there."""
        if channel_id in done:
            return True
        try:
            await see_to()
        except FOR_NOW as error:
            log.warning("channel %d cannot be read back now: %s", channel_id, error)
            return False
        except discord.HTTPException as error:
            log.info("channel %d cannot be read back: %s", channel_id, error)
        done.add(channel_id)
        return True

    async def _page(self, channel: Any, **where: Any) -> Page:
        """A page of a channel's messages by their id, in that order; of a few channels at once."""
        async with self._free:
            page = [message async for message in channel.history(limit=PAGE, **where)]
        return {message.id: message for message in sorted(page, key=lambda message: message.id)}

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

    async def _read_on(self, channel: Any) -> None:
        """Reads a channel to its end, however far that is: page by page, each seen to before the next one."""
        read_to = self._read_to.get(channel.id) or discord.utils.time_snowflake(self._since)
        while page := await self._page(channel, after=discord.Object(read_to), oldest_first=True):
            await asyncio.gather(*(self._replay(message) for message in page.values()))
            self._read_to[channel.id] = read_to = max(page)

    async def _replay(self, message: discord.Message) -> None:
        """Takes notice of a message that was missed, or perhaps was heard."""
        pace = self._paces[message.channel.id]
        if message.edited_at and self.bot.can_read(message):
            await self.bot.tell("edited", message, pace)
        await self.bot.tell("missed", message, pace)

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
        page: Page = {}
        for answer in answers:
            if not _holds(page, answer.trigger_id):
                page = await self._page_around(channel, answer.trigger_id)
            if answer.reply_channel_id:
                replies = await self._thread_of(answer)
            elif _holds(page, answer.reply_id or 0):
                replies = page
            else:  # it was given late, and stands far below its message
                replies = await self._page_around(channel, answer.reply_id or 0)
            await self._compare_one(answer, page, replies, kept[answer.reply_id])

    async def _thread_of(self, answer: Answer) -> Page:
        """What stands around an answer in its thread; nothing where the thread is gone."""
        thread = self.bot.get_partial_messageable(answer.reply_channel_id, guild_id=answer.guild_id)
        try:
            return await self._page_around(thread, answer.reply_id or 0)
        except discord.NotFound:
            return {}

    async def _page_around(self, channel: Any, message_id: int) -> Page:
        page = await self._page(channel, around=discord.Object(message_id))
        await self._tell_edits(page)
        return page

    async def _tell_edits(self, page: Page) -> None:
        for message in page.values():
            is_edited = message.edited_at is not None and message.edited_at >= self._since
            if is_edited and message.author != self.bot.user and self.bot.can_read(message):
                await self.bot.tell("edited", message, self._paces[message.channel.id])

    async def _compare_one(self, answer: Answer, page: Page, replies: Page, kept: Kept) -> None:
        reply = replies.get(answer.reply_id or 0)
        by_command = reply is not None and reply.type in COMMANDS
        if answer.trigger_id not in page and not by_command:
            await self.bot.tell("gone", answer.channel_id, [answer.trigger_id])
        elif reply is None:
            await self.bot.tell("gone", answer.channel_id, [answer.reply_id])
        elif answer.form is not AnswerForm.REACTION:
            await self._compare_reactions(answer, reply, kept)

    async def _compare_reactions(self, answer: Answer, reply: discord.Message, kept: Kept) -> None:
        """Tells reactions to an answer that were given or taken back meanwhile."""
        sign_of = _sign_of if len(answer.papers) == 1 else _basket_of
        await self._tell_changes(reply, answer.guild_id, await _given(reply, sign_of, kept), kept)

    async def _compare_votes(self, carried: Sequence[Contribution]) -> None:
        """The same for the marks under replies that carried something in one channel."""
        channel: Any = self.bot.get_channel(carried[0].channel_id)
        if channel is None or not rights_in(channel).read_history:
            return
        sources = sorted({each.source_id for each in carried})
        votes = {source_id: await self.bot.store.reactions.get_votes_on(source_id) for source_id in sources}
        page: Page = {}
        for source_id in sources:
            if not _holds(page, source_id):
                page = await self._page_around(channel, source_id)
            if source := page.get(source_id):
                kept = frozenset((vote.user_id, FOR if vote.agrees else AGAINST) for vote in votes[source_id])
                await self._tell_changes(source, carried[0].guild_id, await _given(source, _vote_of, kept), kept)

    async def _tell_changes(self, message: discord.Message, guild_id: int, given: Kept, kept: Kept) -> None:
        for n, (user_id, sign) in enumerate(sorted(given - kept)):
            payload = _reaction(message, guild_id, user_id, sign, "REACTION_ADD")
            payload.member = await self._fetch_member(guild_id, user_id) if n < MOST_MEMBERS else None
            await self.bot.tell("raw_reaction_add", payload)
        for user_id, sign in sorted(kept - given):
            payload = _reaction(message, guild_id, user_id, sign, "REACTION_REMOVE")
            await self.bot.tell("raw_reaction_remove", payload)

    async def _fetch_member(self, guild_id: int, user_id: int) -> discord.Member | None:
        """The member, None outside servers and for who has left."""
        guild = self.bot.get_guild(guild_id)
        try:
            return await guild.fetch_member(user_id) if guild else None
        except discord.NotFound:
            return None


async def _given(message: discord.Message, sign_of: Callable[[str], str | None], kept: Kept) -> Kept:
    """Who gave which sign to the message; bots give none. Discord is asked where their number is not that of those who
    are known: every emoji is a request, and few have changed."""
    given: set[tuple[int, str]] = set()
    for reaction in message.reactions:
        if sign := sign_of(str(reaction.emoji)):
            known = {each for each in kept if each[1] == sign}
            if reaction.count - reaction.me != len(known):
                known = {(user.id, sign) async for user in reaction.users() if not user.bot}
            given |= known
    return frozenset(given)


def _reaction(
    message: discord.Message, guild_id: int, user_id: int, sign: str, event: Literal["REACTION_ADD", "REACTION_REMOVE"]
) -> RawReactionActionEvent:
    data: Any = {"message_id": message.id, "channel_id": message.channel.id, "user_id": user_id, "type": 0}
    if guild_id:
        data["guild_id"] = guild_id
    emoji = discord.PartialEmoji(name=(_MARKS | _VOTES).get(sign) or Status(sign).look.emblem)
    return RawReactionActionEvent(data, emoji, event)


def _holds(page: Page, message_id: int) -> bool:
    """Whether a page shows that place of a channel, whatever stands there."""
    return bool(page) and min(page) <= message_id <= max(page)


def _readable(guild: discord.Guild) -> Iterator[Any]:
    for channel in (*guild.text_channels, *guild.voice_channels, *guild.stage_channels, *guild.threads):
        if rights_in(channel).read_history:
            yield channel


def _sign_of(emoji: str) -> str | None:
    """What an emoji under an answer means, None for nothing."""
    bare = emoji.rstrip("\ufe0f")
    return parse_emblem(emoji) or next((sign for sign, mark in _MARKS.items() if mark == bare), None)


def _basket_of(emoji: str) -> str | None:
    """What an emoji under an answer about several papers means: nothing is said of one of them."""
    return _BASKET if _sign_of(emoji) == _BASKET else None


def _vote_of(emoji: str) -> str | None:
    """What an emoji under a reply means, None for nothing."""
    return next((sign for sign, mark in _VOTES.items() if mark == emoji.rstrip("\ufe0f")), None)
