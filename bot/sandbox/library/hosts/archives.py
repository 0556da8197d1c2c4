"""The stand-ins for Software Heritage (swh-web, api/views/origin.py) and the Internet Archive (wayback_api.php)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from aiohttp import web

from bot.sandbox.library.answers import json_answer, sha_of


def make_heritage(copies: Mapping[str, datetime]) -> web.Application:
    """The application below https://archive.softwareheritage.org; `copies` by the exact address of the origin."""
    app = web.Application()

    async def visit(request: web.Request) -> web.Response:
        origin = request.match_info["origin"]
        kept_at = copies.get(origin)
        if kept_at is None:
            reason = f"Origin with url {origin} not found!"
            return json_answer({"exception": "NotFoundExc", "reason": reason}, status=404)
        facts = {"origin": origin, "visit": 1, "type": "git", "status": "full"}
        return json_answer(facts | {"date": kept_at, "snapshot": sha_of(origin), "metadata": {}})

    app.router.add_get("/api/1/origin/{origin:.+}/visit/latest/", visit)
    return app


def make_wayback(copies: Mapping[str, datetime]) -> web.Application:
    """The application below https://archive.org; `copies` by address. None kept and none found are the same answer."""
    app = web.Application()
    bare = {url.partition("://")[2].rstrip("/"): (url, kept_at) for url, kept_at in copies.items()}

    async def available(request: web.Request) -> web.Response:
        asked = request.query.get("url", "")
        kept = bare.get(asked.partition("://")[2].rstrip("/") or asked.rstrip("/"))
        if kept is None:
            return json_answer({"url": asked, "archived_snapshots": {}})
        url, kept_at = kept
        timestamp = f"{kept_at:%Y%m%d%H%M%S}"
        address = f"http://web.archive.org/web/{timestamp}/{url}"
        closest = {"status": "200", "available": True, "url": address, "timestamp": timestamp}
        return json_answer({"url": asked, "archived_snapshots": {"closest": closest}})

    app.router.add_get("/wayback/available", available)
    return app
