"""The stand-in for figshare's articles (docs.figshare.com, API v2). An article shows ten of its files at most."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import json_answer, moment, number_of
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places

SHOWN = 10
PAGE_SIZE = 10


def make_app(places: Places) -> web.Application:
    """The application below https://api.figshare.com."""
    app = web.Application()

    async def article(request: web.Request) -> web.Response:
        held = _find(places, request)
        return _missing() if held is None else json_answer(_describe(held))

    async def files(request: web.Request) -> web.Response:
        held = _find(places, request)
        if held is None:
            return _missing()
        size, page = int(request.query.get("page_size", str(PAGE_SIZE))), int(request.query.get("page", "1"))
        return json_answer(_files(held)[(page - 1) * size : page * size])

    app.router.add_get(r"/v2/articles/{id:\d+}", article)
    app.router.add_get(r"/v2/articles/{id:\d+}/files", files)
    return app


def _find(places: Places, request: web.Request) -> HeldPlace | None:
    held = places.find(Service.FIGSHARE, request.match_info["id"])
    return None if held is None or held.state == "gone" else held


def _describe(held: HeldPlace) -> dict[str, object]:
    return {
        "id": int(held.name),
        "title": held.text,
        "url_public_html": held.url,
        "defined_type_name": held.kind,
        "is_confidential": False,
        "is_embargoed": held.state == "restricted",
        "is_metadata_record": False,
        "license": {"value": 1, "name": held.licence or "", "url": ""},
        "created_date": moment(held.created_at),
        "files": _files(held)[:SHOWN],
    }


def _files(held: HeldPlace) -> list[dict[str, object]]:
    listed = {} if held.state == "restricted" else held.files
    return [
        {"id": number_of(path), "name": path, "size": size, "is_link_only": False}
        for path, size in sorted(listed.items())
    ]


def _missing() -> web.Response:
    return json_answer({"message": "Entity not found: article", "code": "EntityNotFound"}, status=404)
