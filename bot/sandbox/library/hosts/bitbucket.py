"""The stand-in for Bitbucket Cloud (developer.atlassian.com, REST API 2.0: Repositories, Source)."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import Instead, base_of, give_instead, json_answer, moment, sha_of
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places

PAGE_LENGTH = 10  # Bitbucket's own default


def make_app(places: Places) -> web.Application:
    """The application below https://api.bitbucket.org."""
    app = web.Application(middlewares=[give_instead])
    api = _Api(places)
    app.router.add_get("/2.0/repositories/{owner}/{name}", api.repository)
    app.router.add_get("/2.0/repositories/{owner}/{name}/src/{ref}/", api.source)
    return app


class _Api:
    def __init__(self, places: Places) -> None:
        self._places = places

    async def repository(self, request: web.Request) -> web.Response:
        return json_answer(_describe(self._find(request)))

    async def source(self, request: web.Request) -> web.Response:
        held, ref = self._find(request), request.match_info["ref"]
        if not held.files or ref not in (held.default_branch, sha_of(held.name)):
            raise Instead(_refusal(f"Commit not found: {ref}"))
        page, length = int(request.query.get("page", "1")), int(request.query.get("pagelen", str(PAGE_LENGTH)))
        listed = sorted(held.files.items())
        start, end = (page - 1) * length, page * length
        values = [{"type": "commit_file", "path": path, "size": size} for path, size in listed[start:end]]
        answer: dict[str, object] = {"values": values, "pagelen": length, "page": page}
        if end < len(listed):
            below = request.path.removeprefix(Service.BITBUCKET.prefix)
            answer["next"] = f"{base_of(request, Service.BITBUCKET)}{below}?pagelen={length}&page={page + 1}"
        return json_answer(answer)

    def _find(self, request: web.Request) -> HeldPlace:
        name = f"{request.match_info['owner']}/{request.match_info['name']}"
        held = self._places.find(Service.BITBUCKET, name)
        if held is None or held.state == "gone":
            raise Instead(_refusal(f"Repository {name} not found"))
        return held


def _describe(held: HeldPlace) -> dict[str, object]:
    owner, _, name = held.name.partition("/")
    return {
        "type": "repository",
        "uuid": _uuid(held.name),
        "full_name": held.name,
        "name": name,
        "is_private": False,
        "owner": {"type": "user", "uuid": _uuid(owner), "nickname": owner},
        "links": {"html": {"href": held.url}},
        "mainbranch": {"type": "branch", "name": held.default_branch} if held.files else None,
        "language": (held.language or "").lower(),
        "created_on": moment(held.created_at, "microseconds"),
        "updated_on": moment(held.pushed_at or held.created_at, "microseconds"),
        "size": sum(held.files.values()),
    }


def _uuid(name: str) -> str:
    sha = sha_of(name)
    return f"{{{sha[:8]}-{sha[8:12]}-{sha[12:16]}-{sha[16:20]}-{sha[20:32]}}}"


def _refusal(message: str) -> web.Response:
    return json_answer({"type": "error", "error": {"message": message}}, status=404)
