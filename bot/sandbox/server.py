"""The sandbox itself: a local Discord to which a real bot connects, and the hands of the people in it."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.administration import Administration
from bot.sandbox.clock import Clock, utcnow
from bot.sandbox.control import Control, LibraryFace
from bot.sandbox.faults import Faults
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interactions
from bot.sandbox.messages import Messages
from bot.sandbox.model import Channel, Message, User
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.people import TIMEOUT_S, People, Person, Where
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.rest import Api
from bot.sandbox.rest.api import MAX_REQUEST_BYTES, Exchange
from bot.sandbox.site import Site
from bot.sandbox.world import World, found_world

_SHUTDOWN_S = 0.2


class Sandbox:
    """A local Discord: `async with Sandbox() as sandbox` starts it, leaving ends it without a trace.

    It outlives the bot: a bot that connects again finds every message, component and command. Entering raises OSError
    when the port is taken.
    """

    api_url: str
    gateway_url: str
    page_url: str
    gateway: Gateway
    messages: Messages
    interactions: Interactions
    _api: Api
    _people: People
    _control: Control
    _runner: web.AppRunner

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        library: LibraryFace | None = None,
        clock: Callable[[], datetime] = utcnow,
    ) -> None:
        self.clock = Clock(clock)
        self.world: World = found_world(self.clock)
        self.token = f"sandbox.{secrets.token_urlsafe(24)}"
        self._host = host
        self._port = port
        self._library = library

    # --- life ---

    async def __aenter__(self) -> Self:
        listening = _listen(self._host, self._port)
        shown_host = f"[{self._host}]" if ":" in self._host else self._host
        place = f"{shown_host}:{listening.getsockname()[1]}"
        self.page_url = f"http://{place}/"
        self.api_url = f"http://{place}/api/v10"
        self.gateway_url = f"ws://{place}/gateway/"
        self._build()
        app = web.Application(client_max_size=MAX_REQUEST_BYTES)
        app.router.add_route("*", "/api/{tail:.*}", self._api.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.add_routes([*self._control.routes(), *Site(self.world).routes()])
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=_SHUTDOWN_S)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()
        return self

    def _build(self) -> None:
        world = self.world
        shown = MessagePayloads(world, self.page_url)
        self.messages = Messages(world)
        self.interactions = interactions = Interactions(world, self.messages, shown)
        self.gateway = Gateway(world, shown, self.token, self.gateway_url)
        self._api = Api(
            world, self.messages, interactions, self.gateway, shown, token=self.token, gateway_url=self.gateway_url
        )
        self._people = People(world, self.messages, interactions, shown)
        self._control = Control(self._people, self._api, shown, self._library, host=self._host)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clock.stop()
        self.gateway.drop()
        await self._control.stop()
        await self._runner.cleanup()

    # --- what a bot needs ---

    @property
    def application_id(self) -> int:
        """The id of the bot's application."""
        return self.world.application.id

    @property
    def bot_user(self) -> User:
        """The bot's account."""
        return self.world.bot

    # --- what tests set and read ---

    @property
    def faults(self) -> Faults:
        """Faults on order."""
        return self._api.faults

    @property
    def limits(self) -> RateLimits:
        """Rate limits; off at the start."""
        return self._api.limits

    @property
    def refused_routes(self) -> list[str]:
        """Every route that was asked for and is unknown ("METHOD /path"), or in which the sandbox itself failed."""
        return self._api.refused_routes

    @property
    def requests(self) -> list[Exchange]:
        """The latest REST requests, oldest first."""
        return list(self._api.log)

    @property
    def administration(self) -> Administration:
        """Changes of permissions, members, intents, installations."""
        return Administration(self.world, self.messages)

    # --- people and places ---

    @property
    def people(self) -> dict[str, Person]:
        """Everybody but the bot, by username."""
        return {each.username: self._people.person(each) for each in self.world.users.values() if not each.bot}

    @property
    def channels(self) -> dict[str, Channel]:
        """The channels of all guilds by name, threads and posts among them."""
        return {each.name: each for each in self.world.channels.values() if each.guild_id is not None}

    def person(self, username: str) -> Person:
        """Somebody to act as."""
        return self.people[username]

    def other_bot(self, username: str, where: Where = "papers") -> Person:
        """Another bot, which joins the guild of that channel; it acts like a person, without commands and buttons."""
        guild = self.world.guild_of(self._people.channel(where))
        if guild is None:
            raise ValueError("bots do not join direct messages")
        user = next((each for each in self.world.users.values() if each.bot and each.username == username), None)
        if user is None:
            user = self.world.add_user(username, None, 0x5865F2, bot=True)
        if user.id not in guild.members:
            self.world.add_member(guild, user)
        return self._people.person(user)

    def message(self, message_id: int) -> Message | None:
        """A message as it stands now, None when it was deleted or never was."""
        return self.world.messages.get(message_id)

    # --- waiting ---

    async def until(self, is_true: Callable[[], object], timeout_s: float = TIMEOUT_S) -> None:
        """Returns as soon as `is_true()` is; looks again after every event and request. Raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            await self.world.hub.until(is_true)

    async def next_message(
        self,
        *,
        reply_to: Message | int | None = None,
        channel: Where | None = None,
        by_bot: bool = True,
        timeout_s: float = TIMEOUT_S,
    ) -> Message:
        """The oldest message not yet taken that fits; waits for it. Each message is given once. Raises TimeoutError.

        "Thinking" messages count from when they are filled; ephemeral ones come with their interaction only.
        """
        target = reply_to.id if isinstance(reply_to, Message) else reply_to
        place = None if channel is None else self._people.channel(channel).id
        found: Message | None = None

        def comes() -> bool:
            nonlocal found
            found = self._people.inbox.first(channel_id=place, reply_to=target, by_bot=by_bot)
            return found is not None

        try:
            await self.until(comes, timeout_s)
        except TimeoutError:
            raise TimeoutError(
                f"no such message came within {timeout_s} s; not yet taken: {self._people.inbox}"
            ) from None
        if found is None:
            raise AssertionError("until() returned without a message")
        self._people.inbox.take(found)
        return found

    async def silence(self, channel: Where, for_s: float = 0.3) -> None:
        """Asserts that the bot, having read everything so far, says nothing in the channel for `for_s` seconds.

        Bot messages that came before and were not taken count as said.
        """
        place = self._people.channel(channel).id
        await self.gateway.settled()
        try:
            said = await self.next_message(channel=place, timeout_s=for_s)
        except TimeoutError:
            return
        raise AssertionError(f"the bot was not silent: {said.content or said.text_of_embed!r}")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=128)
