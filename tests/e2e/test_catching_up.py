"""After a start or a lost session: what was left open is completed, what was missed is made up for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.client import PwncBot
from bot.models import Contribution, ContributionEvent, ContributionKind, ContributionState, ContributionWay, Decider
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.permissions import Permission
from bot.settings import Settings
from tests.e2e.conftest import running
from tests.e2e.life import ALIVE, BENCH, SEED, ask, decide, link
from tests.e2e.test_chats import guild_id
from tests.e2e.test_contributions import members

HISTORY = "GET /channels/{channel_id}/messages"


def n_read(discord_api: Sandbox) -> int:
    """How often the bot read a channel's history."""
    return [request.route for request in discord_api.requests].count(HISTORY)


def replies(discord_api: Sandbox, message_id: int) -> list[int]:
    """The bot's messages that reply to this one."""
    return [each.id for each in discord_api.world.messages.values() if each.reply_to == message_id]


async def test_an_incomplete_answer_is_completed(
    discord_api: Sandbox, library: Library, bot_settings: Settings
) -> None:
    """“Looking …” does not stay when the process ends before its edit."""
    library.fault("arxiv", delay_s=30.0, times=1)
    async with running(bot_settings) as bot:
        _, answer = await ask(discord_api, link(SEED))
        assert answer.content.startswith("🔎 Looking")
        await bot.answers.finish_sending()
    library.clear_faults()
    async with running(bot_settings):
        await discord_api.until(lambda: answer.content.startswith("🗺️ The Cartographer"))


async def test_a_contribution_that_is_not_shown_yet_is_shown(discord_api: Sandbox, bot_settings: Settings) -> None:
    """One that was kept right before the process ended."""
    async with running(bot_settings) as bot:
        asked, answer = await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
        made_at = bot.clock()
        kind, way, emmy = ContributionKind.VENUE, ContributionWay.FORM, discord_api.person("emmy").id
        place = guild_id(discord_api)
        await bot.store.contributions.add(
            Contribution("4fk9tz", SEED, kind, way, "ICML 2025", emmy, place, asked.channel_id, answer.id, made_at),
            ContributionEvent("4fk9tz", made_at, "propose", ContributionState.CHECKING, Decider.AUTHOR, emmy, "ICML"),
        )
    async with running(bot_settings):
        await discord_api.until(lambda: "ICML 2025" in answer.text_of_embed)


async def test_a_reply_far_down_is_found(discord_api: Sandbox, bot_settings: Settings) -> None:
    """An answer that was sent and not noted is adopted, though hundreds of messages stand before it."""
    grace = discord_api.person("grace")
    async with running(bot_settings) as bot:
        asked = await grace.say("papers", "wait")
        for n in range(230):
            await grace.say("papers", f"talk {n}")
        await grace.edit(asked, link(SEED))
        answer = await discord_api.next_message(reply_to=asked)
        await bot.answers.finish_sending()
        kept = await bot.answers.get_answer(answer.id)
        assert kept
        await bot.store.answers.forget(asked.id)
        earlier = kept.intended_at - timedelta(minutes=5)
        await bot.store.answers.record_intention(replace(kept, reply_id=None, intended_at=earlier))
    async with running(bot_settings) as bot:
        await discord_api.silence("papers")
        assert replies(discord_api, asked.id) == [answer.id]
        assert await bot.answers.get_answer(answer.id)


async def test_a_reply_that_came_late_is_found(discord_api: Sandbox, bot_settings: Settings) -> None:
    """An answer that a later life gave, which was cut short as well, is adopted: nobody is answered twice."""
    async with running(bot_settings) as bot:
        asked = await discord_api.person("grace").say("papers", "wait")
        discord_api.clock.advance(1200)
        await discord_api.person("alan").say("papers", "talk")
        await discord_api.person("grace").edit(asked, link(SEED))
        answer = await discord_api.next_message(reply_to=asked)
        await bot.answers.finish_sending()
        kept = await bot.answers.get_answer(answer.id)
        assert kept
        await bot.store.answers.forget(asked.id)
        await bot.store.answers.record_intention(replace(kept, reply_id=None))
    discord_api.clock.advance(1200)  # Discord has forgotten the nonce
    async with running(today(discord_api, bot_settings)) as bot:
        await discord_api.silence("papers")
        assert replies(discord_api, asked.id) == [answer.id]
        assert await bot.answers.get_answer(answer.id)


