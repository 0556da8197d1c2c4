"""The control interface: what the page sees and does, and who is kept out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest
import yarl

from bot.errors import Refused
from bot.sandbox import Sandbox
from tests.sandbox.probe import Probe, running

AS_OF = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Switches:
    """A library of one switch."""

    def __init__(self) -> None:
        self.as_of = AS_OF
        self.controls: list[dict[str, object]] = [{"name": "github_down", "kind": "toggle", "on": False}]
        self.suggestions = [{"text": "https://arxiv.org/abs/1706.03762", "label": "👻 Ghosted"}]

    def control(self, name: str, on: bool, argument: str | None = None) -> None:
        if name != "github_down":
            raise Refused(f"There is no {name}.")
        self.controls[0]["on"] = on


class Page:
    """What a browser does with the interface."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session

    async def get(self, path: str) -> Any:
        async with self.session.get(f"{self.sandbox.page_url}control/{path}") as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def post(self, path: str, body: dict[str, Any], status: int = 200) -> Any:
        async with self.session.post(f"{self.sandbox.page_url}control/{path}", json=body) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    async def act(self, who: str, do: str, status: int = 200, **more: Any) -> Any:
        return await self.post("act", {"as": self.id(who), "do": do} | more, status)

    def id(self, who: str) -> str:
        return str(self.sandbox.person(who).id)

    def channel(self, name: str) -> str:
        return str(self.sandbox.channels[name].id)


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    """A sandbox with a library."""
    async with Sandbox(library=Switches(), clock=lambda: AS_OF) as sandbox:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api_url)
        yield sandbox


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[Page]:
    """A page open on the sandbox."""
    async with aiohttp.ClientSession() as session:
        yield Page(sandbox, session)


async def test_the_world_as_the_page_draws_it(page: Page, sandbox: Sandbox) -> None:
    """People with colours, guilds with channels, what the library offers, whether the bot is there."""
    world = await page.get("world")
    assert (world["now"], world["as_of"]) == ("2026-11-24T12:00:00.000000+00:00",) * 2
    assert (world["application"]["username"], world["bot_online"]) == ("PWNC", False)
    assert [(each["username"], each["global_name"], each["is_moderator"]) for each in world["people"]] == [
        ("ada", "Ada", True),
        ("grace", "Grace", False),
        ("emmy", "Emmy", False),
        ("alan", "Alan", True),
    ]
    assert all(each["colour"].startswith("#") and len(each["colour"]) == 7 for each in world["people"])
    assert [guild["name"] for guild in world["guilds"]] == ["The Reading Room", "Graveyard Shift"]
    assert [each["name"] for each in world["guilds"][0]["channels"]] == ["papers", "reading-group", "bots"]
    assert world["suggestions"] == [{"text": "https://arxiv.org/abs/1706.03762", "label": "👻 Ghosted"}]
    assert [each["name"] for each in world["controls"]] == ["github_down", "drop_connection"]


async def test_people_act_and_see_it(page: Page) -> None:
    """What is said, answered, edited, reacted to and deleted is in the channel for everybody."""
    papers = page.channel("papers")
    said = (await page.act("grace", "say", channel_id=papers, content="hello"))["message"]
    about = {"channel_id": papers, "message_id": said["id"]}
    reply = (await page.act("emmy", "say", channel_id=papers, content="hi", reply_to=said["id"]))["message"]
    assert reply["referenced_message"]["content"] == "hello"
    await page.act("grace", "edit", content="hello all", **about)
    await page.act("alan", "react", emoji="👻", **about)
    seen = (await page.get(f"channels/{papers}/messages?as={page.id('alan')}"))["messages"]
    assert [each["content"] for each in seen] == ["hello all", "hi"]
    assert [(each["emoji"]["name"], each["count"], each["me"]) for each in seen[0]["reactions"]] == [("👻", 1, True)]
    seen = (await page.get(f"channels/{papers}/messages?as={page.id('emmy')}"))["messages"]
    assert seen[0]["reactions"][0]["me"] is False
    await page.act("alan", "unreact", emoji="👻", **about)
    await page.act("alan", "delete", **about)
    seen = (await page.get(f"channels/{papers}/messages?as={page.id('emmy')}&limit=1"))["messages"]
    assert [(each["content"], each["referenced_message"]) for each in seen] == [("hi", None)]


@pytest.mark.parametrize(
    ("who", "body", "error"),
    [
        ("grace", {"do": "say", "content": ""}, "Cannot send an empty message."),
        ("grace", {"do": "say", "content": "x" * 2001}, "Invalid Form Body; Must be 2000 or fewer in length."),
        ("grace", {"do": "fly"}, "Nobody can 'fly'."),
        ("grace", {"do": "command", "name": "none"}, "There is no command 'none' here for Grace."),
        ("grace", {"do": "delete", "message_id": "1"}, "The message is gone."),
        ("grace", {"do": "submit", "interaction_id": "1"}, "The form is no longer open."),
    ],
)
async def test_refusals_are_sentences(page: Page, who: str, body: dict[str, Any], error: str) -> None:
    """What a person cannot do is 400 with one sentence."""
    answer = await page.act(who, status=400, channel_id=page.channel("papers"), **body)
    assert answer == {"error": error}


