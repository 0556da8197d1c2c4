"""Rate limits, failing servers, lost answers and missing permissions, as discord.py meets them."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from bot.sandbox import PersonCannot, Sandbox
from bot.sandbox.errors import Reason
from bot.sandbox.permissions import Permission
from tests.sandbox.probe import Probe, running

SEND = "POST /channels/{channel_id}/messages"


@pytest.fixture
def papers(sandbox: Sandbox, bot: Probe) -> discord.TextChannel:
    """The channel #papers as the bot has it."""
    channel = bot.get_channel(sandbox.channels["papers"].id)
    assert isinstance(channel, discord.TextChannel)
    return channel


def said(sandbox: Sandbox) -> list[str]:
    """The texts in #papers."""
    return [each.content for each in sandbox.channels["papers"].messages.values()]


def statuses(sandbox: Sandbox) -> list[int]:
    """How the attempts to send went."""
    return [each.status for each in sandbox.requests if each.route == SEND]


# --- rate limits ---


async def test_the_library_waits_when_a_limit_is_used_up(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Headers tell the limit; at zero the library waits by itself, so that no request is refused."""
    sandbox.limits.per_route[SEND] = (2, 0.15)
    loop = asyncio.get_running_loop()
    began = loop.time()
    for n in range(5):
        await papers.send(str(n))
    assert loop.time() - began >= 0.3
    assert statuses(sandbox) == [200] * 5


async def test_a_used_up_limit_answers_429_with_its_headers(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Whoever does not wait gets 429 with what is needed to wait."""
    sandbox.limits.per_route[SEND] = (1, 60.0)
    url = f"{sandbox.api_url}/channels/{papers.id}/messages"
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(url, json={"content": "one"}) as first:
            assert first.status == 200
            assert (first.headers["X-RateLimit-Limit"], first.headers["X-RateLimit-Remaining"]) == ("1", "0")
            assert 59 < float(first.headers["X-RateLimit-Reset-After"]) <= 60
            bucket = first.headers["X-RateLimit-Bucket"]
        async with session.post(url, json={"content": "two"}) as second:
            assert second.status == 429
            body = await second.json()
            assert (body["global"], 0 < body["retry_after"] <= 60) == (False, True)
            assert {"Via", "Retry-After"} <= set(second.headers)
            assert (second.headers["X-RateLimit-Scope"], second.headers["X-RateLimit-Bucket"]) == ("user", bucket)
        sandbox.clock.advance(60)
        async with session.post(url, json={"content": "three"}) as third:
            assert third.status == 200


async def test_limits_are_per_channel(sandbox: Sandbox, bot: Probe) -> None:
    """One channel's limit does not hold another up."""
    sandbox.limits.per_route[SEND] = (2, 60.0)
    for name in ("papers", "bots", "general"):
        await bot.get_channel(sandbox.channels[name].id).send("one")
    assert statuses(sandbox) == [200, 200, 200]


async def test_the_global_limit_spares_interaction_answers(sandbox: Sandbox, bot: Probe) -> None:
    """50 requests a second over all routes, answers to interactions not among them."""

    @bot.tree.command(name="ping", description="answers")
    async def ping(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("pong")

    await bot.tree.sync()
    sandbox.limits.switch_on()
    sandbox.limits.global_per_s = 1
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        answers = [await session.get(f"{sandbox.api_url}/users/@me") for _ in range(2)]
        assert [each.status for each in answers] == [200, 429]
        assert answers[1].headers["X-RateLimit-Global"] == "true"
        assert (await answers[1].json())["global"] is True
        used = await sandbox.person("grace").command("ping")
        assert used.message is not None
    sandbox.limits.lift()


async def test_a_429_is_waited_out(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """After a 429 of one route the request is sent again, five times at most."""
    sandbox.faults.limit(SEND, 0.01, times=4)
    await papers.send("patient")
    assert statuses(sandbox) == [429, 429, 429, 429, 200]
    sandbox.faults.limit(SEND, 0.01, times=5)
    with pytest.raises(discord.HTTPException) as caught:
        await papers.send("impatient")
    assert caught.value.status == 429
    assert said(sandbox) == ["patient"]


async def test_a_global_429_holds_every_route(sandbox: Sandbox, bot: Probe, papers: discord.TextChannel) -> None:
    """While a global limit lasts nothing else is asked."""
    sandbox.faults.limit(SEND, 0.1, everywhere=True)
    sending = asyncio.create_task(papers.send("held"))
    await sandbox.until(lambda: statuses(sandbox) == [429])
    await bot.fetch_user(sandbox.person("grace").id)
    await sending
    routes = [each.route for each in sandbox.requests][-3:]
    assert routes[0] == SEND
    assert sorted(routes[1:]) == ["GET /users/{user_id}", SEND]
    assert sandbox.requests[-1].at - sandbox.requests[-3].at > sandbox.requests[-1].at - sandbox.requests[-2].at


async def test_a_429_without_via_is_raised(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Without Via the library takes it for a ban by Cloudflare and does not wait."""
    sandbox.faults.limit(SEND, 0.01, via=False)
    with pytest.raises(discord.HTTPException) as caught:
        await papers.send("banned")
    assert caught.value.status == 429
    assert statuses(sandbox) == [429]


# --- failing servers ---


async def test_502_is_tried_again_and_503_is_not(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """The library repeats after a 502, and raises a 503 at once."""
    sandbox.faults.fail(SEND, 502)
    await papers.send("after a second")
    sandbox.faults.fail(SEND, 503)
    with pytest.raises(discord.DiscordServerError):
        await papers.send("never")
    assert statuses(sandbox) == [502, 200, 503]


async def test_a_request_is_refused_on_order(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """The next matching request meets one of Discord's reasons, the one after it does not."""
    sandbox.faults.refuse(SEND, Reason.BLOCKED_BY_AUTOMOD)
    with pytest.raises(discord.HTTPException) as caught:
        await papers.send("rude")
    assert caught.value.code == 200000
    await papers.send("kind")
    assert said(sandbox) == ["kind"]


async def test_an_answer_is_lost_after_the_deed(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """The message is sent though the bot only sees a broken connection; its nonce finds it again."""
    sandbox.faults.lose_answer(SEND)
    with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
        await papers.send("sent once", nonce="n1")
    assert (said(sandbox), statuses(sandbox)) == (["sent once"], [0])
    again = await papers.send("sent once", nonce="n1")
    assert [again.id] == list(sandbox.channels["papers"].messages)


async def test_a_request_is_delayed_on_order(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """A delay holds one request up; orders can be taken back."""
    sandbox.faults.delay(SEND, 0.1)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await papers.send("late")
    assert loop.time() - began >= 0.1
    sandbox.faults.fail(SEND, 500)
    sandbox.faults.clear()
    await papers.send("at once")
    assert statuses(sandbox) == [200, 200]


# --- permissions ---


async def test_a_hidden_channel_is_no_access(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Without VIEW_CHANNEL everything is 50001, and nothing said there is told."""
    channel = sandbox.channels["papers"]
    sandbox.administration.deny(channel, sandbox.bot_user, Permission.VIEW_CHANNEL)
    for act in (papers.send("x"), papers.fetch_message(1), papers.typing().__aenter__()):
        with pytest.raises(discord.Forbidden) as caught:
            await act
        assert caught.value.code == 50001
    await sandbox.person("grace").say("papers", "alone")
    await sandbox.person("grace").say("bots", "not alone")
    heard = await papers._state._get_client().event("message")
    assert heard.content == "not alone"


async def test_without_history_the_list_is_empty(sandbox: Sandbox, papers: discord.TextChannel, bot: Probe) -> None:
    """Without READ_MESSAGE_HISTORY history is empty, a single fetch 50013, a reply 160002."""
    said_ = await sandbox.person("grace").say("papers", "x")
    heard = await bot.event("message")
    sandbox.administration.deny(sandbox.channels["papers"], sandbox.bot_user, Permission.READ_MESSAGE_HISTORY)
    assert [each async for each in papers.history()] == []
    with pytest.raises(discord.Forbidden) as forbidden:
        await papers.fetch_message(said_.id)
    assert forbidden.value.code == 50013
    with pytest.raises(discord.HTTPException) as caught:
        await heard.reply("x")
    assert (caught.value.status, caught.value.code) == (400, 160002)


async def test_embeds_and_files_need_their_permission(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Without EMBED_LINKS embeds vanish from a message with text, and alone are refused; files always are."""
    channel = sandbox.channels["papers"]
    sandbox.administration.deny(channel, sandbox.bot_user, Permission.EMBED_LINKS, Permission.ATTACH_FILES)
    sent = await papers.send("text", embed=discord.Embed(title="t"))
    assert sent.embeds == []
    with pytest.raises(discord.Forbidden):
        await papers.send(embed=discord.Embed(title="t"))
    with pytest.raises(discord.Forbidden):
        await papers.send("text", file=discord.File(__file__))


async def test_overwrites_are_applied_in_discords_order(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Everyone's overwrite, then the roles' together, then the member's own; the library comes to the same."""
    channel, admin = sandbox.channels["papers"], sandbox.administration
    guild = sandbox.world.guild_of(channel)
    assert guild is not None
    [own_role] = [guild.roles[each] for each in guild.members[sandbox.bot_user.id].roles]

    async def may_send() -> bool:
        await sandbox.gateway.settled()
        granted = sandbox.world.permissions(channel, sandbox.bot_user)
        assert papers.permissions_for(papers.guild.me).send_messages == (Permission.SEND_MESSAGES in granted)
        return Permission.SEND_MESSAGES in granted

    admin.deny(channel, admin.everyone(guild), Permission.SEND_MESSAGES)
    assert not await may_send()
    admin.allow(channel, own_role, Permission.SEND_MESSAGES)
    assert await may_send()
    admin.deny(channel, sandbox.bot_user, Permission.SEND_MESSAGES)
    assert not await may_send()
    admin.set_role_permissions(guild, own_role, Permission.ADMINISTRATOR)
    assert await may_send()
    admin.set_roles(guild, sandbox.bot_user)
    assert not await may_send()


async def test_a_deleted_channel_is_unknown(sandbox: Sandbox, bot: Probe, papers: discord.TextChannel) -> None:
    """A channel goes with its messages and threads, and what is sent there is refused: 10003."""
    grace = sandbox.person("grace")
    said_ = await grace.say("papers", "x")
    thread = await grace.start_thread(said_, "Talk")
    sandbox.administration.delete_channel(sandbox.channels["papers"])
    assert (await bot.event("guild_channel_delete")).id == papers.id
    assert (await bot.event("raw_thread_delete")).thread_id == thread.id
    with pytest.raises(discord.NotFound) as caught:
        await papers.send("anybody?")
    assert caught.value.code == 10003
    assert sandbox.message(said_.id) is None
    with pytest.raises(PersonCannot, match="gone"):
        await grace.react(said_, "👻")


async def test_a_member_in_time_out_only_reads(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Time-out leaves seeing and reading, for people and for the bot, until it is over."""
    guild = sandbox.world.guild_of(sandbox.channels["papers"])
    assert guild is not None
    grace = sandbox.person("grace")
    for user in (grace.user, sandbox.bot_user):
        sandbox.administration.time_out(guild, user, 60)
    with pytest.raises(PersonCannot, match="Missing Permissions"):
        await grace.say("papers", "mmh")
    with pytest.raises(discord.Forbidden):
        await papers.send("mmh")
    assert [each async for each in papers.history()] == []
    sandbox.clock.advance(61)
    await grace.say("papers", "free")
    await papers.send("free too")


async def test_slow_mode(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """One message in a while for everybody without BYPASS_SLOWMODE: 20016, which the library waits out."""
    sandbox.administration.set_slow_mode(sandbox.channels["papers"], 30)
    grace = sandbox.person("grace")
    await grace.say("papers", "one")
    with pytest.raises(PersonCannot, match="slowmode"):
        await grace.say("papers", "two")
    sandbox.clock.advance(30)
    await grace.say("papers", "two")
    await papers.send("one")
    waiting = asyncio.create_task(papers.send("two"))
    await sandbox.until(lambda: statuses(sandbox)[-1] == 429)
    assert sandbox.requests[-1].answered["code"] == 20016
    waiting.cancel()
    sandbox.administration.allow(sandbox.channels["papers"], sandbox.bot_user, Permission.BYPASS_SLOWMODE)
    await papers.send("three")


async def test_who_takes_no_direct_messages(sandbox: Sandbox, bot: Probe) -> None:
    """The conversation can be opened, but what is sent there is refused: 50007."""
    emmy = sandbox.person("emmy")
    emmy.user.accepts_dms = False
    user = await bot.fetch_user(emmy.id)
    with pytest.raises(discord.Forbidden) as caught:
        await user.send("hello")
    assert caught.value.code == 50007


async def test_the_bot_is_invited_and_thrown_out(sandbox: Sandbox, bot: Probe) -> None:
    """A guild that invites the bot is told at once, and is unknown once it has thrown the bot out."""
    grace = sandbox.person("grace")
    guild = sandbox.world.add_guild("Elsewhere", grace.user, has_bot=False)
    sandbox.world.add_channel(guild, "lounge")
    with pytest.raises(discord.NotFound):
        await bot.fetch_guild(guild.id)
    sandbox.world.invite_bot(guild)
    joined = await bot.event("guild_join")
    assert (joined.name, [each.name for each in joined.text_channels]) == ("Elsewhere", ["lounge"])
    await grace.say("lounge", "welcome")
    assert (await bot.event("message")).content == "welcome"
    sandbox.administration.remove_bot(guild)
    assert (await bot.event("guild_remove")).id == guild.id
    await grace.say("lounge", "goodbye")
    await sandbox.silence("lounge", 0.01)
    assert len(bot.all("message")) == 1


# --- answers that Discord never gives ---


async def test_json_has_no_charset(sandbox: Sandbox) -> None:
    """The content type is bare; with a charset the library reads text, and the login fails."""
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(f"{sandbox.api_url}/users/@me") as answer,
    ):
        assert answer.headers["Content-Type"] == "application/json"
        me = await answer.json()
    sandbox.faults.answer("GET /users/@me", 200, me, content_type="application/json; charset=utf-8")
    with pytest.raises(TypeError):
        async with running(Probe(), sandbox):
            pass


async def test_an_empty_callback_breaks_the_library(sandbox: Sandbox, bot: Probe) -> None:
    """with_response must be answered with the callback object; in its place 204 ends in an error."""
    errors: list[Exception] = []

    @bot.tree.command(name="ping", description="answers")
    async def ping(interaction: discord.Interaction) -> None:
        try:
            await interaction.response.send_message("pong")
        except (TypeError, KeyError, AttributeError) as error:
            errors.append(error)

    await bot.tree.sync()
    sandbox.faults.answer("POST /interactions/{interaction_id}/{token}/callback", 204, "")
    used = sandbox.person("grace").begin_command("ping", "papers", {})
    await sandbox.until(lambda: errors)
    assert used.answered_with is None
