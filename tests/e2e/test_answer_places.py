"""Where answers are given and to whom: kinds of message and channel, rights that are missing, limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.model import ChannelType, MessageType
from bot.sandbox.permissions import Permission
from bot.settings import Settings
from tests.e2e.conftest import running
from tests.e2e.life import ALIVE, BENCH, SEED, ask, decide, link
from tests.e2e.test_chats import guild_id

CREATE_MESSAGE = "POST /channels/{channel_id}/messages"


def n_sent(discord_api: Sandbox) -> int:
    """How often the bot asked to send a message."""
    return [request.route for request in discord_api.requests].count(CREATE_MESSAGE)


async def test_every_kind_of_channel(discord_api: Sandbox, bot: PwncBot) -> None:
    """Threads, a forum post's first message, the text of a voice channel, an announcement channel."""
    guild, grace = discord_api.world.guilds[guild_id(discord_api)], discord_api.person("grace")
    thread = await grace.start_thread(await grace.say("papers", "let us talk"), "talk")
    voice = discord_api.world.add_channel(guild, "lounge", kind=ChannelType.VOICE)
    news = discord_api.world.add_channel(guild, "news", kind=ChannelType.ANNOUNCEMENT)
    for place in (thread, voice, news):
        asked = await grace.say(place, link(SEED))
        answer = await discord_api.next_message(reply_to=asked)
        assert "The Cartographer" in answer.content
    forum = discord_api.world.add_channel(guild, "posts", kind=ChannelType.FORUM)
    post, first = await grace.post(forum, "What about this?", link(SEED))
    answer = await discord_api.next_message(reply_to=first)
    assert answer.channel_id == post.id


async def test_a_forward(discord_api: Sandbox, bot: PwncBot) -> None:
    """What somebody forwards is answered, to who forwarded it."""
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    said, _ = await ask(discord_api, link(SEED), "reading-group")
    forwarded = await emmy.forward(said, "papers")
    answer = await discord_api.next_message(reply_to=forwarded)
    assert "The Cartographer" in answer.content
    assert (await grace.press(answer, "✕")).ephemeral
    await emmy.press(answer, "✕")
    await discord_api.until(lambda: discord_api.message(answer.id) is None)


async def test_a_crosspost(discord_api: Sandbox, bot: PwncBot) -> None:
    """What another server's people announce is answered where it is carried to, though a webhook brings it."""
    guild = discord_api.world.guilds[guild_id(discord_api)]
    news = discord_api.world.add_channel(guild, "news", kind=ChannelType.ANNOUNCEMENT)
    general = discord_api.channels["general"]
    ada = discord_api.person("ada")
    discord_api.administration.follow(news, general, ada.user)
    asked = await ada.say(news, link(SEED))
    await discord_api.next_message(reply_to=asked)
    await ada.publish(asked)
    answer = await discord_api.next_message(channel=general)
    assert "The Cartographer" in answer.content


async def test_other_bots_and_webhooks(discord_api: Sandbox, bot: PwncBot) -> None:
    """Off by default; on for those that the server allows, and then never what they say to this bot."""
    papers = discord_api.channels["papers"]
    feed = discord_api.administration.speak_as_webhook(papers, "arXiv feed", link(SEED))
    other = discord_api.other_bot("helper")
    await other.say("papers", link(ALIVE))
    await discord_api.silence("papers")
    await decide(discord_api, bot, allowed_bots=(feed.author.id, other.id))
    again = discord_api.administration.speak_as_webhook(papers, "arXiv feed", link(SEED))
    answer = await discord_api.next_message(reply_to=again)
    asked = await other.say("papers", link(ALIVE))
    await discord_api.next_message(reply_to=asked)
    await other.say("papers", f"you mean {link(BENCH)}", reply_to=answer)
    await other.say("papers", f"<@{discord_api.bot_user.id}> {link(BENCH)}")
    await discord_api.silence("papers")


async def test_a_call_under_another_message(discord_api: Sandbox, bot: PwncBot) -> None:
    """Who mentions the bot in a reply gets an answer about the message replied to."""
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    await decide(discord_api, bot, denied_channels=())
    said = await emmy.say("papers", f"`{link(SEED)}` and {link(ALIVE)}")
    await discord_api.next_message(reply_to=said)
    call = await grace.say("papers", f"<@{discord_api.bot_user.id}> ?", reply_to=said)
    answer = await discord_api.next_message(reply_to=call)
    assert "Alive" in answer.content
    await grace.say("papers", f"thanks <@{discord_api.bot_user.id}>", reply_to=answer)
    await grace.say("papers", f"hello <@{discord_api.bot_user.id}>")
    await discord_api.silence("papers")


