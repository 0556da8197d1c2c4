"""The stand-in for Hugging Face's repositories (huggingface.co/docs/hub/api), answering as its recordings do.

Without a token an unknown repository answers 401, as a private one does; with one 404.
"""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library import hub_pages
from bot.sandbox.library.answers import json_answer, moment, moved, sha_of
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace, Holdings
from bot.sandbox.library.places import Places


def make_app(places: Places, holdings: Holdings) -> web.Application:
    """The application below https://huggingface.co, pages of papers included."""
    app = web.Application()
    hub_pages.add_routes(app, holdings)
    api = _Api(places)
    app.router.add_get("/api/{section:models|datasets|spaces}", api.listed)
    app.router.add_get("/api/{section:models|datasets|spaces}/{name:.+}", api.repository)
    return app


class _Api:
    def __init__(self, places: Places) -> None:
        self._places = places

    async def repository(self, request: web.Request) -> web.Response:
        section, name = request.match_info["section"], request.match_info["name"]
        held = self._places.find(Service.HUGGING_FACE, name if section == "models" else f"{section}/{name}")
        if held is None or held.state == "gone":
            return _missing(has_token="Authorization" in request.headers)
        if held.moved_to:
            return moved(f"/api/{section}/{held.moved_to.removeprefix(f'{section}/')}", status=307)
        return json_answer(_describe(held, with_sizes="blobs" in request.query))

    async def listed(self, request: web.Request) -> web.Response:
        """The repositories of an author; an author that nobody knows has none."""
        section, author = request.match_info["section"], request.query.get("author", "")
        held = self._places.of_owner(Service.HUGGING_FACE, author if section == "models" else f"{section}/{author}")
        return json_answer([_describe(place, with_sizes=False) for place in held])


def _describe(held: HeldPlace, *, with_sizes: bool) -> dict[str, object]:
    name = held.name.removeprefix("datasets/").removeprefix("spaces/")
    files = {".gitattributes": 1519, **held.files}
    siblings: list[dict[str, object]] = [{"rfilename": path} for path in sorted(files)]
    if with_sizes:
        siblings = [sibling | {"size": files[str(sibling["rfilename"])]} for sibling in siblings]
    card = {"license": held.licence.lower()} if held.licence else {}
    return {
        "_id": sha_of(held.name)[:24],
        "id": name,
        "private": False,
        "tags": [f"arxiv:{held.arxiv_id}"] if held.arxiv_id else [],
        "downloads": held.stars * 20,
        "likes": held.stars,
        "author": name.partition("/")[0],
        "sha": sha_of(name),
        "lastModified": moment(held.pushed_at or held.created_at, "milliseconds"),
        "gated": "manual" if held.state == "restricted" else False,
        "disabled": False,
        "cardData": card,
        "siblings": siblings,
        "createdAt": moment(held.created_at, "milliseconds"),
    }


def _missing(*, has_token: bool) -> web.Response:
    if has_token:
        return json_answer({"error": "Repository not found"}, 404, {"X-Error-Code": "RepoNotFound"})
    message = "Invalid username or password."
    return json_answer({"error": message}, 401, {"X-Error-Message": message, "X-Error-Code": "RepoNotFound"})
