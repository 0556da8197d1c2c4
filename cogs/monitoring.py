"""Counts what is heard and how soon it is answered, where the operator asks for metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.client import PwncBot

if TYPE_CHECKING:
    from bot.metrics import Metrics


class Monitoring(commands.Cog):
    """Listens beside the others."""

    def __init__(self, bot: PwncBot, metrics: Metrics) -> None:
        self.bot = bot
        self._metrics = metrics
        latency = "pwnc_gateway_latency_seconds"
        metrics.watch(latency, "Heartbeat of Discord's gateway", lambda: self.bot.latency, of_many=max)
        metrics.watch("pwnc_guilds", "Servers that the bot is in", lambda: len(self.bot.guilds))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Counts a message; an own reply ends the wait of the message that it answers."""
        self._metrics.heard()
        if message.author == self.bot.user and message.reference and message.reference.message_id:
            asked_at = discord.utils.snowflake_time(message.reference.message_id)
            self._metrics.answered((message.created_at - asked_at).total_seconds())


async def setup(bot: PwncBot) -> None:
    """Adds the cog where somebody asks for metrics: without it a message costs nothing more."""
    if bot.metrics is not None:
        await bot.add_cog(Monitoring(bot, bot.metrics))
