"""The stand-in for OSF's projects (developer.osf.io, JSON:API): one storage each, listed folder by folder.

Private is 401, deleted 410, never there 404; the page itself answers 200 for any id.
"""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import Instead, folders_of, give_instead, json_answer, moment, sha_of
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace
from bot.sandbox.library.places import Places

API = "https://api.osf.io/v2"  # its answers name the real address, whoever asked
_STORAGE = "/nodes/{id}/files/osfstorage/"


def make_app(places: Places) -> web.Application:
    """The application below https://api.osf.io."""
    app = web.Application(middlewares=[give_instead])
    api = _Api(places)
    app.router.add_get("/v2/guids/{id}/", api.node)
    app.router.add_get("/v2/nodes/{id}/", api.node)
    app.router.add_get("/v2/nodes/{id}/files/", api.storages)
    app.router.add_get("/v2" + _STORAGE + "{folder:.*}", api.folder)
    app.router.add_get("/v2/nodes/{id}/children/", api.children)
    return app


class _Api:
    def __init__(self, places: Places) -> None:
        self._places = places

    async def node(self, request: web.Request) -> web.Response:
        held = self._find(request)
        attributes = {
            "title": held.text,
            "category": "project",
            "date_created": moment(held.created_at),
            "public": True,
        }
        files = _related(f"{API}/nodes/{held.name}/files/")
        data = {"id": held.name, "type": "nodes", "attributes": attributes, "relationships": files}
        return json_answer({"data": data, "links": {"self": f"{API}/nodes/{held.name}/"}})

    async def storages(self, request: web.Request) -> web.Response:
        held = self._find(request)
        return _list([_item("osfstorage", listed_at=_STORAGE.format(id=held.name))])

    async def folder(self, request: web.Request) -> web.Response:
        held, folder = self._find(request), request.match_info["folder"].strip("/")
        files, folders = folders_of(held.files, folder)
        if not (files or folders):
            raise Instead(_refusal(404, "Not found."))
        above = f"{folder}/" if folder else ""
        at = _STORAGE.format(id=held.name) + above
        listed = [_item(above + name, listed_at=f"{at}{name}/") for name in folders]
        return _list([*listed, *(_item(above + name, size=size) for name, size in sorted(files.items()))])

    async def children(self, request: web.Request) -> web.Response:
        self._find(request)
        return _list([])

    def _find(self, request: web.Request) -> HeldPlace:
        held = self._places.find(Service.OSF, request.match_info["id"])
        if held is None:
            raise Instead(_refusal(404, "Not found."))
        if held.state == "gone":
            raise Instead(_refusal(410, "The requested node is no longer available."))
        if held.state == "restricted":
            raise Instead(_refusal(401, "Authentication credentials were not provided."))
        return held


def _item(path: str, *, listed_at: str = "", size: int | None = None) -> dict[str, object]:
    """The file at `path`, or the folder whose files are listed at `listed_at`."""
    kind, name = "folder" if listed_at else "file", path.rpartition("/")[2]
    return {
        "id": sha_of(path)[:24],
        "type": "files",
        "attributes": {"kind": kind, "name": name, "size": size, "materialized_path": f"/{path}"},
        "relationships": _related(API + listed_at) if listed_at else {},
    }


def _related(href: str) -> dict[str, object]:
    return {"files": {"links": {"related": {"href": href, "meta": {}}}}}


def _list(items: list[dict[str, object]]) -> web.Response:
    return json_answer({"data": items, "links": {"first": None, "last": None, "prev": None, "next": None}})


def _refusal(status: int, detail: str) -> web.Response:
    return json_answer({"errors": [{"detail": detail}], "meta": {"version": "2.0"}}, status=status)
