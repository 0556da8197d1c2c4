"""/similar: papers on the same subject, each with its verdict, and one press to scan those that have none."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import app_commands

from bot.categories import name_category
from bot.client import PwncBot
from bot.models import Neighbour, Paper, TextStatus, Tone
from bot.words import say
from bot.words.commands import command_text
from bot.words.names import name_status
from cogs._asking import AskingCog, answer, bot_of, get_or_scan, parse_query, suggest_papers, tell_failure
from cogs._embeds import neighbour_emblem
from cogs._panel import COLOUR
from cogs._text import cut, escape, fold_title, masked_link
from cogs._understood import Understood
from cogs._views import submitted_data

MOST_SHOWN = 10
TEXT_KEYS = {
    status: {
        TextStatus.CODE: "similar-code",
        TextStatus.SURVEY: "similar-survey",
        TextStatus.THEORY: "similar-theory",
    }.get(status, "similar-unscanned")
    for status in TextStatus
}


class Similar(AskingCog):
    """Shows a paper's crypt."""

    @app_commands.command(description=command_text("similar-command"))
    @app_commands.describe(query=command_text("correcting-option-paper"))
    async def similar(self, interaction: discord.Interaction, query: str) -> None:
        """Ten papers, for the asker; scanning one is answered in the channel."""
        known = await get_or_scan(self.bot, interaction, parse_query(query), private=True)
        if not interaction.response.is_done():
            await interaction.response.defer(thinking=True, ephemeral=True)
        neighbours, failed = await self.bot.scanner.find_neighbours(known.paper, MOST_SHOWN)
        tone = self.bot.store.guild_settings.get(interaction.guild_id or 0).tone
        message: dict[str, Any] = {"embed": render_similar(known.paper, neighbours, failed, tone)}
        if unscanned := [neighbour for neighbour in neighbours if neighbour.status is None]:
            message["view"] = _scan_view(unscanned)
        await answer(interaction, private=True, **message)

    @similar.autocomplete("query")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest_papers(self.bot, typed)


def render_similar(paper: Paper, neighbours: tuple[Neighbour, ...], failed: str, tone: Tone) -> discord.Embed:
    """A line for each neighbour; a sentence where there are none, and where somebody could not be asked."""
    heading = say("similar-title" if tone is Tone.CRYPT else "similar-title-plain")
    embed = discord.Embed(title=f"🪦 {heading} · {name_category(paper.primary_category)}"[:250], colour=COLOUR)
    lines = [_line(neighbour, tone) for neighbour in neighbours] or [say("similar-none")]
    if failed:
        lines.append(f"-# {say('answer-unasked', sources=failed)}")
    embed.description = "\n".join(lines)
    embed.set_footer(text=say("similar-to", title=cut(fold_title(paper.title), 200)))
    return embed


def _line(neighbour: Neighbour, tone: Tone) -> str:
    title = masked_link(escape(cut(fold_title(neighbour.title), 80)), f"https://arxiv.org/abs/{neighbour.arxiv_id}")
    if neighbour.status:
        what = name_status(neighbour.status, tone)
    else:
        what = say(TEXT_KEYS[neighbour.text_status or TextStatus.GHOSTED])
    return f"{neighbour_emblem(neighbour)} {title} · {what}"


class ScanChoice(Understood, discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"pwnc-scan:similar"):
    """The select that scans a paper which was not scanned yet."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: discord.ui.Item[Any], _match: re.Match[str], /
    ) -> ScanChoice:
        """The select that was used."""
        assert isinstance(item, discord.ui.Select)  # noqa: S101 - nothing else carries such an id
        return cls(item)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Answers the paper, in the channel."""
        try:
            await bot_of(interaction).button_acts["scan"](interaction, str(submitted_data(interaction)["values"][0]))
        except Exception as error:
            await tell_failure(interaction, error)


def _scan_view(neighbours: list[Neighbour]) -> discord.ui.View:
    options = [
        discord.SelectOption(label=cut(fold_title(each.title), 100) or each.arxiv_id, value=each.arxiv_id)
        for each in neighbours
    ]
    select = discord.ui.Select[Any](custom_id="pwnc-scan:similar", placeholder=say("similar-scan"), options=options)
    view = discord.ui.View(timeout=None)
    view.add_item(ScanChoice(select))
    return view


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about its select, old ones too."""
    bot.add_dynamic_items(ScanChoice)
    await bot.add_cog(Similar(bot))
