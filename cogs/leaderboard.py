"""/leaderboard: who found most, as far as they want to be named."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from cogs._asking import AskingCog
from cogs._panel import COLOUR

MOST_SHOWN = 10
_MEDALS = ("🥇", "🥈", "🥉")


class Leaderboard(AskingCog):
    """Counts accepted corrections."""

    @app_commands.command(description="Who corrected most, here or everywhere")
    @app_commands.describe(of="Corrections accepted in this server, or in all")
    @app_commands.guild_only()
    @app_commands.guild_install()
    async def leaderboard(
        self, interaction: discord.Interaction, of: Literal["this server", "all"] = "this server"
    ) -> None:
        """Names only in this server; of all servers only the asker's own place is told."""
        here = interaction.guild_id or 0
        counts = await self.bot.store.contributions.count_accepted(here if of == "this server" else 0)
        if not counts:
            raise Refused("Nothing was accepted yet: reply to an answer with the code's link, and be the first.")
        embed = discord.Embed(title=f"🏅 Corrections that were accepted · {of}", colour=COLOUR)
        if of == "this server":
            lines = [f"{_rank(n)} <@{user_id}> · {number:,}" for n, (user_id, number) in enumerate(counts[:MOST_SHOWN])]
            embed.description = "\n".join(lines)
        else:
            embed.description = f"{sum(n for _, n in counts):,} corrections of {len(counts):,} people."
        embed.set_footer(text=_own_place(interaction.user.id, counts))
        await interaction.response.send_message(embed=embed)


def _rank(n: int) -> str:
    return _MEDALS[n] if n < len(_MEDALS) else f"`{n + 1:>2}`"


def _own_place(user_id: int, counts: tuple[tuple[int, int], ...]) -> str:
    for n, (person_id, number) in enumerate(counts):
        if person_id == user_id:
            return f"You: place {n + 1}, {number:,} accepted · /me takes your name off"
    return "/me decides whether you are named here"


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Leaderboard(bot))
