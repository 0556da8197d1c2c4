"""Work that comes again and again, beside what people ask for."""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod

from discord.ext import commands

from bot.client import PwncBot

log = logging.getLogger(__name__)


class WorkingCog(commands.Cog):
    """A cog with a worker: once the bot is ready, a round every `every_s` seconds. A round that fails is told."""

    every_s: float
    task: str  # what it does, for the log

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot
        self._worker: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Starts the worker."""
        self._worker = asyncio.create_task(self._work(), name=self.task)

    async def cog_unload(self) -> None:
        """Stops it; what it was at is done after the next start."""
        if self._worker:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)

    @abstractmethod
    async def tick(self) -> None:
        """One round."""

    async def _work(self) -> None:
        await self.bot.wait_until_ready()
        while True:
            try:
                await self.tick()
            except Exception:
                log.exception("%s: a round failed", self.task)
            await asyncio.sleep(self.every_s)
