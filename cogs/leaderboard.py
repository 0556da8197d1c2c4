"""/leaderboard: who found most, as far as they want to be named."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.words import number, say, speaking
from bot.words.commands import command_text
from cogs._asking import AskingCog
from cogs._paging import PageButton, page_of, page_view, take_page
from cogs._panel import COLOUR
from cogs.statistics import HERE, SCOPES

_MEDALS = ("🥇", "🥈", "🥉")


class Leaderboard(AskingCog):
    """Counts accepted corrections."""

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        bot.pages["leaders"] = self._page

    @app_commands.command(description=command_text("leaderboard-command"))
    @app_commands.describe(of=command_text("leaderboard-option-of"))
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.choices(of=SCOPES)
    async def leaderboard(self, interaction: discord.Interaction, of: str = HERE) -> None:
        """Names only in this server; of all servers only the asker's own place is told."""
        page = await self._page(interaction, of, 0)
        await interaction.response.send_message(**page)

    async def _page(self, interaction: discord.Interaction, of: str, page: int) -> dict[str, Any]:
        here = interaction.guild_id or 0
        counts = await self.bot.store.contributions.count_accepted(here if of == HERE else 0)
        if not counts:
            raise Refused(say("leaderboard-none"))
        with speaking(self.bot.language_in(here)):
            title = say("leaderboard-here" if of == HERE else "leaderboard-all")
            embed = discord.Embed(title=title, colour=COLOUR)
            named = [f"{_rank(n)} <@{user_id}> · {number(n_found)}" for n, (user_id, n_found) in enumerate(counts)]
            lines, page, n_pages = take_page(named if of == HERE else [], page)
            total = number(sum(n_found for _, n_found in counts))
            embed.description = "\n".join(lines) or say("leaderboard-sum", n=total, people=number(len(counts)))
            embed.set_footer(text=_own_place(interaction.user.id, counts))
            return page_of(embed, page_view("leaders", of, page, n_pages))


def _rank(n: int) -> str:
    return _MEDALS[n] if n < len(_MEDALS) else f"`{n + 1:>2}`"


def _own_place(user_id: int, counts: tuple[tuple[int, int], ...]) -> str:
    for n, (person_id, n_found) in enumerate(counts):
        if person_id == user_id:
            return say("leaderboard-own", place=n + 1, n=number(n_found))
    return say("leaderboard-name")


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about the buttons of pages, old ones too."""
    bot.add_dynamic_items(PageButton)
    await bot.add_cog(Leaderboard(bot))
