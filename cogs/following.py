"""The answer follows its message: edited, it is changed or removed; deleted, it is deleted. Also after a restart."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import discord
from discord.ext import commands

from bot.client import PwncBot
from bot.links import PaperMention
from bot.models import Answer
from bot.pace import Pace
from bot.turns import Turns
from cogs._answers import refresh_answer, take_away
from cogs._delivering import hide_preview
from cogs._messages import is_answered, read_message
from cogs._pointing import point_anew
from cogs._sending import LOST
from cogs._speaking import rights_in

log = logging.getLogger(__name__)

MOST_HEARD = 1_000


class Following(commands.Cog):
    """Hears of messages that changed or went, by raw events: nothing need be in memory.

    What happens in one channel is taken in its order: an edit right behind a deletion must find the row as the deletion
    left it.
    """

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot
        self._channels = Turns()
        self._heard: OrderedDict[int, datetime] = OrderedDict()

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Links that were added, changed or taken out are followed; other edits (a preview, a pin) are left alone."""
        message = payload.message
        if message.edited_at is None or message.author == self.bot.user:
            if message.embeds and message.author != self.bot.user:
                await self._keep_preview_hidden(message)
            return
        if self.bot.can_read(message):
            await self.on_edited(message, self.bot.pace)

    @commands.Cog.listener()
    async def on_edited(self, message: discord.Message, pace: Pace) -> None:
        """Follows an edit; also the event of one that was made while the bot was away, unless a later one is known."""
        if self._is_old(message):
            return
        settings = self.bot.store.guild_settings.get(message.guild.id if message.guild else 0)
        if not is_answered(self.bot, message, settings):
            return
        mentions = await read_message(self.bot, message, settings)
        if mentions is None:
            return  # what it names now is not known: better an old answer than none
        await self.bot.answers.delivered(message.id)
        async with self._channels.of(message.channel.id):
            answer = await self.bot.store.answers.get_to(message.id)
            stands = answer is not None and answer.reply_id and not answer.is_removed
            changed = await self._record(answer, mentions) if answer and stands else None
        if answer is None or answer.is_removed:
            removed_papers = {link.arxiv_id for link in answer.papers} if answer else set()
            if {mention.link.arxiv_id for mention in mentions} - removed_papers:
                await self.bot.tell("papers_named", message, mentions, pace)
        elif answer.reply_id and not answer.is_frozen:
            if not mentions:
                await take_away(self.bot, replace(answer, papers=()))
                await point_anew(self.bot, answer)
            elif changed:
                await self._refresh(changed)
                still = {link.arxiv_id for link in changed.papers}.difference(changed.pointed)
                dropped = tuple(link for link in answer.papers if link.arxiv_id not in still)
                await point_anew(self.bot, replace(answer, papers=dropped))
            if message.embeds:
                await hide_preview(self.bot, message, rights_in(message.channel))

    def _is_old(self, message: discord.Message) -> bool:
        """Whether a later edit of the message was heard; what is read back may be older than what was just told."""
        edited_at = message.edited_at
        latest = self._heard.get(message.id)
        if edited_at is None or (latest is not None and latest > edited_at):
            return True
        self._heard[message.id] = edited_at
        if len(self._heard) > MOST_HEARD:
            self._heard.popitem(last=False)
        return False

    async def _record(self, answer: Answer, mentions: Sequence[PaperMention]) -> Answer | None:
        """Keeps what the edit makes of a sent answer; the answer as it is to be, or None where nothing changes."""
        if answer.is_frozen:
            return None
        if not mentions:
            await self.bot.answers.remove(replace(answer, papers=()))
            return None
        papers, spoiler = tuple(m.link for m in mentions), any(m.spoiler for m in mentions)
        if (papers, spoiler) == (answer.papers, answer.spoiler):
            return None
        changed = await self.bot.answers.replan(answer, papers, spoiler)
        await self.bot.answers.change(changed)
        return changed

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """An answer goes with its message; one that somebody deleted is not given again by itself."""
        await self.on_gone(payload.channel_id, [payload.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """As for one message, for each of many."""
        await self.on_gone(payload.channel_id, payload.message_ids)

    @commands.Cog.listener()
    async def on_gone(self, channel_id: int, message_ids: Iterable[int]) -> None:
        """Follows deletions; also the event of those that were made while the bot was away."""
        message_ids = set(message_ids)
        for message_id in message_ids:  # before anything is waited for: the next message is not to be led there
            self.bot.answers.recent.forget_reply(channel_id, message_id)
        stood: list[Answer] = []
        for message_id in sorted(message_ids):
            await self.bot.answers.delivered(message_id)
            async with self._channels.of(channel_id):
                kept = await self.bot.store.answers.get_to(message_id)
                answer = replace(kept, papers=()) if kept else None
                own = None if kept else await self.bot.answers.get_answer(message_id)
                if answer and answer.reply_id and answer.reply_id not in message_ids:
                    await self.bot.answers.remove(answer)
                elif answer and (answer.reply_id or answer.is_removed):
                    await self.bot.answers.forget(answer)
                elif answer:
                    pass  # nobody knows whether it was sent: the recovery sees to it
                elif own:
                    await self.bot.answers.give_up(replace(own, papers=()))  # an edit may bring the same papers again
            if answer and answer.reply_id and answer.reply_id not in message_ids:
                await take_away(self.bot, answer)
            stood += [each for each in (kept, own) if each]
        for each in stood:
            await point_anew(self.bot, each)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """With a channel go its answers."""
        await self.bot.answers.forget_channel(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """As with a channel; what its answers were given for stands outside, with the lines that point to them."""
        stood = await self.bot.store.answers.get_in_thread(payload.thread_id)
        await self.bot.answers.forget_channel(payload.thread_id)
        for each in stood:
            self.bot.answers.recent.forget(each)
            await point_anew(self.bot, each)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was sent away, or the server is gone: its answers go at once, the rest after a while."""
        await self.bot.answers.forget_guild(guild.id)
        await self.bot.store.people.record_left(guild.id, self.bot.clock())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot is back: what is left of the server is kept."""
        await self.bot.store.people.forget_left(guild.id)

    async def _keep_preview_hidden(self, message: discord.Message) -> None:
        """A preview that Discord made after the answer, or its author brought back."""
        settings = self.bot.store.guild_settings.get(message.guild.id if message.guild else 0)
        if settings.suppress_preview and await self.bot.answers.get_answer_to(message.id):
            await hide_preview(self.bot, message, rights_in(message.channel))

    async def _refresh(self, answer: Answer) -> None:
        try:
            await refresh_answer(self.bot, answer)
        except discord.NotFound:
            log.info("the answer to %d is gone", answer.trigger_id)
        except (discord.HTTPException, discord.RateLimited, *LOST) as error:
            log.warning("the answer to %d could not be changed: %s", answer.trigger_id, error)


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Following(bot))
