"""The library as a running server: stand-ins, settings that lead the bot to them, and controls over what they say."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from types import TracebackType
from typing import NamedTuple, Self

from aiohttp import web

from bot.errors import CannotStart, Refused
from bot.sandbox.library import arxiv, crossref, full_texts, github, openalex, semantic_scholar
from bot.sandbox.library.faults import Fault, Faults, Service
from bot.sandbox.library.holdings import HeldPaper, Holdings, load_holdings
from bot.sandbox.library.hosts import make_apps
from bot.sandbox.library.places import Places
from bot.sandbox.library.repositories import Repositories
from bot.status import Status

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# What can be switched off, by the name of its control: services and label.
_DOWN = {
    "arxiv_down": ((Service.ARXIV, Service.ARXIV_PAGES), "arXiv is down"),
    "github_down": ((Service.GITHUB, Service.GITHUB_GIT), "GitHub is down"),
    "semantic_scholar_down": ((Service.SEMANTIC_SCHOLAR,), "Semantic Scholar is down"),
    "openalex_down": ((Service.OPENALEX,), "OpenAlex is down"),
    "web_down": ((Service.WEB,), "Project pages are down"),
}
# The settings that name the services, and what follows a service's prefix there.
_ADDRESSES = {
    "ARXIV_API_URL": (Service.ARXIV, "/api/query"),
    "ARXIV_PAGES_URL": (Service.ARXIV_PAGES, ""),
    "ARXIV_SOURCE_URL": (Service.ARXIV_PAGES, ""),
    "SEMANTIC_SCHOLAR_API_URL": (Service.SEMANTIC_SCHOLAR, ""),
    "OPENALEX_API_URL": (Service.OPENALEX, ""),
    "CROSSREF_API_URL": (Service.CROSSREF, ""),
    "GITHUB_API_URL": (Service.GITHUB, ""),
    "GITHUB_URL": (Service.GITHUB_GIT, ""),
    "GITLAB_API_URL": (Service.GITLAB, "/api/v4"),
    "BITBUCKET_API_URL": (Service.BITBUCKET, "/2.0"),
    "CODEBERG_API_URL": (Service.CODEBERG, "/api/v1"),
    "HUGGING_FACE_URL": (Service.HUGGING_FACE, ""),
    "ZENODO_API_URL": (Service.ZENODO, "/api"),
    "FIGSHARE_API_URL": (Service.FIGSHARE, "/v2"),
    "OSF_API_URL": (Service.OSF, "/v2"),
    "SOURCEFORGE_API_URL": (Service.SOURCEFORGE, ""),
    "ANONYMOUS_GITHUB_URL": (Service.ANONYMOUS_GITHUB, ""),
    "PYPI_URL": (Service.PYPI, ""),
    "CRAN_URL": (Service.CRAN, ""),
    "CONDA_URL": (Service.CONDA, ""),
    "ASCL_URL": (Service.ASCL, ""),
    "SOFTWARE_HERITAGE_URL": (Service.SOFTWARE_HERITAGE, ""),
    "INTERNET_ARCHIVE_URL": (Service.INTERNET_ARCHIVE, ""),
    "WEB_GATEWAY_URL": (Service.WEB, "/"),
}
_RELEASE = "release_code"
_CLOSING_S = 0.1  # a delayed answer does not hold up the end


class LibraryRequest(NamedTuple):
    """A request that came in; `path_qs` is as the real service would have seen it, `at_s` a monotonic clock's time."""

    service: Service
    method: str
    path_qs: str
    at_s: float


