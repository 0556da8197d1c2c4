"""What the world around does: a hundred papers at once, clocks that are wrong, a network without names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.library.faults import Service
from bot.settings import Settings
from tests.e2e.conftest import running
from tests.e2e.life import ALIVE, SEED, ask, link

N_PEOPLE, N_CHANNELS, N_PAPERS = 10, 10, 100
MOST_REQUESTS = 3


async def test_a_hundred_papers_at_once(discord_api: Sandbox, library: Library, bot_settings: Settings) -> None:
    """Ten people paste ten new papers each, in ten channels, within the usual limits: arXiv is asked three times at
    most, and each is answered once."""
    discord_api.limits.lift()
    world = discord_api.world
    guild = world.guilds[discord_api.channels["papers"].guild_id or 0]
    channels = [world.add_channel(guild, f"busy-{number}") for number in range(N_CHANNELS)]
    users = [world.add_user(f"reader{number}", None, 0x9B6BDF) for number in range(N_PEOPLE)]
    for user in users:
        world.add_member(guild, user)
    people = [discord_api.person(user.username) for user in users]
    limits = Settings()
    settings = replace(
        bot_settings,
        arxiv_interval_s=1.0,
        papers_per_person=limits.papers_per_person,
        papers_per_channel=limits.papers_per_channel,
    )
    async with running(settings) as bot:
        papers = sorted(library.papers)[:N_PAPERS]
        asked = [
            await people[number // N_CHANNELS].say(channels[number % N_CHANNELS], link(arxiv_id))
            for number, arxiv_id in enumerate(papers)
        ]
        for message in asked:
            await discord_api.next_message(reply_to=message, timeout_s=60.0)
        await discord_api.until(lambda: not bot.answers._delivering)
        replies = Counter(m.reply_to for m in world.messages.values() if m.author is discord_api.bot_user)
        requests = [request for request in library.requests if request.service is Service.ARXIV]
    assert [replies[message.id] for message in asked] == [1] * N_PAPERS
    assert len(requests) <= MOST_REQUESTS


async def test_a_clock_that_is_wrong(discord_api: Sandbox, library: Library, bot_settings: Settings) -> None:
    """What was said while the bot was away is answered, also where its clock was ahead of Discord's, and where it was
    set back meanwhile."""
    grace, ahead = discord_api.person("grace"), library.as_of + timedelta(hours=2)
    async with running(replace(bot_settings, as_of=ahead.isoformat())) as bot:
        await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
        await bot.cogs["Recovery"]._beat()  # type: ignore[attr-defined]
    first = await grace.say("papers", link(ALIVE))
    async with running(replace(bot_settings, as_of=ahead.isoformat())) as bot:
        await discord_api.next_message(reply_to=first)
        await bot.store.presence.record_alive(0, 1, ahead)
    second = await grace.say("papers", link("2412.11596"))
    async with running(bot_settings):
        await discord_api.next_message(reply_to=second)


async def test_no_name_is_found(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Where the name server answers for none of the services, the answer says so, never “no code”; what is known
    already is shown, and when names are back it is as ever."""
    nowhere = {
        name: value.replace("127.0.0.1", "services.invalid")
        for name in (setting for setting in bot_settings.__dataclass_fields__ if setting.endswith("_url"))
        if isinstance(value := getattr(bot_settings, name), str)
        if not name.startswith(("discord", "database", "web_gateway"))
    }
    async with running(bot_settings) as bot:
        await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
    async with running(replace(bot_settings, **nowhere)) as bot:  # type: ignore[arg-type]
        _, answer = await ask(discord_api, link(ALIVE), "reading-group")
        await discord_api.until(lambda: "arXiv could not be asked" in f"{answer.content} {answer.text_of_embed}", 30.0)
        _, known = await ask(discord_api, link(SEED), "reading-group")
        assert "The Cartographer" in known.content
        await bot.answers.finish_sending()
    async with running(bot_settings):
        _, answer = await ask(discord_api, link(ALIVE), "bots")
        assert "Alive" in answer.content
