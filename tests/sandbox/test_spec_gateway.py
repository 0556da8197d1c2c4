"""The gateway as discord.py meets it: resuming, invalid sessions, compression, intents, shards, close codes."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox import Sandbox
from bot.sandbox.world import PRIVILEGED_INTENTS
from tests.sandbox.probe import INTENTS, Probe, ShardedProbe, running


async def _lose_line(sandbox: Sandbox) -> None:
    sandbox.gateway.drop()


async def _close_4000(sandbox: Sandbox) -> None:
    await sandbox.gateway.close(4000)


async def _close_1000(sandbox: Sandbox) -> None:
    await sandbox.gateway.close(1000)


async def _reconnect(sandbox: Sandbox) -> None:
    sandbox.gateway.ask_reconnect()


async def _invalidate_resumable(sandbox: Sandbox) -> None:
    sandbox.gateway.invalidate(resumable=True)


@pytest.mark.parametrize(
    "trouble", [_lose_line, _close_4000, _close_1000, _reconnect, _invalidate_resumable], ids=lambda each: each.__name__
)
async def test_a_lost_connection_is_resumed_with_what_was_missed(
    sandbox: Sandbox, bot: Probe, trouble: Callable[[Sandbox], Awaitable[None]]
) -> None:
    """However the connection ends, the bot resumes its session and hears, in order, what was said meanwhile."""
    grace = sandbox.person("grace")
    await grace.say("papers", "before")
    await bot.event("message")
    await trouble(sandbox)
    await grace.say("papers", "meanwhile 1")
    await grace.say("papers", "meanwhile 2")
    await bot.event("resumed")
    await grace.say("papers", "after")
    await bot.event("message", 4)
    assert [each.content for each in bot.all("message")] == ["before", "meanwhile 1", "meanwhile 2", "after"]
    assert len(bot.all("ready")) == 1


async def test_an_invalid_session_is_started_anew(sandbox: Sandbox, bot: Probe) -> None:
    """After op 9 false the bot identifies again, and the guilds come again."""
    [before] = sandbox.gateway.sessions
    sandbox.gateway.invalidate(resumable=False)
    await bot.event("ready", 2)
    assert before not in sandbox.gateway.sessions
    assert len(bot.guilds) == 2
    await sandbox.person("grace").say("papers", "still there?")
    assert (await bot.event("message")).content == "still there?"


async def test_a_session_that_is_gone_cannot_be_resumed(sandbox: Sandbox, bot: Probe) -> None:
    """A session that Discord has forgotten while the bot was away is answered with op 9 false."""
    sandbox.gateway.sessions.clear()
    sandbox.gateway.drop()
    await bot.event("ready", 2)
    assert bot.all("resumed") == []


async def test_presence_of_the_bot_follows_its_connection(sandbox: Sandbox) -> None:
    """The bot is online while it is connected."""
    assert not sandbox.gateway.is_online
    async with running(Probe(), sandbox):
        assert sandbox.gateway.is_online
    await sandbox.until(lambda: not sandbox.gateway.is_online)


@pytest.mark.parametrize(("code", "sessions"), [(1000, 0), (1001, 0), (4000, 1)])
async def test_a_clients_farewell_ends_its_session(sandbox: Sandbox, code: int, sessions: int) -> None:
    """A client that closes with 1000 or 1001 has left; with 4000 (discord.py's own) it may come back."""
    async with connected(sandbox) as client:
        await client.identify()
        await client.socket.close(code=code)
        await sandbox.until(lambda: not sandbox.gateway.is_online)
        assert len(sandbox.gateway.sessions) == sessions


async def test_a_lost_session_is_forgotten_after_some_minutes(sandbox: Sandbox) -> None:
    """A session whose client never comes back does not stay."""
    async with connected(sandbox) as client:
        await client.identify()
    await sandbox.until(lambda: not sandbox.gateway.is_online)
    assert len(sandbox.gateway.sessions) == 1
    sandbox.clock.advance(600)
    await sandbox.until(lambda: not sandbox.gateway.sessions)


async def test_the_server_may_ask_for_a_heartbeat(sandbox: Sandbox) -> None:
    """Op 1 from the server is answered with a heartbeat, and every heartbeat with op 11."""
    bot = Probe(enable_debug_events=True)
    async with running(bot, sandbox):
        sent = [json.loads(each) for each in bot.all("socket_raw_send")]
        assert [each["op"] for each in sent] == [1, 2]
        sandbox.gateway.ask_heartbeat()
        beat = json.loads(await bot.event("socket_raw_send", 3))
        assert (beat["op"], beat["d"]) == (1, 3)
        while not any('"op":11' in str(each) for each in bot.all("socket_raw_receive")[-1:]):
            await bot.event("socket_raw_receive", len(bot.all("socket_raw_receive")) + 1)
        assert 0 < bot.latency < 5


async def test_presence_updates_are_taken(sandbox: Sandbox, bot: Probe) -> None:
    """Op 3 changes nothing and ends nothing."""
    await bot.change_presence(activity=discord.Game("with papers"))
    await sandbox.gateway.settled()
    await sandbox.person("grace").say("papers", "hello")
    await bot.event("message")


# --- members ---


async def test_all_members_are_requested_at_the_start(sandbox: Sandbox) -> None:
    """With the members intent the bot fetches every member by op 8, and hears of changes."""
    bot = Probe(intents=INTENTS | discord.Intents(members=True), chunk_guilds_at_startup=True)
    async with running(bot, sandbox):
        guild = discord.utils.get(bot.guilds, name="The Reading Room")
        assert guild is not None
        assert {each.name for each in guild.members} == {"ada", "grace", "emmy", "alan", "PWNC"}
        world = sandbox.world
        hedy = world.add_user("hedy", "Hedy", 0x112233)
        world.add_member(world.guilds[guild.id], hedy)
        assert (await bot.event("member_join")).name == "hedy"
        sandbox.administration.remove_member(world.guilds[guild.id], hedy)
        assert (await bot.event("member_remove")).name == "hedy"


async def test_members_are_queried_by_name_and_id(sandbox: Sandbox, bot: Probe) -> None:
    """Op 8 finds members by the start of their name, and by id."""
    guild = bot.guilds[0]
    assert [each.name for each in await guild.query_members("gr")] == ["grace"]
    emmy = sandbox.person("emmy")
    assert [each.name for each in await guild.query_members(user_ids=[emmy.id, 123456789012345678])] == ["emmy"]


async def test_without_the_members_intent_changes_stay_unknown(sandbox: Sandbox, bot: Probe) -> None:
    """Who joins is told only to those who asked for it."""
    world = sandbox.world
    guild = next(iter(world.guilds.values()))
    world.add_member(guild, world.add_user("hedy", "Hedy", 0x112233))
    await sandbox.gateway.settled()
    assert bot.all("member_join") == []


# --- intents ---


async def test_content_is_withheld_without_the_intent(sandbox: Sandbox) -> None:
    """Without Message Content a message comes empty, except in DMs, when it mentions the bot, and the bot's own."""
    intents = discord.Intents(guilds=True, messages=True)
    bot = Probe(intents=intents)
    async with running(bot, sandbox):
        grace = sandbox.person("grace")
        await grace.say("papers", "secret")
        await grace.say("papers", f"hey <@{sandbox.bot_user.id}>")
        await grace.say(await grace.open_dm(), "in private")
        await bot.event("message", 3)
        contents = [each.content for each in bot.all("message")]
        assert contents == ["", f"hey <@{sandbox.bot_user.id}>", "in private"]
        own = await bot.all("message")[0].channel.send("mine", embed=discord.Embed(title="mine too"))
        echo = await bot.event("message", 4)
        assert (echo.id, echo.content, len(echo.embeds)) == (own.id, "mine", 1)


async def test_content_is_withheld_over_rest_when_switched_off(sandbox: Sandbox) -> None:
    """When the application may not read content, neither history nor a single fetch shows it."""
    sandbox.administration.switch_intents(0)
    async with running(Probe(intents=discord.Intents(guilds=True, messages=True)), sandbox) as bot:
        said = await sandbox.person("grace").say("papers", "secret")
        channel = bot.get_channel(sandbox.channels["papers"].id)
        assert (await channel.fetch_message(said.id)).content == ""
        assert [each.content async for each in channel.history()] == [""]


@pytest.mark.parametrize("off", ["message_content", "members", "presences"])
async def test_a_privileged_intent_that_is_off_ends_the_bot(sandbox: Sandbox, off: str) -> None:
    """Asking for a privileged intent that the application does not have closes with 4014."""
    wanted = discord.Intents(guilds=True, **{off: True})
    sandbox.administration.switch_intents(PRIVILEGED_INTENTS & ~wanted.value)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(Probe(intents=wanted), sandbox):
            pass


async def test_events_without_their_intent_are_not_sent(sandbox: Sandbox) -> None:
    """A bot that asked for guild messages only hears neither reactions, nor typing, nor direct messages."""
    bot = Probe(intents=discord.Intents(guilds=True, guild_messages=True))
    async with running(bot, sandbox):
        grace = sandbox.person("grace")
        said = await grace.say("papers", "one")
        await grace.react(said, "👻")
        await grace.start_typing("papers")
        await grace.say(await grace.open_dm(), "two")
        await grace.say("papers", "three")
        await bot.event("message", 2)
        assert bot.all("raw_reaction_add") == bot.all("typing") == []
        assert bot.all("message")[0].id == said.id
        assert {each.guild.name for each in bot.all("message")} == {"The Reading Room"}


async def test_a_bad_token_ends_at_login_and_at_the_gateway(sandbox: Sandbox) -> None:
    """A wrong token is a failed login over REST, and close code 4004 at the gateway."""
    with pytest.raises(discord.LoginFailure):
        async with running(Probe(), sandbox, token="wrong.token.here"):
            pass
    async with connected(sandbox) as client:
        assert await client.closes_after({"op": 2, "d": {"token": "wrong", "intents": 0}}) == 4004


async def test_a_malformed_event_ends_the_client(sandbox: Sandbox, bot: Probe) -> None:
    """An event that lacks what it must have is no warning for discord.py: the client's run ends with it."""
    sandbox.gateway.say("MESSAGE_CREATE", {"id": "1"})
    assert bot.life is not None
    with pytest.raises(KeyError, match="channel_id"):
        await bot.life


# --- shards ---


async def test_shards_share_the_guilds(sandbox: Sandbox) -> None:
    """Two shards see each guild once, identify one after the other, and direct messages come to the first."""
    sandbox.gateway.recommended_shards = 2
    bot = ShardedProbe()
    async with running(bot, sandbox):
        assert bot.shard_count == 2
        assert len(sandbox.gateway.sessions) == 2
        assert {guild.id: guild.shard_id for guild in bot.guilds} == {
            guild_id: (guild_id >> 22) % 2 for guild_id in sandbox.world.guilds
        }
        grace = sandbox.person("grace")
        await grace.say("papers", "one")
        await grace.say("general", "two")
        await grace.say(await grace.open_dm(), "three")
        await bot.event("message", 3)
        assert sorted(each.content for each in bot.all("message")) == ["one", "three", "two"]


async def test_identifying_too_fast_is_answered_with_op_9(sandbox: Sandbox) -> None:
    """One IDENTIFY per slot and interval; shards of another slot are free."""
    sandbox.gateway.identify_every_s = 5.0
    sandbox.gateway.max_concurrency = 2
    async with connected(sandbox) as zero, connected(sandbox) as one, connected(sandbox) as two:
        await zero.identify(shard=[0, 3])
        await one.identify(shard=[1, 3])
        assert await two.say_and_hear({"op": 2, "d": two.identity(shard=[2, 3])}) == {
            "op": 9,
            "d": False,
            "s": None,
            "t": None,
        }
        sandbox.clock.advance(5.1)
        await two.identify(shard=[2, 3])


# --- the wire itself ---


class Client:
    """A gateway client that speaks the protocol by hand."""

    def __init__(self, sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._sandbox = sandbox
        self.socket = socket

    def identity(self, **more: Any) -> dict[str, Any]:
        return {"token": self._sandbox.token, "intents": INTENTS.value, "properties": {}} | more

    async def identify(self, **more: Any) -> dict[str, Any]:
        ready = await self.say_and_hear({"op": 2, "d": self.identity(**more)})
        assert ready["t"] == "READY"
        return ready

    async def say_and_hear(self, payload: dict[str, Any]) -> dict[str, Any]:
        await self.socket.send_json(payload)
        return await self.hear()

    async def hear(self) -> dict[str, Any]:
        heard: dict[str, Any] = await self.socket.receive_json(timeout=5)
        return heard

    async def closes_after(self, payload: Any) -> int | None:
        await self.socket.send_str(payload if isinstance(payload, str) else json.dumps(payload))
        async with asyncio.timeout(5):
            async for _ in self.socket:
                pass
        return self.socket.close_code


class _Connected:
    def __init__(self, sandbox: Sandbox, query: str = "") -> None:
        self._sandbox = sandbox
        self._query = query

    async def __aenter__(self) -> Client:
        self._session = aiohttp.ClientSession()
        socket = await self._session.ws_connect(f"{self._sandbox.gateway_url}?v=10&encoding=json{self._query}")
        if not self._query:
            hello = await socket.receive_json(timeout=5)
            assert (hello["op"], hello["d"]["heartbeat_interval"]) == (10, 41250)
        return Client(self._sandbox, socket)

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()


def connected(sandbox: Sandbox, query: str = "") -> _Connected:
    return _Connected(sandbox, query)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("{", 4002),
        ("[1]", 4002),
        (json.dumps({"op": 1, "d": None, "pad": "x" * 4096}), 4002),
        ({"op": 99, "d": None}, 4001),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 8, "d": {}}, 4003),
        ({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}, 4004),
    ],
)
async def test_what_no_client_may_send_closes_the_connection(
    sandbox: Sandbox, frame: str | dict[str, Any], code: int
) -> None:
    """Broken JSON, long frames, unknown opcodes and acting before IDENTIFY end the connection with Discord's codes."""
    async with connected(sandbox) as client:
        assert await client.closes_after(frame) == code


