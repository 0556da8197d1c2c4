"""What the stand-ins of hosts share: JSON answers, moments, and numbers that stand for names."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

import msgspec
from aiohttp import web

from bot.sandbox.library.faults import Service

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Instead(Exception):
    """Instead of what was asked for comes this answer: a refusal, or where to ask."""

    def __init__(self, response: web.Response) -> None:
        super().__init__()
        self.response = response


@web.middleware
async def give_instead(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Gives the answer of an Instead."""
    try:
        return await handler(request)
    except Instead as instead:
        return instead.response


def json_answer(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """`content` as JSON; moments in ISO 8601."""
    return web.Response(
        body=msgspec.json.encode(content), status=status, headers=headers, content_type="application/json"
    )


def text_answer(text: str, status: int = 200, content_type: str = "text/plain") -> web.Response:
    """`text` as a page or plain text."""
    return web.Response(text=text, status=status, content_type=content_type, charset="utf-8")


def moved(location: str, status: int = 301) -> web.Response:
    """The answer that sends on to `location`, which may be relative."""
    return web.Response(status=status, text="Moved. Redirecting", headers={"Location": location})


def base_of(request: web.Request, service: Service) -> str:
    """Where a stand-in is served, as the real service's address is."""
    return str(request.url.origin()) + service.prefix


def sha_of(text: str) -> str:
    """A hash as git would give one, the same for the same text."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def number_of(text: str) -> int:
    """A numeric id for what is held by name, the same for the same name."""
    return int(sha_of(text)[:7], 16)


def moment(at: datetime | None, precision: str = "seconds") -> str | None:
    """A moment with the zone as Z."""
    return None if at is None else at.isoformat(timespec=precision).replace("+00:00", "Z")


def base64_of(text: str) -> str:
    """`text` as the content of a file in an API's answer."""
    return base64.b64encode(text.encode()).decode()


def folders_of(files: Mapping[str, int], folder: str) -> tuple[dict[str, int], list[str]]:
    """What stands in `folder` ("" the root): its files by name, with their sizes, and the names of its folders."""
    within = {path.removeprefix(f"{folder}/") if folder else path: size for path, size in files.items()
              if not folder or path.startswith(f"{folder}/")}  # fmt: skip
    here = {path: size for path, size in within.items() if "/" not in path}
    return here, sorted({path.partition("/")[0] for path in within if "/" in path})
