"""Opens what the settings name, in order, and closes it in reverse: store, session, clients, scanner."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import aiohttp

from bot.contributions.check import Checker
from bot.contributions.desk import Desk
from bot.elsewhere import Elsewhere
from bot.full_texts import FullTexts
from bot.resting import Rest, Resting, as_of
from bot.scanner import Scanner
from bot.settings import Settings
from bot.sources import crossref, semantic_scholar
from bot.sources._http import Http, user_agent
from bot.sources.arxiv import ArxivClient
from bot.sources.crossref import CrossrefClient
from bot.sources.full_text.pages import ArxivPages
from bot.sources.full_text.reader import FullTextReader
from bot.sources.github_search import GitHubSearchClient
from bot.sources.hearsay import Hearsay
from bot.sources.hosts import open_hosts
from bot.sources.hosts.archives import Archives
from bot.sources.hosts.own_links import OwnLinks
from bot.sources.hosts.pages import open_pages
from bot.sources.huggingface_papers import HuggingFacePapersClient
from bot.sources.openalex import OpenAlexClient
from bot.sources.semantic_scholar import SemanticScholarClient
from bot.sources.standing import Standings
from bot.store import Store, open_store
from bot.titles import PaperSearch, Titles
from bot.words import Languages, load_languages

if TYPE_CHECKING:
    from bot.metrics import Metrics

Clock = Callable[[], datetime]
Rests = Callable[[], Mapping[str, Resting | None]]


@dataclass(frozen=True, slots=True)
class Services:
    """What the bot and the command line work with.

    `keys`: the keys to services, and whether each is set. `full_text_forms`: the forms of full texts that are read,
    empty where that is off. `rests`: for each service that was asked, how it is left alone, None where it is not.
    `metrics` is None where nobody asks for them.
    """

    store: Store
    scanner: Scanner
    search: PaperSearch
    titles: Titles
    elsewhere: Elsewhere
    desk: Desk
    clock: Clock
    keys: Mapping[str, bool]
    full_text_forms: frozenset[str]
    rests: Rests
    metrics: Metrics | None
    languages: Languages


def make_clock(as_of: datetime | None) -> Clock:
    """The real clock, or one that starts at `as_of` now and runs on from there."""
    if as_of is None:
        return lambda: datetime.now(UTC)
    started = time.monotonic()
    return lambda: as_of + timedelta(seconds=time.monotonic() - started)


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Everything between the settings and a scan. Raises CannotStart when store or languages cannot be used."""
    languages = load_languages(Path(settings.languages_folder) if settings.languages_folder else None)
    clock = make_clock(settings.as_of_moment())
    agent = user_agent(settings.contact)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.database_url))
        session = aiohttp.ClientSession(headers={"User-Agent": agent}, cookie_jar=aiohttp.DummyCookieJar())
        metrics = _make_metrics(settings)
        observe = metrics.asked if metrics else None
        http = Http(await stack.enter_async_context(session), intervals_s=_intervals_s(settings), observe=observe)
        gate = store.coordination.gate("arXiv API", settings.arxiv_interval_s)
        interval_s = settings.arxiv_interval_s
        arxiv = ArxivClient(settings.arxiv_api_url, interval_s=interval_s, user_agent=agent, gate=gate)
        stack.push_async_callback(arxiv.close)
        if metrics:
            metrics.watch("pwnc_arxiv_waiting", "Papers that wait for arXiv's gate", lambda: arxiv.n_waiting)
        scholar = SemanticScholarClient(
            http, settings.semantic_scholar_api_url, api_key=settings.semantic_scholar_api_key
        )
        stack.push_async_callback(scholar.close)
        pages = await stack.enter_async_context(open_pages(agent, gateway=settings.web_gateway_url))
        hosts = await stack.enter_async_context(open_hosts(http, pages, settings))
        archives = Archives(http, settings.software_heritage_url, settings.internet_archive_url)
        own_links = OwnLinks(hosts, archives)
        openalex = OpenAlexClient(http, settings.openalex_api_url, api_key=settings.openalex_api_key)
        crossref_articles = CrossrefClient(http, settings.crossref_api_url, contact=settings.contact)
        reader = _make_reader(store, settings, session, clock)
        scanner = Scanner(
            store,
            arxiv,
            Standings(scholar, openalex),
            own_links,
            clock,
            hearsay=_make_hearsay(http, settings, store, own_links),
            articles=crossref_articles,
            full_texts=FullTexts(store, reader, clock),
            observe=metrics.scanned if metrics else None,
        )
        stack.push_async_callback(scanner.close)
        checker = Checker(own_links, pages, articles=crossref_articles, standings=(scholar, openalex))
        desk = Desk(store, scanner, checker, clock)
        stack.push_async_callback(desk.close)
        titles = Titles(store, arxiv, scholar, clock)
        rests = _rests(http, {"arXiv": arxiv, "arXiv full text": reader, "OpenAlex": openalex}, clock)
        if metrics:
            metrics.watch_rests(rests)
        yield Services(
            store=store,
            scanner=scanner,
            search=arxiv,
            titles=titles,
            elsewhere=Elsewhere(scholar),
            desk=desk,
            clock=clock,
            keys=settings.keys(),
            full_text_forms=settings.full_text_forms(),
            rests=rests,
            metrics=metrics,
            languages=languages,
        )


class _Paced(Protocol):
    """A client that paces itself."""

    @property
    def resting(self) -> Rest | None: ...


def _rests(http: Http, others: Mapping[str, _Paced | None], clock: Clock) -> Rests:
    """What rests by now: services that are asked through `http`, and `others`, by name, that pace themselves."""

    def rests() -> dict[str, Resting | None]:
        found = http.rests()
        for source, client in others.items():
            if client is not None:
                found[source] = client.resting or found.get(source)
        return {source: as_of(clock(), rest) if rest else None for source, rest in found.items()}

    return rests


def _make_metrics(settings: Settings) -> Metrics | None:
    if not settings.monitor_port:
        return None
    from bot.metrics import Metrics

    metrics = Metrics()
    metrics.watch("pwnc_tasks", "Tasks of the event loop", lambda: len(asyncio.all_tasks()))
    return metrics


def _intervals_s(settings: Settings) -> dict[str, float]:
    """How far apart the requests to a service start, where it wants that: its own key has a limit by the second."""
    paced = {crossref.SOURCE: crossref.INTERVAL_S}
    return paced | ({semantic_scholar.SOURCE: 1.0} if settings.semantic_scholar_api_key else {})


def _make_reader(
    store: Store, settings: Settings, session: aiohttp.ClientSession, clock: Clock
) -> FullTextReader | None:
    """What reads full texts, None where that is off."""
    if not settings.full_text_forms():
        return None
    return FullTextReader(
        ArxivPages(session, gate=store.coordination.gate("arXiv pages", settings.arxiv_pages_interval_s)),
        settings.arxiv_pages_url,
        clock,
        forms=settings.full_text_forms(),
        source_url=settings.arxiv_source_url,
    )


def _make_hearsay(http: Http, settings: Settings, store: Store, own_links: OwnLinks) -> Hearsay:
    token = settings.github_token
    return Hearsay(
        HuggingFacePapersClient(http, settings.hugging_face_url, token=settings.hugging_face_token),
        GitHubSearchClient(http, settings.github_api_url, token=token) if token else None,
        store.code_links,
        own_links,
    )
