"""The stand-in for Zenodo's records (developers.zenodo.org), answering as its recording of 2026 does.

Recorded: Retry-After comes with answers that are fine, and restricted records list no files.
"""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import json_answer, moment
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places

_LIMITS = {"Retry-After": "59", "X-RateLimit-Limit": "133", "X-RateLimit-Remaining": "132"}


def make_app(places: Places) -> web.Application:
    """The application below https://zenodo.org."""
    app = web.Application()

    async def record(request: web.Request) -> web.Response:
        held = places.find(Service.ZENODO, request.match_info["id"])
        if held is None:
            return _refusal(404, "The persistent identifier does not exist.")
        if held.state == "gone":
            return _refusal(410, "The record has been deleted.")
        return json_answer(_describe(held), headers=_LIMITS)

    app.router.add_get(r"/api/records/{id:\d+}", record)
    return app


def _describe(held: HeldPlace) -> dict[str, object]:
    number = int(held.name)
    api = f"https://zenodo.org/api/records/{number}"
    created = moment(held.created_at, "microseconds")
    return {
        "created": created,
        "modified": created,
        "id": number,
        "conceptrecid": str(number - 1),
        "doi": f"10.5281/zenodo.{number}",
        "metadata": {
            "title": held.text,
            "access_right": "restricted" if held.state == "restricted" else "open",
            "resource_type": {"title": held.kind.title(), "type": held.kind},
            "license": {"id": held.licence.lower()} if held.licence else None,
        },
        "links": {"self": api, "self_html": held.url, "latest": f"{api}/versions/latest"},
        "recid": str(number),
        "files": []
        if held.state == "restricted"
        else [{"key": path, "size": size} for path, size in sorted(held.files.items())],
        "status": "published",
        "state": "done",
        "submitted": True,
    }


def _refusal(status: int, message: str) -> web.Response:
    return json_answer({"status": status, "message": message}, status=status)
