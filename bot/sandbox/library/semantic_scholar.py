"""The stand-in for Semantic Scholar: batch and title match of the Academic Graph API, and the Recommendations API."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable

import msgspec
from aiohttp import web

from bot.sandbox.library.holdings import HeldPaper, Holdings

MAX_IDS = 500
MAX_RECOMMENDATIONS = 500
RECOMMENDATIONS = 100  # given when no limit is asked
POOLS = ("recent", "all-cs")
_ARXIV_ID = re.compile(r"arxiv:(.+)", re.IGNORECASE)


class _Batch(msgspec.Struct):
    ids: list[str]


class _BadRequest(Exception):
    """The request is refused; the message is the answer's `error`."""


def make_app(holdings: Holdings) -> web.Application:
    """The application below https://api.semanticscholar.org."""
    app = web.Application()
    api = _Api(holdings)
    app.router.add_post("/graph/v1/paper/batch", api.batch)
    app.router.add_get("/graph/v1/paper/search/match", api.match)
    app.router.add_get("/graph/v1/paper/{paper_id:.+}", api.paper)
    app.router.add_get("/recommendations/v1/papers/forpaper/{paper_id:.+}", api.recommend)
    return app


class _Api:
    def __init__(self, holdings: Holdings) -> None:
        self._papers = holdings.papers
        self._by_paper_id = {_paper_id(paper): paper for paper in holdings.papers.values()}
        self._words_by_id: dict[str, frozenset[str]] = {}
        self._n_papers_with: Counter[str] = Counter()
        self._by_doi = {paper.doi.lower(): paper for paper in holdings.papers.values() if paper.doi}

    async def batch(self, request: web.Request) -> web.Response:
        """The papers in the order asked, null where an id is unknown."""
        try:
            fields = _read_fields(request)
            ids = _read_ids(await request.read())
        except _BadRequest as error:
            return _answer({"error": str(error)}, status=400)
        return _answer([paper and _describe(paper, fields) for paper in map(self._find, ids)])

    async def paper(self, request: web.Request) -> web.Response:
        """One paper, by any of its names."""
        try:
            fields = _read_fields(request)
        except _BadRequest as error:
            return _answer({"error": str(error)}, status=400)
        asked = request.match_info["paper_id"]
        paper = self._by_doi.get(asked[4:].lower()) if asked.startswith("DOI:") else self._find(asked)
        if paper is None:
            return _answer({"error": f"Paper with id {asked} not found"}, status=404)
        return _answer(_describe(paper, fields))

    async def match(self, request: web.Request) -> web.Response:
        """The paper whose title shares most words with the query, all of the query's among them."""
        try:
            fields = _read_fields(request)
        except _BadRequest as error:
            return _answer({"error": str(error)}, status=400)
        asked = _words(request.query.get("query", ""))
        fitting = [paper for paper in self._papers.values() if asked and asked <= _words(paper.title)]
        if not fitting:
            return _answer({"error": "Title match not found"}, status=404)
        best = min(fitting, key=lambda paper: (len(_words(paper.title)), paper.arxiv_id))
        return _answer({"data": [_describe(best, fields) | {"matchScore": 100.0}]})

    async def recommend(self, request: web.Request) -> web.Response:
        """The other papers, most alike first: those of the same primary category, then of the same archive."""
        try:
            fields, limit = _read_fields(request), _read_limit(request)
        except _BadRequest as error:
            return _answer({"error": str(error)}, status=400)
        asked = request.match_info["paper_id"]
        paper = self._find(asked)
        if paper is None:
            return _answer({"error": f"Paper with id {asked} not found"}, status=404)
        near = [other for other in self._papers.values() if other is not paper and _nearness(paper, other)]
        near.sort(key=lambda other: (_nearness(paper, other), self._likeness(paper, other)), reverse=True)
        return _answer({"recommendedPapers": [_describe(other, fields) for other in near[:limit]]})

    def _likeness(self, paper: HeldPaper, other: HeldPaper) -> float:
        """How much two papers share of their words, of which rare ones weigh most (cosine of tf-idf without tf)."""
        mine, theirs = self._words_of(paper), self._words_of(other)
        size = math.sqrt(sum(map(self._weight, mine)) * sum(map(self._weight, theirs)))
        return sum(map(self._weight, mine & theirs)) / (size or 1.0)

    def _words_of(self, paper: HeldPaper) -> frozenset[str]:
        return self._words_by_id.setdefault(paper.arxiv_id, _words(f"{paper.title} {paper.abstract}"))

    def _weight(self, word: str) -> float:
        if not self._n_papers_with:
            self._n_papers_with.update(word for paper in self._papers.values() for word in self._words_of(paper))
        return math.log(len(self._papers) / (self._n_papers_with[word] or 1))

    def _find(self, asked: str) -> HeldPaper | None:
        """By "ARXIV:id" without a version, or by Semantic Scholar's own id."""
        arxiv_id = _ARXIV_ID.fullmatch(asked)
        return self._papers.get(arxiv_id[1]) if arxiv_id else self._by_paper_id.get(asked)


