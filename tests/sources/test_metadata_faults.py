"""Every client of metadata against every way in which its service fails: nothing is known, the service is named."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from bot.errors import SourceUnavailable
from bot.sources._http import Http
from bot.sources.crossref import CrossrefClient
from bot.sources.github_search import GitHubSearchClient
from bot.sources.huggingface_papers import HuggingFacePapersClient
from bot.sources.openalex import OpenAlexClient
from bot.sources.semantic_scholar import SemanticScholarClient
from tests.sources.conftest import Service
from tests.sources.faults import FAULTS

Ask = Callable[[Http, str], Awaitable[object]]

CLIENTS: dict[str, Ask] = {
    "OpenAlex": lambda http, url: OpenAlexClient(http, url).fetch_standing("2301.00001"),
    "Crossref": lambda http, url: CrossrefClient(http, url).fetch_article("10.1000/182"),
    "Hugging Face": lambda http, url: HuggingFacePapersClient(http, url).fetch_page("2301.00001"),
    "GitHub": lambda http, url: GitHubSearchClient(http, url, token="t").find_repositories("2301.00001"),
    "Semantic Scholar": lambda http, url: SemanticScholarClient(http, url).fetch_standing("2301.00001"),
    "Semantic Scholar, similar": lambda http, url: SemanticScholarClient(http, url).fetch_similar("2301.00001"),
}
# A list of recommendations may be missing from an answer that has nothing to recommend.
NO_FAULTS = {("Semantic Scholar, similar", "wrong json")}


@pytest.fixture
async def quick() -> AsyncIterator[Http]:
    """One attempt, in a moment."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield Http(session, attempts=1, timeout_s=0.2, max_bytes=300_000)


@pytest.mark.parametrize(
    ("client", "fault"), [(client, fault) for client in CLIENTS for fault in FAULTS if (client, fault) not in NO_FAULTS]
)
async def test_what_is_no_answer(service: Service, quick: Http, client: str, fault: str) -> None:
    """Whatever a service does wrong, it could not be asked."""
    service.answers.append(FAULTS[fault])
    with pytest.raises(SourceUnavailable) as raised:
        await CLIENTS[client](quick, service.url)
    assert raised.value.source == client.partition(",")[0]


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("status", [410, 451])
async def test_what_is_gone_is_no_answer(service: Service, quick: Http, client: str, status: int) -> None:
    """A route that was taken away says nothing of the paper: only 404 means that a service does not know it."""
    service.answer(status, "{}", Content_Type="application/json")
    with pytest.raises(SourceUnavailable):
        await CLIENTS[client](quick, service.url)


@pytest.mark.parametrize("client", CLIENTS)
async def test_nobody_listens(quick: Http, client: str) -> None:
    """A refused connection is no answer."""
    with pytest.raises(SourceUnavailable, match="connection"):
        await CLIENTS[client](quick, "http://127.0.0.1:9")


KEYED: dict[str, Ask] = {
    "x-api-key": lambda http, url: SemanticScholarClient(http, url, api_key="sesame").fetch_similar("2301.00001"),
    "Authorization": lambda http, url: HuggingFacePapersClient(http, url, token="sesame").fetch_page("2301.00001"),
    "api_key": lambda http, url: OpenAlexClient(http, url, api_key="sesame").fetch_standing("2301.00001"),
}


@pytest.mark.parametrize("where", KEYED)
async def test_a_key_stays_with_its_service(service: Service, quick: Http, where: str) -> None:
    """It is sent to the service, never to where that redirects, and stands in no error."""
    elsewhere = service.url.replace("127.0.0.1", "localhost")
    service.answer(302, location=f"{elsewhere}/elsewhere")
    with pytest.raises(SourceUnavailable) as raised:
        await KEYED[where](quick, service.url)
    assert len(service.requests) == 1
    assert "sesame" in service.headers[0].get(where, "") + service.requests[0][1]
    assert "sesame" not in f"{raised.value} {raised.value.url}"
