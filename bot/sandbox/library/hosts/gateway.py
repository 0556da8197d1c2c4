"""The web as the sandbox has it: `?url=…` gives what stands at an address, with its status, redirects and type.

An address that is not held answers 404, as a site answers for a page that it does not have.
"""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import moved, text_answer
from bot.sandbox.library.faults import Service
from bot.sandbox.library.places import Places

_MISSING = "<html><head><title>404</title></head><body><h1>Page not found</h1></body></html>"


def make_app(places: Places) -> web.Application:
    """The gateway."""
    app = web.Application()

    async def page(request: web.Request) -> web.Response:
        held = places.find(Service.WEB, request.query.get("url", ""))
        if held is None or held.state == "gone":
            return text_answer(_MISSING, 404 if held is None else 410, "text/html")
        if held.state == "restricted":
            return text_answer("<html><h1>Forbidden</h1></html>", 403, "text/html")
        if held.moved_to:
            return moved(held.moved_to)
        return text_answer(held.text, content_type=held.kind or "text/html")

    app.router.add_get("/", page)
    return app
