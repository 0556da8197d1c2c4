"""Semantic Scholar on a loopback socket: recorded answers and broken ones."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.errors import SourceUnavailable
from bot.models import Neighbour, Standing
from bot.sources._http import Http
from bot.sources.semantic_scholar import SemanticScholarClient
from tests.sources.conftest import Service, recorded


async def test_standing_in_the_order_asked(service: Service, http: Http) -> None:
    """One request for all; null is unknown, a blank venue is none, and no count is not zero."""
    service.answer(
        200,
        json.dumps(
            [
                {"paperId": "a", "citationCount": 16, "venue": "arXiv.org"},
                None,
                {"paperId": "c", "citationCount": 0, "venue": ""},
                {"paperId": "d", "citationCount": None, "venue": None},
            ]
        ),
    )
    client = SemanticScholarClient(http, service.url)
    ids = ("2504.21051", "0704.0001", "math/0309136", "2301.00001")
    standings = await asyncio.gather(*(client.fetch_standing(arxiv_id) for arxiv_id in ids))
    assert standings == [
        Standing(16, "arXiv.org", "Semantic Scholar"),
        None,
        Standing(0, None, "Semantic Scholar"),
        Standing(None, None, "Semantic Scholar"),
    ]
    (method, path, body), *others = service.requests
    assert (method, path.partition("?")[0], others) == ("POST", "/graph/v1/paper/batch", [])
    assert json.loads(body) == {"ids": [f"ARXIV:{arxiv_id}" for arxiv_id in ids]}


async def test_a_recorded_batch(service: Service, http: Http) -> None:
    """The recorded batch of four, one of them unknown, is read."""
    service.replay("s2_test_get_papers_not_found_warning")
    client = SemanticScholarClient(http, service.url)
    body = json.loads(recorded("s2_test_get_papers_not_found_warning")["response"]["body"])
    standings = await asyncio.gather(*(client.fetch_standing(f"0704.000{n}") for n in range(1, 5)))
    assert [standing is None for standing in standings] == [record is None for record in body]
    assert [s.citations for s in standings if s] == [record["citationCount"] for record in body if record]


async def test_recorded_recommendations(service: Service, http: Http) -> None:
    """Recommended papers that are not on arXiv are left out."""
    service.replay("s2_test_get_recommended_papers")
    assert await SemanticScholarClient(http, service.url).fetch_similar("2301.00001") == ()


async def test_similar_papers(service: Service, http: Http) -> None:
    """Papers on arXiv come with id and title, best first."""
    found = [
        {"title": "Attention", "externalIds": {"ArXiv": "1706.03762", "CorpusId": 13756489}},
        {"title": "Elsewhere", "externalIds": {"DOI": "10.1/2"}},
        {"title": None, "externalIds": {"ArXiv": "1706.00001"}},
        {"title": "No ids", "externalIds": None},
    ]
    service.answer(200, json.dumps({"recommendedPapers": found}))
    similar = await SemanticScholarClient(http, service.url).fetch_similar("1409.0473")
    assert similar == (Neighbour("1706.03762", "Attention"),)


async def test_a_paper_without_recommendations(service: Service, http: Http) -> None:
    """An unknown paper has no similar ones; that is no failure."""
    service.replay("s2_test_not_found")
    assert await SemanticScholarClient(http, service.url).fetch_similar("2301.00001") == ()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, "[]"),
        (200, "{}"),
        (200, "<html>"),
        (200, ""),
        (200, '[{"citationCount": "many"}]'),
        (403, "{}"),
        (400, "{}"),
    ],
    ids=["too short", "no list", "HTML", "empty", "a word for a number", "forbidden", "bad request"],
)
async def test_what_is_no_answer(service: Service, http: Http, status: int, body: str) -> None:
    """Another shape than asked for is no answer, and the citations are then unknown, never zero."""
    service.answer(status, body)
    with pytest.raises(SourceUnavailable) as raised:
        await SemanticScholarClient(http, service.url).fetch_standing("2301.00001")
    assert raised.value.source == "Semantic Scholar"


async def test_the_key(service: Service, http: Http) -> None:
    """A key is sent where one is set, and is not sent on to another host."""
    service.answer(200, '[{"citationCount": 1}]')
    await SemanticScholarClient(http, service.url, api_key="sesame").fetch_standing("2301.00001")
    assert service.headers[0]["x-api-key"] == "sesame"
    service.answers = []
    service.answer(307, location="http://localhost:9/elsewhere")
    with pytest.raises(SourceUnavailable, match="redirected"):
        await SemanticScholarClient(http, service.url, api_key="sesame").fetch_similar("2301.00001")


MATCH = {"paperId": "a", "title": "Attention Is All You Need", "matchScore": 174.2}


@pytest.mark.parametrize(
    ("status", "body", "found"),
    [
        (
            200,
            {"data": [MATCH | {"externalIds": {"ArXiv": "1706.03762"}}]},
            ("1706.03762", "Attention Is All You Need"),
        ),
        (200, {"data": [MATCH | {"externalIds": {"DOI": "10.1/x"}}]}, None),
        (200, {"data": []}, None),
        (404, {"error": "Title match not found"}, None),
    ],
)
async def test_a_title(service: Service, http: Http, status: int, body: object, found: tuple[str, str] | None) -> None:
    """The best fitting paper, where it is on arXiv; no match, and one that is elsewhere only, is None."""
    service.answer(status, json.dumps(body))
    assert await SemanticScholarClient(http, service.url).match_title("attention is all") == found


async def test_a_title_that_cannot_be_asked(service: Service, http: Http) -> None:
    """A refusal is no "not found"."""
    service.answer(403, "{}")
    with pytest.raises(SourceUnavailable):
        await SemanticScholarClient(http, service.url).match_title("attention is all")
