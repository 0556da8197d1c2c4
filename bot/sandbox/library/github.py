"""The stand-in for GitHub: the few REST routes that tell a repository's state, and GraphQL for many at once.

Sources: docs.github.com (REST: Repositories, Git trees, Contents) and recorded answers. A repository without commits
answers 409 "Git Repository is empty." for its tree and 404 "This repository is empty." for its contents.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from pathlib import PurePosixPath

import msgspec
from aiohttp import web

from bot.sandbox.library import github_graphql
from bot.sandbox.library.holdings import HeldRepository
from bot.sandbox.library.hosts import gist
from bot.sandbox.library.places import Places
from bot.sandbox.library.repositories import Repositories

API_VERSION = "2022-11-28"
LICENCE_NAMES = {"Apache-2.0": "Apache License 2.0", "MIT": "MIT License"}
DOCS = "https://docs.github.com/rest"
_LINE = 60  # GitHub breaks base64 after so many characters


def make_app(repositories: Repositories, places: Places, now: datetime) -> web.Application:
    """The application below https://api.github.com."""
    app = web.Application(middlewares=[_RateLimit(now).middleware])
    api = _Api(repositories)
    for prefix in ("/repos/{owner}/{name}", r"/repositories/{repository_id:\d+}"):
        app.router.add_get(prefix, api.repository)
        app.router.add_get(prefix + "/git/trees/{ref:.+}", api.tree)
        app.router.add_get(prefix + "/contents{slash:/?}", api.contents)
        app.router.add_get(prefix + "/readme", api.readme)
    app.router.add_post("/graphql", api.graphql)
    gist.add_routes(app, places)
    return app


class _Instead(Exception):
    """Instead of what was asked for GitHub gives this answer: a refusal, or where to ask."""

    def __init__(self, response: web.Response) -> None:
        super().__init__()
        self.response = response


class _RateLimit:
    """Sends what every answer of GitHub's carries. The library's allowance is never used up."""

    def __init__(self, now: datetime) -> None:
        self._reset = int(now.timestamp()) + 3600

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            response = await handler(request)
        except _Instead as instead:
            response = instead.response
        except web.HTTPNotFound:
            response = _refusal(404, "Not Found")
        response = _unchanged(request, response) or response
        limit = 5000 if "Authorization" in request.headers else 60
        response.headers.update({
            "X-GitHub-Media-Type": "github.v3; format=json",
            "X-GitHub-Api-Version-Selected": API_VERSION,
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(limit - 1),
            "X-RateLimit-Reset": str(self._reset),
            "X-RateLimit-Used": "1",
            "X-RateLimit-Resource": "graphql" if request.path.endswith("/graphql") else "core",
        })  # fmt: skip
        return response


def _unchanged(request: web.Request, response: web.StreamResponse) -> web.Response | None:
    """The 304 for whoever has the answer already; every answer to a GET carries the ETag to ask so with."""
    body = response.body if isinstance(response, web.Response) else None
    if request.method != "GET" or response.status != 200 or not isinstance(body, bytes):
        return None
    etag = f'W/"{hashlib.sha256(body).hexdigest()}"'
    response.headers["ETag"] = etag
    if request.headers.get("If-None-Match") != etag:
        return None
    return web.Response(status=304, headers={"ETag": etag})


class _Api:
    def __init__(self, repositories: Repositories) -> None:
        self._repositories = repositories

    async def repository(self, request: web.Request) -> web.Response:
        return _answer(_describe(self._find(request), _base(request)))

    async def tree(self, request: web.Request) -> web.Response:
        found = self._find(request)
        if not found.files:
            raise _Instead(_refusal(409, "Git Repository is empty.", "/git/trees#get-a-tree"))
        ref, sha = request.match_info["ref"], _sha(found.full_name)
        if ref not in (found.default_branch, "HEAD", sha):
            raise _Instead(_refusal(404, "Not Found", "/git/trees#get-a-tree"))
        url = f"{_base(request)}/repos/{found.full_name}/git"
        # Any value of `recursive` switches it on, also 0 and false.
        entries = list(_list_tree(found.files, url, is_recursive="recursive" in request.query))
        return _answer({"sha": sha, "url": f"{url}/trees/{sha}", "tree": entries, "truncated": False})

    async def contents(self, request: web.Request) -> web.Response:
        found, base = self._find(request), _base(request)
        if not found.files:
            raise _Instead(_refusal(404, "This repository is empty.", "/repos/contents#get-repository-content"))
        return _answer([_describe_content(found, path, size, base) for path, size in _list_root(found.files)])

    async def readme(self, request: web.Request) -> web.Response:
        found = self._find(request)
        path = next((path for path in found.files if path.lower() == "readme.md"), None)
        if path is None:
            raise _Instead(_refusal(404, "Not Found", "/repos/contents#get-a-repository-readme"))
        text = found.readme.encode()
        encoded = base64.b64encode(text).decode()
        lines = "".join(encoded[start : start + _LINE] + "\n" for start in range(0, len(encoded), _LINE))
        described = _describe_content(found, path, len(text), _base(request))
        return _answer(described | {"content": lines, "encoding": "base64"})

    async def graphql(self, request: web.Request) -> web.Response:
        if "Authorization" not in request.headers:
            raise _Instead(_refusal(401, "This endpoint requires you to be authenticated.", "/graphql"))
        return _answer(github_graphql.answer(await request.read(), self._repositories))

    def _find(self, request: web.Request) -> HeldRepository:
        """The repository that the address names. Instead comes 404, or 301 where it once had that name."""
        if repository_id := request.match_info.get("repository_id"):
            found = self._repositories.find_by_id(int(repository_id))
        else:
            asked = f"{request.match_info['owner']}/{request.match_info['name']}"
            found = self._repositories.find(asked)
            if found is not None and found.full_name.lower() != asked.lower():
                below = request.path_qs.partition(asked)[2]
                raise _Instead(_moved(f"{_base(request)}/repositories/{found.repository_id}{below}"))
        if found is None:
            raise _Instead(_refusal(404, "Not Found", "/repos/repos#get-a-repository"))
        return found


