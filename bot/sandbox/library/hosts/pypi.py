"""The stand-in for PyPI's packages (docs.pypi.org, JSON API)."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import json_answer, moment
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places

VERSION = "1.0.0"


def make_app(places: Places) -> web.Application:
    """The application below https://pypi.org."""
    app = web.Application()

    async def package(request: web.Request) -> web.Response:
        held = places.find(Service.PYPI, request.match_info["name"])
        if held is None or held.state == "gone":
            return json_answer({"message": "Not Found"}, status=404)
        return json_answer(_describe(held))

    app.router.add_get("/pypi/{name}/json", package)
    return app


def _describe(held: HeldPlace) -> dict[str, object]:
    uploaded_at = moment(held.created_at, "microseconds")
    files = [
        {"filename": name, "size": size, "upload_time_iso_8601": uploaded_at}
        for name, size in sorted(held.files.items())
    ]
    info = {"name": held.name, "version": VERSION, "license": None, "license_expression": held.licence}
    described = {"package_url": held.url, "summary": held.text, "project_urls": None, "yanked": False}
    return {"info": info | described, "urls": files, "releases": {VERSION: files}, "last_serial": 1}
