"""Whether the process lives, is ready, and what it counts: /healthz, /readyz and /metrics, where a port is set."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import CannotStart, StoreUnavailable
from bot.metrics import CONTENT_TYPE, Metrics

READY_WITHIN_S = 2.0


@asynccontextmanager
async def open_monitor(
    host: str, port: int, metrics: Metrics, is_ready: Callable[[], Awaitable[bool]]
) -> AsyncIterator[int]:
    """Serves while it is entered, and gives the port (0 takes a free one). Raises CannotStart when it is taken."""
    application = web.Application()
    application.router.add_get("/healthz", _health)
    application.router.add_get("/readyz", _ready(is_ready))
    application.router.add_get("/metrics", _metrics(metrics))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            reason = error.strerror or error
            raise CannotStart(f"MONITOR_PORT {port} on {host} cannot be used ({reason}): set another one.") from error
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def _health(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def _ready(is_ready: Callable[[], Awaitable[bool]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def ready(_: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                able = await is_ready()
        except (TimeoutError, StoreUnavailable):
            able = False
        return web.Response(text="ready\n" if able else "not ready\n", status=200 if able else 503)

    return ready


def _metrics(metrics: Metrics) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def show(_: web.Request) -> web.Response:
        return web.Response(body=metrics.render(), headers={"Content-Type": CONTENT_TYPE})

    return show