async def test_nobody_acts_as_the_bot(page: Page, sandbox: Sandbox) -> None:
    """The bot speaks for itself, and unknown people do not speak at all; broken requests are told so."""
    body = {"do": "say", "channel_id": page.channel("papers"), "content": "x"}
    refused = await page.post("act", body | {"as": str(sandbox.bot_user.id)}, 400)
    assert refused == {"error": "Nobody acts as the bot but the bot."}
    for wrong, sentence in (
        ({"as": "12345"}, "There is no such person."),
        ({"as": "x"}, "'as' is no id."),
        ({"as": page.id("ada"), "content": 5}, "The request needs a text 'content'."),
        ({"as": page.id("ada"), "channel_id": None}, "The request needs an id 'channel_id'."),
        ({"as": page.id("ada"), "do": "command", "name": "x", "options": []}, "There is no command 'x' here for Ada."),
        ({"as": page.id("ada"), "do": "command", "name": "x", "options": [1]}, "'options' is no object."),
    ):
        assert (await page.post("act", body | wrong, 400)) == {"error": sentence}


async def test_switches_of_the_library(page: Page) -> None:
    """A switch is thrown and shown; an unknown one is refused in a sentence."""
    thrown = await page.post("controls", {"name": "github_down", "on": True})
    assert thrown["controls"][0]["on"] is True
    refused = await page.post("controls", {"name": "gravity", "on": False}, 400)
    assert refused == {"error": "There is no gravity."}


async def test_the_stream_tells_each_person_what_they_see(page: Page, sandbox: Sandbox) -> None:
    """Messages, updates, deletions and typing reach everybody; what is private only its addressee."""
    await _register(sandbox)
    url = f"{sandbox.page_url}control/events?as="
    async with (
        page.session.ws_connect(url + page.id("grace")) as graces,
        page.session.ws_connect(url + page.id("emmy")) as emmys,
    ):
        papers = page.channel("papers")
        said = await page.act("grace", "say", channel_id=papers, content="hello")
        about = {"channel_id": papers, "message_id": said["message"]["id"]}
        await page.act("emmy", "typing", channel_id=papers)
        await page.act("emmy", "react", emoji="👻", **about)
        used = await page.act("grace", "command", channel_id=papers, name="paper", options={"query": "x"})
        sandbox.clock.advance(3)
        await page.act("grace", "delete", **about)
        told = [await graces.receive_json(timeout=5) for _ in range(5)]
        assert [each["type"] for each in told] == [
            "message_create",
            "typing",
            "message_update",
            "interaction_failed",
            "message_delete",
        ]
        assert told[2]["message"]["reactions"][0]["me"] is False
        assert told[3] == {
            "type": "interaction_failed",
            "interaction_id": used["interaction_id"],
            "message": "The application did not respond",
        }
        others = [await emmys.receive_json(timeout=5) for _ in range(4)]
        assert [each["type"] for each in others] == ["message_create", "typing", "message_update", "message_delete"]
        assert others[2]["message"]["reactions"][0]["me"] is True


async def _register(sandbox: Sandbox) -> None:
    """Registers /paper as the bot would."""
    headers = {"Authorization": f"Bot {sandbox.token}"}
    option = {"name": "query", "description": "d", "type": 3, "required": True, "autocomplete": True}
    commands = [{"name": "paper", "description": "d", "options": [option]}, {"name": "Scan", "type": 3}]
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.put(f"{sandbox.api_url}/applications/{sandbox.application_id}/commands", json=commands) as answer,
    ):
        assert answer.status == 200


