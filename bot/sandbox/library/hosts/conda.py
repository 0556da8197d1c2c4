"""The stand-in for anaconda.org's packages (api.anaconda.org)."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import json_answer, moment
from bot.sandbox.library.faults import Service
from bot.sandbox.library.places import Places


def make_app(places: Places) -> web.Application:
    """The application below https://api.anaconda.org."""
    app = web.Application()

    async def package(request: web.Request) -> web.Response:
        channel, name = request.match_info["channel"], request.match_info["name"]
        held = places.find(Service.CONDA, f"{channel}/{name}")
        if held is None or held.state == "gone":
            return json_answer({"error": f'"{name}" could not be found'}, status=404)
        files = [
            {"basename": f"noarch/{path}", "version": "1.0.0", "size": size}
            for path, size in sorted(held.files.items())
        ]
        return json_answer({
            "name": name,
            "owner": {"login": channel},
            "html_url": held.url,
            "summary": held.text,
            "license": held.licence,
            "created_at": moment(held.created_at, "microseconds"),
            "files": files,
        })  # fmt: skip

    app.router.add_get("/package/{channel}/{name}", package)
    return app
