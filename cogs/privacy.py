"""/privacy and /me: what is kept of somebody, a copy of it, its end; and what people decide for themselves."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.models import PersonSettings
from bot.store.people import EXPORTED
from bot.words import say
from bot.words.commands import command_text
from cogs._asking import AskingCog, bot_of, tell_failure
from cogs._panel import COLOUR
from cogs._understood import Understood
from cogs._working import WorkingCog

FILE_NAME = "pwnc-about-me.json"


class Privacy(AskingCog):
    """Answers what people may ask about themselves."""

    privacy = app_commands.Group(name="privacy", description=command_text("privacy-command"))

    @privacy.command(name="show", description=command_text("privacy-command-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """In short, with how much there is."""
        kept = await self.bot.store.people.export(interaction.user.id)
        embed = discord.Embed(title=say("privacy-command"), description=say("privacy-kept"), colour=COLOUR)
        counts = " · ".join(say(SUBJECT_KEYS[subject], n=len(rows)) for subject, rows in kept.items() if rows)
        embed.add_field(name=say("privacy-now"), value=counts or say("privacy-nothing"), inline=False)
        embed.set_footer(text=say("privacy-footer"))
        await interaction.response.send_message(embed=embed, ephemeral=True)

    @privacy.command(name="export", description=command_text("privacy-command-export"))
    async def export(self, interaction: discord.Interaction) -> None:
        """For the asker only."""
        kept = await self.bot.store.people.export(interaction.user.id)
        content = json.dumps({"user_id": str(interaction.user.id), **kept}, indent=2, ensure_ascii=False)
        file = discord.File(io.BytesIO(content.encode()), FILE_NAME)
        await interaction.response.send_message(say("privacy-export"), file=file, ephemeral=True)

    @privacy.command(name="delete", description=command_text("privacy-command-delete"))
    async def delete(self, interaction: discord.Interaction) -> None:
        """Asks once more."""
        view = discord.ui.View(timeout=None)
        view.add_item(PersonButton("delete", say("privacy-delete-button"), discord.ButtonStyle.danger))
        await interaction.response.send_message(say("privacy-delete"), view=view, ephemeral=True)

    @app_commands.command(name="me", description=command_text("privacy-command-me"))
    async def me(self, interaction: discord.Interaction) -> None:
        """Three switches."""
        await interaction.response.send_message(**await _switches(self.bot, interaction.user.id), ephemeral=True)


class PersonButton(Understood, discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"pwnc-me:(?P<does>[a-z]+)"):
    """A button of somebody's own panel, which nobody else sees."""

    def __init__(self, does: str, label: str = "", style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> None:
        super().__init__(discord.ui.Button(label=label or does, style=style, custom_id=f"pwnc-me:{does}"))
        self.does = does

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> PersonButton:
        """The button that was pressed."""
        return cls(match["does"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Does what it says, for who pressed it."""
        try:
            await _use(bot_of(interaction), interaction, self.does)
        except Exception as error:
            await tell_failure(interaction, error)


async def _use(bot: PwncBot, interaction: discord.Interaction, does: str) -> None:
    person_id, now = interaction.user.id, bot.clock()
    settings, hidden = bot.store.person_settings.get(person_id), bot.store.restrictions
    match does:
        case "delete":
            await bot.store.people.forget(person_id)
            if not settings.is_ignored:  # the wish to be left alone is kept, else it would end with this
                await bot.store.person_settings.forget(person_id)
            await interaction.response.edit_message(content=say("privacy-deleted"), view=None)
            return
        case "ignore":
            await bot.store.person_settings.change(person_id, now, is_ignored=not settings.is_ignored)
        case "notices":
            await bot.store.person_settings.change(person_id, now, wants_notices=not settings.wants_notices)
        case "name" if await hidden.is_name_hidden(person_id):
            await hidden.show_name(person_id)
        case "name":
            await hidden.hide_name(person_id, now)
        case _:
            raise Refused(say("privacy-old"))
    await interaction.response.edit_message(**await _switches(bot, person_id))


async def _switches(bot: PwncBot, person_id: int) -> dict[str, Any]:
    settings: PersonSettings = bot.store.person_settings.get(person_id)
    is_named = not await bot.store.restrictions.is_name_hidden(person_id)
    view = discord.ui.View(timeout=None)
    switches = {"ignore": not settings.is_ignored, "notices": settings.wants_notices, "name": is_named}
    for does, is_on in switches.items():
        style = discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary
        view.add_item(PersonButton(does, say(SWITCH_KEYS[does][is_on]), style))
    return {"content": say("privacy-me"), "view": view}


SWITCH_KEYS = {
    does: {True: f"privacy-{does}-yes", False: f"privacy-{does}-no"} for does in ("ignore", "notices", "name")
}
SUBJECT_KEYS = {subject: f"privacy-n-{subject.replace('_', '-')}" for subject in EXPORTED}


class Retention(WorkingCog):
    """Drops what is older than it may be."""

    every_s = 6 * 3600.0
    task = "retention"

    async def tick(self) -> None:
        """One round."""
        for guild_id in await self.bot.store.people.drop_old(self.bot.clock()):
            await self.bot.store.guild_settings.forget(guild_id)


async def setup(bot: PwncBot) -> None:
    """Adds the cogs, and tells the library about the buttons, old ones too."""
    bot.add_dynamic_items(PersonButton)
    await bot.add_cog(Privacy(bot))
    await bot.add_cog(Retention(bot))
