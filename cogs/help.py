"""/help: what the bot does here and now, in one screen."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.models import Tone
from bot.status import Family, Status
from bot.words import say
from bot.words.commands import command_text
from bot.words.names import name_status
from cogs._asking import AskingCog
from cogs._panel import COLOUR

FAMILY_KEYS = {
    Family.LIVING: "help-living",
    Family.GRAVE: "help-grave",
    Family.TWILIGHT: "help-twilight",
    Family.NONE_EXPECTED: "help-none-expected",
    Family.FOG: "help-fog",
}


class Help(AskingCog):
    """Explains the bot."""

    @app_commands.command(description=command_text("help-command"))
    async def help(self, interaction: discord.Interaction) -> None:
        """For the asker only, by what they may do."""
        settings = self.bot.store.guild_settings.get(interaction.guild_id or 0)
        embed = discord.Embed(title=say("help-title"), colour=COLOUR, description=_what(interaction, self.bot))
        embed.add_field(name=say("help-ask"), value=say("help-ask-told"), inline=False)
        embed.add_field(name=say("help-correct"), value=say("help-correct-told"), inline=False)
        if interaction.guild_id and interaction.permissions.manage_guild:
            embed.add_field(name=say("help-manage"), value=say("help-manage-told"), inline=False)
        embed.add_field(name=say("help-emblems"), value=_emblems(settings.tone), inline=False)
        await interaction.response.send_message(embed=embed, ephemeral=True)


def _what(interaction: discord.Interaction, bot: PwncBot) -> str:
    if interaction.guild_id is None:
        return say("help-conversation" if interaction.context.private_channel else "help-direct")
    if not interaction.is_guild_integration():
        return say("help-guest")
    if not bot.intents.message_content:
        return say("help-unread")
    return say("help-server")


def _emblems(tone: Tone) -> str:
    lines = []
    for family in Family:
        statuses = [status for status in Status if status.look.family is family]
        named = " · ".join(f"{status.look.emblem} {name_status(status, tone)}" for status in statuses)
        lines.append(f"**{say(FAMILY_KEYS[family])}** {named}")
    return "\n".join(lines)


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Help(bot))