def _nearness(paper: HeldPaper, other: HeldPaper) -> int:
    if paper.primary_category == other.primary_category:
        return 2
    return int(paper.primary_category.partition(".")[0] == other.primary_category.partition(".")[0])


def _read_fields(request: web.Request) -> tuple[str, ...]:
    fields = tuple(filter(None, request.query.get("fields", "title").split(",")))
    if unknown := [field for field in fields if field not in _FIELDS]:
        raise _BadRequest(f"Unrecognized or unsupported fields: [{', '.join(unknown)}]")
    return fields


def _read_ids(body: bytes) -> list[str]:
    try:
        ids = msgspec.json.decode(body, type=_Batch).ids
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _BadRequest("The body must be a JSON object with a list of ids") from None
    if not 0 < len(ids) <= MAX_IDS:
        raise _BadRequest(f"There must be 1 to {MAX_IDS} ids")
    return ids


def _read_limit(request: web.Request) -> int:
    if request.query.get("from", POOLS[0]) not in POOLS:
        raise _BadRequest(f"The value of from must be one of: {', '.join(POOLS)}")
    limit = request.query.get("limit", str(RECOMMENDATIONS))
    if not (limit.isascii() and limit.isdecimal() and 0 < int(limit) <= MAX_RECOMMENDATIONS):
        raise _BadRequest(f"The limit must be a number from 1 to {MAX_RECOMMENDATIONS}")
    return int(limit)


def _describe(paper: HeldPaper, fields: Iterable[str]) -> dict[str, object]:
    """The paper as the API shows it: `paperId`, and of the rest what was asked."""
    return {"paperId": _paper_id(paper)} | {field: _FIELDS[field](paper) for field in fields}


def _paper_id(paper: HeldPaper) -> str:
    return hashlib.sha1(paper.arxiv_id.encode(), usedforsecurity=False).hexdigest()


def _corpus_id(paper: HeldPaper) -> int:
    return int(_paper_id(paper)[:7], 16)


def _external_ids(paper: HeldPaper) -> dict[str, object]:
    doi = {"DOI": paper.doi or f"10.48550/arXiv.{paper.arxiv_id}"}
    return {"ArXiv": paper.arxiv_id, **doi, "CorpusId": _corpus_id(paper)}


_FIELDS: dict[str, Callable[[HeldPaper], object]] = {
    "abstract": lambda paper: paper.abstract,
    "authors": lambda paper: [{"authorId": None, "name": name} for name in paper.authors],
    "citationCount": lambda paper: paper.citations,
    "corpusId": _corpus_id,
    "externalIds": _external_ids,
    "influentialCitationCount": lambda paper: paper.citations // 15,
    "isOpenAccess": lambda _: True,
    "journal": lambda paper: {"name": paper.venue} if paper.venue else None,
    "openAccessPdf": lambda paper: {"url": f"https://arxiv.org/pdf/{paper.arxiv_id}", "status": "GREEN"},
    "paperId": _paper_id,
    "publicationDate": lambda paper: paper.published.date().isoformat(),
    "publicationTypes": lambda _: None,
    "publicationVenue": lambda _: None,
    "title": lambda paper: paper.title,
    "url": lambda paper: f"https://www.semanticscholar.org/paper/{_paper_id(paper)}",
    "venue": lambda paper: paper.venue,
    "year": lambda paper: paper.published.year,
}


def _answer(content: object, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(content) + b"\n", status=status, content_type="application/json")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))