async def test_which_channels_a_server_wants(discord_api: Sandbox, bot: PwncBot) -> None:
    """Denied channels and their threads are silent; where some are allowed, all others are."""
    channels, grace = discord_api.channels, discord_api.person("grace")
    await decide(discord_api, bot, denied_channels=(channels["papers"].id,))
    thread = await grace.start_thread(await grace.say("papers", link(SEED)), "talk")
    await grace.say(thread, link(SEED))
    await discord_api.silence("papers")
    await discord_api.silence(thread)
    await ask(discord_api, link(SEED), "reading-group")
    await decide(discord_api, bot, denied_channels=(), allowed_channels=(channels["papers"].id,))
    await grace.say("reading-group", link(ALIVE))
    await discord_api.silence("reading-group")
    asked = await grace.say(thread, link(SEED))
    await discord_api.next_message(reply_to=asked)
    await ask(discord_api, link(SEED), "general")  # another server


async def test_without_embeds(discord_api: Sandbox, bot: PwncBot) -> None:
    """Without “Embed Links” everything is said in plain text."""
    discord_api.administration.deny(discord_api.channels["papers"], discord_api.bot_user, Permission.EMBED_LINKS)
    _, one = await ask(discord_api, link(SEED))
    verdict, title = one.content.split("\n")
    assert verdict == "🗺️ The Cartographer · a survey; code is not expected"
    assert title == f"Multimodal Large Language Models for Medicine: A Comprehensive Survey · <{link(SEED)}>"
    assert one.embeds == []
    assert len(one.buttons) == 5
    _, two = await ask(discord_api, f"{link(ALIVE)} {link(BENCH)}")
    first, second = two.content.split("\n")
    assert first.startswith("🟢 Alive · ")
    assert f"<{link(ALIVE)}>" in first
    assert f"<{link(BENCH)}>" in second
    asked = discord_api.message(one.reply_to or 0)
    assert asked
    await discord_api.person("grace").edit(asked, link("2508.17037"))
    await discord_api.until(lambda: f"<{link('2508.17037')}>" in one.content)


async def test_without_history(discord_api: Sandbox, bot: PwncBot) -> None:
    """Without “Read Message History” the answer is a message of its own, no reply."""
    papers = discord_api.channels["papers"]
    discord_api.administration.deny(papers, discord_api.bot_user, Permission.READ_MESSAGE_HISTORY)
    await discord_api.person("grace").say(papers, link(SEED))
    answer = await discord_api.next_message(channel=papers)
    assert answer.type is MessageType.DEFAULT
    assert "The Cartographer" in answer.content


async def test_without_a_voice(discord_api: Sandbox, bot: PwncBot) -> None:
    """Where it may not speak it does not even try, and the owner is told once in private."""
    papers, say = discord_api.channels["papers"], discord_api.person("grace").say
    discord_api.administration.deny(papers, discord_api.bot_user, Permission.SEND_MESSAGES)
    for _ in range(3):
        await say("papers", link(SEED))
    told = await discord_api.next_message(channel=await discord_api.person("ada").open_dm())
    assert f"<#{papers.id}>" in told.content
    assert "Send Messages" in told.content
    await discord_api.silence("papers")
    assert n_sent(discord_api) == 1
    await bot.answers.finish_sending()
    assert await bot.store.answers.get_unsent() == ()


async def test_notices_go_to_the_review_channel(discord_api: Sandbox, bot: PwncBot) -> None:
    """Where a server has one its owner is left in peace."""
    await decide(discord_api, bot, review_channel_id=discord_api.channels["bots"].id)
    thread = await discord_api.person("grace").start_thread(
        await discord_api.person("grace").say("papers", "let us talk"), "talk"
    )
    discord_api.administration.deny(
        discord_api.channels["papers"], discord_api.bot_user, Permission.SEND_MESSAGES_IN_THREADS
    )
    await discord_api.person("grace").say(thread, link(SEED))
    told = await discord_api.next_message(channel="bots")
    assert f"<#{thread.id}>" in told.content
    await ask(discord_api, link(SEED))


async def test_a_time_out(discord_api: Sandbox, bot: PwncBot) -> None:
    """Timed out it is silent, and answers again when it is over; what was said meanwhile is not tried for ever."""
    guild, grace = discord_api.world.guilds[guild_id(discord_api)], discord_api.person("grace")
    discord_api.administration.time_out(guild, discord_api.bot_user, 600)
    await grace.say("papers", link(SEED))
    await discord_api.silence("papers")
    discord_api.administration.end_time_out(guild, discord_api.bot_user)
    await ask(discord_api, link(SEED))
    await bot.answers.finish_sending()
    assert await bot.store.answers.get_unsent() == ()


