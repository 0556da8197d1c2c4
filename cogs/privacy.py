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
from cogs._asking import AskingCog, bot_of, tell_failure
from cogs._panel import COLOUR
from cogs._understood import Understood
from cogs._working import WorkingCog

FILE_NAME = "pwnc-about-me.json"
KEPT = (
    "**Answers**: the ids of your message, its channel and server, and which papers: 90 days, or until it is deleted.\n"
    "**Corrections**: what you proposed, and how it stands. Accepted ones stay, without your name once you delete.\n"
    "**Votes, reactions to answers, watches**: until you take them back.\n"
    "Texts of messages are read for links and never kept. A server that I leave is forgotten after 30 days."
)


class Privacy(AskingCog):
    """Answers what people may ask about themselves."""

    privacy = app_commands.Group(name="privacy", description="What I keep of you")

    @privacy.command(name="show", description="What I keep, and how long")
    async def show(self, interaction: discord.Interaction) -> None:
        """In short, with how much there is."""
        kept = await self.bot.store.people.export(interaction.user.id)
        embed = discord.Embed(title="What I keep of you", description=KEPT, colour=COLOUR)
        counts = " · ".join(f"{subject.replace('_', ' ')}: {len(rows)}" for subject, rows in kept.items() if rows)
        embed.add_field(name="Now", value=counts or "Nothing.", inline=False)
        embed.set_footer(text="/privacy export gives it all as a file, /privacy delete ends it")
        await interaction.response.send_message(embed=embed, ephemeral=True)

    @privacy.command(name="export", description="Everything I keep of you, as a file")
    async def export(self, interaction: discord.Interaction) -> None:
        """For the asker only."""
        kept = await self.bot.store.people.export(interaction.user.id)
        content = json.dumps({"user_id": str(interaction.user.id), **kept}, indent=2, ensure_ascii=False)
        file = discord.File(io.BytesIO(content.encode()), FILE_NAME)
        await interaction.response.send_message("Everything that I keep of you.", file=file, ephemeral=True)

    @privacy.command(name="delete", description="End what I keep of you")
    async def delete(self, interaction: discord.Interaction) -> None:
        """Asks once more."""
        view = discord.ui.View(timeout=None)
        view.add_item(PersonButton("delete", "Delete it", discord.ButtonStyle.danger))
        text = (
            "This ends your watches, votes and open corrections, and takes your name off what you asked and found. "
            "Accepted corrections stay, nameless. It cannot be undone."
        )
        await interaction.response.send_message(text, view=view, ephemeral=True)

    @app_commands.command(name="me", description="Whether I read you, write to you, and name you")
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
            await interaction.response.edit_message(content="Done: I keep nothing that names you.", view=None)
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
            raise Refused("That button is from another version of me; please use /me anew.")
    await interaction.response.edit_message(**await _switches(bot, person_id))


async def _switches(bot: PwncBot, person_id: int) -> dict[str, Any]:
    settings: PersonSettings = bot.store.person_settings.get(person_id)
    is_named = not await bot.store.restrictions.is_name_hidden(person_id)
    view = discord.ui.View(timeout=None)
    for does, label, is_on in (
        ("ignore", "Read my messages", not settings.is_ignored),
        ("notices", "Tell me what became of my corrections", settings.wants_notices),
        ("name", "Name me beside what I found", is_named),
    ):
        style = discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary
        view.add_item(PersonButton(does, f"{label}: {'yes' if is_on else 'no'}", style))
    return {"content": "Between you and me, in every server:", "view": view}


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
