"""OpenAlex on a loopback socket: recorded answers, the budget of the day, and who is asked when."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.errors import SourceUnavailable
from bot.models import Neighbour, Standing
from bot.sources._http import Http
from bot.sources.openalex import OpenAlexClient
from bot.sources.standing import Standings
from tests.sources.conftest import Service, recorded

ARXIV = {"source": {"display_name": "arXiv (Cornell University)", "type": "repository"}, "version": "submittedVersion"}
ICML = {"source": {"display_name": "ICML", "type": "conference"}, "version": "publishedVersion"}
ZENODO = {"source": {"display_name": "Zenodo", "type": "repository"}, "version": None}
NAMELESS = {"source": None, "version": "publishedVersion"}


async def test_a_recorded_work(service: Service, http: Http) -> None:
    """A recorded work is read: asked for alone, by the DOI that arXiv gives, with no more fields than are used."""
    service.replay("openalex_work")
    work = json.loads(recorded("openalex_work")["response"]["body"])
    standing = await OpenAlexClient(http, service.url, api_key="sesame").fetch_standing("astro-ph/0601001")
    assert standing == Standing(work["cited_by_count"], "Nature", "OpenAlex")
    path, _, query = service.requests[0][1].partition("?")
    assert path == "/works/doi:10.48550/arXiv.astro-ph/0601001"
    assert "select=cited_by_count,primary_location,locations,is_retracted" in query.replace("%2C", ",")
    assert "api_key=sesame" in query


async def test_a_work_without_title_or_retraction(service: Service, http: Http) -> None:
    """What is null in the recording is unknown, and retracted by nobody."""
    service.replay("openalex_work_without_title")
    standing = await OpenAlexClient(http, service.url).fetch_standing("2301.00001")
    assert standing == Standing(0, "Journal of Nanotoxicology and Nanomedicine", "OpenAlex")


@pytest.mark.parametrize(
    ("locations", "venue"),
    [
        ([ARXIV], "arXiv.org"),
        ([ARXIV, ICML], "ICML"),
        ([ICML, ARXIV], "ICML"),
        ([ZENODO], "Zenodo"),
        ([NAMELESS, ARXIV], "arXiv.org"),
        ([NAMELESS], None),
        ([], None),
    ],
)
async def test_the_venue(service: Service, http: Http, locations: list[object], venue: str | None) -> None:
    """Where it was published wins over where it was deposited; the preprint server has one name for all."""
    first = locations[0] if locations else None
    service.answer(200, json.dumps({"cited_by_count": 3, "primary_location": first, "locations": locations}))
    assert await OpenAlexClient(http, service.url).fetch_standing("2301.00001") == Standing(3, venue, "OpenAlex")


async def test_a_retracted_paper(service: Service, http: Http) -> None:
    """The flag says who lists it."""
    service.answer(200, json.dumps({"cited_by_count": 3, "is_retracted": True}))
    standing = await OpenAlexClient(http, service.url).fetch_standing("2301.00001")
    assert standing == Standing(3, None, "OpenAlex", retracted_by="OpenAlex")


async def test_a_merged_work_has_moved(service: Service, http: Http) -> None:
    """A merged id answers from where it went."""
    service.answer(301, location="/works/W2")
    service.answer(200, json.dumps({"cited_by_count": 5}))
    standing = await OpenAlexClient(http, service.url).fetch_standing("2301.00001")
    assert standing is not None
    assert standing.citations == 5


async def test_an_unknown_paper(service: Service, http: Http) -> None:
    """404 says that OpenAlex does not know it."""
    service.answer(404, '{"error": "Not found"}')
    assert await OpenAlexClient(http, service.url).fetch_standing("2301.00001") is None


@pytest.mark.parametrize("name", ["openalex_bad_field", "openalex_bad_filter"])
async def test_a_recorded_refusal(service: Service, http: Http, name: str) -> None:
    """A refused question says nothing of the paper."""
    service.replay(name)
    with pytest.raises(SourceUnavailable) as raised:
        await OpenAlexClient(http, service.url).fetch_standing("2301.00001")
    assert raised.value.http_status == 400


def limits(remaining: str, cost: str = "0.0001", reset: str = "41749") -> dict[str, str]:
    return {
        "x_ratelimit_limit_usd": "1",
        "x_ratelimit_remaining_usd": remaining,
        "x_ratelimit_cost_usd": cost,
        "x_ratelimit_reset": reset,
    }


async def test_the_budget_is_watched(service: Service, http: Http, caplog: pytest.LogCaptureFixture) -> None:
    """What would go beyond it is not asked; that little is left is said once."""
    service.answer(200, '{"cited_by_count": 1}', **limits("0.0002"))
    service.answer(200, '{"cited_by_count": 1}', **limits("0.00005"))
    client = OpenAlexClient(http, service.url)
    for _ in range(2):
        await client.fetch_standing("2301.00001")
    with pytest.raises(SourceUnavailable, match="budget"):
        await client.fetch_standing("2301.00001")
    assert len(service.requests) == 2
    assert client.budget.remaining_usd == 0.00005
    assert len(caplog.records) == 1


@pytest.mark.parametrize("headers", [limits("0", cost="0"), limits("0", reset="0"), {}])
async def test_what_costs_nothing_is_asked_all_the_same(service: Service, http: Http, headers: dict[str, str]) -> None:
    """A look-up that is free, a new day, or no word about limits: the next is asked."""
    service.answer(200, '{"cited_by_count": 1}', **headers)
    client = OpenAlexClient(http, service.url)
    for _ in range(2):
        assert await client.fetch_standing("2301.00001") == Standing(1, None, "OpenAlex")


class Source:
    """Gives `found`, raises it when it is an error, or waits for it when it is None for ever."""

    def __init__(self, found: Standing | Exception | None, *, is_silent: bool = False) -> None:
        self.found = found
        self.is_silent = is_silent
        self.n_asked = 0

    async def fetch_standing(self, _: str) -> Standing | None:
        self.n_asked += 1
        if self.is_silent:
            await asyncio.Event().wait()
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    async def fetch_similar(self, _: str) -> tuple[Neighbour, ...]:
        return (Neighbour("1706.03762", "Attention"),)


S2, OA = Standing(16, "ICML", "Semantic Scholar"), Standing(12, "arXiv.org", "OpenAlex")
UNCOUNTED = Standing(None, "NeurIPS", "Semantic Scholar")
S2_DOWN, OA_DOWN = SourceUnavailable("Semantic Scholar"), SourceUnavailable("OpenAlex")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (S2, OA, S2),
        (S2, OA_DOWN, S2),
        (S2_DOWN, OA, OA),
        (None, OA, OA),
        (UNCOUNTED, OA, OA),
        (UNCOUNTED, Standing(12, None, "OpenAlex"), Standing(12, "NeurIPS", "OpenAlex")),
        (UNCOUNTED, OA_DOWN, UNCOUNTED),
        (UNCOUNTED, None, UNCOUNTED),
        (None, None, None),
    ],
)
async def test_the_order(
    first: Standing | Exception | None, second: Standing | Exception | None, found: Standing | None
) -> None:
    """OpenAlex tells where Semantic Scholar refuses, does not know, or does not count."""
    scholar, fallback = Source(first), Source(second)
    assert await Standings(scholar, fallback).fetch_standing("2301.00001") == found
    assert fallback.n_asked == (first is not S2)


@pytest.mark.parametrize(
    ("first", "second", "source"),
    [(S2_DOWN, OA_DOWN, "Semantic Scholar"), (S2_DOWN, None, "Semantic Scholar"), (None, OA_DOWN, "OpenAlex")],
)
async def test_when_nobody_tells(first: Exception | None, second: Exception | None, source: str) -> None:
    """What one does not know and the other could not be asked is unknown, not absent."""
    with pytest.raises(SourceUnavailable) as raised:
        await Standings(Source(first), Source(second)).fetch_standing("2301.00001")
    assert raised.value.source == source


async def test_a_silent_service_is_not_waited_for() -> None:
    """After a while the other is asked beside, and its answer taken."""
    silent = Source(S2, is_silent=True)
    assert await Standings(silent, Source(OA), patience_s=0.05).fetch_standing("2301.00001") == OA


async def test_similar_papers_come_from_the_first() -> None:
    """OpenAlex is not asked for them."""
    assert await Standings(Source(S2), Source(OA)).fetch_similar("2301.00001") == (
        Neighbour("1706.03762", "Attention"),
    )
