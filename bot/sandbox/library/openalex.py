"""The stand-in for OpenAlex: a work by its arXiv DOI, with the fields that are asked for and the budget that is left.

Source: recorded answers of api.openalex.org (2026). A look-up costs nothing; the library's budget is never used up.
"""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.sandbox.library.answers import json_answer, number_of
from bot.sandbox.library.holdings import HeldPaper, Holdings

LIMITS = {
    "x-ratelimit-limit-usd": "0.1",
    "x-ratelimit-remaining-usd": "0.1",
    "x-ratelimit-cost-usd": "0",
    "x-ratelimit-reset": "41749",
}
ARXIV = "arXiv (Cornell University)"


def make_app(holdings: Holdings) -> web.Application:
    """The application below https://api.openalex.org."""
    app = web.Application()
    api = _Api(holdings)
    app.router.add_get(r"/works/doi:10.48550/arXiv.{arxiv_id:.+}", api.work)
    return app


class _Api:
    def __init__(self, holdings: Holdings) -> None:
        self._papers = holdings.papers

    async def work(self, request: web.Request) -> web.Response:
        paper = self._papers.get(request.match_info["arxiv_id"])
        if paper is None:
            return json_answer({"error": "Not Found", "message": "This work does not exist."}, 404, LIMITS)
        fields = request.query.get("select", ",".join(_FIELDS)).split(",")
        if unknown := [field for field in fields if field not in _FIELDS]:
            message = f"{unknown[0]} is not a valid select field."
            return json_answer({"error": "Invalid query parameters error.", "message": message}, 400, LIMITS)
        return json_answer({field: _FIELDS[field](paper) for field in fields}, headers=LIMITS)


def _location(paper: HeldPaper, *, is_published: bool) -> dict[str, object]:
    name = paper.venue if is_published else ARXIV
    kind = "journal" if paper.journal_ref else "conference"
    return {
        "is_oa": True,
        "landing_page_url": f"https://arxiv.org/abs/{paper.arxiv_id}",
        "source": {"display_name": name, "type": kind if is_published else "repository"},
        "version": "publishedVersion" if is_published else "submittedVersion",
    }


def _locations(paper: HeldPaper) -> list[dict[str, object]]:
    published = [_location(paper, is_published=True)] if paper.venue not in ("", "arXiv.org") else []
    return [*published, _location(paper, is_published=False)]


_FIELDS: dict[str, Callable[[HeldPaper], object]] = {
    "id": lambda paper: f"https://openalex.org/W{number_of(paper.arxiv_id)}",
    "doi": lambda paper: f"https://doi.org/10.48550/arxiv.{paper.arxiv_id}",
    "title": lambda paper: paper.title,
    "publication_year": lambda paper: paper.published.year,
    # It counts otherwise than Semantic Scholar does.
    "cited_by_count": lambda paper: paper.citations * 9 // 10,
    "is_retracted": lambda _: False,
    "primary_location": lambda paper: _locations(paper)[0],
    "locations": _locations,
}
