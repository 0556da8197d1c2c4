"""The stand-in for arXiv's query API (arXiv API User's Manual), answering as its recordings of 2026 do.

Known ids come newest first, whatever the order asked; unknown ones are left out; one malformed id spoils the request.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from aiohttp import web

from bot.sandbox.library.holdings import HeldPaper, Holdings

MAX_RESULTS = 10  # the API's own default
_ID = re.compile(r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>\d+))?")
_TERM = re.compile(r'(?:(?P<field>all|ti|abs|au|cat):)?(?P<words>"[^"]*"|[^\s()]+)')

_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>{feed_id}</id>
  <title>{title}</title>
  <updated>{updated}</updated>{link}
  <opensearch:itemsPerPage>{per_page}</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
{entries}</feed>
"""
_ERROR_ENTRY = """  <entry>
    <id>{url}</id>
    <title>Error</title>
    <updated>{updated}</updated>
    <link href="{url}" rel="alternate" type="text/html"/>
    <summary>{message}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
"""


class _BadQuery(Exception):
    """The query is refused; the message is what the Error entry says."""


def make_app(holdings: Holdings) -> web.Application:
    """The application below https://export.arxiv.org."""
    app = web.Application()
    api = _QueryApi(holdings)
    app.router.add_get("/api/query", api.query)
    return app


class _QueryApi:
    def __init__(self, holdings: Holdings) -> None:
        self._papers = holdings.papers
        self._now = _moment(holdings.as_of)

    async def query(self, request: web.Request) -> web.Response:
        try:
            return _atom(self._answer(request.query))
        except _BadQuery as error:
            return _atom(self._render_error(str(error)), status=400)

    def _answer(self, query: Mapping[str, str]) -> str:
        search, ids = query.get("search_query", ""), query.get("id_list", "")
        start, limit = _number(query, "start", 0), _number(query, "max_results", MAX_RESULTS)
        found = self._find(search, ids)
        found.sort(key=lambda item: item[0].published, reverse=query.get("sortOrder", "descending") != "ascending")
        asked = f"search_query={_with_field(search)}&id_list={ids}&start={start}&max_results={limit}"
        address = f"search_query={_with_field(search)}&start={start}&max_results={limit}&id_list={ids}"
        link = f"https://arxiv.org/api/query?{address}"
        return _FEED.format(
            feed_id=f"https://arxiv.org/api/{_digest(asked)}",
            title=escape(f"arXiv Query: {asked}"),
            updated=self._now,
            link=f'\n  <link href={quoteattr(link)} type="application/atom+xml"/>',
            per_page=limit,
            total=len(found),
            start=start,
            entries="".join(_render_entry(paper, version) for paper, version in found[start : start + limit]),
        )

    def _find(self, search: str, ids: str) -> list[tuple[HeldPaper, int]]:
        """The papers asked for, each once, with the version asked for."""
        if ids:
            found = {(paper.arxiv_id, version): (paper, version) for paper, version in self._find_ids(ids)}
        elif search:
            found = {(paper.arxiv_id, paper.version): (paper, paper.version) for paper in self._papers.values()}
        else:
            found = {}
        return [item for item in found.values() if _matches(item[0], search)]

    def _find_ids(self, ids: str) -> Iterable[tuple[HeldPaper, int]]:
        for asked in ids.split(","):
            parts = _ID.fullmatch(asked.strip())
            if parts is None:
                raise _BadQuery(f"incorrect id format for {asked.strip()}")
            paper = self._papers.get(parts["id"])
            if paper is not None and int(parts["version"] or paper.version) in range(1, paper.version + 1):
                yield paper, int(parts["version"] or paper.version)

    def _render_error(self, message: str) -> str:
        url = "https://arxiv.org/api/errors#" + re.sub(r"[^\w.-]+", "_", message)
        entry = _ERROR_ENTRY.format(url=escape(url), message=escape(message), updated=self._now)
        return _FEED.format(
            feed_id="https://arxiv.org/",
            title="arXiv Search Results",
            updated=self._now,
            link="",
            per_page=1,
            total=1,
            start=0,
            entries=entry,
        )


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    try:
        number = int(query.get(name, default))
    except ValueError:
        raise _BadQuery(f"{name} must be an integer") from None
    if number < 0:
        raise _BadQuery(f"{name} must be non-negative")
    return number


def _with_field(search: str) -> str:
    """A bare word is answered as if it had been asked with its field: "testing" as "all:testing"."""
    return f"all:{search}" if re.fullmatch(r"\w+", search) else search


def _matches(paper: HeldPaper, search: str) -> bool:
    """Whether every term of `search` occurs; AND is understood, OR and ANDNOT are read as AND."""
    terms = [term for term in _TERM.finditer(search) if term["words"] not in ("AND", "OR", "ANDNOT")]
    return all(_contains(paper, term["field"] or "all", term["words"].strip('"')) for term in terms)


def _contains(paper: HeldPaper, field: str, words: str) -> bool:
    texts = {
        "ti": paper.title,
        "abs": paper.abstract,
        "au": "\n".join(paper.authors),
        "cat": "\n".join(paper.categories),
    }
    text = "\n".join(texts.values()) if field == "all" else texts[field]
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _render_entry(paper: HeldPaper, version: int) -> str:
    """One <entry>, its elements in the order of the recordings."""
    full_id = escape(f"{paper.arxiv_id}v{version}")
    updated = paper.published if version == 1 else paper.updated
    lines = [
        f"<id>http://arxiv.org/abs/{full_id}</id>",
        f"<title>{escape(paper.title)}</title>",
        f"<updated>{_moment(updated)}</updated>",
        f'<link href="https://arxiv.org/abs/{full_id}" rel="alternate" type="text/html"/>',
        f'<link href="https://arxiv.org/pdf/{full_id}" rel="related" type="application/pdf" title="pdf"/>',
        f"<summary>{escape(paper.abstract)}</summary>",
        *(f'<category term={quoteattr(term)} scheme="http://arxiv.org/schemas/atom"/>' for term in paper.categories),
        f"<published>{_moment(paper.published)}</published>",
    ]
    if paper.comment is not None:
        lines.append(f"<arxiv:comment>{escape(paper.comment)}</arxiv:comment>")
    lines.append(f"<arxiv:primary_category term={quoteattr(paper.primary_category)}/>")
    if paper.journal_ref is not None:
        lines.append(f"<arxiv:journal_ref>{escape(paper.journal_ref)}</arxiv:journal_ref>")
    for name, affiliation in zip(paper.authors, paper.affiliations or [None] * len(paper.authors), strict=True):
        lines += ["<author>", f"  <name>{escape(name)}</name>"]
        if affiliation is not None:
            lines.append(f"  <arxiv:affiliation>{escape(affiliation)}</arxiv:affiliation>")
        lines.append("</author>")
    if paper.doi is not None:
        lines.append(f"<arxiv:doi>{escape(paper.doi)}</arxiv:doi>")
        lines.append(f'<link rel="related" href={quoteattr(f"https://doi.org/{paper.doi}")} title="doi"/>')
    return "  <entry>\n" + "".join(f"    {line}\n" for line in lines) + "  </entry>\n"


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha1(text.encode(), usedforsecurity=False).digest()).decode().rstrip("=")


def _atom(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="application/atom+xml", charset="utf-8")
