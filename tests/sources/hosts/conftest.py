"""What the clients of hosts are tested with: a site that answers by path, and the web through a gateway to it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sources._http import Http
from bot.sources.hosts.pages import Pages, open_pages
from tests.sources.conftest import Respond, recorded
from tests.sources.faults import responding


class Site:
    """A host on a loopback socket that answers by path and, where the test says so, by query; 404 for all else.

    As the gateway of the web it answers by the address asked for. `requests` holds what was asked, in order.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Respond] = {}
        self.always: Respond | None = None
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.url = ""

    def answer(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        """What `path` gives; underscores in header names are hyphens."""
        self.answers[path] = responding(body, status, **headers)

    def json(self, path: str, value: Any, status: int = 200) -> None:
        """The JSON that `path` gives."""
        self.answer(path, json.dumps(value), status, Content_Type="application/json")

    def page(self, url: str, html: str, status: int = 200) -> None:
        """The page that stands at `url` on the web."""
        self.answer(url, html, status, Content_Type="text/html; charset=utf-8")

    def replay(self, path: str, name: str) -> None:
        """The answer of `path`, as it was recorded."""
        response = recorded(name)["response"]
        kind = next(v for k, v in response["headers"].items() if k.lower() == "content-type")
        location = {k: v for k, v in response["headers"].items() if k.lower() == "location"}
        self.answer(path, response["body"], response["status"], Content_Type=kind, **location)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        asked = request.query["url"] if request.path == "/web" else request.path_qs
        self.requests.append(asked)
        self.headers.append(dict(request.headers))
        self.bodies.append(await request.read())
        if self.always is not None:
            return await self.always(request)
        for path in (asked, asked.partition("?")[0], request.path):
            if path in self.answers:
                return await self.answers[path](request)
        return web.Response(status=404, text='{"message": "Not Found"}', content_type="application/json")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A host on a loopback socket."""
    made = Site()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.handle)
    async with TestServer(application, shutdown_timeout=0.1) as server:
        made.url = str(server.make_url("")).rstrip("/")
        yield made


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    """Asks once, with a small limit; no test waits for its time-out, which a busy machine must not meet either."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield Http(session, attempts=1, timeout_s=10.0, max_bytes=300_000)


@pytest.fixture
async def pages(site: Site) -> AsyncIterator[Pages]:
    """The web, for which the site stands."""
    async with open_pages("test", gateway=f"{site.url}/web") as opened:
        yield opened
