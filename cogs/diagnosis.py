"""/diagnose: which permission, intent or setting keeps the bot from doing what, with the fix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.models import GuildSettings
from bot.resting import Resting, what_it_means
from cogs._asking import AskingCog
from cogs._panel import COLOUR
from cogs._text import cut, escape

MOST_CHANNELS = 15
MOST_RESTS = 3  # of 1,024 characters in a field
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
    async def diagnose(self, interaction: discord.Interaction, everywhere: bool = False) -> None:
        """This channel, or every one; for the asker only."""
        guild = interaction.guild if interaction.is_guild_integration() else None
        if everywhere and guild is None:
            raise Refused("I see channels only in a server that I am a member of: leave out `everywhere` here.")
        embed = discord.Embed(title="What is in my way", colour=COLOUR)
        settings = self.bot.store.guild_settings.get(interaction.guild_id or 0)
        if everywhere and guild:
            embed.add_field(name="Channels", value=_everywhere(guild, settings), inline=False)
        else:
            heading, lines = self._here(interaction, settings)
            embed.add_field(name=heading, value="\n".join(lines), inline=False)
        if guild:
            embed.add_field(name="Messages", value=self._intent(), inline=False)
        embed.add_field(name="Full texts", value=_full_texts(self.bot.full_text_forms), inline=False)
        embed.add_field(name="Keys", value=self._keys(), inline=False)
        embed.add_field(name="Services", value=_services(self.bot.rests()), inline=False)
        await interaction.response.send_message(embed=embed, ephemeral=True)

    def _here(self, interaction: discord.Interaction, settings: GuildSettings) -> tuple[str, list[str]]:
        """Where it was asked, and what holds there for the asker."""
        person = self.bot.store.person_settings.get(interaction.user.id)
        own = ["✗ You asked me not to read what you write: `/me` changes that."] if person.is_ignored else []
        if interaction.guild_id is not None:
            if interaction.is_guild_integration():
                return "In this channel", [*own, *_in_channel(interaction, settings)]
            return "In this server", _as_guest(interaction)
        if interaction.context.dm_channel:
            lines = own or ["✓ I answer every link that you send me here; that needs no permission."]
            if not person.wants_notices:
                lines.append("– You want no messages about your corrections: `/me` changes that.")
            return "In direct messages", lines
        return "In this conversation", [
            "– I am not part of it, so links are not seen here; commands such as `/paper` work."
        ]

    def _intent(self) -> str:
        if self.bot.intents.message_content:
            return "✓ I may read messages, so pasted links are answered."
        return (
            "✗ The Message Content Intent is off: I see links only where I am mentioned or replied to. My operator can "
            "switch it on in the Developer Portal (the application, page Bot)."
        )

    def _keys(self) -> str:
        missing = [f"– {name} is not set: {_WITHOUT[name]}" for name, is_set in self.bot.keys.items() if not is_set]
        return "\n".join(missing) or "✓ Every key is set."


_WITHOUT = {
    "GITHUB_TOKEN": "GitHub answers 60 requests an hour, and community code is not looked for.",
    "HUGGING_FACE_TOKEN": "a gated model and one that is gone look alike.",
    "SEMANTIC_SCHOLAR_API_KEY": "citations come from a pool that everybody shares.",
    "OPENALEX_API_KEY": "its daily budget is small.",
}


def _in_channel(interaction: discord.Interaction, settings: GuildSettings) -> list[str]:
    channel = interaction.channel
    assert channel is not None  # noqa: S101 - a command in a server comes from a channel
    ids = _with_parents(channel)
    missing = _missing(interaction.app_permissions, settings, is_thread=isinstance(channel, discord.Thread))
    return [*_by_settings(ids, settings), *(missing or ["✓ I have every permission that I need."])]


def _as_guest(interaction: discord.Interaction) -> list[str]:
    """Where somebody brings the bot along who installed it for themselves."""
    lines = ["– I am no member of this server, so links are not seen here; commands such as `/paper` work for you."]
    if not interaction.permissions.use_external_apps:
        lines.append("– You may not use external apps here, so my answers are shown to you alone.")
    return [*lines, "– Whoever may manage the server can add me: then links are answered."]


def _full_texts(forms: frozenset[str]) -> str:
    if forms:
        return f"✓ I read full texts ({', '.join(sorted(forms))}), a while after the first answer."
    return "– FULL_TEXT is off: links that only a paper's full text names are not found."


def _services(rests: Mapping[str, Resting | None]) -> str:
    lines = [_rest(resting) for resting in rests.values() if resting]
    more = f"\n+{len(lines) - MOST_RESTS} more" if len(lines) > MOST_RESTS else ""
    return "\n".join(lines[:MOST_RESTS]) + more or "✓ No service rests just now."


def _rest(resting: Resting) -> str:
    """What is left alone, since when and until when, and what that means."""
    until = f"until {discord.utils.format_dt(resting.until, 't')}" if resting.until else "until it answers again"
    when = f"since {discord.utils.format_dt(resting.since, 't')}, {until}"
    why = escape(cut(resting.reason, 80))
    return f"✗ **{escape(cut(resting.source, 40))}** is left alone {when} ({why}): {what_it_means(resting.source)}."


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
