"""The stand-in for GitLab (docs.gitlab.com, REST API: Projects, Repositories, Commits). A moved project answers 301."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import (
    Instead,
    base64_of,
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

PER_PAGE = 20  # GitLab's own default


def make_app(places: Places) -> web.Application:
    """The application below https://gitlab.com."""
    app = web.Application(middlewares=[give_instead])
    api = _Api(places)
    project = "/api/v4/projects/{project}"
    app.router.add_get(project, api.project)
    app.router.add_get(project + "/repository/commits/{ref}", api.commit)
    app.router.add_get(project + "/repository/tree", api.tree)
    app.router.add_get(project + "/repository/files/{path}", api.file)
    return app


class _Api:
    def __init__(self, places: Places) -> None:
        self._places = places

    async def project(self, request: web.Request) -> web.Response:
        return json_answer(_describe(self._find(request), with_licence=request.query.get("license") == "true"))

    async def commit(self, request: web.Request) -> web.Response:
        held = self._find_at(request, request.match_info["ref"], "404 Commit Not Found")
        sha, pushed_at = sha_of(held.name), moment(held.pushed_at, "milliseconds")
        return json_answer({
            "id": sha,
            "short_id": sha[:8],
            "created_at": pushed_at,
            "parent_ids": [],
            "authored_date": pushed_at,
            "committed_date": pushed_at,
            "web_url": f"{held.url}/-/commit/{sha}",
        })  # fmt: skip

    async def tree(self, request: web.Request) -> web.Response:
        held = self._find_at(request, request.query.get("ref", "HEAD"), "404 Tree Not Found")
        page, size = int(request.query.get("page", "1")), int(request.query.get("per_page", str(PER_PAGE)))
        paths = sorted(held.files)[(page - 1) * size : page * size]
        return json_answer([_describe_file(path) for path in paths])

    async def file(self, request: web.Request) -> web.Response:
        held, path = self._find(request), request.match_info["path"]
        if path != "README.md" or path not in held.files:
            raise Instead(_refusal("404 File Not Found"))
        content = base64_of(held.text)
        return json_answer({"file_name": path, "file_path": path, "encoding": "base64", "content": content})

    def _find(self, request: web.Request) -> HeldPlace:
        """The project that the address names. Instead comes 404, or 301 where it has another name now."""
        asked = request.match_info["project"]
        held = self._places.find(Service.GITLAB, asked)
        if held is None or held.state == "gone":
            raise Instead(_refusal("404 Project Not Found"))
        if held.moved_to:
            raise Instead(moved(request.rel_url.raw_path_qs.replace(_raw(asked), _raw(held.moved_to), 1)))
        return held

    def _find_at(self, request: web.Request, ref: str, missing: str) -> HeldPlace:
        held = self._find(request)
        if not held.files or ref not in ("HEAD", held.default_branch, sha_of(held.name)):
            raise Instead(_refusal(missing))
        return held


def _raw(name: str) -> str:
    return name.replace("/", "%2F")


def _describe(held: HeldPlace, *, with_licence: bool) -> dict[str, object]:
    owner, _, name = held.name.rpartition("/")
    described: dict[str, object] = {
        "id": number_of(held.name),
        "name": name,
        "path_with_namespace": held.name,
        "web_url": held.url,
        "namespace": {"id": number_of(owner), "path": owner, "kind": "user"},
        "default_branch": held.default_branch if held.files else None,
        "star_count": held.stars,
        "archived": held.archived,
        "created_at": moment(held.created_at, "milliseconds"),
        "last_activity_at": moment(held.pushed_at or held.created_at, "milliseconds"),
        "repository_access_level": "private" if held.state == "restricted" else "enabled",
        "visibility": "public",
    }
    if with_licence:
        described["license"] = {"key": held.licence.lower(), "name": held.licence} if held.licence else None
    return described


def _describe_file(path: str) -> dict[str, object]:
    return {"id": sha_of(path), "name": path.rpartition("/")[2], "type": "blob", "path": path, "mode": "100644"}


def _refusal(message: str) -> web.Response:
    return json_answer({"message": message}, status=404)
