"""The weekly digest in the chat."""

from __future__ import annotations

from bot.client import PwncBot
from bot.contributions.rules import Actor
from bot.digest import WEEK, Contributor, compose
from bot.models import Tone
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.status import Status
from cogs.digest import render_digest


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


async def test_who_contributed(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Whose corrections were accepted here this week: by name who wants one, the others counted; nobody is pinged."""
    grace, emmy, alan = (discord_api.person(name) for name in ("grace", "emmy", "alan"))
    papers = discord_api.channels["papers"]
    place = papers.guild_id or 0
    arxiv_id = next(i for i, status in library.expected_verdicts.items() if status is Status.CARTOGRAPHER)
    await bot.scanner.scan(arxiv_id).outcome
    for who, venue in ((emmy, "ICML 2025"), (grace, "ICLR 2024"), (alan, "NeurIPS 2023")):
        await who.command("contribute venue", paper=arxiv_id, venue=venue)
        (kept,) = await bot.store.contributions.get_by_author(who.id)
        if who is not alan:  # his own is still to be decided
            await bot.desk.accept(kept.contribution_id, Actor(alan.id, place, is_moderator=True))
    await grace.command("contributions name", shown=False)
    await bot.store.guild_settings.change(place, bot.clock(), digest_channel_id=papers.id)
    await tick(bot)
    digest = await discord_api.next_message(channel="papers")
    assert f"🏅 Corrections accepted · 2\nThanks to <@{emmy.id}> and 1 more." in digest.text_of_embed
    assert (digest.content, digest.mentions) == ("", [])
    other = next(guild.id for guild in discord_api.world.guilds.values() if guild.id != place)
    assert await bot.store.contributions.get_contributors(other, bot.clock() - WEEK) == ()
    assert await bot.store.contributions.get_contributors(place, bot.clock()) == ()


def test_nobody_wants_a_name() -> None:
    """Then they are counted, and above ten names the rest is too."""
    cases = {(None,): "1 person", (None, None): "2 people", tuple(range(1, 13)): "<@9>, <@10> and 2 more"}
    for user_ids, said in cases.items():
        digest = compose([], [Contributor(user_id, 1) for user_id in user_ids])
        (field,) = render_digest(digest, Tone.PLAIN).fields
        assert str(field.value).endswith(f"{said}.")


async def test_an_empty_week_is_not_told(discord_api: Sandbox, bot: PwncBot) -> None:
    """Nothing happened: nothing is said."""
    papers = discord_api.channels["papers"]
    await bot.store.guild_settings.change(papers.guild_id or 0, bot.clock(), digest_channel_id=papers.id)
    await tick(bot)
    await discord_api.silence("papers")
