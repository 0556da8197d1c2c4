"""/history: how a paper's verdict came to be what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.models import Paper, ScanResult, Tone
from bot.words import say, word
from bot.words.commands import command_text
from bot.words.names import name_status
from cogs._asking import AskingCog, answer, get_or_scan, parse_query, suggest_papers
from cogs._paging import PageButton, page_of, page_view, take_page
from cogs._text import cut, escape, fold_title


class History(AskingCog):
    """Shows the scans of a paper, those that changed something."""

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        bot.pages["history"] = self._page

    @app_commands.command(description=command_text("history-command"))
    @app_commands.describe(query=command_text("correcting-option-paper"))
    async def history(self, interaction: discord.Interaction, query: str) -> None:
        """For the asker only: it is long."""
        known = await get_or_scan(self.bot, interaction, parse_query(query), private=True)
        await answer(interaction, private=True, **await self._page(interaction, known.paper.arxiv_id, 0))

    async def _page(self, interaction: discord.Interaction, arxiv_id: str, page: int) -> dict[str, Any]:
        kept = await self.bot.store.papers.get(arxiv_id)
        if kept is None:
            raise Refused(say("history-gone"))
        scans = await self.bot.store.scans.get_all(arxiv_id)
        tone = self.bot.store.guild_settings.get(interaction.guild_id or 0).tone
        lines, page, n_pages = take_page(list_changes(scans, tone), page)
        return page_of(render_history(kept[0], scans, lines), page_view("history", arxiv_id, page, n_pages))

    @history.autocomplete("query")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest_papers(self.bot, typed)


def list_changes(scans: Sequence[ScanResult], tone: Tone) -> list[str]:
    """The verdicts, the newest first, each with the day since which it stands; what changed nothing is left out."""
    changes = [
        scan for before, scan in zip((None, *scans), scans, strict=False) if not before or before.status != scan.status
    ]
    return [
        f"<t:{int(scan.scanned_at.timestamp())}:d> {scan.status.look.emblem} **{name_status(scan.status, tone)}**"
        f" · {escape(cut(word(scan.reason), 120))}"
        for scan in reversed(changes)
    ]


def render_history(paper: Paper, scans: Sequence[ScanResult], lines: Sequence[str]) -> discord.Embed:
    """One page of the changes, with how often the paper was looked at."""
    description = "\n".join(lines) or say("history-none")
    embed = discord.Embed(title=cut(fold_title(paper.title), 250), url=paper.url, description=description)
    if scans:
        embed.colour = discord.Colour(scans[-1].status.look.colour)
        embed.set_footer(text=f"arXiv {paper.arxiv_id} · {say('history-looks', n=len(scans))}")
        embed.timestamp = scans[-1].scanned_at
    return embed


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about the buttons of pages, old ones too."""
    bot.add_dynamic_items(PageButton)
    await bot.add_cog(History(bot))
