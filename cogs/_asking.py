"""What commands about one paper have in common: the option, its suggestions, the wait, the refusals."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Iterable, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import PwncBot
from bot.errors import Refused, SourceUnavailable, StoreUnavailable
from bot.links import parse_arxiv_id
from bot.models import PaperLink, Tone
from bot.scanner import Known
from bot.words import say
from cogs._sending import LOST, send_privately
from cogs._text import cut, fold, fold_title

log = logging.getLogger(__name__)

MOST_SUGGESTED = 10
MOST_CHOICES = 25  # Discord's limit
SCAN_WITHIN_S = 120.0
UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION = 10_015, 10_062  # as Discord numbers its errors


class AskingCog(commands.Cog):
    """A cog whose commands refuse in one sentence; anything else that fails is our bug, told in one neutral line."""

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot

    async def cog_app_command_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Tells the person, and for a bug the log."""
        await tell_failure(interaction, error)


def bot_of(interaction: discord.Interaction) -> PwncBot:
    """The bot in which a button, a select or a form was used: discord.py types it as any client."""
    assert isinstance(interaction.client, PwncBot)  # noqa: S101 - no other client registers ours
    return interaction.client


def tone_of(bot: PwncBot, interaction: discord.Interaction) -> Tone:
    """The tone of the server in which something was asked; outside one the crypt's."""
    return bot.store.guild_settings.get(interaction.guild_id or 0).tone


async def tell_failure(interaction: discord.Interaction, error: Exception) -> None:
    """Refusals and a failing store are told to the person; anything else is our bug, told in one neutral line.

    Nobody can be told where Discord waits no more, or does not answer: that stands in the log.
    """
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    try:
        if not _is_over(cause):
            await send_privately(interaction, _wording(cause))
            return
    except (discord.HTTPException, *LOST) as failed:
        cause = failed
    log.info("the answer to a command came to nobody: %s", cause)


def _wording(cause: Exception) -> str:
    if isinstance(cause, Refused):
        return str(cause)
    if isinstance(cause, StoreUnavailable):
        log.error("a command failed: %s", cause)
        return say("asking-no-store")
    log.error("a command failed", exc_info=cause)
    return say("asking-failed")


def _is_over(cause: Exception) -> bool:
    """Whether Discord waits no more: three seconds for a first response, fifteen minutes for others."""
    return isinstance(cause, discord.NotFound) and cause.code in (UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION)


def parse_query(query: str) -> PaperLink:
    """The paper that somebody typed as an id or a link. Raises Refused when it is none."""
    link = parse_arxiv_id(fold(query))  # what is pasted may bring signs that nobody sees
    if link is None:
        raise Refused(say("asking-no-id"))
    return link


async def suggest_papers(bot: PwncBot, typed: str) -> list[app_commands.Choice[str]]:
    """Papers that are known already, by the beginning of their id or words of their title; none without the store."""

    async def name_papers() -> list[tuple[str, str]]:
        kept = await bot.store.search.find_by_title(typed, MOST_SUGGESTED)
        return [(f"{arxiv_id} · {fold_title(title)}", arxiv_id) for arxiv_id, title in kept]

    return await suggest(name_papers())


async def suggest(named: Awaitable[Sequence[tuple[str, str]]]) -> list[app_commands.Choice[str]]:
    """Names with their values as Discord takes them, the first of as many as it takes; none without the store."""
    try:
        pairs = await named
    except StoreUnavailable as error:
        log.error("nothing is suggested: %s", error)
        return []
    return [app_commands.Choice(name=cut(name, 100), value=value) for name, value in pairs[:MOST_CHOICES]]


def named_as(typed: str, named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the names with their values that hold what was typed."""
    return [(name, value) for name, value in named if typed.strip().lower() in name.lower()]


async def get_or_scan(bot: PwncBot, interaction: discord.Interaction, link: PaperLink, *, private: bool) -> Known:
    """What is known of the paper, after its first scan where there was none; the interaction is deferred meanwhile.

    Raises Refused when there is no such paper, arXiv cannot be asked, or the person had too many papers scanned.
    """
    if known := await bot.scanner.get_known(link.arxiv_id):
        return known
    if not bot.pace.admits(interaction.user.id, interaction.channel_id or 0, 1, bot.clock()):
        raise Refused(say("asking-too-many"))
    await interaction.response.defer(thinking=True, ephemeral=private)
    scan = bot.scanner.scan(link.arxiv_id)
    await asyncio.wait({scan.outcome}, timeout=SCAN_WITHIN_S)  # to its end: what is kept of it is read next
    try:
        known = scan.outcome.result() if scan.outcome.done() else scan.known
    except SourceUnavailable as error:
        raise Refused(say("asking-unasked", source=error.source, arxiv_id=link.arxiv_id)) from error
    if known is None:
        raise Refused(say("asking-no-paper", arxiv_id=link.arxiv_id))
    return known


async def answer(interaction: discord.Interaction, *, private: bool, **message: Any) -> None:
    """Sends the answer, whether the interaction was deferred or not."""
    if interaction.response.is_done():
        await interaction.edit_original_response(**message)
    else:
        await interaction.response.send_message(ephemeral=private, **message)
