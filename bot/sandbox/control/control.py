"""The routes under /control, and the check of who may use them.

A page of another site must not reach the sandbox: requests name a loopback host, and come from the sandbox's own
origin or from none (no browser).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from bot.errors import Refused
from bot.sandbox import events, payloads
from bot.sandbox.control.acts import Acts
from bot.sandbox.control.administer import Administer
from bot.sandbox.control.asked import Asked
from bot.sandbox.control.view import DROP_CONNECTION, LibraryFace, View
from bot.sandbox.errors import PersonCannot
from bot.sandbox.interactions import Interaction
from bot.sandbox.model import Channel, Json, Message, User
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.people import People, Person
from bot.sandbox.rest import Api

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Control:
    """The handlers under /control. `host` is where the sandbox listens when that is no loopback address."""

    def __init__(
        self, people: People, api: Api, message_payloads: MessagePayloads, library: LibraryFace | None, *, host: str
    ) -> None:
        self._world = people.world
        self._people = people
        self._api = api
        self._library = library
        self._view = View(people.world, message_payloads, library)
        self._acts = Acts(people.world, people.interactions)
        self._administration = Administer(people.world, people.messages, api)
        self._hosts = LOOPBACK | {host}
        self._sockets: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.RouteDef]:
        """The routes, each behind the check of host and origin."""
        return [
            web.get("/control/world", self._guarded(self._show_world)),
            web.get("/control/channels/{channel_id}/messages", self._guarded(self._show_messages)),
            web.get("/control/events", self._guarded(self._stream)),
            web.get("/control/requests", self._guarded(self._show_requests)),
            web.post("/control/act", self._guarded(self._act)),
            web.post("/control/administer", self._guarded(self._administer)),
            web.post("/control/controls", self._guarded(self._throw)),
        ]

    async def stop(self) -> None:
        """Closes the pages' sockets."""
        for socket in tuple(self._sockets):
            await socket.close()

    def _guarded(self, handler: _Handler) -> _Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if urlsplit(f"//{request.host}").hostname not in self._hosts:
                return _error("The sandbox is reached by a loopback address only.", 403)
            origin = request.headers.get("Origin")
            if origin is not None and origin != f"{request.scheme}://{request.host}":
                return _error("Other sites may not use the sandbox.", 403)
            if request.method == "POST" and request.content_type != "application/json":
                return _error("The body must be application/json.", 415)
            try:
                return await handler(request)
            except (PersonCannot, Refused) as refusal:
                return _error(_sentence(str(refusal)), 400)

        return guarded

    # --- looking ---

    async def _show_world(self, request: web.Request) -> web.Response:
        return _json(self._view.world(bot_online=self._api.gateway.is_online))

    async def _show_messages(self, request: web.Request) -> web.Response:
        asked = Asked({**request.query, **request.match_info})
        person, channel = self._as(asked), self._people.channel(asked.id("channel_id"))
        if not self._world.may_see(channel, person.user):
            raise PersonCannot(f"{person.name} does not see #{channel.name}")
        limit, before = asked.number("limit", 50), asked.number("before", 2**63)
        return _json({"messages": self._view.messages(channel, person.user, limit=limit, before=before)})

    async def _show_requests(self, request: web.Request) -> web.Response:
        """The log of REST requests, latest last; "status" 0 is an answer that was lost on order."""
        entries = [
            {
                "at": payloads.moment(each.at),
                "method": each.method,
                "path": each.path,
                "status": each.status,
                "asked": each.asked,
                "answered": each.answered,
            }
            for each in self._api.log
        ]
        return _json({"requests": entries[-Asked({**request.query}).number("limit", 100) :]})

    def _as(self, asked: Asked) -> Person:
        user = self._world.users.get(asked.id("as"))
        if user is None:
            raise PersonCannot("there is no such person")
        if user.bot:
            raise PersonCannot("nobody acts as the bot but the bot")
        return self._people.person(user)

    # --- acting ---

    async def _act(self, request: web.Request) -> web.Response:
        asked = Asked.parse(await request.read())
        person = self._as(asked)
        answer: Json = {"ok": True}
        match await self._acts.do(person, asked):
            case Interaction(id=interaction_id):
                answer["interaction_id"] = str(interaction_id)
            case Message() as message:
                answer["message"] = self._view.message(message, person.user)
            case Channel() as channel:
                answer["channel"] = self._view.channel(channel)
        return _json(answer)

    async def _administer(self, request: web.Request) -> web.Response:
        await self._administration.do(Asked.parse(await request.read()))
        return _json({"ok": True})

    async def _throw(self, request: web.Request) -> web.Response:
        asked = Asked.parse(await request.read())
        if asked.text("name") == DROP_CONNECTION["name"]:
            self._api.gateway.drop()
        elif self._library is None:
            raise PersonCannot("the sandbox runs without the library")
        else:
            self._library.control(asked.text("name"), asked.switch("on"), asked.optional_text("argument"))
        self._world.hub.publish(events.ControlsChanged())
        return _json({"controls": self._view.controls()})

    # --- watching ---

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        user = self._as(Asked({**request.query})).user
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        queue: asyncio.Queue[object] = asyncio.Queue()
        stop_listening = self._world.hub.listen(queue.put_nowait)
        self._sockets.add(socket)
        writer = asyncio.create_task(self._tell(socket, user, queue), name="page events")
        try:
            async for _ in socket:
                pass  # the page only listens; reading on is how its leaving is noticed
        finally:
            stop_listening()
            self._sockets.discard(socket)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        return socket

    async def _tell(self, socket: web.WebSocketResponse, user: User, queue: asyncio.Queue[object]) -> None:
        while True:
            for told in self._view.told(user, await queue.get()):
                await socket.send_str(msgspec.json.encode(told).decode())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _json(body: Json, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(body),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )


def _error(sentence: str, status: int) -> web.Response:
    return _json({"error": sentence}, status)
