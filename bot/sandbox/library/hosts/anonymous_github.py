"""The stand-in for Anonymous GitHub (anonymous.4open.science; source: tdurieux/anonymous_github)."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import Instead, folders_of, give_instead, json_answer, moment
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places


def make_app(places: Places) -> web.Application:
    """The application below https://anonymous.4open.science."""
    app = web.Application(middlewares=[give_instead])

    async def options(request: web.Request) -> web.Response:
        held = _find(places, request)
        url = held.moved_to or None  # the real repository, where its owner chose so
        changed = moment(held.pushed_at or held.created_at, "milliseconds")
        return json_answer({"url": url, "download": False, "lastUpdateDate": changed, "hasWebsite": False})

    async def files(request: web.Request) -> web.Response:
        folder = request.query.get("path", "").strip("/")
        here, folders = folders_of(_find(places, request).files, folder)
        listed: list[dict[str, object]] = [{"name": name, "path": folder} for name in folders]
        return json_answer([*listed, *({"name": name, "path": folder, "size": size} for name, size in here.items())])

    app.router.add_get("/api/repo/{id}/options", options)
    app.router.add_get("/api/repo/{id}/files", files)
    return app


def _find(places: Places, request: web.Request) -> HeldPlace:
    held = places.find(Service.ANONYMOUS_GITHUB, request.match_info["id"])
    if held is None:
        raise Instead(json_answer({"error": "repo_not_found"}, status=404))
    if held.state == "gone":
        raise Instead(json_answer({"error": "repository_expired"}, status=410))
    return held
