"""Answers whose paper was judged anew by its full text, behind them, are edited."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import discord
from discord.ext import commands

from bot.client import PwncBot
from bot.models import Answer
from cogs._answers import refresh_answer
from cogs._sending import LOST

log = logging.getLogger(__name__)

EDITED_FOR = timedelta(days=1)
MOST_EDITED = 50  # of one paper, the newest first


class FullTexts(commands.Cog):
    """Edits the answers of the last day when their paper's full text is read."""

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot
        self._editing: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        """Wants to be told."""
        self.bot.scanner.on_changed.append(self._changed)

    async def cog_unload(self) -> None:
        """Is not told any more; what is owed is shown in the next life."""
        self.bot.scanner.on_changed.remove(self._changed)
        for task in self._editing:
            task.cancel()
        await asyncio.gather(*self._editing, return_exceptions=True)

    def _changed(self, arxiv_id: str) -> None:
        task = asyncio.create_task(self._edit_all(arxiv_id), name=f"edit answers about {arxiv_id}")
        self._editing.add(task)
        task.add_done_callback(self._ended)

    async def _edit_all(self, arxiv_id: str) -> None:
        await self.bot.answers.finish_sending()  # an answer just sent shows what was known before
        since = self.bot.clock() - EDITED_FOR
        for answer in await self.bot.store.answers.owe_edits(arxiv_id, since, MOST_EDITED):
            if self.bot.is_mine(answer.guild_id):
                await self.bot.answers.delivered(answer.trigger_id)
                await self._edit(answer)

    async def _edit(self, answer: Answer) -> None:
        try:
            await refresh_answer(self.bot, answer)
        except discord.NotFound:
            log.info("the answer to %d is gone", answer.trigger_id)
        except (discord.HTTPException, discord.RateLimited, *LOST) as error:
            log.warning("the answer to %d could not be edited: %s", answer.trigger_id, error)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._editing.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(FullTexts(bot))
