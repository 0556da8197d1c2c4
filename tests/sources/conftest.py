"""A loopback service whose answers a test writes, recorded or made up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sources._http import Http

RECORDED = Path(__file__).parent.parent / "data" / "recorded"

Respond = Callable[[web.Request], Awaitable[web.StreamResponse]]


def recorded(name: str) -> dict[str, Any]:
    """A recording: request, response (status, headers, body) and source."""
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))


class Service:
    """Answers every request by the next of `answers`, the last one for ever; `requests` holds what was asked."""

    def __init__(self) -> None:
        self.answers: list[Respond] = []
        self.requests: list[tuple[str, str, bytes]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""

    def answer(self, status: int = 200, body: str | bytes = b"", **headers: str) -> None:
        """One more answer; underscores in header names are hyphens."""
        raw = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def respond(_: web.Request) -> web.StreamResponse:
            return web.Response(status=status, body=raw, headers=named)

        self.answers.append(respond)

    def replay(self, name: str) -> None:
        """One more answer, as it was recorded."""
        response = recorded(name)["response"]
        headers = {k: v for k, v in response["headers"].items() if k.lower() in ("content-type", "retry-after")}
        self.answer(response["status"], response["body"], **{k.replace("-", "_"): v for k, v in headers.items()})

    def hang(self) -> None:
        """One more answer that never comes."""

        async def respond(_: web.Request) -> web.StreamResponse:
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            return web.Response()

        self.answers.append(respond)

    def drop(self) -> None:
        """One more request whose connection is closed without an answer."""

        async def respond(request: web.Request) -> web.StreamResponse:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()

        self.answers.append(respond)

    def cut_off(self, body: bytes) -> None:
        """One more answer that breaks off after `body`, of a length that promised more."""

        async def respond(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse(headers={"Content-Length": str(len(body) + 1000)})
            await response.prepare(request)
            await response.write(body)
            assert request.transport is not None
            request.transport.close()
            return response

        self.answers.append(respond)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append((request.method, request.path_qs, await request.read()))
        self.headers.append(dict(request.headers))
        respond = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return await respond(request)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    """A service on a loopback socket."""
    made = Service()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.handle)
    async with TestServer(application, shutdown_timeout=0.1) as server:
        made.url = str(server.make_url("")).rstrip("/")
        yield made


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    """Asks with short time-outs and small limits."""
    async with aiohttp.ClientSession() as session:
        yield Http(session, timeout_s=0.5, max_bytes=100_000)
