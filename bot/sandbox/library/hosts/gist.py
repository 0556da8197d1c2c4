"""Gists, as GitHub's REST API tells them (docs.github.com, Gists)."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import json_answer, moment, number_of
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places


def add_routes(app: web.Application, places: Places) -> None:
    """Adds the route to the application below https://api.github.com."""

    async def gist(request: web.Request) -> web.Response:
        held = places.find(Service.GITHUB, request.match_info["id"])
        if held is None or held.state == "gone":
            raise web.HTTPNotFound
        return json_answer(_describe(held))

    app.router.add_get("/gists/{id:[0-9a-f]+}", gist)


def _describe(held: HeldPlace) -> dict[str, object]:
    owner = held.url.split("/")[-2]
    files = {path: {"filename": path, "type": "text/plain", "size": size} for path, size in held.files.items()}
    return {
        "id": held.name,
        "html_url": held.url,
        "files": files,
        "public": True,
        "owner": {"login": owner, "id": number_of(owner), "type": "User"},
        "truncated": False,
        "created_at": moment(held.created_at),
        "updated_at": moment(held.pushed_at or held.created_at),
    }