class Library:
    """Serves the stand-ins while it is entered; every instance begins with the same holdings and no faults.

    `papers` is keyed by arXiv id; `requests` holds what was asked, in order. Port 0 takes any free one; `holdings` are
    the library's own unless others are given.
    Raises CannotStart on entering when the port is taken.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0, holdings: Holdings | None = None) -> None:
        self._holdings = holdings or load_holdings()
        self._repositories = Repositories((*self._holdings.repositories, *self._holdings.community))
        self._places = Places(self._holdings.places)
        self._host = host
        self._port = port
        self._started_s = time.monotonic()
        self._down: set[Service] = set()
        self._faults = Faults()
        self._runner = web.AppRunner(self._make_app(), access_log=None, shutdown_timeout=_CLOSING_S)
        self.papers: Mapping[str, HeldPaper] = self._holdings.papers
        self.requests: list[LibraryRequest] = []

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            reason = error.strerror or error
            raise CannotStart(
                f"The library cannot listen on {self._host}, port {self._port} ({reason}): choose another port."
            ) from error
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    @property
    def as_of(self) -> datetime:
        """The library's date: judging, page and tests begin here, and go on with the clock."""
        return self._holdings.as_of

    @property
    def settings(self) -> dict[str, str]:
        """The environment variables that lead the bot here."""
        address = f"http://{f'[{self._host}]' if ':' in self._host else self._host}:{self._port}"
        served = {name: f"{address}{service.prefix}{path}" for name, (service, path) in _ADDRESSES.items()}
        return {**served, "AS_OF": self.as_of.isoformat()}

    @property
    def suggestions(self) -> list[dict[str, str]]:
        """Links to paste, each ending in another verdict, or coming to it in another way: `text` and `label`."""
        return [
            {
                "text": f"https://arxiv.org/abs/{suggestion.arxiv_id}",
                "label": " · ".join(filter(None, (self.papers[suggestion.arxiv_id].verdict.heading, suggestion.where))),
            }
            for suggestion in self._holdings.suggestions
        ]

    @property
    def expected_verdicts(self) -> dict[str, Status]:
        """What a first scan of each paper should find, with everything reachable and nothing released."""
        return {arxiv_id: paper.verdict for arxiv_id, paper in self.papers.items()}

    @property
    def controls(self) -> list[dict[str, object]]:
        """What a person can change: `name`, `label`, `kind`, `on`, `hint`; an action with a choice has `arguments`."""
        toggles: list[dict[str, object]] = [
            {
                "name": name,
                "label": label,
                "kind": "toggle",
                "on": self._down.issuperset(services),
                "hint": "It answers every request with 503 until this is switched off.",
            }
            for name, (services, label) in _DOWN.items()
        ]
        waiting = (self.papers[repository.arxiv_id] for repository in self._repositories.unreleased())
        release: dict[str, object] = {
            "name": _RELEASE,
            "label": "The authors release the code",
            "kind": "action",
            "on": False,
            "hint": "Paste the paper first, release its code, then scan it again.",
            "arguments": [{"value": paper.arxiv_id, "label": paper.title} for paper in waiting],
        }
        return [*toggles, release]

    def control(self, name: str, on: bool, argument: str | None = None) -> None:
        """Switches a toggle, or does an action. Raises Refused for a name or an argument that is not offered."""
        if name in _DOWN:
            (self._down.update if on else self._down.difference_update)(_DOWN[name][0])
            return
        if name != _RELEASE:
            raise Refused(f"The library has no control named {name}.")
        if not self._repositories.release(argument or "", self._now()):
            raise Refused(f"No code of {argument or 'an unnamed paper'} is waiting to be released.")
        self._places.release(argument or "")

    def fault(
        self,
        service: str,
        *,
        status: int | None = None,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
        delay_s: float = 0.0,
        drop: bool = False,
        times: int | None = None,
    ) -> None:
        """Makes the next `times` requests of `service` fail so; None: all until `clear_faults`.

        `drop` closes the connection without an answer (aiohttp's client asks a GET again by itself where the connection
        was in use before); `delay_s` alone gives the real answer late. A body is plain text unless `headers` say more.
        """
        self._faults.add(Service(service), Fault(status, body, headers or {}, delay_s, drop, times))

    def clear_faults(self) -> None:
        """Every service answers as it should again; what is switched off by a control stays so."""
        self._faults.clear()

    def _now(self) -> datetime:
        return self.as_of + timedelta(seconds=time.monotonic() - self._started_s)

    def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._watch])
        app.add_subapp(Service.ARXIV.prefix, arxiv.make_app(self._holdings))
        app.add_subapp(Service.ARXIV_PAGES.prefix, full_texts.make_app(self._holdings))
        app.add_subapp(Service.SEMANTIC_SCHOLAR.prefix, semantic_scholar.make_app(self._holdings))
        app.add_subapp(Service.OPENALEX.prefix, openalex.make_app(self._holdings))
        app.add_subapp(Service.CROSSREF.prefix, crossref.make_app(self._holdings))
        app.add_subapp(Service.GITHUB.prefix, github.make_app(self._repositories, self._places, self._holdings.as_of))
        for service, stand_in in make_apps(self._holdings, self._repositories, self._places).items():
            app.add_subapp(service.prefix, stand_in)
        return app

    @web.middleware
    async def _watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Notes the request and lets it meet what was made to go wrong."""
        service = next((service for service in Service if request.path.startswith(service.prefix + "/")), None)
        if service is None:
            return await handler(request)
        path_qs = request.path_qs.removeprefix(service.prefix)
        self.requests.append(LibraryRequest(service, request.method, path_qs, time.monotonic()))
        if service in self._down:
            return web.Response(status=503, text="Service Unavailable")
        if (fault := self._faults.take(service)) and (answer := await fault.answer(request)):
            return answer
        return await handler(request)