async def test_an_intention_is_made_anew_with_each_life(discord_api: Sandbox, bot_settings: Settings) -> None:
    """What one life looks for in vain, and then sends, the next one looks for from that moment on."""
    async with running(bot_settings) as bot:
        asked, answer = await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
        kept = await bot.answers.get_answer(answer.id)
        assert kept
        await bot.store.answers.forget(asked.id)
        await bot.store.answers.record_intention(replace(kept, reply_id=None))
    await discord_api.person("alan").delete(answer)
    discord_api.clock.advance(3600)
    async with running(today(discord_api, bot_settings)) as bot:
        await discord_api.next_message(reply_to=asked)
        await bot.answers.finish_sending()
        renewed = await bot.store.answers.get_to(asked.id)
        assert renewed
        assert renewed.intended_at - kept.intended_at >= timedelta(hours=1)


async def test_an_intention_whose_message_is_gone(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Nobody is answered who took the message back meanwhile; without history nothing is sent a second time."""
    grace, papers = discord_api.person("grace"), discord_api.channels["papers"]
    async with running(bot_settings) as bot:
        asked, _ = await ask(discord_api, link(SEED))
        other, _ = await ask(discord_api, link(SEED), "reading-group")
        await bot.answers.finish_sending()
        for trigger in (asked, other):
            kept = await bot.store.answers.get_to(trigger.id)
            assert kept
            await bot.store.answers.forget(trigger.id)
            earlier = kept.intended_at - timedelta(minutes=5)
            await bot.store.answers.record_intention(replace(kept, reply_id=None, intended_at=earlier))
    await grace.delete(asked)
    discord_api.administration.deny(
        discord_api.channels["reading-group"], discord_api.bot_user, Permission.READ_MESSAGE_HISTORY
    )
    async with running(bot_settings) as bot:
        await discord_api.silence(papers)
        await discord_api.silence("reading-group")
        assert await bot.store.answers.get_unsent() == ()
        assert len(replies(discord_api, other.id)) == 1


async def test_what_was_said_meanwhile(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Links are answered in channels that had an answer, replies count, and nothing is answered twice."""
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    async with running(bot_settings) as bot:
        asked, answer = await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
    missed = await grace.say("papers", link(ALIVE))
    unknown = await grace.say("bots", link(ALIVE))
    await emmy.say("papers", "https://github.com/maturk/dn-splatter", reply_to=answer)
    async with running(bot_settings) as bot:
        assert "Alive" in (await discord_api.next_message(reply_to=missed)).content
        await discord_api.until(lambda: "maturk/dn-splatter" in answer.text_of_embed)
        await discord_api.silence("papers")
        await discord_api.silence("bots")
        assert len(replies(discord_api, asked.id)) == 1
        assert replies(discord_api, unknown.id) == []
        (kept,) = (await bot.store.contributions.get_community(SEED, guild_id(discord_api))).contributions
        assert kept.author_id == emmy.id


async def test_channels_without_news_are_not_read(discord_api: Sandbox, bot_settings: Settings) -> None:
    """A quiet channel costs the comparison of its latest answers alone; one that never had any costs nothing."""
    async with running(bot_settings) as bot:
        await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
        await bot.store.presence.record_alive(0, 1, later := bot.clock() + timedelta(hours=1))
    n_before = n_read(discord_api)
    async with running(replace(bot_settings, as_of=later.isoformat())):
        await discord_api.silence("papers")
        assert n_read(discord_api) - n_before == 1


async def test_an_allowed_channel_is_read_without_an_earlier_answer(
    discord_api: Sandbox, bot_settings: Settings
) -> None:
    """Where a server names its channels, what was said there is made up for in each of them."""
    async with running(bot_settings) as bot:
        allowed = (discord_api.channels["bots"].id,)
        await bot.store.guild_settings.change(guild_id(discord_api), bot.clock(), allowed_channels=allowed)
        await discord_api.silence("bots")
    missed = await discord_api.person("grace").say("bots", link(SEED))
    async with running(bot_settings):
        await discord_api.next_message(reply_to=missed)


async def test_what_was_changed_meanwhile(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Edited messages are followed, deleted ones take their answers with them, deleted answers are not given again."""
    grace, alan = discord_api.person("grace"), discord_api.person("alan")
    async with running(bot_settings) as bot:
        edited, first = await ask(discord_api, link(SEED))
        emptied, second = await ask(discord_api, link(ALIVE))
        deleted, third = await ask(discord_api, link(BENCH))
        kept, fourth = await ask(discord_api, link("2508.17037"))
        commanded = await grace.command("paper", "papers", query="2601.21739")
        await bot.answers.finish_sending()
    await grace.edit(edited, link("2603.08794"))
    await grace.edit(emptied, "never mind")
    await grace.delete(deleted)
    await alan.delete(fourth)
    async with running(bot_settings) as bot:
        await discord_api.until(lambda: "2603.08794" in first.text_of_embed)
        await discord_api.until(lambda: discord_api.message(second.id) is None)
        await discord_api.until(lambda: discord_api.message(third.id) is None)
        await discord_api.silence("papers")
        assert replies(discord_api, kept.id) == []
        assert discord_api.message(commanded.message.id)
        assert await bot.answers.get_answer(commanded.message.id)


async def test_reactions_given_meanwhile(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Emblems given and taken back count, and so does the basket."""
    grace, emmy, alan = (discord_api.person(name) for name in ("grace", "emmy", "alan"))
    async with running(bot_settings) as bot:
        _, answer = await ask(discord_api, link(SEED))
        _, removed = await ask(discord_api, link(ALIVE))
        await emmy.react(answer, "🔮")
        await discord_api.silence("papers")
        assert await bot.store.answers.get_reactions(answer.id) == {(emmy.id, "ethereal")}
    await emmy.unreact(answer, "🔮")
    await alan.react(answer, "🪦")
    await grace.react(answer, "🪦")
    await grace.react(answer, "❌")
    await grace.react(removed, "🗑️")
    async with running(bot_settings) as bot:
        await discord_api.until(lambda: "🪦 Buried in Dependencies ×2" in answer.text_of_embed)
        await discord_api.until(lambda: discord_api.message(removed.id) is None)
        await discord_api.until(lambda: "❌ Something wrong?" in answer.text_of_embed)
        kept = {(alan.id, "buried"), (grace.id, "buried"), (grace.id, "doubt")}
        async with asyncio.timeout(10):
            while await bot.store.answers.get_reactions(answer.id) != kept:  # the last may come after the edit
                pass


def today(discord_api: Sandbox, settings: Settings) -> Settings:
    """The same, with the bot's clock where the sandbox's is by now."""
    return replace(settings, as_of=discord_api.clock.now().isoformat())


async def test_a_long_absence(discord_api: Sandbox, bot_settings: Settings) -> None:
    """However much was said meanwhile, all of it is read."""
    grace = discord_api.person("grace")
    async with running(bot_settings) as bot:
        await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
    for _ in range(1_000):
        await grace.say("papers", "talk")
    missed = await grace.say("papers", link(ALIVE))
    async with running(bot_settings):
        await discord_api.next_message(reply_to=missed)


async def test_a_channel_whose_answer_is_gone(discord_api: Sandbox, bot_settings: Settings) -> None:
    """A channel counts as answered in, though the message that was answered there is deleted."""
    grace = discord_api.person("grace")
    async with running(bot_settings) as bot:
        asked, answer = await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
        await grace.delete(asked)
        await discord_api.until(lambda: discord_api.message(answer.id) is None)
        async with asyncio.timeout(10):
            while await bot.store.answers.get_to(asked.id):
                pass
    missed = await grace.say("papers", link(ALIVE))
    async with running(bot_settings):
        await discord_api.next_message(reply_to=missed)


async def test_killed_while_catching_up(discord_api: Sandbox, bot_settings: Settings) -> None:
    """What was missed stays to be read until it is read: lives that end before, or find no channel readable, leave it
    to the next one, however much later that is."""
    grace = discord_api.person("grace")
    async with running(bot_settings) as bot:
        await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
    missed = await grace.say("papers", link(ALIVE))
    discord_api.faults.delay(HISTORY, 30.0, times=100)
    for _ in range(2):
        discord_api.clock.advance(3600)
        async with running(today(discord_api, bot_settings)):
            await discord_api.silence("papers")
    discord_api.faults.clear()
    discord_api.faults.fail(HISTORY, 503, times=100)
    discord_api.clock.advance(3600)
    async with running(today(discord_api, bot_settings)):
        await discord_api.silence("papers")
    discord_api.faults.clear()
    discord_api.clock.advance(3600)
    async with running(today(discord_api, bot_settings)):
        await discord_api.next_message(reply_to=missed)


async def test_a_server_that_is_not_there_at_first(discord_api: Sandbox, bot_settings: Settings) -> None:
    """What was said before an outage of Discord is made up for when the server is back, in the same life or a later
    one; so is what nobody was told of during one."""
    grace, guild = discord_api.person("grace"), discord_api.world.guilds[guild_id(discord_api)]
    async with running(bot_settings) as bot:
        await ask(discord_api, link(SEED))
        await bot.answers.finish_sending()
    missed = await grace.say("papers", link(ALIVE))
    discord_api.gateway.begin_outage(guild)
    discord_api.clock.advance(3600)
    async with running(today(discord_api, bot_settings)):
        await discord_api.silence("papers")
    discord_api.clock.advance(3600)
    async with running(today(discord_api, bot_settings)):
        await discord_api.silence("papers")
        discord_api.gateway.end_outage(guild)
        await discord_api.next_message(reply_to=missed)
        discord_api.gateway.begin_outage(guild)
        missed = await grace.say("papers", link(BENCH))
        discord_api.gateway.end_outage(guild)
        await discord_api.next_message(reply_to=missed)


async def test_limits_count_by_the_moment_of_a_message(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Who asked in several channels, slowly enough, is answered in each, in whatever order they are read back."""
    grace, settings = discord_api.person("grace"), replace(bot_settings, papers_per_person=1)
    where = ["papers", "reading-group"]
    async with running(settings) as bot:
        for name in where:
            discord_api.clock.advance(120)
            await ask(discord_api, link(SEED), name)
        await bot.answers.finish_sending()
    missed = []
    for arxiv_id in (ALIVE, BENCH):
        for name in where:
            discord_api.clock.advance(120)
            missed.append(await grace.say(name, link(arxiv_id)))
    async with running(today(discord_api, settings)):
        for each in missed:
            await discord_api.next_message(reply_to=each)


async def test_emblems_in_place_of_an_answer_stay_known(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Where a server wants reactions alone, they follow their message in a later life, too."""
    grace = discord_api.person("grace")
    async with running(bot_settings) as bot:
        await decide(discord_api, bot, reaction_only=True)
        asked = await grace.say("papers", link(SEED))
        await discord_api.until(lambda: asked.reactions)
        await bot.answers.finish_sending()
    discord_api.clock.advance(3600)
    async with running(today(discord_api, bot_settings)) as bot:
        await discord_api.silence("papers")
        await grace.edit(asked, link(ALIVE))
        await discord_api.until(lambda: [each.name for each in asked.reactions] == ["🟢"])


async def test_votes_given_meanwhile(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Marks under a reply count as votes as if they had been heard: one more member is enough for a decision."""
    grace, emmy, alan = (discord_api.person(name) for name in ("grace", "emmy", "alan"))
    (reader,) = members(discord_api, 1)
    async with running(bot_settings) as bot:
        _, answer = await ask(discord_api, link(SEED))
        found = await emmy.say("papers", "venue: ICML 2025", reply_to=answer)
        await discord_api.until(lambda: any(reaction.name == "🗳️" for reaction in found.reactions))
        form = await emmy.press(answer, "Know the venue")
        await emmy.submit(form, {"evidence": "https://icml.cc/virtual/2025"})
        await grace.react(found, "❌")
        await alan.react(found, "✅")
        await discord_api.silence("papers")
        (kept,) = await bot.store.contributions.get_of_paper(SEED, guild_id(discord_api))
        assert len(await bot.store.reactions.get_votes_on(found.id)) == 2
    await grace.unreact(found, "❌")
    await grace.react(found, "✅")
    await reader.react(found, "✅")
    as_of = bot_settings.as_of_moment()
    assert as_of
    later = replace(bot_settings, as_of=(as_of + timedelta(hours=1)).isoformat())  # votes decide of what was before
    async with running(later) as bot:
        await discord_api.until(lambda: "· ICML 2025" in answer.text_of_embed)
        assert (await bot.desk.get(kept.contribution_id)).state is ContributionState.ACCEPTED
        assert {(vote.user_id, vote.agrees) for vote in await bot.store.reactions.get_votes_on(found.id)} == {
            (person.id, True) for person in (grace, alan, reader)
        }


async def test_a_session_that_cannot_be_resumed(discord_api: Sandbox, bot: PwncBot) -> None:
    """The living bot catches up, too, when Discord lets it begin a new session only."""
    grace = discord_api.person("grace")
    await ask(discord_api, link(SEED))
    await discord_api.silence("papers")
    discord_api.gateway.sessions.clear()  # so that what is said now is told to nobody
    discord_api.gateway.drop()
    missed = await grace.say("papers", link(ALIVE))
    assert "Alive" in (await discord_api.next_message(reply_to=missed, timeout_s=20)).content
    await discord_api.silence("papers")


async def test_a_direct_message_meanwhile(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Direct messages are read back where the bot had answered before."""
    grace = discord_api.person("grace")
    dm = await grace.open_dm()
    async with running(bot_settings) as bot:
        await discord_api.next_message(reply_to=await grace.say(dm, link(SEED)))
        await bot.answers.finish_sending()
    missed = await grace.say(dm, link(ALIVE))
    async with running(bot_settings):
        await discord_api.next_message(reply_to=missed)