async def test_slow_mode(discord_api: Sandbox, bot: PwncBot) -> None:
    """A pause longer than a minute is not waited for: the answer is given up, and the channel goes on."""
    papers = discord_api.channels["papers"]
    discord_api.administration.set_slow_mode(papers, 3_600)
    await ask(discord_api, link(SEED))
    asked = await discord_api.person("emmy").say(papers, link(ALIVE))
    await discord_api.silence(papers)
    kept = await bot.store.answers.get_to(asked.id)
    assert kept
    assert kept.is_removed
    discord_api.administration.set_slow_mode(papers, 0)
    await ask(discord_api, link(BENCH))


async def test_locked_and_archived_threads(discord_api: Sandbox, bot: PwncBot) -> None:
    """A thread that was locked before the answer is left in peace; its answers stay until it is gone."""
    grace, alan = discord_api.person("grace"), discord_api.person("alan")
    thread = await grace.start_thread(await grace.say("papers", "let us talk"), "talk")
    asked = await grace.say(thread, link(SEED))
    answer = await discord_api.next_message(reply_to=asked)
    await alan.change_thread(thread, archived=True, locked=True)
    await alan.say(thread, link(ALIVE))
    await discord_api.silence(thread)
    assert discord_api.message(answer.id)
    assert await bot.answers.get_answer_to(asked.id)


async def test_who_blocked_the_bot(discord_api: Sandbox, bot: PwncBot) -> None:
    """Is answered all the same in a server, since others read it; a reaction that Discord refuses does no harm."""
    grace = discord_api.person("grace")
    _, answer = await ask(discord_api, link(SEED))
    grace.block_bot(True)
    await grace.say("papers", "https://github.com/grace/code", reply_to=answer)
    await discord_api.until(lambda: "grace/code" in answer.text_of_embed)
    dm = await discord_api.person("emmy").open_dm()
    asked = await discord_api.person("emmy").say(dm, link(SEED))
    await discord_api.next_message(reply_to=asked)


@pytest.mark.parametrize(("per_person", "per_channel"), [(3, 100), (100, 3)], ids=["of a person", "of a channel"])
async def test_limits(discord_api: Sandbox, bot_settings: Settings, per_person: int, per_channel: int) -> None:
    """Who asks too much within a minute is not answered, silently; a first message is, however long it is."""
    settings = replace(bot_settings, papers_per_person=per_person, papers_per_channel=per_channel)
    async with running(settings) as bot:
        grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
        asked = await grace.say("papers", f"{link(SEED)} {link(ALIVE)} {link(BENCH)} {link('2508.17037')}")
        await discord_api.next_message(reply_to=asked)
        await grace.say("papers", link("2601.21739"))
        await discord_api.silence("papers")
        here, there = ("papers", "reading-group") if per_person == 3 else ("reading-group", "bots")
        asked = await (emmy if per_person == 3 else grace).say(here, link("2601.21739"))
        await discord_api.next_message(reply_to=asked)
        asked = await emmy.say(there, link("2601.21739"))
        await discord_api.next_message(reply_to=asked)
        await bot.answers.finish_sending()
        assert await bot.store.answers.get_unsent() == ()


async def test_no_command_goes_round_the_limits(discord_api: Sandbox, bot_settings: Settings) -> None:
    """What scans a paper counts, by whichever command; what is known already is free."""
    async with running(replace(bot_settings, papers_per_person=2)) as bot:
        grace = discord_api.person("grace")
        for command, arxiv_id in (("cite", SEED), ("history", ALIVE)):
            assert "a lot of papers" not in (await grace.command(command, query=arxiv_id)).message.content
        for command in ("cite", "history", "similar", "watch paper"):
            refused = await grace.command(command, query=BENCH)
            assert refused.ephemeral
            assert refused.message.content.startswith("That is a lot of papers")
        assert await bot.store.scans.get_newest(BENCH) is None
        assert "bibtex" in (await grace.command("cite", query=ALIVE)).message.content


async def test_without_message_content(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Links are not seen then; mentions, direct messages, commands and the right-click menu work, and an edit whose
    text Discord withholds is no reason to take an answer away."""
    discord_api.administration.switch_intents(0)
    grace = discord_api.person("grace")
    async with running(bot_settings, message_content=False):
        silent = await grace.say("papers", link(SEED))
        await discord_api.silence("papers")
        scanned = await grace.menu("Scan paper", silent)
        assert "The Cartographer" in scanned.message.content
        asked = await grace.say("papers", f"<@{discord_api.bot_user.id}> {link(ALIVE)}")
        answer = await discord_api.next_message(reply_to=asked)
        await grace.edit(asked, f"now without a call: {link(ALIVE)}")
        await discord_api.silence("papers")
        assert discord_api.message(answer.id)
        dm = await grace.open_dm()
        await discord_api.next_message(reply_to=await grace.say(dm, link(SEED)))
