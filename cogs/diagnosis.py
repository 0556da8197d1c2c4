"""/diagnose: which permission, intent or setting keeps the bot from doing what, with the fix."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.models import GuildSettings
from bot.resting import Resting, what_it_means
from bot.words import say
from bot.words.commands import command_text
from cogs._asking import AskingCog
from cogs._panel import COLOUR
from cogs._text import cut, escape

MOST_CHANNELS = 15
MOST_RESTS = 3  # of 1,024 characters in a field
_ANSWERABLE = (discord.TextChannel, discord.ForumChannel, discord.VoiceChannel, discord.StageChannel)


class Diagnosis(AskingCog):
    """Tells what is in the way."""

    @app_commands.command(description=command_text("diagnosis-command"))
    @app_commands.describe(everywhere=command_text("diagnosis-option-everywhere"))
    async def diagnose(self, interaction: discord.Interaction, everywhere: bool = False) -> None:
        """This channel, or every one; for the asker only."""
        guild = interaction.guild if interaction.is_guild_integration() else None
        if everywhere and guild is None:
            raise Refused(say("diagnosis-away"))
        embed = discord.Embed(title=say("diagnosis-title"), colour=COLOUR)
        settings = self.bot.store.guild_settings.get(interaction.guild_id or 0)
        if everywhere and guild:
            embed.add_field(name=say("diagnosis-channels"), value=_everywhere(guild, settings), inline=False)
        else:
            heading, lines = self._here(interaction, settings)
            embed.add_field(name=heading, value="\n".join(lines), inline=False)
        if guild:
            embed.add_field(name=say("diagnosis-messages"), value=self._intent(), inline=False)
        embed.add_field(name=say("diagnosis-full-texts"), value=_full_texts(self.bot.full_text_forms), inline=False)
        embed.add_field(name=say("diagnosis-keys"), value=self._keys(), inline=False)
        embed.add_field(name=say("diagnosis-services"), value=_services(self.bot.rests()), inline=False)
        await interaction.response.send_message(embed=embed, ephemeral=True)

    def _here(self, interaction: discord.Interaction, settings: GuildSettings) -> tuple[str, list[str]]:
        """Where it was asked, and what holds there for the asker."""
        person = self.bot.store.person_settings.get(interaction.user.id)
        own = [say("diagnosis-ignored")] if person.is_ignored else []
        if interaction.guild_id is not None:
            if interaction.is_guild_integration():
                return say("diagnosis-here"), [*own, *_in_channel(interaction, settings)]
            return say("diagnosis-server"), _as_guest(interaction)
        if interaction.context.dm_channel:
            lines = own or [say("diagnosis-direct-answered")]
            if not person.wants_notices:
                lines.append(say("diagnosis-no-notices"))
            return say("diagnosis-direct"), lines
        return say("diagnosis-conversation"), [say("diagnosis-conversation-guest")]

    def _intent(self) -> str:
        return say("diagnosis-content" if self.bot.intents.message_content else "diagnosis-no-content")

    def _keys(self) -> str:
        missing = [say(WITHOUT_KEYS[name], name=name) for name, is_set in self.bot.keys.items() if not is_set]
        return "\n".join(missing) or say("diagnosis-keys-set")


WITHOUT_KEYS = {
    "GITHUB_TOKEN": "diagnosis-key-github",
    "HUGGING_FACE_TOKEN": "diagnosis-key-hugging-face",
    "SEMANTIC_SCHOLAR_API_KEY": "diagnosis-key-semantic-scholar",
    "OPENALEX_API_KEY": "diagnosis-key-openalex",
}


def _in_channel(interaction: discord.Interaction, settings: GuildSettings) -> list[str]:
    channel = interaction.channel
    assert channel is not None  # noqa: S101 - a command in a server comes from a channel
    ids = _with_parents(channel)
    missing = _missing(interaction.app_permissions, settings, is_thread=isinstance(channel, discord.Thread))
    kept = _kept_away(ids, settings)
    by_settings = [f"✗ {kept}"] if kept else [say("diagnosis-settings-allow")]
    if not kept and settings.reaction_only:
        by_settings.append(say("diagnosis-settings-emblem"))
    return [*by_settings, *([f"✗ {each}" for each in missing] or [say("diagnosis-permitted")])]


def _as_guest(interaction: discord.Interaction) -> list[str]:
    """Where somebody brings the bot along who installed it for themselves."""
    lines = [say("diagnosis-guest")]
    if not interaction.permissions.use_external_apps:
        lines.append(say("diagnosis-external"))
    return [*lines, say("diagnosis-guest-add")]


def _full_texts(forms: frozenset[str]) -> str:
    if not forms:
        return say("diagnosis-full-texts-off")
    return say("diagnosis-full-texts-on", forms=", ".join(sorted(forms)))


def _services(rests: Mapping[str, Resting | None]) -> str:
    lines = [_rest(resting) for resting in rests.values() if resting]
    if len(lines) > MOST_RESTS:
        lines = [*lines[:MOST_RESTS], say("diagnosis-more", n=len(lines) - MOST_RESTS)]
    return "\n".join(lines) or say("diagnosis-services-asked")


def _rest(resting: Resting) -> str:
    """What is left alone, since when and until when, and what that means."""
    source, why = escape(cut(resting.source, 40)), escape(cut(resting.reason, 80))
    since, meaning = discord.utils.format_dt(resting.since, "t"), what_it_means(resting.source)
    if resting.until is None:
        return say("diagnosis-services-rest", source=source, since=since, why=why, meaning=meaning)
    until = discord.utils.format_dt(resting.until, "t")
    return say("diagnosis-services-rest-until", source=source, since=since, until=until, why=why, meaning=meaning)


def _everywhere(guild: discord.Guild, settings: GuildSettings) -> str:
    lines = []
    for channel in guild.channels:
        if not isinstance(channel, _ANSWERABLE):
            continue
        problems = _missing(channel.permissions_for(guild.me), settings, is_thread=False)
        if kept := _kept_away(_with_parents(channel), settings):
            problems.append(kept)
        if problems:
            lines.append(f"{channel.mention} {'; '.join(problems)}")
    n_more = len(lines) - MOST_CHANNELS
    more = "\n" + say("diagnosis-more-channels", n=n_more) if n_more > 0 else ""
    shown = "\n".join(line[:200] for line in lines[:MOST_CHANNELS])
    return (shown[: 1_000 - len(more)] + more) or say("diagnosis-clear")


def _with_parents(channel: object) -> set[int]:
    """The ids that speak for a channel: its own, its parent's, its category's."""
    ids = (getattr(channel, name, None) for name in ("id", "parent_id", "category_id"))
    return {channel_id for channel_id in ids if channel_id}


def _kept_away(ids: set[int], settings: GuildSettings) -> str:
    """How the server's settings keep the bot from answering in a channel, "" where they do not."""
    if ids & set(settings.denied_channels):
        return say("diagnosis-settings-denied")
    if settings.allowed_channels and not ids & set(settings.allowed_channels):
        return say("diagnosis-settings-elsewhere")
    return ""


NEED_KEYS = {
    "view_channel": "diagnosis-need-view",
    "send_messages": "diagnosis-need-send",
    "send_messages_in_threads": "diagnosis-need-send-in-threads",
    "embed_links": "diagnosis-need-embeds",
    "read_message_history": "diagnosis-need-history",
    "add_reactions": "diagnosis-need-reactions",
    "manage_messages": "diagnosis-need-manage",
    "create_public_threads": "diagnosis-need-threads",
}


def _missing(permissions: discord.Permissions, settings: GuildSettings, *, is_thread: bool) -> list[str]:
    """What the bot cannot do, and the permission that it needs for it, as far as the settings ask for that."""
    needless = {"send_messages" if is_thread else "send_messages_in_threads"}
    if not settings.suppress_preview:
        needless.add("manage_messages")
    if not settings.answer_in_thread:
        needless.add("create_public_threads")
    wanted = [permission for permission in NEED_KEYS if permission not in needless]
    return [say(NEED_KEYS[permission]) for permission in wanted if not getattr(permissions, permission)]


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Diagnosis(bot))
