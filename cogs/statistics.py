"""/stats: what the papers of this server, or of all, amount to, as text and as a picture."""

from __future__ import annotations

import asyncio
import io

import discord
from discord import app_commands

from bot.categories import name_category
from bot.charts import draw_statistics
from bot.client import PwncBot
from bot.errors import Refused
from bot.models import Tone
from bot.statistics import CategoryCount, Statistics, count
from bot.words import number, say, speaking
from bot.words.commands import command_text
from bot.words.names import name_status
from cogs._asking import AskingCog, tone_of
from cogs._panel import COLOUR

PICTURE = "verdicts.png"
HERE, ALL = "here", "all"
SCOPES = [
    app_commands.Choice(name=command_text("scope-here"), value=HERE),
    app_commands.Choice(name=command_text("scope-all"), value=ALL),
]


class StatisticsCog(AskingCog, name="Statistics"):
    """Counts verdicts."""

    @app_commands.command(description=command_text("statistics-command"))
    @app_commands.describe(of=command_text("statistics-option-of"))
    @app_commands.choices(of=SCOPES)
    async def stats(self, interaction: discord.Interaction, of: str = HERE) -> None:
        """Figures as text, and a picture; for everybody in the channel."""
        guild_id = interaction.guild_id if of == HERE else None
        await interaction.response.defer(thinking=True)
        judged = await self.bot.store.statistics.get_judged(guild_id)
        if not judged:
            raise Refused(say("statistics-none"))
        statistics = count(judged, self.bot.clock())
        tone = tone_of(self.bot, interaction)
        with speaking(self.bot.language_in(interaction.guild_id or 0)):
            picture = await asyncio.to_thread(draw_statistics, statistics, tone)
            embed = render_statistics(statistics, tone, is_here=guild_id is not None)
            embed.set_image(url=f"attachment://{PICTURE}")
            file = discord.File(io.BytesIO(picture), PICTURE, description=say("statistics-picture"))
        await interaction.edit_original_response(embed=embed, attachments=[file])


def render_statistics(statistics: Statistics, tone: Tone, *, is_here: bool) -> discord.Embed:
    """The figures as text: of the server's papers, or of all."""
    n = statistics.n_papers
    title = say("statistics-here" if is_here else "statistics-all", n=n, papers=number(n))
    embed = discord.Embed(title=title, colour=COLOUR)
    share = statistics.share_with_code
    lines = [] if share is None else [say("statistics-with-code", share=_percent(share))]
    if statistics.n_resurrected:
        lines.append(say("statistics-resurrected", n=number(statistics.n_resurrected)))
    embed.description = "\n".join(lines)
    verdicts = [
        f"{status.look.emblem} {name_status(status, tone)} {number(n_papers)}"
        for status, n_papers in statistics.by_status
    ]
    embed.add_field(name=say("statistics-by-verdict"), value=" · ".join(verdicts), inline=False)
    if statistics.by_category:
        categories = "\n".join(map(_category, statistics.by_category))
        embed.add_field(name=say("statistics-by-category"), value=categories, inline=False)
    return embed


def _category(category: CategoryCount) -> str:
    name, n = name_category(category.category), number(category.n_papers)
    if not category.n_expected:
        return say("statistics-category", name=name, n=n)
    share = _percent(category.n_with_code / category.n_expected)
    return say("statistics-category-with-code", name=name, n=n, share=share)


def _percent(share: float) -> str:
    return f"{share * 100:.0f}"


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(StatisticsCog(bot))
