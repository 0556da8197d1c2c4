"""The weekly digest in the chat."""

from __future__ import annotations

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.status import Status


async def tick(bot: PwncBot) -> None:
    cog = bot.get_cog("Digest")
    assert cog is not None
    await cog.tick()  # type: ignore[attr-defined]  # the extension is loaded as a module of its own


async def test_one_digest_a_week(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A server that asks for it gets one message with its own papers and a picture; others get none."""
    grace, papers = discord_api.person("grace"), discord_api.channels["papers"]
    ghost = next(i for i, status in library.expected_verdicts.items() if status is Status.GHOSTED)
    asked = await grace.say("papers", f"https://arxiv.org/abs/{ghost}")
    await discord_api.next_message(reply_to=asked)
    if scan := bot.scanner.running(ghost):
        await scan.outcome
    await tick(bot)
    await discord_api.silence("papers")
    await bot.store.guild_settings.change(papers.guild_id or 0, bot.clock(), digest_channel_id=papers.id)
    await tick(bot)
    digest = await discord_api.next_message(channel="papers")
    assert "The week in the crypt" in digest.text_of_embed
    assert f"{Status.GHOSTED.look.emblem} [" in digest.text_of_embed
    assert digest.embeds[0]["image"]["url"]
    await tick(bot)
    await discord_api.silence("papers")


async def test_an_empty_week_is_not_told(discord_api: Sandbox, bot: PwncBot) -> None:
    """Nothing happened: nothing is said."""
    papers = discord_api.channels["papers"]
    await bot.store.guild_settings.change(papers.guild_id or 0, bot.clock(), digest_channel_id=papers.id)
    await tick(bot)
    await discord_api.silence("papers")
