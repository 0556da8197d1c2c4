"""The chat page's files and the uploads, as plain static answers."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Site:
    """Serves the page at / and its parts under /page/; uploads under /attachments/."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """The routes."""
        return [
            web.get("/", self._index),
            web.get("/page/{name}", self._part),
            web.get("/attachments/{attachment_id}/{name}", self._upload),
        ]

    async def _index(self, request: web.Request) -> web.Response:
        return _file(request, "index.html")

    async def _part(self, request: web.Request) -> web.Response:
        return _file(request, request.match_info["name"])

    async def _upload(self, request: web.Request) -> web.Response:
        """An uploaded file; anything but a picture is only offered for download, never run."""
        wanted = request.match_info["attachment_id"]
        for message in self._world.messages.values():
            for each in (*message.attachments, *message.forwarded):
                if str(each.id) == wanted:
                    kind = each.content_type if each.content_type in _PICTURES else "application/octet-stream"
                    return web.Response(body=each.data, content_type=kind, headers=_headers(request))
        raise web.HTTPNotFound


def _file(request: web.Request, name: str) -> web.Response:
    """A file that lies in the page's folder itself; the name alone decides, so no path leads out."""
    for path in PAGE.iterdir() if PAGE.is_dir() else ():
        if path.name == name and path.suffix in _TYPES:
            return web.Response(
                body=path.read_bytes(), content_type=_TYPES[path.suffix], charset="utf-8", headers=_headers(request)
            )
    raise web.HTTPNotFound


def _headers(request: web.Request) -> dict[str, str]:
    return {
        "Content-Security-Policy": _POLICY.format(host=request.host),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