@pytest.mark.parametrize(
    ("identity", "code"),
    [({"shard": [2, 2]}, 4010), ({"shard": "0"}, 4010), ({"intents": 1 << 40}, 4013), ({"intents": "all"}, 4013)],
)
async def test_a_wrong_identity_is_refused(sandbox: Sandbox, identity: dict[str, Any], code: int) -> None:
    """Impossible shards and intents end the connection for good."""
    async with connected(sandbox) as client:
        assert await client.closes_after({"op": 2, "d": client.identity(**identity)}) == code


async def test_identifying_twice_and_an_impossible_sequence_are_refused(sandbox: Sandbox) -> None:
    """A second IDENTIFY closes with 4005, a RESUME from the future with 4007."""
    async with connected(sandbox) as client:
        ready = await client.identify()
        assert await client.closes_after({"op": 2, "d": client.identity()}) == 4005
    resume = {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": 99}
    async with connected(sandbox) as client:
        assert await client.closes_after({"op": 6, "d": resume}) == 4007


async def test_too_many_frames_are_refused(sandbox: Sandbox) -> None:
    """More than 120 frames a minute close with 4008."""
    async with connected(sandbox) as client:
        for _ in range(120):
            await client.socket.send_json({"op": 1, "d": None})
        assert await client.closes_after({"op": 1, "d": None}) == 4008


async def test_a_heartbeat_is_acknowledged_a_little_late(sandbox: Sandbox) -> None:
    """The ACK comes 10 to 20 ms after the heartbeat, so that discord.py's latency is right."""
    async with connected(sandbox) as client:
        loop = asyncio.get_running_loop()
        asked_at = loop.time()
        assert (await client.say_and_hear({"op": 1, "d": None}))["op"] == 11
        assert loop.time() - asked_at > 0.01


async def _frames(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[bytes]:
    async for message in socket:
        assert message.type is aiohttp.WSMsgType.BINARY
        yield message.data


async def test_zlib_is_one_stream_flushed_per_message(sandbox: Sandbox) -> None:
    """With zlib-stream every message is a binary frame that ends in a sync flush, in one context."""
    async with connected(sandbox, "&compress=zlib-stream") as client:
        stream = zlib.decompressobj()
        frames = _frames(client.socket)
        hello = await anext(frames)
        assert hello.endswith(b"\x00\x00\xff\xff")
        assert json.loads(stream.decompress(hello))["op"] == 10
        await client.socket.send_json({"op": 2, "d": client.identity()})
        names = [json.loads(stream.decompress(await anext(frames)))["t"] for _ in range(3)]
        assert names == ["READY", "GUILD_CREATE", "GUILD_CREATE"]


async def test_zstd_is_one_endless_frame(sandbox: Sandbox) -> None:
    """With zstd-stream every message is a flushed block of one frame; text frames where zstandard is not installed."""
    zstandard = pytest.importorskip("zstandard", reason="zstandard is not installed, the gateway sends text frames")
    async with connected(sandbox, "&compress=zstd-stream") as client:
        stream = zstandard.ZstdDecompressor().decompressobj()
        frames = _frames(client.socket)
        assert json.loads(stream.decompress(await anext(frames)))["op"] == 10
        await client.socket.send_json({"op": 2, "d": client.identity()})
        names = [json.loads(stream.decompress(await anext(frames)))["t"] for _ in range(3)]
        assert names == ["READY", "GUILD_CREATE", "GUILD_CREATE"]


async def test_text_frames_are_right_for_every_client(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py asks for compression and is content with text frames."""
    monkeypatch.setattr("bot.sandbox.gateway.gateway.make_compressor", lambda asked: None)
    async with running(Probe(), sandbox) as bot:
        await sandbox.person("grace").say("papers", "plain")
        assert (await bot.event("message")).content == "plain"


async def test_buttons_work_after_identifying_anew(sandbox: Sandbox, bot: Probe) -> None:
    """A persistent view outlives the session in which it was sent."""
    view = discord.ui.View(timeout=None)
    item: discord.ui.Button[discord.ui.View] = discord.ui.Button(label="Go", custom_id="go")

    async def go(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("went", ephemeral=True)

    item.callback = go
    view.add_item(item)
    bot.add_view(view)
    await bot.get_channel(sandbox.channels["papers"].id).send("press", view=view)
    shown = await sandbox.next_message()
    sandbox.gateway.invalidate(resumable=False)
    await bot.event("ready", 2)
    used = await sandbox.person("grace").press(shown, "Go")
    assert used.message.content == "went"
