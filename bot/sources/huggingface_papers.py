"""What Hugging Face's page of a paper links: a repository, a project page, how many models, data sets and Spaces.

Source: GET /api/papers/{id} of the Hub, as recorded in its daily papers; most papers have no page. The links are added
by its users, so that they are claims; an author whose account was verified on the page is marked `claimed_verified`.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from bot.errors import SourceUnavailable
from bot.sources._http import Http

SOURCE = "Hugging Face"
_CLAIMED = "claimed_verified"


@dataclass(frozen=True, slots=True)
class PaperPage:
    """The page at `url`. `repository_url` and `project_url` are None where nobody added them.

    `claimed_by` are the paper's authors who claimed the page; the counts are of what mentions the paper, by anybody.
    """

    url: str
    repository_url: str | None = None
    project_url: str | None = None
    claimed_by: tuple[str, ...] = ()
    n_models: int = 0
    n_datasets: int = 0
    n_spaces: int = 0


class _Author(msgspec.Struct):
    name: str = ""
    status: str | None = None


class _Page(msgspec.Struct, rename="camel"):
    id: str
    authors: list[_Author] = []
    github_repo: str | None = None
    project_page: str | None = None
    num_total_models: int = 0
    num_total_datasets: int = 0
    num_total_spaces: int = 0


class HuggingFacePapersClient:
    """Asks for pages of papers."""

    def __init__(self, http: Http, url: str, *, token: str = "") -> None:
        self._http = http
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def fetch_page(self, arxiv_id: str) -> PaperPage | None:
        """The paper's page, or None when it has none. Raises SourceUnavailable."""
        url = f"{self._url}/api/papers/{arxiv_id}"
        reply = await self._http.ask(SOURCE, "GET", url, headers=self._headers)
        if reply.http_status == 404:
            return None
        if reply.http_status != 200:
            raise SourceUnavailable(SOURCE, url=url, http_status=reply.http_status)
        page = reply.decode(_Page, SOURCE)
        if page.id != arxiv_id:
            raise SourceUnavailable(SOURCE, url=url, reason="an answer about another paper", http_status=200)
        return PaperPage(
            url=f"https://huggingface.co/papers/{arxiv_id}",
            repository_url=page.github_repo or None,
            project_url=page.project_page or None,
            claimed_by=tuple(author.name for author in page.authors if author.status == _CLAIMED),
            n_models=page.num_total_models,
            n_datasets=page.num_total_datasets,
            n_spaces=page.num_total_spaces,
        )
