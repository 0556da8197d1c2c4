"""The control interface: how the page sees the sandbox, acts as people, and throws the library's switches.

It lies outside /api. A page of another site must not reach it: requests name a loopback host, and come from the
sandbox's own origin or from none (no browser).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

import msgspec
from aiohttp import WSMsgType, web

from bot.errors import Refused
from bot.sandbox import events, payloads
from bot.sandbox.errors import PersonCannot
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interaction, Interactions
from bot.sandbox.model import Channel, Json, Message, User
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.people import People, Person
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Api
from bot.sandbox.world import World

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_DROP: dict[str, object] = {
    "name": "drop_connection",
    "label": "Drop the bot's connection",
    "kind": "action",
    "on": False,
    "hint": "The gateway socket breaks; the bot resumes and catches up.",
}

_ABOUT_A_MESSAGE = (
    events.MessageCreated,
    events.MessageEdited,
    events.ReactionAdded,
    events.ReactionRemoved,
    events.ReactionsCleared,
)
_ABOUT_AN_INTERACTION = (events.ModalShown, events.ChoicesShown, events.InteractionDone, events.InteractionFailed)


class LibraryFace(Protocol):
    """What the page needs of the library of papers."""

    @property
    def as_of(self) -> datetime:
        """The day on which the library's papers are as they are."""
        ...

    @property
    def controls(self) -> list[dict[str, object]]:
        """Its switches: name, label, kind ("toggle" or "action"), on, hint."""
        ...

    @property
    def suggestions(self) -> Sequence[Mapping[str, str]]:
        """Links worth pasting: text, label."""
        ...

    def control(self, name: str, on: bool, argument: str | None = None) -> None:
        """Throws a switch; raises Refused when there is no such switch or argument."""
        ...


