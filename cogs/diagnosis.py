"""/diagnose: which permission, intent or setting keeps the bot from doing what, with the fix."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.models import GuildSettings
from cogs._asking import AskingCog
from cogs._panel import COLOUR

MOST_CHANNELS = 15
_ANSWERABLE = (discord.TextChannel, discord.ForumChannel, discord.VoiceChannel, discord.StageChannel)


@dataclass(frozen=True, slots=True)
class Need:
    """A permission, what it is for, and whether this server's settings ask for it."""

    permission: str
    purpose: str
    is_asked: bool = True


class Diagnosis(AskingCog):
    """Tells what is in the way."""

    @app_commands.command(description="What keeps me from answering, and how to mend it")
    @app_commands.describe(everywhere="Look at every channel of this server")
    @app_commands.guild_only()
    @app_commands.guild_install()
    async def diagnose(self, interaction: discord.Interaction, everywhere: bool = False) -> None:
        """This channel, or every one; for the asker only."""
        if interaction.guild is None or not interaction.is_guild_integration():
            raise Refused("I am no member of this server: add me to it first.")
        settings = self.bot.store.guild_settings.get(interaction.guild.id)
        embed = discord.Embed(title="What is in my way", colour=COLOUR)
        if everywhere:
            embed.add_field(name="Channels", value=_everywhere(interaction.guild, settings), inline=False)
        else:
            lines = _here(interaction, settings)
            embed.add_field(name="In this channel", value="\n".join(lines), inline=False)
        embed.add_field(name="Messages", value=self._intent(), inline=False)
        embed.add_field(name="Services", value=self._services(), inline=False)
        await interaction.response.send_message(embed=embed, ephemeral=True)

    def _intent(self) -> str:
        if self.bot.intents.message_content:
            return "✓ I may read messages, so pasted links are answered."
        return (
            "✗ The Message Content Intent is off: I see links only where I am mentioned or replied to. My operator can "
            "switch it on in the Developer Portal (the application, page Bot)."
        )

    def _services(self) -> str:
        missing = [f"– {name} is not set: {_WITHOUT[name]}" for name, is_set in self.bot.keys.items() if not is_set]
        return "\n".join(missing) or "✓ Every key is set."


_WITHOUT = {
    "GITHUB_TOKEN": "GitHub answers 60 requests an hour, and community code is not looked for.",
    "HUGGING_FACE_TOKEN": "a gated model and one that is gone look alike.",
    "SEMANTIC_SCHOLAR_API_KEY": "citations come from a pool that everybody shares.",
    "OPENALEX_API_KEY": "its daily budget is small.",
}


def _here(interaction: discord.Interaction, settings: GuildSettings) -> list[str]:
    channel = interaction.channel
    assert channel is not None  # noqa: S101 - a command in a server comes from a channel
    ids = _with_parents(channel)
    missing = _missing(interaction.app_permissions, settings, is_thread=isinstance(channel, discord.Thread))
    return [*_by_settings(ids, settings), *(missing or ["✓ I have every permission that I need."])]


def _everywhere(guild: discord.Guild, settings: GuildSettings) -> str:
    lines = []
    for channel in guild.channels:
        if not isinstance(channel, _ANSWERABLE):
            continue
        problems = _missing(channel.permissions_for(guild.me), settings, is_thread=False)
        problems += [line for line in _by_settings(_with_parents(channel), settings) if line.startswith("✗")]
        if problems:
            lines.append(f"{channel.mention} {'; '.join(problem.removeprefix('✗ ') for problem in problems)}")
    more = f"\n+{len(lines) - MOST_CHANNELS} more channels" if len(lines) > MOST_CHANNELS else ""
    shown = "\n".join(line[:200] for line in lines[:MOST_CHANNELS])
    return (shown[: 1_000 - len(more)] + more) or "✓ Nothing is in my way in any channel."


def _with_parents(channel: object) -> set[int]:
    """The ids that speak for a channel: its own, its parent's, its category's."""
    ids = (getattr(channel, name, None) for name in ("id", "parent_id", "category_id"))
    return {channel_id for channel_id in ids if channel_id}


def _by_settings(ids: set[int], settings: GuildSettings) -> list[str]:
    if ids & set(settings.denied_channels):
        return ["✗ `/settings` keeps me from answering here (Never answer in)."]
    if settings.allowed_channels and not ids & set(settings.allowed_channels):
        return ["✗ `/settings` lets me answer in other channels only (Answer only in)."]
    lines = ["✓ `/settings` lets me answer here."]
    if settings.reaction_only:
        lines.append("– `/settings` has me answer with an emblem only.")
    return lines


def _missing(permissions: discord.Permissions, settings: GuildSettings, *, is_thread: bool) -> list[str]:
    needs = (
        Need("view_channel", "I see nothing here"),
        Need("send_messages_in_threads" if is_thread else "send_messages", "I cannot answer"),
        Need("embed_links", "my answers are plain text"),
        Need("read_message_history", "I cannot reply to messages, nor catch up after I was away"),
        Need("add_reactions", "I cannot mark replies that I understood"),
        Need("manage_messages", "I cannot hide Discord's previews", settings.suppress_preview),
        Need("create_public_threads", "I cannot answer in threads", settings.answer_in_thread),
    )
    return [
        f"✗ {need.purpose}: give me **{need.permission.replace('_', ' ').title()}**."
        for need in needs
        if need.is_asked and not getattr(permissions, need.permission)
    ]


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Diagnosis(bot))
