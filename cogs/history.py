"""/history: how a paper's verdict came to be what it is."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.models import Paper, ScanResult
from cogs._asking import AskingCog, answer, get_or_scan, parse_query, suggest_papers
from cogs._text import cut, escape, fold_title

MOST_SHOWN = 12


class History(AskingCog):
    """Shows the scans of a paper, those that changed something."""

    @app_commands.command(description="How a paper's verdict changed over time")
    @app_commands.describe(query="An arXiv id or link, such as 1706.03762")
    async def history(self, interaction: discord.Interaction, query: str) -> None:
        """For the asker only: it is long."""
        known = await get_or_scan(self.bot, interaction, parse_query(query), private=True)
        scans = await self.bot.store.scans.get_all(known.paper.arxiv_id)
        await answer(interaction, private=True, embed=render_history(known.paper, scans))

    @history.autocomplete("query")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest_papers(self.bot, typed)


def render_history(paper: Paper, scans: tuple[ScanResult, ...]) -> discord.Embed:
    """The newest verdict first, each with the day since which it stands; scans that changed nothing are counted."""
    changes = [
        scan for before, scan in zip((None, *scans), scans, strict=False) if not before or before.status != scan.status
    ]
    lines = [
        f"<t:{int(scan.scanned_at.timestamp())}:d> {scan.status.look.emblem} **{scan.status.look.label}**"
        f" · {escape(cut(scan.reason, 120))}"
        for scan in reversed(changes[-MOST_SHOWN:])
    ]
    if len(changes) > MOST_SHOWN:
        lines.append(f"+{len(changes) - MOST_SHOWN} earlier")
    description = "\n".join(lines) or "It was not scanned yet."
    embed = discord.Embed(title=cut(fold_title(paper.title), 250), url=paper.url, description=description)
    if scans:
        embed.colour = discord.Colour(scans[-1].status.look.colour)
        looks = "once" if len(scans) == 1 else f"{len(scans)} times"
        embed.set_footer(text=f"arXiv {paper.arxiv_id} · looked at {looks}, last")
        embed.timestamp = scans[-1].scanned_at
    return embed


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(History(bot))
