"""/help: what the bot does here and now, in one screen."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.models import Tone
from bot.status import STATUS_LOOKS, Family
from cogs._asking import AskingCog
from cogs._panel import COLOUR

_FAMILIES = {
    Family.LIVING: "Code is there",
    Family.GRAVE: "It is not",
    Family.TWILIGHT: "Not to be judged",
    Family.NONE_EXPECTED: "None expected",
    Family.FOG: "Not known",
}


class Help(AskingCog):
    """Explains the bot."""

    @app_commands.command(description="What I do here, and what the emblems mean")
    async def help(self, interaction: discord.Interaction) -> None:
        """For the asker only, by what they may do."""
        settings = self.bot.store.guild_settings.get(interaction.guild_id or 0)
        embed = discord.Embed(
            title="Does the paper's code exist?", colour=COLOUR, description=_what(interaction, self.bot)
        )
        embed.add_field(name="Ask", value=_ask(), inline=False)
        embed.add_field(name="Correct me", value=_correct(), inline=False)
        if interaction.guild_id and interaction.permissions.manage_guild:
            embed.add_field(name="For you as manager", value=_MANAGE, inline=False)
        embed.add_field(name="The emblems", value=_emblems(settings.tone), inline=False)
        await interaction.response.send_message(embed=embed, ephemeral=True)


_MANAGE = "`/settings` where and how I answer · `/diagnose` what keeps me from it"


def _what(interaction: discord.Interaction, bot: PwncBot) -> str:
    if interaction.guild_id is None:
        if interaction.context.private_channel:
            return "I am no part of this conversation, so I answer commands only: `/paper`."
        return "Send me an arXiv link, and I look for the code and show the evidence."
    if not interaction.is_guild_integration():
        return "I am no member of this server, so I answer commands only: `/paper`."
    if not bot.intents.message_content:
        return "I cannot read messages here: mention me with an arXiv link, or use `/paper`."
    return "Paste an arXiv link, and I look for the code and show the evidence. ✕ takes an answer away."


def _ask() -> str:
    return (
        "`/paper` a paper by id, link or title · `/similar` · `/history` how its verdict changed · `/cite` BibTeX\n"
        "`/watch` hear once when something changes · `/watching` · `/unwatch` · `/stats` · `/leaderboard`"
    )


def _correct() -> str:
    return (
        "Reply to an answer with the repository's link, press a button below it, or react with the right emblem. "
        "Every correction wants evidence. `/contribute` does the same, `/contributions` shows what became of it.\n"
        "`/me` whether I read, write to and name you · `/privacy` what I keep of you"
    )


def _emblems(tone: Tone) -> str:
    lines = []
    for family, heading in _FAMILIES.items():
        looks = [look for look in STATUS_LOOKS.values() if look.family is family]
        named = " · ".join(f"{look.emblem} {look.plain if tone is Tone.PLAIN else look.label}" for look in looks)
        lines.append(f"**{heading}** {named}")
    return "\n".join(lines)


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Help(bot))
