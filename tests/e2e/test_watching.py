"""Watches in the chat: begun, listed, told, ended."""

from __future__ import annotations

from datetime import timedelta

from bot.client import PwncBot
from bot.models import Paper, WatchKind
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.settings import Settings
from bot.status import Status
from cogs.watching import DM_CLOSED
from tests.e2e.conftest import running
from tests.e2e.life import decide

PROMISED = "2508.17037"  # its repository holds a README, until the authors release the code


async def look_again(bot: PwncBot, arxiv_id: str) -> None:
    """Makes the paper due, and lets the worker have its round."""
    await bot.store.rescans.postpone(arxiv_id, bot.clock() - timedelta(seconds=1))
    looking = bot.get_cog("Looking")
    assert looking is not None
    await looking.tick()  # type: ignore[attr-defined]  # the extension is loaded as a module of its own


async def test_a_release_is_told_once(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Who watches a paper hears by direct message that its code came, with both verdicts, and hears it once."""
    grace = discord_api.person("grace")
    begun = await grace.command("watch paper", query=f"https://arxiv.org/abs/{PROMISED}")
    assert begun.ephemeral
    assert "I shall tell you of changes by direct message" in begun.message.content
    await look_again(bot, PROMISED)
    dm = await grace.open_dm()
    await discord_api.silence(dm)
    library.control("release_code", on=True, argument=PROMISED)
    await look_again(bot, PROMISED)
    told = await discord_api.next_message(channel=dm)
    assert "🌱" in told.text_of_embed
    assert "**Resurrected** · was" in told.text_of_embed
    await look_again(bot, PROMISED)
    await discord_api.silence(dm)


async def test_a_channel_is_told_by_moderators_only(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """`here` is for moderators; the notice then stands in the channel."""
    refused = await discord_api.person("grace").command("watch paper", query=PROMISED, here=True)
    assert refused.message.content.startswith("Only moderators")
    assert await bot.store.watches.get_of(discord_api.person("grace").id) == ()
    alan = discord_api.person("alan")
    begun = await alan.command("watch paper", query=PROMISED, here=True)
    assert "in this channel" in begun.message.content
    await decide(discord_api, bot, tone="plain")
    library.control("release_code", on=True, argument=PROMISED)
    await look_again(bot, PROMISED)
    told = await discord_api.next_message(channel="papers")
    assert "🌱" in told.text_of_embed
    assert f"**{Status.RESURRECTED.look.plain}**" in told.text_of_embed  # as this server calls it


async def test_a_closed_door_is_said(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A notice that cannot be delivered is not sent for ever; /watching says why."""
    grace = discord_api.person("grace")
    await grace.command("watch paper", query=PROMISED)
    grace.user.accepts_dms = False
    library.control("release_code", on=True, argument=PROMISED)
    await look_again(bot, PROMISED)
    listed = await grace.command("watching")
    assert DM_CLOSED in listed.message.text_of_embed
    assert await bot.watching.collect() == ()


async def test_an_authors_new_paper(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """An author of the library's papers: what was there is no news."""
    grace = discord_api.person("grace")
    begun = await grace.command("watch author", name="Jiarui Ye")
    assert "new papers by **Jiarui Ye**" in begun.message.content
    again = await grace.command("watch author", name="Jiarui Ye")
    assert again.message.content.startswith("You watch that already")


async def test_list_and_end(discord_api: Sandbox, bot_settings: Settings) -> None:
    """What is watched is listed with titles, outlives the process, and ends by a suggestion or its own name."""
    grace = discord_api.person("grace")
    async with running(bot_settings):
        assert (await grace.command("watching")).message.content.startswith("You watch nothing yet")
        await grace.command("watch paper", query="2504.21051")
        await grace.command("watch keyword", words="state spaces")
    async with running(bot_settings) as bot:
        text = (await grace.command("watching")).message.text_of_embed
        assert "Multimodal Large Language Models" in text
        assert "on “state spaces”" in text
        (choice,) = await grace.autocomplete("unwatch", focused="which", which="multimodal")
        assert choice["name"].startswith("paper · Multimodal Large Language Models")
        await grace.command("unwatch", which=choice["value"])
        ended = await grace.command("unwatch", which="State Spaces")
        assert ended.message.content == "🔕 You watch no longer: new papers on “state spaces”."
        unknown = await grace.command("unwatch", which="nothing")
        assert unknown.message.content.startswith("You do not watch that")
        assert await bot.store.watches.get_of(grace.id) == ()


async def test_nobody_is_pinged_by_a_title(discord_api: Sandbox, bot: PwncBot) -> None:
    """What somebody types or a record holds is shown as it is."""
    grace = discord_api.person("grace")
    begun = await grace.command("watch keyword", words="@everyone **x** ](http://evil)")
    assert "\\@everyone" in begun.message.content
    published = bot.clock() - timedelta(days=1)
    paper = Paper("2609.00001", 1, "[@everyone](http://evil) ||x||", "", (), ("cs.LG",), published, published)
    await bot.store.papers.record([paper], bot.clock())
    assert "](http://evil" not in (await grace.command("watching")).message.text_of_embed


async def test_pages_outlive_the_process(discord_api: Sandbox, bot_settings: Settings) -> None:
    """A long list comes in pages; its buttons work after a restart, and for lists that grew shorter meanwhile."""
    grace, words = discord_api.person("grace"), {f"word{n:02}" for n in range(23)}

    def shown() -> set[str]:
        return {word for word in words if word in listed.text_of_embed}

    async with running(bot_settings) as bot:
        for word in words:
            await bot.watching.watch(grace.id, WatchKind.KEYWORD, word)
        listed = (await grace.command("watching")).message
        first = shown()
        assert [button["label"] for button in listed.buttons] == ["◀", "1 of 3 ▶"]
    async with running(bot_settings) as bot:
        await grace.press(listed, "1 of 3 ▶")
        second = shown()
        await grace.press(listed, "2 of 3 ▶")
        third = shown()
        assert (len(first), len(second), len(third), first | second | third) == (10, 10, 3, words)
        for watch in await bot.store.watches.get_of(grace.id):
            await bot.store.watches.forget(watch.watch_id, grace.id)
        await bot.watching.watch(grace.id, WatchKind.KEYWORD, "the last")
        await grace.press(listed, "◀")
        assert "the last" in listed.text_of_embed
        assert not listed.buttons
