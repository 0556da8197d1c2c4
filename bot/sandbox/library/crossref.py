"""The stand-in for Crossref: an article by its DOI, where one of the library's papers has one.

Source: recorded answers of api.crossref.org (2026); an unknown DOI is 404 in plain text.
"""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import json_answer, text_answer
from bot.sandbox.library.holdings import HeldPaper, Holdings


def make_app(holdings: Holdings) -> web.Application:
    """The application below https://api.crossref.org."""
    app = web.Application()
    api = _Api(holdings)
    app.router.add_get("/works/{doi:.+}", api.work)
    return app


class _Api:
    def __init__(self, holdings: Holdings) -> None:
        self._papers = {paper.doi.lower(): paper for paper in holdings.papers.values() if paper.doi}

    async def work(self, request: web.Request) -> web.Response:
        paper = self._papers.get(request.match_info["doi"].lower())
        if paper is None:
            return text_answer("Resource not found.", status=404)
        return json_answer(
            {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": _describe(paper)}
        )


def _describe(paper: HeldPaper) -> dict[str, object]:
    return {
        "DOI": paper.doi,
        "title": [paper.title],
        "container-title": [paper.venue] if paper.venue not in ("", "arXiv.org") else [],
        "type": "journal-article",
        "is-referenced-by-count": paper.citations * 4 // 5,
        "updated-by": [],
        "relation": {},
    }
