"""Crossref: recorded answers, retractions, and the DOIs that are not its own."""

from __future__ import annotations

import json

import pytest

from bot.sources._http import Http
from bot.sources.crossref import Article, CrossrefClient
from tests.sources.conftest import Service

DOI = "10.1371/journal.pone.0033693"


async def test_a_recorded_article(service: Service, http: Http) -> None:
    """The venue is read; a correction is no retraction. Who asks says who they are."""
    service.replay("crossref_work_corrected")
    article = await CrossrefClient(http, service.url, contact="ada@example.org").fetch_article(DOI)
    assert article is not None
    assert (article.doi, article.venue, article.retracted_by) == (DOI, "PLoS ONE", "")
    assert article.title.startswith("Methylphenidate Exposure")
    assert service.requests[0][1] == "/works/10.1371%2Fjournal.pone.0033693?mailto=ada@example.org"


async def test_an_unknown_doi(service: Service, http: Http) -> None:
    """404 with plain text, as recorded: Crossref does not know it."""
    service.replay("crossref_unknown")
    assert await CrossrefClient(http, service.url).fetch_article("10.1371/notarealdoi") is None


@pytest.mark.parametrize(
    ("update", "retracted_by"),
    [
        ({"type": "retraction", "source": "retraction-watch"}, "Retraction Watch"),
        ({"type": "retraction", "source": "publisher"}, "its publisher"),
        ({"type": "withdrawal"}, "its publisher"),
        ({"type": "expression_of_concern", "source": "publisher"}, ""),
        ({"type": "erratum", "source": "publisher"}, ""),
    ],
)
async def test_a_retraction(service: Service, http: Http, update: dict[str, str], retracted_by: str) -> None:
    """Who retracted it is said; corrections and concerns are none."""
    body = {"message": {"DOI": "10.1/2", "title": [], "container-title": [], "updated-by": [update]}}
    service.answer(200, json.dumps(body))
    article = await CrossrefClient(http, service.url).fetch_article("10.1/2")
    assert article == Article("10.1/2", "", None, retracted_by)


async def test_arxivs_own_dois_are_not_asked_for(service: Service, http: Http) -> None:
    """They are DataCite's."""
    assert await CrossrefClient(http, service.url).fetch_article("10.48550/arXiv.2301.00001") is None
    assert service.requests == []


@pytest.mark.parametrize("doi", ["../../admin", "10.1/a?b=c#d", "10.1/a%2f..", "10.1/\t"])
async def test_a_strange_doi_stays_one_segment(service: Service, http: Http, doi: str) -> None:
    """Whatever a record holds as DOI, no other address is asked."""
    service.replay("crossref_unknown")
    assert await CrossrefClient(http, service.url).fetch_article(doi) is None
    assert service.requests[0][1].startswith("/works/")
    assert service.requests[0][1].count("/") == 2
