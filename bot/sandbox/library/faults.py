"""What goes wrong on demand: a service that is down, and answers that a test wants instead of the real ones."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import web


class Service(StrEnum):
    """The services that the library stands in for."""

    ARXIV = "arxiv"
    ARXIV_PAGES = "arxiv_pages"
    SEMANTIC_SCHOLAR = "semantic_scholar"
    OPENALEX = "openalex"
    CROSSREF = "crossref"
    GITHUB = "github"
    GITHUB_GIT = "github_git"
    GITLAB = "gitlab"
    BITBUCKET = "bitbucket"
    CODEBERG = "codeberg"
    HUGGING_FACE = "hugging_face"
    ZENODO = "zenodo"
    FIGSHARE = "figshare"
    OSF = "osf"
    SOURCEFORGE = "sourceforge"
    ANONYMOUS_GITHUB = "anonymous_github"
    PYPI = "pypi"
    CRAN = "cran"
    CONDA = "conda"
    ASCL = "ascl"
    SOFTWARE_HERITAGE = "software_heritage"
    INTERNET_ARCHIVE = "internet_archive"
    WEB = "web"

    @property
    def prefix(self) -> str:
        """Where it is served below the library's address: "/semantic-scholar"."""
        return "/" + self.value.replace("_", "-")


@dataclass(slots=True)
class Fault:
    """How the next requests fail. `times` counts down; None lasts until cleared.

    Without `status`, `body` and `drop` the real answer comes, after `delay_s`.
    """

    status: int | None = None
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    drop: bool = False
    times: int | None = None

    async def answer(self, request: web.Request) -> web.Response | None:
        """The answer instead of the real one, or None for the real one."""
        await asyncio.sleep(self.delay_s)
        if self.drop:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if self.status is None and self.body is None:
            return None
        return web.Response(status=self.status or 200, text=self.body or "", headers=self.headers)


class Faults:
    """The faults that wait, by service, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: dict[Service, list[Fault]] = {}

    def add(self, service: Service, fault: Fault) -> None:
        """Makes the next requests of `service` fail, after the faults that wait already."""
        self._waiting.setdefault(service, []).append(fault)

    def take(self, service: Service) -> Fault | None:
        """The fault that the present request meets, or None."""
        waiting = self._waiting.get(service, [])
        if not waiting:
            return None
        fault = waiting[0]
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                waiting.pop(0)
        return fault

    def clear(self) -> None:
        """Everything works again."""
        self._waiting.clear()
