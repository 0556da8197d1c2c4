"""The stand-in for the Astrophysics Source Code Library: its entries are pages that link where the code is."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import text_answer
from bot.sandbox.library.faults import Service
from bot.sandbox.library.places import Places


def make_app(places: Places) -> web.Application:
    """The application below https://ascl.net."""
    app = web.Application()

    async def entry(request: web.Request) -> web.Response:
        held = places.find(Service.ASCL, request.match_info["id"])
        if held is None or held.state == "gone":
            return text_answer("<html><title>ASCL.net - Not Found</title></html>", 404, "text/html")
        return text_answer(held.text, content_type="text/html")

    app.router.add_get(r"/{id:\d{4}\.\d{3}}", entry)
    return app
