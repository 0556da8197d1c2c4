"""Citations, venue and retraction from OpenAlex, one paper by one: that costs nothing of its daily budget.

Sources: developers.openalex.org (Authentication, Works; in 2026). A list filter would take many at once, but does not
find preprints that were merged into their journal version; asked alone by their arXiv DOI they are found.
"""

from __future__ import annotations

import logging
import time

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Standing
from bot.resting import Rest
from bot.sources._http import Http, Reply, parse_seconds

log = logging.getLogger(__name__)

SOURCE = "OpenAlex"
_SPENT = "its daily budget is spent"
LOW_SHARE = 0.1  # of the day's budget: said once a day in the log
_FIELDS = "cited_by_count,primary_location,locations,is_retracted"
_VENUES = frozenset(("journal", "conference", "book series"))
ARXIV = "arXiv.org"  # as Semantic Scholar calls it


class _Source(msgspec.Struct):
    display_name: str | None = None
    type: str | None = None


class _Location(msgspec.Struct):
    source: _Source | None = None
    version: str | None = None


class _Work(msgspec.Struct):
    cited_by_count: int | None = None
    is_retracted: bool | None = None
    primary_location: _Location | None = None
    locations: list[_Location] | None = None


class OpenAlexClient:
    """Asks for standing. `api_key` is optional: without one the day's budget is a hundredth."""

    def __init__(self, http: Http, api_url: str, *, api_key: str = "") -> None:
        self._http = http
        self._api_url = api_url.rstrip("/")
        self._params = {"select": _FIELDS} | ({"api_key": api_key} if api_key else {})
        self.budget = Budget()

    async def fetch_standing(self, arxiv_id: str) -> Standing | None:
        """Citations, venue and retraction, or None when OpenAlex does not know the paper.

        Raises SourceUnavailable also when the day's budget is spent.
        """
        url = f"{self._api_url}/works/doi:10.48550/arXiv.{arxiv_id}"
        if self.budget.is_spent:
            raise SourceUnavailable(SOURCE, url=url, reason=_SPENT, http_status=429)
        reply = await self._http.ask(SOURCE, "GET", url, params=self._params)
        self.budget.note(reply)
        if reply.http_status == 404:
            return None
        if reply.http_status != 200:
            raise SourceUnavailable(SOURCE, url=url, http_status=reply.http_status)
        work = reply.decode(_Work, SOURCE)
        if work.cited_by_count is None and work.primary_location is None:
            raise SourceUnavailable(SOURCE, url=url, reason="an answer that is no work", http_status=200)
        return Standing(work.cited_by_count, _venue(work), SOURCE, SOURCE if work.is_retracted else "")

    @property
    def resting(self) -> Rest | None:
        """How long nobody is asked since the day's budget is spent; None while some is left."""
        return self.budget.resting


class Budget:
    """What OpenAlex says is left of the day's budget, in dollars; `remaining_usd` is None before its first answer."""

    def __init__(self) -> None:
        self.limit_usd: float | None = None
        self.remaining_usd: float | None = None
        self._cost_usd = 0.0
        self._reset_at_s = 0.0
        self._spent_at_s = 0.0
        self._warned_until_s = 0.0

    @property
    def is_spent(self) -> bool:
        """Whether the next request would go beyond it, and the day is not over."""
        if self.remaining_usd is None or time.monotonic() >= self._reset_at_s:
            return False
        return self.remaining_usd < self._cost_usd

    @property
    def resting(self) -> Rest | None:
        """How long it is spent, and how long it stays so; None while some is left."""
        now = time.monotonic()
        return Rest(SOURCE, _SPENT, now - self._spent_at_s, self._reset_at_s - now) if self.is_spent else None

    def note(self, reply: Reply) -> None:
        """Reads what every answer carries, errors too: a bad question also costs."""
        was_spent = self.is_spent
        self.limit_usd = parse_seconds(reply.headers.get("x-ratelimit-limit-usd", ""))
        self.remaining_usd = parse_seconds(reply.headers.get("x-ratelimit-remaining-usd", ""))
        self._cost_usd = parse_seconds(reply.headers.get("x-ratelimit-cost-usd", "")) or 0.0
        self._reset_at_s = time.monotonic() + (parse_seconds(reply.headers.get("x-ratelimit-reset", "")) or 0.0)
        if self.is_spent and not was_spent:
            self._spent_at_s = time.monotonic()
        if self.limit_usd and self.remaining_usd is not None and self.remaining_usd < LOW_SHARE * self.limit_usd:
            self._warn()

    def _warn(self) -> None:
        if time.monotonic() >= self._warned_until_s:
            self._warned_until_s = self._reset_at_s
            log.warning("OpenAlex: $%.4f of the day's $%.2f are left", self.remaining_usd, self.limit_usd)


def _venue(work: _Work) -> str | None:
    """Where it was published; the preprint server where nothing else is known."""
    locations = [place for place in (work.primary_location, *(work.locations or ())) if place]
    published = [place for place in locations if place.version == "publishedVersion"]
    named = [source for place in (*published, *locations) if (source := place.source) and source.display_name]
    venues: list[str | None] = [source.display_name for source in named if source.type in _VENUES]
    if not venues and any((source.display_name or "").startswith("arXiv") for source in named):
        return ARXIV
    return next(iter([*venues, *(source.display_name for source in named)]), None)
