"""The stand-in for CRAN: a package's DESCRIPTION, and the archive of those that it removed."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import text_answer
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places

_MISSING = "<html><title>Object not found!</title></html>"


def make_app(places: Places) -> web.Application:
    """The application below https://cran.r-project.org."""
    app = web.Application()

    async def description(request: web.Request) -> web.Response:
        held = _find(places, request)
        return (
            text_answer(_MISSING, 404, "text/html") if held is None or held.archived else text_answer(_describe(held))
        )

    async def archive(request: web.Request) -> web.Response:
        held = _find(places, request)
        if held is None or not held.archived:
            return text_answer(_MISSING, 404, "text/html")
        links = "".join(f'<a href="{name}">{name}</a>\n' for name in sorted(held.files))
        return text_answer(f"<html><title>Index of {request.path}</title>\n{links}</html>", content_type="text/html")

    app.router.add_get("/web/packages/{name}/DESCRIPTION", description)
    app.router.add_get("/src/contrib/Archive/{name}/", archive)
    return app


def _find(places: Places, request: web.Request) -> HeldPlace | None:
    held = places.find(Service.CRAN, request.match_info["name"])
    return None if held is None or held.state == "gone" else held


def _describe(held: HeldPlace) -> str:
    fields = {"Package": held.name, "Type": "Package", "Title": held.text, "Version": "1.0-0",
              "License": held.licence or "file LICENSE"}  # fmt: skip
    return "".join(f"{name}: {value}\n" for name, value in fields.items())
