"""/leaderboard: who found most, as far as they want to be named."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from cogs._asking import AskingCog
from cogs._paging import PageButton, page_of, page_view, take_page
from cogs._panel import COLOUR

_MEDALS = ("🥇", "🥈", "🥉")


class Leaderboard(AskingCog):
    """Counts accepted corrections."""

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        bot.pages["leaders"] = self._page

    @app_commands.command(description="Who corrected most, here or everywhere")
    @app_commands.describe(of="Corrections accepted in this server, or in all")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def leaderboard(
        self, interaction: discord.Interaction, of: Literal["this server", "all"] = "this server"
    ) -> None:
        """Names only in this server; of all servers only the asker's own place is told."""
        page = await self._page(interaction, "here" if of == "this server" else "all", 0)
        await interaction.response.send_message(**page)

    async def _page(self, interaction: discord.Interaction, of: str, page: int) -> dict[str, Any]:
        here = interaction.guild_id or 0
        counts = await self.bot.store.contributions.count_accepted(here if of == "here" else 0)
        if not counts:
            raise Refused("Nothing was accepted yet: reply to an answer with the code's link, and be the first.")
        where = "this server" if of == "here" else "all"
        embed = discord.Embed(title=f"🏅 Corrections that were accepted · {where}", colour=COLOUR)
        named = [f"{_rank(n)} <@{user_id}> · {number:,}" for n, (user_id, number) in enumerate(counts)]
        lines, page, n_pages = take_page(named if of == "here" else [], page)
        embed.description = "\n".join(lines) or f"{sum(n for _, n in counts):,} corrections of {len(counts):,} people."
        embed.set_footer(text=_own_place(interaction.user.id, counts))
        return page_of(embed, page_view("leaders", of, page, n_pages))


def _rank(n: int) -> str:
    return _MEDALS[n] if n < len(_MEDALS) else f"`{n + 1:>2}`"


def _own_place(user_id: int, counts: tuple[tuple[int, int], ...]) -> str:
    for n, (person_id, number) in enumerate(counts):
        if person_id == user_id:
            return f"You: place {n + 1}, {number:,} accepted · /me takes your name off"
    return "/me decides whether you are named here"


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about the buttons of pages, old ones too."""
    bot.add_dynamic_items(PageButton)
    await bot.add_cog(Leaderboard(bot))
