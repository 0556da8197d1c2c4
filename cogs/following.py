"""The answer follows its message: edited, it is changed or removed; deleted, it is deleted. Also after a restart."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

import discord
from discord.ext import commands

from bot.client import PwncBot
from bot.links import PaperMention, find_mentions
from bot.models import Answer
from cogs._answers import message_of, refresh_answer
from cogs._sending import LOST, insist

log = logging.getLogger(__name__)


class Following(commands.Cog):
    """Hears of messages that changed or went, by raw events: nothing need be in memory."""

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Links that were added, changed or taken out are followed; other edits (a preview, a pin) are left alone."""
        message = payload.message
        if message.author.bot or message.webhook_id or message.edited_at is None:
            return
        mentions = find_mentions(message.content)
        answer = await self.bot.answers.get_answer_to(message.id)
        if answer is None:
            if mentions:
                self.bot.dispatch("papers_named", message, mentions)
        elif not mentions:
            await self._remove(answer)
        else:
            await self._change(answer, mentions)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """An answer goes with its message; one that somebody deleted is forgotten."""
        await self._gone([payload.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """As for one message, for each of many."""
        await self._gone(payload.message_ids)

    async def _gone(self, message_ids: Iterable[int]) -> None:
        for message_id in message_ids:
            if answer := await self.bot.answers.get_answer_to(message_id):
                await self._remove(answer)
            elif own := await self.bot.store.answers.get_by_reply(message_id):
                await self.bot.store.answers.forget(own.trigger_id)

    async def _change(self, answer: Answer, mentions: Sequence[PaperMention]) -> None:
        papers, spoiler = tuple(m.link for m in mentions), any(m.spoiler for m in mentions)
        changed = replace(answer, papers=papers, spoiler=spoiler)
        if changed == answer:
            return
        await self.bot.store.answers.change(changed)
        try:
            await refresh_answer(self.bot, changed)
        except (discord.HTTPException, *LOST) as error:
            log.warning("the answer to %d could not be changed: %s", answer.trigger_id, error)

    async def _remove(self, answer: Answer) -> None:
        await self.bot.store.answers.forget(answer.trigger_id)
        try:
            await insist(message_of(self.bot, answer, answer.reply_id or 0).delete)
        except discord.NotFound:
            pass  # somebody was quicker
        except (discord.HTTPException, *LOST) as error:
            log.warning("the answer to %d could not be deleted: %s", answer.trigger_id, error)


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Following(bot))