async def test_a_whole_visit_with_the_bot(page: Page, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggestions, commands, buttons, selects, forms and private answers come over the stream; the log shows it all."""
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
    bot = _talker()
    async with running(bot, sandbox), page.session.ws_connect(_events(page, "grace")) as stream:
        seen = _Stream(stream)
        papers = page.channel("papers")
        asked = {"channel_id": papers, "name": "paper", "options": {"query": "att"}}
        await page.act("grace", "autocomplete", focused="query", **asked)
        assert (await seen.next("choices"))["choices"] == [{"name": "Attention", "value": "1706.03762"}]
        used = await page.act("grace", "command", **asked)
        answer = (await seen.next("message_create"))["message"]
        assert (answer["content"], answer["ephemeral"]) == ("att", True)
        assert (await seen.next("interaction_done", after=1))["interaction_id"] == used["interaction_id"]
        emmys = await page.get(f"channels/{papers}/messages?as={page.id('emmy')}")
        assert emmys == {"messages": []}
        about = {"channel_id": papers, "message_id": answer["id"]}
        pressed = await page.act("grace", "press", custom_id="form", **about)
        form = await seen.next("modal")
        assert (form["interaction_id"], form["modal"]["title"]) == (pressed["interaction_id"], "Found code")
        await page.act("grace", "submit", interaction_id=form["interaction_id"], values={"address": "https://a.b"})
        assert (await seen.next("message_create", after=1))["message"]["content"] == "https://a.b"
        await page.act("grace", "select", custom_id="pick", values=["b"], **about)
        assert (await seen.next("message_update"))["message"]["content"] == "b"
        said = await page.act("grace", "say", channel_id=papers, content="1706.03762")
        await page.act("grace", "menu", name="Scan", channel_id=papers, message_id=said["message"]["id"])
        assert (await seen.next("message_create", after=3))["message"]["content"] == "scanned 1706.03762"
        log = (await page.get("requests?limit=200"))["requests"]
        assert [(each["method"], each["path"]) for each in log[:1]] == [("GET", "/users/@me")]
        assert {each["status"] for each in log} <= {200, 204}
        await page.post("controls", {"name": "drop_connection", "on": True})
        await seen.next("bot", after=1)
        await bot.event("resumed")


def _events(page: Page, who: str) -> str:
    return f"{page.sandbox.page_url}control/events?as={page.id(who)}"


class _Stream:
    """Reads the stream, and gives the events of a type by number."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._seen: list[dict[str, Any]] = []

    async def next(self, kind: str, after: int = 0) -> dict[str, Any]:
        """The event of this type that has `after` others of it before it."""
        async with asyncio.timeout(5):
            while len(found := [each for each in self._seen if each["type"] == kind]) <= after:
                self._seen.append(await self._socket.receive_json())
        return found[after]


def _talker() -> Probe:
    """A bot with one of everything."""
    bot = Probe()

    class Form(discord.ui.Modal, title="Found code"):
        address = discord.ui.TextInput(label="Address", custom_id="address")

        async def on_submit(self, interaction: discord.Interaction) -> None:
            await interaction.response.send_message(self.address.value, ephemeral=True)

    class Row(discord.ui.View):
        @discord.ui.button(label="Form", custom_id="form")
        async def form(self, interaction: discord.Interaction, button: discord.ui.Button[Row]) -> None:
            await interaction.response.send_modal(Form())

        @discord.ui.select(custom_id="pick", options=[discord.SelectOption(label=each) for each in "ab"])
        async def pick(self, interaction: discord.Interaction, select: discord.ui.Select[Row]) -> None:
            await interaction.response.edit_message(content=select.values[0])

    @bot.tree.command(name="paper", description="d")
    async def paper(interaction: discord.Interaction, query: str) -> None:
        await interaction.response.send_message(query, view=Row(), ephemeral=True)

    @paper.autocomplete("query")
    async def suggest(interaction: discord.Interaction, current: str) -> list[discord.app_commands.Choice[str]]:
        return [discord.app_commands.Choice(name="Attention", value="1706.03762")]

    @bot.tree.context_menu(name="Scan")
    async def scan(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"scanned {message.content}")

    bot.hooks.append(lambda started: started.tree.sync())
    return bot


# --- who is kept out ---


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1234"}, 200),
        ({"Host": "[::1]:1234"}, 200),
        ({"Host": "rebound.example"}, 403),
        ({"Host": "127.0.0.1.example:80"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
async def test_other_sites_are_kept_out(page: Page, headers: dict[str, str], status: int) -> None:
    """Every route under /control wants a loopback host, and no origin but its own."""
    world = f"{page.sandbox.page_url}control/world"
    events = f"{page.sandbox.page_url}control/events?as={page.id('ada')}"
    for url in (world, events):
        wanted = 400 if url == events and status == 200 else status
        async with page.session.get(url, headers=headers) as answer:
            assert answer.status == wanted
    async with page.session.post(f"{page.sandbox.page_url}control/act", json={}, headers=headers) as answer:
        assert answer.status == (400 if status == 200 else status)


async def test_its_own_page_is_let_in(page: Page, sandbox: Sandbox) -> None:
    """The page's own origin may post and listen; a form's content type may not."""
    origin = {"Origin": sandbox.page_url.rstrip("/")}
    async with page.session.ws_connect(_events(page, "ada"), headers=origin) as stream:
        assert not stream.closed
    async with page.session.post(f"{sandbox.page_url}control/act", data={"do": "say"}, headers=origin) as answer:
        assert answer.status == 415


async def test_the_page_is_served_with_a_policy(page: Page, sandbox: Sandbox) -> None:
    """The page and its parts come from one folder, under a policy that runs no foreign script."""
    async with page.session.get(sandbox.page_url) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
    async with page.session.get(f"{sandbox.page_url}page/style.css") as answer:
        assert (answer.status, answer.content_type) == (200, "text/css")
    for outside in ("..%2Fserver.py", "%2e%2e/server.py", "server.py", "..%5Cserver.py", "missing.js"):
        async with page.session.get(f"{sandbox.page_url}page/{outside}") as answer:
            assert answer.status == 404
