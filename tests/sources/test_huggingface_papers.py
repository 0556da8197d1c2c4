"""Hugging Face's pages of papers: recorded ones, and what their links are worth."""

from __future__ import annotations

import json

import pytest

from bot.errors import SourceUnavailable
from bot.sources._http import Http
from bot.sources.huggingface_papers import HuggingFacePapersClient, PaperPage
from tests.sources.conftest import Service


async def test_a_recorded_page(service: Service, http: Http) -> None:
    """Repository and project page as users added them; nobody claimed it."""
    service.replay("huggingface_paper_with_repository")
    page = await HuggingFacePapersClient(http, service.url, token="sesame").fetch_page("2601.02151")
    assert page == PaperPage(
        url="https://huggingface.co/papers/2601.02151",
        repository_url="https://github.com/PRIS-CV/EAFT",
        project_url="https://ymxyll.github.io/EAFT/",
    )
    assert service.requests[0][1] == "/api/papers/2601.02151"
    assert service.headers[0]["Authorization"] == "Bearer sesame"


async def test_a_page_that_an_author_claimed(service: Service, http: Http) -> None:
    """An author whose account was verified is named."""
    service.replay("huggingface_paper_claimed")
    page = await HuggingFacePapersClient(http, service.url).fetch_page("2507.07151")
    assert page is not None
    assert page.claimed_by == ("Zongmeng Zhang",)
    assert page.repository_url == "https://github.com/zmzhang2000/MMMC"


async def test_a_page_without_links(service: Service, http: Http) -> None:
    """Most pages link nothing: that means nothing."""
    service.replay("huggingface_paper_without_links")
    page = await HuggingFacePapersClient(http, service.url).fetch_page("2601.03986")
    assert page == PaperPage(url="https://huggingface.co/papers/2601.03986")


async def test_what_mentions_the_paper(service: Service, http: Http) -> None:
    """The counts of the single page are read where it has them."""
    counts = {"numTotalModels": 3, "numTotalDatasets": 1, "numTotalSpaces": 2, "githubRepo": None, "projectPage": ""}
    service.answer(
        200, json.dumps({"id": "2301.00001", "authors": [{"name": "A", "status": "admin_assigned"}], **counts})
    )
    page = await HuggingFacePapersClient(http, service.url).fetch_page("2301.00001")
    assert page == PaperPage("https://huggingface.co/papers/2301.00001", n_models=3, n_datasets=1, n_spaces=2)


async def test_a_paper_without_a_page(service: Service, http: Http) -> None:
    """404: nobody made one."""
    service.answer(404, '{"error": "Paper not found"}')
    assert await HuggingFacePapersClient(http, service.url).fetch_page("2301.00001") is None


async def test_a_page_of_another_paper_is_no_answer(service: Service, http: Http) -> None:
    """What belongs to another paper says nothing of this one."""
    service.replay("huggingface_paper_claimed")
    with pytest.raises(SourceUnavailable):
        await HuggingFacePapersClient(http, service.url).fetch_page("2301.00001")
