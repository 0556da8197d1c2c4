"""The stand-in for SourceForge's projects (sourceforge.net/p/forge/documentation: Allura API, best_release.json)."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import Instead, give_instead, json_answer, sha_of, text_answer
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places

MOUNT_POINT = "code"


def make_app(places: Places) -> web.Application:
    """The application below https://sourceforge.net."""
    app = web.Application(middlewares=[give_instead])

    async def project(request: web.Request) -> web.Response:
        return json_answer(_describe(_find(places, request)))

    async def repository(request: web.Request) -> web.Response:
        held = _find(places, request)
        if held.pushed_at is None:
            raise Instead(_missing())
        return json_answer({"name": "git", "mount_point": MOUNT_POINT, "commit_count": len(held.files)})

    async def release(request: web.Request) -> web.Response:
        held = _find(places, request)
        newest = next((path for path in sorted(held.files, reverse=True) if path.endswith((".zip", ".tar.gz"))), None)
        return json_answer({"release": {"filename": f"/{newest}"} if newest else None, "platform_releases": {}})

    app.router.add_get("/rest/p/{name}/", project)
    app.router.add_get(f"/rest/p/{{name}}/{MOUNT_POINT}/", repository)
    app.router.add_get("/projects/{name}/best_release.json", release)
    return app


def _find(places: Places, request: web.Request) -> HeldPlace:
    held = places.find(Service.SOURCEFORGE, request.match_info["name"])
    if held is None or held.state == "gone":
        raise Instead(_missing())
    return held


def _describe(held: HeldPlace) -> dict[str, object]:
    tools = [{"name": "wiki", "mount_point": "wiki"}, {"name": "files", "mount_point": "files"}]
    if held.pushed_at is not None:
        tools.append({"name": "git", "mount_point": MOUNT_POINT})
    return {
        "_id": sha_of(held.name)[:24],
        "shortname": held.name,
        "name": held.text,
        "url": held.url,
        "private": held.state == "restricted",
        "status": "moved" if held.moved_to else "abandoned" if held.archived else "active",
        "moved_to_url": held.moved_to,
        "creation_date": held.created_at.date().isoformat() if held.created_at else "",
        "tools": tools,
    }


def _missing() -> web.Response:
    return text_answer("<html><title>404 - Page not found</title></html>", 404, "text/html")
