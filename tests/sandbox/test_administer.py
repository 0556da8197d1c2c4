"""The rest of the control interface: what people do to threads and messages, and what is ordered from outside."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import yarl

from bot.sandbox.model import ChannelType, MessageFlag
from bot.sandbox.permissions import Permission
from tests.sandbox.probe import Probe, running
from tests.sandbox.test_control import Page, page, sandbox

__all__ = ["page", "sandbox"]


@pytest.fixture
def sandbox_page(page: Page) -> Page:
    """A page on a sandbox with a forum and an announcement channel in the first server."""
    world = page.sandbox.world
    guild = next(iter(world.guilds.values()))
    world.add_channel(guild, "questions", kind=ChannelType.FORUM)
    world.add_channel(guild, "news", kind=ChannelType.ANNOUNCEMENT)
    return page


async def test_posts_and_threads(sandbox_page: Page) -> None:
    """A post is a thread with its first message; its author archives and renames it, a moderator locks it."""
    page = sandbox_page
    posted = await page.act("emmy", "post", channel_id=page.channel("questions"), name="Code?", content="for x")
    thread = posted["channel"]
    assert (thread["name"], thread["parent_id"]) == ("Code?", page.channel("questions"))
    shown = (await page.get(f"channels/{thread['id']}/messages?as={page.id('grace')}"))["messages"]
    assert [(each["id"], each["content"]) for each in shown] == [(thread["id"], "for x")]
    await page.act("emmy", "change_thread", channel_id=thread["id"], name="Code!", archived=True)
    state = page.sandbox.channels["Code!"].thread
    assert state is not None
    assert state.archived
    refused = await page.act("grace", "change_thread", 400, channel_id=thread["id"], locked=True)
    assert refused == {"error": "Missing Permissions."}
    await page.act("alan", "change_thread", channel_id=thread["id"], archived=False, locked=True)
    assert (state.archived, state.locked) == (False, True)
    refused = await page.act("alan", "change_thread", 400, channel_id=thread["id"], name="x" * 101)
    assert refused == {"error": "The name of a thread has 1 to 100 characters."}
    refused = await page.act("alan", "change_thread", 400, channel_id=thread["id"], locked=1)
    assert refused == {"error": "'locked' is neither text nor truth value."}


async def test_what_people_do_to_messages(sandbox_page: Page) -> None:
    """Forwarding, publishing, clearing reactions, hiding previews, replies without a ping."""
    page = sandbox_page
    papers, news = page.channel("papers"), page.channel("news")
    said = (await page.act("ada", "say", channel_id=news, content="hello"))["message"]
    about = {"message_id": said["id"]}
    await page.act("ada", "publish", **about)
    await page.act("grace", "react", emoji="👻", **about)
    await page.act("ada", "clear_reactions", emoji="👻", **about)
    await page.act("ada", "hide_previews", **about)
    kept = page.sandbox.message(int(said["id"]))
    assert kept is not None
    assert kept.flags == MessageFlag.CROSSPOSTED | MessageFlag.SUPPRESS_EMBEDS
    assert kept.reactions == []
    forwarded = (await page.act("grace", "forward", to=papers, **about))["message"]
    assert forwarded["message_snapshots"][0]["message"]["content"] == "hello"
    reply = await page.act("grace", "say", channel_id=news, content="hi", reply_to=said["id"], no_ping=True)
    assert reply["message"]["mentions"] == []


async def test_people_and_their_own_settings(page: Page) -> None:
    """Direct messages with the bot and with others; closing them; blocking the bot."""
    with_bot = (await page.act("grace", "dm"))["channel"]
    assert with_bot == (await page.act("grace", "dm", user_id=str(page.sandbox.bot_user.id)))["channel"]
    with_emmy = (await page.act("grace", "dm", user_id=page.id("emmy")))["channel"]
    assert with_emmy["id"] != with_bot["id"]
    assert (await page.act("grace", "dm", 400, user_id=page.id("grace")))["error"].startswith("There is no such person")
    grace = page.sandbox.person("grace").user
    await page.act("grace", "accept_dms", on=False)
    await page.act("grace", "block", on=True)
    assert (grace.accepts_dms, grace.blocked) == (False, {page.sandbox.bot_user.id})
    await page.act("grace", "accept_dms", on=True)
    await page.act("grace", "block", on=False)
    assert (grace.accepts_dms, grace.blocked) == (True, set())


class Orders:
    """Orders over the control interface."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.guild_id = str(page.sandbox.channels["papers"].guild_id)

    async def __call__(self, do: str, status: int = 200, **more: Any) -> Any:
        return await self._page.post("administer", {"do": do, "guild_id": self.guild_id} | more, status)


@pytest.fixture
def order(page: Page) -> Orders:
    """What a test orders."""
    return Orders(page)


