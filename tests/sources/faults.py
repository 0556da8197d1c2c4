"""Every way in which a service fails to answer: what a client makes of it must never be "there is none"."""

from __future__ import annotations

import asyncio
import gzip
from contextlib import suppress

from aiohttp import web

from tests.sources.conftest import Respond


def responding(body: str | bytes = b"", status: int = 200, **headers: str) -> Respond:
    """Gives one answer to whatever is asked."""
    raw = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def respond(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, body=raw, headers=named)

    return respond


async def hang(_: web.Request) -> web.StreamResponse:
    with suppress(asyncio.CancelledError):
        await asyncio.Event().wait()
    return web.Response()


async def drop(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def cut_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"id": 1')
    assert request.transport is not None
    request.transport.close()
    return response


async def trickle(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    with suppress(ConnectionError, asyncio.CancelledError):
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.02)
    return response


FAULTS: dict[str, Respond] = {
    "hang": hang,
    "drop": drop,
    "cut off": cut_off,
    "trickle": trickle,
    "huge": responding(b"[" + b" " * 6_000_000, Content_Type="text/html"),
    "bomb": responding(gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip", Content_Type="text/html"),
    "html": responding("<html>Hello</html>", Content_Type="text/html"),
    "wrong json": responding('{"message": "hello"}', Content_Type="application/json"),
    "list": responding("[]", Content_Type="application/json"),
    "empty body": responding(b"", Content_Type="application/json"),
    "no content": responding(b"", 204),
    "XML": responding('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', Content_Type="application/xml"),
    "a number": responding("7", Content_Type="application/json"),
    "deep": responding("[" * 100_000, Content_Type="application/json"),
    "no text": responding(b"\xff\xfe\x00", Content_Type="application/json"),
    "elsewhere": responding(b"", 301, location="http://127.0.0.1:9/"),
    "circle": responding(b"", 302, location="?again"),
    "retry after": responding(b"", 429, Retry_After="3600"),
} | {str(status): responding("{}", status) for status in (400, 401, 403, 409, 418, 429, 500, 502, 503, 504)}