def _base(request: web.Request) -> str:
    """Where this stand-in is served, as https://api.github.com is the real one's."""
    return str(request.url.origin()) + "/github"


def _describe(repository: HeldRepository, base: str) -> dict[str, object]:
    """The repository object, with those of its fields that tell its state."""
    owner, name = repository.full_name.split("/")
    html_url = f"https://github.com/{repository.full_name}"
    return {
        "id": repository.repository_id,
        "node_id": _node_id("R", repository.repository_id),
        "name": name,
        "full_name": repository.full_name,
        "private": False,
        "owner": {
            "login": owner,
            "id": repository.owner_id,
            "node_id": _node_id("O" if repository.organisation else "U", repository.owner_id),
            "html_url": f"https://github.com/{owner}",
            "url": f"{base}/users/{owner}",
            "type": "Organization" if repository.organisation else "User",
            "site_admin": False,
        },
        "html_url": html_url,
        "description": None,
        "fork": False,
        "url": f"{base}/repos/{repository.full_name}",
        "created_at": _moment(repository.created_at),
        "updated_at": _moment(repository.pushed_at or repository.created_at),
        # GitHub gives the moment of creation where nothing was ever pushed.
        "pushed_at": _moment(repository.pushed_at or repository.created_at),
        "clone_url": f"{html_url}.git",
        "homepage": None,
        "size": sum(repository.files.values()) // 1024,
        "stargazers_count": repository.stars,
        "watchers_count": repository.stars,
        "language": repository.language,
        "has_issues": True,
        "has_pages": False,
        "forks_count": repository.stars // 8,
        "archived": repository.archived,
        "disabled": False,
        "open_issues_count": 0,
        "license": _describe_licence(repository.licence, base),
        "is_template": False,
        "topics": [],
        "visibility": "public",
        "forks": repository.stars // 8,
        "open_issues": 0,
        "watchers": repository.stars,
        "default_branch": repository.default_branch,
    }


def _describe_licence(spdx_id: str | None, base: str) -> dict[str, str] | None:
    if spdx_id is None:
        return None
    key = spdx_id.lower()
    licence_id = _node_id("L", len(key))
    return {
        "key": key,
        "name": LICENCE_NAMES[spdx_id],
        "spdx_id": spdx_id,
        "url": f"{base}/licenses/{key}",
        "node_id": licence_id,
    }


def _list_tree(files: dict[str, int], url: str, *, is_recursive: bool) -> Iterable[dict[str, object]]:
    folders = {str(folder) for path in files for folder in PurePosixPath(path).parents} - {"."}
    for path in sorted([*files, *folders]):
        if "/" in path and not is_recursive:
            continue
        sha = _sha(path)
        if path in folders:
            yield {"path": path, "mode": "040000", "type": "tree", "sha": sha, "url": f"{url}/trees/{sha}"}
        else:
            yield {
                "path": path,
                "mode": "100644",
                "type": "blob",
                "sha": sha,
                "size": files[path],
                "url": f"{url}/blobs/{sha}",
            }


def _list_root(files: dict[str, int]) -> list[tuple[str, int | None]]:
    """What stands at the root, by name; folders have no size."""
    root: dict[str, int | None] = {}
    for path, size in files.items():
        name, _, rest = path.partition("/")
        root[name] = None if rest else size
    return sorted(root.items())


def _describe_content(repository: HeldRepository, path: str, size: int | None, base: str) -> dict[str, object]:
    """A file, or a folder where `size` is None."""
    kind, page = ("dir", "tree") if size is None else ("file", "blob")
    branch, name = repository.default_branch, repository.full_name
    url = f"{base}/repos/{name}/contents/{path}?ref={branch}"
    git_url = f"{base}/repos/{name}/git/{page}s/{_sha(path)}"
    html_url = f"https://github.com/{name}/{page}/{branch}/{path}"
    return {
        "name": path,
        "path": path,
        "sha": _sha(path),
        "size": size or 0,
        "url": url,
        "html_url": html_url,
        "git_url": git_url,
        "download_url": None if size is None else f"https://raw.githubusercontent.com/{name}/{branch}/{path}",
        "type": kind,
        "_links": {"self": url, "git": git_url, "html": html_url},
    }


def _node_id(kind: str, number: int) -> str:
    return f"{kind}_{base64.urlsafe_b64encode(str(number).encode()).decode().rstrip('=')}"


def _sha(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _moment(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _refusal(status: int, message: str, page: str = "") -> web.Response:
    return _answer({"message": message, "documentation_url": DOCS + page, "status": str(status)}, status=status)


def _moved(url: str) -> web.Response:
    page = f"{DOCS}/guides/best-practices-for-using-the-rest-api#follow-redirects"
    return _answer({"message": "Moved Permanently", "url": url, "documentation_url": page}, status=301, location=url)


def _answer(content: object, *, status: int = 200, location: str = "") -> web.Response:
    headers = {"Location": location} if location else None
    body = msgspec.json.encode(content)
    return web.Response(body=body, status=status, headers=headers, content_type="application/json", charset="utf-8")
