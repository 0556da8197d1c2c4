"""The stand-in for Hugging Face's pages of papers, as its recorded daily papers show them; most papers have none."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import json_answer, moment, sha_of
from bot.sandbox.library.holdings import HeldHubPage, HeldPaper, Holdings


def add_routes(app: web.Application, holdings: Holdings) -> None:
    """Serves them with the rest of https://huggingface.co."""
    app.router.add_get("/api/papers/{arxiv_id:.+}", _Api(holdings).page)


class _Api:
    def __init__(self, holdings: Holdings) -> None:
        self._papers = holdings.papers
        self._pages = {page.arxiv_id: page for page in holdings.hub_pages}

    async def page(self, request: web.Request) -> web.Response:
        page = self._pages.get(request.match_info["arxiv_id"])
        if page is None:
            return json_answer({"error": "Paper not found"}, 404)
        return json_answer(_describe(page, self._papers[page.arxiv_id]))


def _describe(page: HeldHubPage, paper: HeldPaper) -> dict[str, object]:
    described: dict[str, object] = {
        "id": paper.arxiv_id,
        "authors": [{"_id": sha_of(name)[:24], "name": name, "hidden": False} for name in paper.authors],
        "publishedAt": moment(paper.published, "milliseconds"),
        "title": paper.title,
        "summary": paper.abstract.strip(),
        "upvotes": page.upvotes,
        "numTotalModels": page.n_models,
        "numTotalDatasets": page.n_datasets,
        "numTotalSpaces": page.n_spaces,
    }
    if page.repository_url:
        described |= {"githubRepo": page.repository_url, "githubRepoAddedBy": "user"}
    return described