async def test_a_server_is_changed(page: Page, order: Orders) -> None:
    """Time-outs, slow mode, permissions, members, bulk deletion, channels, and the bot itself."""
    sandbox, papers = page.sandbox, page.channel("papers")
    channel, grace = sandbox.channels["papers"], sandbox.person("grace")
    guild = sandbox.world.guilds[int(order.guild_id)]
    await order("time_out", user_id=page.id("grace"), seconds=60)
    assert Permission.SEND_MESSAGES not in sandbox.world.permissions(channel, grace.user)
    await order("time_out", user_id=page.id("grace"), seconds=0)
    assert Permission.SEND_MESSAGES in sandbox.world.permissions(channel, grace.user)
    await order("slow_mode", channel_id=papers, seconds=5)
    assert channel.slow_mode_s == 5
    await order("overwrite", channel_id=papers, deny=["send_messages"])
    await order("overwrite", channel_id=papers, whom_id=page.id("grace"), allow=["send_messages"])
    said = [str((await grace.say("papers", "one")).id)]
    sandbox.clock.advance(5)
    said.append(str((await grace.say("papers", "two")).id))
    refused = await page.act("emmy", "say", 400, channel_id=papers, content="x")
    assert refused == {"error": "Missing Permissions."}
    await order("delete_messages", message_ids=said)
    assert channel.messages == {}
    await order("leave", user_id=page.id("emmy"))
    assert sandbox.person("emmy").id not in guild.members
    await order("join", user_id=page.id("emmy"))
    assert sandbox.person("emmy").id in guild.members
    await order("remove_bot")
    assert not guild.has_bot
    await order("invite_bot")
    assert guild.has_bot
    await order("delete_channel", channel_id=papers)
    assert "papers" not in sandbox.channels


async def test_others_speak(page: Page, order: Orders) -> None:
    """A webhook posts, and Discord adds a preview to what somebody said."""
    papers = page.channel("papers")
    await order("webhook", channel_id=papers, name="feed", content="arxiv.org/abs/1706.03762")
    [posted] = page.sandbox.channels["papers"].messages.values()
    assert posted.author.webhook
    await order("preview", message_id=str(posted.id), title="Attention", url="https://arxiv.org/abs/1706.03762")
    assert posted.embeds == [{"type": "link", "title": "Attention", "url": "https://arxiv.org/abs/1706.03762"}]


async def test_trouble_is_ordered(page: Page, order: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults, limits, the clock, intents, and every way to trouble the connection."""
    sandbox = page.sandbox
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
    create = "POST /channels/{channel_id}/messages"
    async with running(Probe(), sandbox) as bot:
        papers = bot.get_channel(sandbox.channels["papers"].id)
        await order("fault", route=create, kind="delay", seconds=0.01)
        await order("fault", route=create, kind="limit", seconds=0.01)
        await papers.send("through all of it")
        await order("fault", route=create, kind="refuse", reason="missing_permissions")
        with pytest.raises(discord.Forbidden):
            await papers.send("x")
        await order("fault", route=create, kind="fail", with_status=503)
        await order("clear_faults")
        await papers.send("cleared")
        for do, more in (
            ("drop", {}),
            ("close", {"code": 4000}),
            ("reconnect", {}),
            ("invalidate", {"resumable": True}),
        ):
            n_resumed = len(bot.all("resumed"))
            await order(do, **more)
            await bot.event("resumed", n_resumed + 1)
        await order("limits", on=True)
        assert sandbox.limits.global_per_s == 50
        await order("limits", on=False)
        before = sandbox.clock.now()
        await order("advance", seconds=3600)
        assert (sandbox.clock.now() - before).total_seconds() == 3600
        await order("install", user_id=page.id("grace"))
        await order("intents", privileged=0)
        assert (sandbox.world.application.intents, sandbox.world.application.installed_by) == (
            0,
            {int(page.id("grace"))},
        )


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"do": "fly"}, "Nobody can 'fly'."),
        ({"do": "time_out", "user_id": "1", "seconds": 1}, "There is no such member."),
        ({"do": "slow_mode", "channel_id": "1", "seconds": 1}, "There is no such channel."),
        ({"do": "advance", "seconds": "long"}, "The request needs a number 'seconds'."),
        ({"do": "delete_messages", "message_ids": []}, "Messages of one channel are deleted together."),
        ({"do": "delete_messages", "message_ids": ["1"]}, "The message is gone."),
        ({"do": "invite_bot"}, "The bot is there already."),
        ({"do": "remove_bot", "guild_id": "1"}, "There is no such server."),
        ({"do": "close", "code": 7}, "7 is no close code."),
        ({"do": "fault", "route": "*", "kind": "fire"}, "There is no fault 'fire'."),
        ({"do": "fault", "route": "*", "kind": "refuse", "reason": "mood"}, "There is no reason 'mood'."),
        ({"do": "install", "user_id": "1"}, "There is no such person."),
        ({"do": "join", "user_id": "1"}, "There is nobody to join."),
    ],
)
async def test_impossible_orders(order: Orders, body: dict[str, Any], error: str) -> None:
    """What names nothing that is there is refused in a sentence."""
    assert await order(status=400, **body) == {"error": error}