class Control:
    """The handlers under /control."""

    def __init__(
        self,
        *,
        world: World,
        people: People,
        interactions: Interactions,
        api: Api,
        gateway: Gateway,
        message_payloads: MessagePayloads,
        library: LibraryFace | None,
        host: str,
    ) -> None:
        self._world = world
        self._people = people
        self._interactions = interactions
        self._api = api
        self._gateway = gateway
        self._payloads = message_payloads
        self._library = library
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
            web.post("/control/controls", self._guarded(self._throw)),
        ]

    async def stop(self) -> None:
        """Closes the pages' sockets."""
        for socket in tuple(self._sockets):
            await socket.close()

    def _guarded(
        self, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
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
            except (KeyError, ValueError, TypeError, AttributeError, msgspec.DecodeError) as error:
                return _error(f"The request is not understood ({type(error).__name__}: {error}).", 400)

        return guarded

    # --- looking ---

    async def _show_world(self, request: web.Request) -> web.Response:
        world, library = self._world, self._library
        return _json(
            {
                "now": payloads.moment(world.clock.now()),
                "as_of": None if library is None else payloads.moment(library.as_of),
                "application": payloads.user(world.bot) | {"colour": _css(world.bot)},
                "bot_online": self._gateway.is_online,
                "people": [self._person(each) for each in world.users.values() if not each.bot],
                "guilds": self._guilds(),
                "commands": list(world.application.commands.values()),
                "suggestions": [] if library is None else list(library.suggestions),
                "controls": self._controls(),
            }
        )

    def _person(self, user: User) -> Json:
        moderates = any(
            Permission.MANAGE_MESSAGES in self._world.permissions(channel, user)
            for channel in self._world.channels.values()
            if channel.guild_id is not None
        )
        return payloads.user(user) | {"colour": _css(user), "is_moderator": moderates}

    def _guilds(self) -> list[Json]:
        return [
            {"id": str(guild.id), "name": guild.name, "channels": [_channel(each) for each in guild.channels.values()]}
            for guild in self._world.guilds.values()
        ]

    def _controls(self) -> list[dict[str, object]]:
        return [*([] if self._library is None else self._library.controls), _DROP]

    async def _show_messages(self, request: web.Request) -> web.Response:
        person = self._as(request.query["as"])
        channel = self._people.channel(int(request.match_info["channel_id"]))
        if not self._world.may_see(channel, person.user):
            raise PersonCannot(f"{person.name} does not see #{channel.name}")
        limit, before = int(request.query.get("limit", 50)), int(request.query.get("before", 2**63))
        seen = [
            each
            for each in (*channel.messages.values(), *channel.whispers.values())
            if each.id < before and each.shown_to in (None, person.id)
        ]
        seen.sort(key=lambda each: each.id)
        return _json({"messages": [self._shown(each, person.user) for each in seen[-limit:]]})

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
        return _json({"requests": entries[-int(request.query.get("limit", 100)) :]})

    def _shown(self, message: Message, to: User) -> Json:
        return self._payloads.rest(message, to) | {"ephemeral": message.ephemeral}

    def _as(self, user_id: str) -> Person:
        user = self._world.users[int(user_id)]
        if user.bot:
            raise PersonCannot("nobody acts as the bot but the bot")
        return self._people.person(user)

    # --- acting ---

    async def _act(self, request: web.Request) -> web.Response:
        body = msgspec.json.decode(await request.read())
        person = self._as(body["as"])
        outcome = await self._done(person, body)
        answer: Json = {"ok": True}
        if isinstance(outcome, Interaction):
            answer["interaction_id"] = str(outcome.id)
        elif isinstance(outcome, Message):
            answer["message"] = self._shown(outcome, person.user)
        elif isinstance(outcome, Channel):
            answer["channel"] = _channel(outcome)
        return _json(answer)

    async def _done(self, person: Person, body: Json) -> Message | Interaction | Channel | None:
        """Does what `body` asks for, as `person`."""
        outcome: Message | Interaction | Channel | None = None
        match body["do"]:
            case "say":
                reply_to = body.get("reply_to")
                target = None if reply_to is None else int(reply_to)
                outcome = await person.say(int(body["channel_id"]), str(body["content"]), reply_to=target)
            case "edit":
                outcome = await person.edit(self._message(body), str(body["content"]))
            case "delete":
                await person.delete(self._message(body))
            case "react":
                await person.react(self._message(body), str(body["emoji"]))
            case "unreact":
                await person.unreact(self._message(body), str(body["emoji"]))
            case "typing":
                await person.start_typing(int(body["channel_id"]))
            case "thread":
                outcome = await person.start_thread(self._message(body), str(body["name"]))
            case "dm":
                outcome = await person.open_dm()
            case _:
                outcome = self._interacted(person, body)
        return outcome

    def _interacted(self, person: Person, body: Json) -> Interaction:
        match body["do"]:
            case "command":
                return person.begin_command(body["name"], int(body["channel_id"]), body.get("options") or {})
            case "autocomplete":
                options, focused = body.get("options") or {}, body["focused"]
                return person.begin_autocomplete(body["name"], int(body["channel_id"]), options, focused)
            case "menu":
                return person.begin_menu(body["name"], self._message(body))
            case "press":
                return person.begin_press(self._message(body), body["custom_id"])
            case "select":
                return person.begin_select(self._message(body), body["custom_id"], list(body["values"]))
            case "submit":
                form = self._interactions.get(int(body["interaction_id"]))
                if form is None:
                    raise PersonCannot("the form is no longer open")
                return person.begin_submit(form, body.get("values") or {})
            case unknown:
                raise PersonCannot(f"nobody can {unknown!r}")

    def _message(self, body: Json) -> Message:
        message = self._world.messages.get(int(body["message_id"]))
        if message is None:
            raise PersonCannot("the message is gone")
        return message

    async def _throw(self, request: web.Request) -> web.Response:
        body = msgspec.json.decode(await request.read())
        if body["name"] == _DROP["name"]:
            self._gateway.drop()
        elif self._library is None:
            raise PersonCannot("the sandbox runs without the library")
        else:
            self._library.control(body["name"], bool(body["on"]), body.get("argument"))
        self._world.hub.publish(events.ControlsChanged())
        return _json({"controls": self._controls()})

    # --- watching ---

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        user = self._as(request.query["as"]).user
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        queue: asyncio.Queue[object] = asyncio.Queue()
        stop_listening = self._world.hub.listen(queue.put_nowait)
        self._sockets.add(socket)
        writer = asyncio.create_task(self._tell(socket, user, queue), name="page events")
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            stop_listening()
            self._sockets.discard(socket)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        return socket

    async def _tell(self, socket: web.WebSocketResponse, user: User, queue: asyncio.Queue[object]) -> None:
        while True:
            for told in self._seen_by(user, await queue.get()):
                await socket.send_str(msgspec.json.encode(told).decode())

    def _seen_by(self, user: User, event: object) -> list[Json]:
        """What the page of `user` is told of an event: one thing for most, none for what they do not see."""
        if isinstance(event, _ABOUT_A_MESSAGE):
            if not self._sees(user, event.message):
                return []
            kind = "message_create" if isinstance(event, events.MessageCreated) else "message_update"
            return [{"type": kind, "message": self._shown(event.message, user)}]
        if isinstance(event, events.MessagesDeleted):
            channel_id = str(event.channel.id)
            return [{"type": "message_delete", "id": str(each.id), "channel_id": channel_id} for each in event.messages]
        if isinstance(event, _ABOUT_AN_INTERACTION):
            return [_of_interaction(event)] if event.user_id == user.id else []
        told = self._of_the_world(user, event)
        return [] if told is None else [told]

    def _of_the_world(self, user: User, event: object) -> Json | None:
        told: Json | None = None
        match event:
            case events.TypingStarted(channel, who) if self._world.may_see(channel, user):
                told = {"type": "typing", "user_id": str(who.id), "channel_id": str(channel.id)}
            case events.ChannelCreated() | events.ChannelChanged() | events.ChannelDeleted():
                told = {"type": "guilds", "guilds": self._guilds()}
            case events.BotPresence(online):
                told = {"type": "bot", "online": online}
            case events.CommandsChanged():
                told = {"type": "commands", "commands": list(self._world.application.commands.values())}
            case events.ControlsChanged():
                told = {"type": "controls", "controls": self._controls()}
        return told

    def _sees(self, user: User, message: Message) -> bool:
        if message.deleted or message.shown_to not in (None, user.id):
            return False
        return self._world.may_see(self._world.channels[message.channel_id], user)


def _of_interaction(
    event: events.ModalShown | events.ChoicesShown | events.InteractionDone | events.InteractionFailed,
) -> Json:
    about = {"interaction_id": str(event.interaction_id)}
    match event:
        case events.ModalShown(modal=modal):
            return about | {"type": "modal", "modal": modal}
        case events.ChoicesShown(choices=choices):
            return about | {"type": "choices", "choices": choices}
        case events.InteractionDone():
            return about | {"type": "interaction_done"}
        case events.InteractionFailed(text=text):
            return about | {"type": "interaction_failed", "message": text}


def _channel(channel: Channel) -> Json:
    parent = None if channel.parent_id is None else str(channel.parent_id)
    entry = {"id": str(channel.id), "name": channel.name, "topic": channel.topic, "type": int(channel.type)}
    return entry | {"parent_id": parent}


def _css(user: User) -> str:
    return f"#{user.colour:06x}"


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
