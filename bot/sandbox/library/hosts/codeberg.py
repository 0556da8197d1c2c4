"""The stand-in for Codeberg: Forgejo's API, answering as its recording of 2026 does. A renamed repository gives 307."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import (
    Instead,
    base64_of,
    base_of,
    give_instead,
    json_answer,
    moment,
    moved,
    number_of,
    sha_of,
)
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places

_NEVER = "1970-01-01T00:00:00Z"


def make_app(places: Places) -> web.Application:
    """The application below https://codeberg.org."""
    app = web.Application(middlewares=[give_instead])
    api = _Api(places)
    repository = "/api/v1/repos/{owner}/{name}"
    app.router.add_get(repository, api.repository)
    app.router.add_get(repository + "/git/trees/{ref}", api.tree)
    app.router.add_get(repository + "/contents/README.md", api.readme)
    return app


class _Api:
    def __init__(self, places: Places) -> None:
        self._places = places

    async def repository(self, request: web.Request) -> web.Response:
        return json_answer(_describe(self._find(request), base_of(request, Service.CODEBERG)))

    async def tree(self, request: web.Request) -> web.Response:
        held = self._find(request)
        if request.match_info["ref"] not in (held.default_branch, sha_of(held.name)):
            raise Instead(_missing(request))
        entries = [
            {"path": path, "mode": "100644", "type": "blob", "size": size, "sha": sha_of(path)}
            for path, size in sorted(held.files.items())
        ]
        listing = {"sha": sha_of(held.name), "tree": entries, "truncated": False}
        return json_answer(listing | {"page": 1, "total_count": len(entries)})

    async def readme(self, request: web.Request) -> web.Response:
        held = self._find(request)
        if "README.md" not in held.files:
            raise Instead(_missing(request))
        content = base64_of(held.text)
        return json_answer({"name": "README.md", "type": "file", "encoding": "base64", "content": content})

    def _find(self, request: web.Request) -> HeldPlace:
        asked = f"{request.match_info['owner']}/{request.match_info['name']}"
        held = self._places.find(Service.CODEBERG, asked)
        if held is None or held.state == "gone":
            raise Instead(_missing(request))
        if held.moved_to:
            raise Instead(moved(request.path_qs.replace(asked, held.moved_to, 1), status=307))
        return held


def _describe(held: HeldPlace, base: str) -> dict[str, object]:
    owner, _, name = held.name.partition("/")
    return {
        "id": number_of(held.name),
        "owner": {"id": number_of(owner), "login": owner, "username": owner},
        "name": name,
        "full_name": held.name,
        "empty": not held.files,
        "private": False,
        "fork": False,
        "size": sum(held.files.values()) // 1024,
        "language": held.language or "",
        "html_url": held.url,
        "url": f"{base}/api/v1/repos/{held.name}",
        "clone_url": f"{held.url}.git",
        "stars_count": held.stars,
        "default_branch": held.default_branch,
        "archived": held.archived,
        "created_at": moment(held.created_at),
        "updated_at": moment(held.pushed_at or held.created_at),
        "archived_at": moment(held.pushed_at) if held.archived else _NEVER,
    }


def _missing(request: web.Request) -> web.Response:
    swagger = f"{base_of(request, Service.CODEBERG)}/api/swagger"
    return json_answer({"errors": [], "message": "The target couldn't be found.", "url": swagger}, status=404)
