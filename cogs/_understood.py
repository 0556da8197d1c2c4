"""Buttons and selects that answer in the language of who uses them."""

from __future__ import annotations

import discord

from bot.words import speak
from cogs._asking import bot_of


class Understood:
    """Stands before DynamicItem among the bases of a button or select."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Runs in the task of the callback, before it."""
        speak(bot_of(interaction).language_of(interaction))
        return True
