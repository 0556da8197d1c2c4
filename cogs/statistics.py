"""/stats: what the papers of this server, or of all, amount to, as text and as a picture."""

from __future__ import annotations

import asyncio
import io
from typing import Literal

import discord
from discord import app_commands

from bot.categories import name_category
from bot.charts import draw_statistics
from bot.client import PwncBot
from bot.errors import Refused
from bot.models import Tone
from bot.statistics import Statistics, count
from cogs._asking import AskingCog, tone_of
from cogs._panel import COLOUR

PICTURE = "verdicts.png"


class StatisticsCog(AskingCog, name="Statistics"):
    """Counts verdicts."""

    @app_commands.command(description="Verdicts by kind, category and time")
    @app_commands.describe(of="The papers answered in this server, or all that I know")
    async def stats(self, interaction: discord.Interaction, of: Literal["this server", "all"] = "this server") -> None:
        """Figures as text, and a picture; for everybody in the channel."""
        guild_id = interaction.guild_id if of == "this server" else None
        await interaction.response.defer(thinking=True)
        judged = await self.bot.store.statistics.get_judged(guild_id)
        if not judged:
            raise Refused("No paper was looked at here yet: paste a link, and there is a first.")
        statistics = count(judged, self.bot.clock())
        tone = tone_of(self.bot, interaction)
        picture = await asyncio.to_thread(draw_statistics, statistics, tone)
        embed = render_statistics(statistics, "this server" if guild_id else "all papers", tone)
        embed.set_image(url=f"attachment://{PICTURE}")
        file = discord.File(io.BytesIO(picture), PICTURE, description="Bars of the figures above")
        await interaction.edit_original_response(embed=embed, attachments=[file])


def render_statistics(statistics: Statistics, of: str, tone: Tone) -> discord.Embed:
    """The figures as text."""
    n = statistics.n_papers
    embed = discord.Embed(title=f"📊 {n:,} {'paper' if n == 1 else 'papers'} · {of}", colour=COLOUR)
    share = statistics.share_with_code
    lines = [] if share is None else [f"**{share:.0%}** of the papers of which code is expected have it"]
    if statistics.n_resurrected:
        lines.append(f"🌱 {statistics.n_resurrected:,} released their code after we had found it missing")
    embed.description = "\n".join(lines)
    verdicts = [
        f"{status.look.emblem} {status.look.plain if tone is Tone.PLAIN else status.look.label} {number:,}"
        for status, number in statistics.by_status
    ]
    embed.add_field(name="By verdict", value=" · ".join(verdicts), inline=False)
    categories = [
        f"{name_category(each.category)}: {each.n_papers:,}"
        + (f", {each.n_with_code / each.n_expected:.0%} with code" if each.n_expected else "")
        for each in statistics.by_category
    ]
    if categories:
        embed.add_field(name="By category", value="\n".join(categories), inline=False)
    return embed


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(StatisticsCog(bot))
