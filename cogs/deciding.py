"""/settings: what a server decides, as one panel that shows what is in force and changes it at once."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.words import say
from bot.words.commands import command_text
from cogs._asking import AskingCog, bot_of, tell_failure
from cogs._panel import CONTROLS, PANEL_ID, TOPICS, Kind, make_items, parse_choice, render_settings
from cogs._understood import Understood
from cogs._views import submitted_data

FIRST = "where"


class PanelItem(Understood, discord.ui.DynamicItem[discord.ui.Item[Any]], template=PANEL_ID):
    """A select or button of the panel; its custom id says what it changes, so that it works after a restart."""

    def __init__(self, item: discord.ui.Item[Any], topic: str, field: str) -> None:
        super().__init__(item)
        self.topic = topic
        self.field = field

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> PanelItem:
        """The select or button that was used."""
        return cls(item, match["topic"], match["field"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Changes the setting, or shows another topic."""
        try:
            await _use(bot_of(interaction), interaction, self.topic, self.field)
        except Exception as error:
            await tell_failure(interaction, error)


async def _use(bot: PwncBot, interaction: discord.Interaction, topic: str, field: str) -> None:
    _may_decide(interaction)
    values = [str(value) for value in submitted_data(interaction).get("values", ())]
    if field == "topic":
        topic = values[0] if values and values[0] in TOPICS else FIRST
    else:
        await _change(bot, interaction.guild_id or 0, field, values)
    topic = topic if topic in TOPICS else FIRST
    await interaction.response.edit_message(**_panel(bot, interaction.guild_id or 0, topic))


async def _change(bot: PwncBot, guild_id: int, field: str, values: list[str]) -> None:
    control = CONTROLS.get(field)
    if control is None:
        raise Refused(say("settings-old"))
    rows = bot.store.guild_settings
    if control.kind is Kind.SWITCH:
        changed: Any = not getattr(rows.get(guild_id), field)
    else:
        try:
            changed = parse_choice(control, values)
        except ValueError:
            raise Refused(say("settings-old-choice")) from None
    await rows.change(guild_id, bot.clock(), **{field: changed})


def _panel(bot: PwncBot, guild_id: int, topic: str) -> dict[str, Any]:
    settings = bot.store.guild_settings.get(guild_id)
    view = discord.ui.View(timeout=None)
    for field, item in make_items(topic, settings):
        view.add_item(PanelItem(item, topic, field))
    return {"embed": render_settings(settings), "view": view}


def _may_decide(interaction: discord.Interaction) -> None:
    """Rights are those of the moment, not of when the panel was opened."""
    if interaction.guild_id is None:
        raise Refused(say("settings-server-only"))
    if not interaction.permissions.manage_guild:
        raise Refused(say("settings-managers-only"))


class Deciding(AskingCog):
    """Shows the panel."""

    @app_commands.command(name="settings", description=command_text("settings-command"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def settings_panel(self, interaction: discord.Interaction) -> None:
        """The panel, for who asked only."""
        _may_decide(interaction)
        await interaction.response.send_message(**_panel(self.bot, interaction.guild_id or 0, FIRST), ephemeral=True)


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about the panel's parts, old ones too."""
    bot.add_dynamic_items(PanelItem)
    await bot.add_cog(Deciding(bot))
