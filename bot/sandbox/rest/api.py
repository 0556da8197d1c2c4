"""The REST endpoint: from the request on the wire to the handler of its route, and back."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import msgspec
from aiohttp import BodyPartReader, web

from bot.sandbox.commands import Commands
from bot.sandbox.drafts import Upload
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interactions
from bot.sandbox.messages import Messages
from bot.sandbox.model import Guild, Json, Message, User
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.ratelimits import RateLimits, Verdict, wait_headers
from bot.sandbox.reactions import Reactions
from bot.sandbox.rest import commands, interactions, messages, places, threads
from bot.sandbox.rest.routing import Call, Reply, Route, Table
from bot.sandbox.world import World

_log = logging.getLogger(__name__)
MAX_REQUEST_BYTES = 25 * 1024 * 1024
JSON_TYPE = "application/json"
"""Exactly this: with a charset, discord.py takes the body for text."""

_LOGGED = 500
_FILE_PART = re.compile(r"files?\[(\d+)\]")
_PREFIX = re.compile(r"/api/(?:v\d+/)?")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, for the log. `status` is 0 when the answer was lost on order."""

    at: datetime
    method: str
    path: str
    route: str
    status: int
    asked: Any
    answered: Any


class Api:
    """Discord's REST interface over a world."""

    def __init__(
        self,
        world: World,
        messages_: Messages,
        interactions_: Interactions,
        gateway: Gateway,
        message_payloads: MessagePayloads,
        *,
        token: str,
        gateway_url: str,
    ) -> None:
        self.world = world
        self.messages = messages_
        self.reactions = Reactions(world)
        self.interactions = interactions_
        self.commands = Commands(world)
        self.gateway = gateway
        self.gateway_url = gateway_url
        self.faults = Faults()
        self.limits = RateLimits(world.clock)
        self.log: deque[Exchange] = deque(maxlen=_LOGGED)
        self.refused_routes: list[str] = []
        self._payloads = message_payloads
        self._authorization = f"Bot {token}"
        self._table = Table(messages.routes, interactions.routes, commands.routes, places.routes, threads.routes)

    # --- for handlers ---

    def payload(self, message: Message) -> Json:
        """A message as this application may see it over REST."""
        return self._payloads.rest(message, intents=self.world.application.intents)

    def shown(self, message: Message) -> Reply:
        """The answer that is a message."""
        return Reply(self.payload(message))

    def user(self, user_id: int) -> User:
        """Anybody, by id; raises ApiError when there is nobody."""
        try:
            return self.world.users[user_id]
        except KeyError:
            raise ApiError(Reason.UNKNOWN_USER) from None

    def guild(self, guild_id: int) -> Guild:
        """A guild that the bot is in; raises ApiError for any other."""
        guild = self.world.guilds.get(guild_id)
        if guild is None or not guild.has_bot:
            raise ApiError(Reason.UNKNOWN_GUILD)
        return guild

    # --- the wire ---

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answers one request."""
        path = _PREFIX.sub("/", request.raw_path.partition("?")[0], count=1)
        found = self._table.find(request.method, [unquote(step) for step in path.split("/")[1:]])
        if found is None:
            return self._refuse_unknown(request, path)
        route, parameters = found
        name = f"{route.method} {route.template}"
        fault = self.faults.take(name)
        if fault is not None and fault.delay_s:
            await asyncio.sleep(fault.delay_s)
        if fault is not None and fault.status is not None:
            return self._faulty(request, path, name, fault)
        verdict = self.limits.judge(name, parameters)
        call = Call(parameters, request.query, {})
        reply = await self._reply(request, route, call, verdict)
        lost = fault is not None and fault.lose_answer
        self._note(request, path, name, Reply(reply.body, 0 if lost else reply.status), call.body)
        if lost and request.transport is not None:
            request.transport.abort()
        return _response(reply, verdict.headers | reply.headers)

    async def _reply(self, request: web.Request, route: Route, call: Call, verdict: Verdict) -> Reply:
        if not route.open and request.headers.get("Authorization") != self._authorization:
            return _refused(ApiError(Reason.UNAUTHORIZED))
        if verdict.body is not None:
            return Reply(verdict.body, status=429)
        try:
            await _read_body(request, call)
            return route.handler(self, call)
        except ApiError as error:
            return _refused(error)
        except ConnectionError:
            return Reply(None, status=400)  # whoever asked was cut off in the middle of it: nobody waits for this
        except Exception as error:
            return self._confess(route, error)

    def _confess(self, route: Route, error: Exception) -> Reply:
        """Our own bug: kept beside the unknown routes, and answered with a status that discord.py does not retry."""
        name = f"{route.method} {route.template}"
        _log.exception("The sandbox failed in %s", name, exc_info=error)
        self.refused_routes.append(f"{name}: {error!r}")
        return Reply({"message": "501: The sandbox failed", "code": 0}, status=501)

    def _refuse_unknown(self, request: web.Request, path: str) -> web.Response:
        line = f"{request.method} {path}"
        _log.warning("The sandbox does not know %s", line)
        self.refused_routes.append(line)
        reply = _refused(ApiError(Reason.UNKNOWN_ROUTE))
        self._note(request, path, "", reply)
        return _response(reply, {})

    def _faulty(self, request: web.Request, path: str, name: str, fault: Fault) -> web.Response:
        reply = Reply(fault.body, fault.status or 500)
        self._note(request, path, name, reply)
        if isinstance(fault.body, str):
            body = fault.body.encode() or None
            return web.Response(body=body, status=reply.status, headers=fault.headers)
        body = msgspec.json.encode(fault.body)
        return web.Response(body=body, status=reply.status, headers={"Content-Type": JSON_TYPE} | fault.headers)

    def _note(self, request: web.Request, path: str, route: str, reply: Reply, asked: Any = None) -> None:
        now = self.world.clock.now()
        self.log.append(Exchange(now, request.method, path, route, reply.status, asked, reply.body))
        self.world.hub.wake()


def _refused(error: ApiError) -> Reply:
    body = error.body()
    if "retry_after" not in body:
        return Reply(body, error.status)
    return Reply(body | {"global": False}, error.status, wait_headers(body["retry_after"]))


def _response(reply: Reply, headers: dict[str, str]) -> web.Response:
    if reply.body is None:
        return web.Response(status=reply.status, headers=headers)
    body = msgspec.json.encode(reply.body)
    return web.Response(body=body, status=reply.status, content_type=JSON_TYPE, headers=headers)


async def _read_body(request: web.Request, call: Call) -> None:
    """Reads JSON, or multipart with `payload_json` and files, into the call."""
    if not request.can_read_body:
        return
    try:
        if request.content_type == "multipart/form-data":
            await _read_parts(request, call)
        elif raw := await request.read():
            call.body = msgspec.json.decode(raw)
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(Reason.REQUEST_TOO_LARGE) from None
    except (msgspec.DecodeError, ValueError):
        raise ApiError(Reason.INVALID_JSON) from None


async def _read_parts(request: web.Request, call: Call) -> None:
    if (request.content_length or 0) > MAX_REQUEST_BYTES:
        raise ApiError(Reason.REQUEST_TOO_LARGE)
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ApiError(Reason.INVALID_JSON)
        data = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            call.body = msgspec.json.decode(data)
        elif numbered := _FILE_PART.fullmatch(part.name or ""):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            call.uploads.append(Upload(int(numbered[1]), part.filename or "file", kind, data))
