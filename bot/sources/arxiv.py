"""Records of papers from arXiv's query API, through the `arxiv` package.

Sources: arXiv API User's Manual (Details of Atom Results Returned), Terms of Use (one request per three seconds), and
its help on robots (to go on after a refusal counts as an attack).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum

import arxiv
import requests
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random

from bot.errors import SourceUnavailable
from bot.models import Paper
from bot.resting import Rest
from bot.sources._batching import Batches
from bot.sources._breaker import LONGEST_WISH_S, Breaker
from bot.sources._gates import Gate
from bot.sources._http import parse_seconds
from bot.sources._requests import BoundedAdapter, SecondPage, TooLarge

SOURCE = "arXiv"
BATCH_SIZE = 50  # 50 to 100 ids a request are safe; HTTP 414 was seen with 642
MOST_RECENT = 200
ATTEMPTS = 2
REFUSED_REST_S = 30.0  # after the second refusal in a row that names no time; doubled with each, up to an hour
MOST_WORDS = 12
_WORDS = re.compile(r"\w+(?:[-'’.]\w+)*")
_OPERATORS = frozenset({"AND", "OR", "ANDNOT"})
_NO_CONNECTION = "no connection"
_PASSING = frozenset({500, 502, 503, 504})
_MALFORMED = re.compile(rb"incorrect id format for ([^<\s]+)")
_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>\s*(\d+)")


class SearchField(StrEnum):
    """Where arXiv looks for words (API User's Manual, Details of Query Construction)."""

    TITLE = "ti"
    AUTHOR = "au"
    ANYWHERE = "all"


def make_query(field: SearchField, words: str) -> str:
    """The words as arXiv's query language: each somewhere in a title, else one after the other; "" for no word."""
    found = [word for word in _WORDS.findall(words)[:MOST_WORDS] if word not in _OPERATORS]
    if not found:
        return ""
    if field is SearchField.TITLE:
        return " AND ".join(f"{field}:{word}" for word in found)
    return f'{field}:"{" ".join(found)}"'


class ArxivClient:
    """Asks for records. All ids go through one gate, one connection and one worker thread.

    `gate` is that of all processes where there are several, else the client has its own.
    """

    def __init__(
        self,
        api_url: str,
        *,
        interval_s: float,
        user_agent: str,
        timeout_s: float = 20.0,
        max_bytes: int = 20_000_000,
        gate: Gate | None = None,
    ) -> None:
        self._api_url = api_url
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="arxiv")
        # The gate below paces; the package's own pause and retries are off, and it has no time-out of its own.
        self._client = arxiv.Client(page_size=BATCH_SIZE, delay_seconds=0, num_retries=0)
        self._client.query_url_format = api_url + "?{}"
        self._session = self._client._session  # the package gives no other way to a time-out
        self._session.trust_env = False
        self._adapter = BoundedAdapter(user_agent, timeout_s=timeout_s, max_bytes=max_bytes)
        self._session.mount("https://", self._adapter)
        self._session.mount("http://", self._adapter)
        self._session.hooks["response"] = [self._keep]
        self._last_body = b""
        self._last_wish = ""
        self._gate = gate or Gate(interval_s)
        self._breaker = Breaker()
        self._n_refused = 0
        self._recent: dict[str, Paper] = {}  # what was just fetched is not in the store yet
        self._batches: Batches[Paper] = Batches(self._fetch, max_size=BATCH_SIZE, gate=self._gate)

    async def fetch_paper(self, arxiv_id: str, *, patient: bool = False) -> Paper | None:
        """The newest version's record, or None when arXiv says that there is no such paper.

        `patient`: nobody waits for this paper itself, so that others go first, and a record of a moment ago will do.
        Raises SourceUnavailable when arXiv could not be asked.
        """
        if patient and (paper := self._recent.get(arxiv_id)):
            return paper
        return await self._batches.get(arxiv_id, patient=patient)

    async def search(self, field: SearchField, words: str, most: int) -> tuple[Paper, ...]:
        """Papers whose `field` holds the words, at most 50: of a title the best fitting first, else the newest.

        Empty where nothing fits, or where no word is left once the query language's own signs are gone. Waits for its
        turn at the gate. Raises SourceUnavailable when arXiv could not be asked.
        """
        query = make_query(field, words)
        if not query:
            return ()
        order = arxiv.SortCriterion.Relevance if field is SearchField.TITLE else arxiv.SortCriterion.SubmittedDate
        search = arxiv.Search(query, max_results=min(most, BATCH_SIZE), sort_by=order)
        async with self._gate.hold():
            await self._gate.turn()
            papers = await self._search(search)
        self._n_refused = 0
        return tuple(papers.values())

    async def _search(self, search: arxiv.Search) -> dict[str, Paper]:
        async with self._breaker.watch(self._api_url) as is_probe:
            try:
                return await self._ask(search, 1 if is_probe else ATTEMPTS)
            except _Malformed as error:
                raise self._unavailable("it does not understand the search", 400) from error
            except SourceUnavailable as error:
                self._rest_if_refused(error)
                raise

    @property
    def n_waiting(self) -> int:
        """How many papers wait for the gate."""
        return self._batches.n_waiting

    @property
    def resting(self) -> Rest | None:
        """How long arXiv is left alone; None when it is asked."""
        return self._breaker.resting

    async def close(self) -> None:
        """Stops asking; a request under way is broken off, since its thread would hold up the end of the process."""
        await self._batches.close()
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._adapter.end()
        self._session.close()

    async def _fetch(self, arxiv_ids: Sequence[str]) -> Mapping[str, Paper]:
        """The records of one batch, whose first request has had its turn at the gate."""
        async with self._breaker.watch(self._api_url) as is_probe:
            try:
                papers = await self._fetch_apart(arxiv_ids, 1 if is_probe else ATTEMPTS)
            except SourceUnavailable as error:
                self._rest_if_refused(error)
                raise
        self._n_refused = 0
        self._recent.update(papers)
        while len(self._recent) > MOST_RECENT:
            del self._recent[next(iter(self._recent))]
        return papers

    async def _fetch_apart(self, arxiv_ids: Sequence[str], attempts: int) -> dict[str, Paper]:
        """The records; one id that arXiv finds malformed makes it refuse all, so that the others are asked again.

        It names that id; where it names none of ours, halves are asked until the bad one stands alone.
        """
        try:
            # Without max_results=None the package stops at 100, for ids too.
            search = arxiv.Search(id_list=list(arxiv_ids), max_results=None)
            found = await self._ask(search, attempts)
            return {asked: found[asked] for asked in arxiv_ids if asked in found}
        except _Malformed as error:
            others = [arxiv_id for arxiv_id in arxiv_ids if arxiv_id != error.arxiv_id]
        if len(arxiv_ids) == 1:
            return {}
        middle = len(arxiv_ids) // 2
        parts = [others] if len(others) < len(arxiv_ids) else [arxiv_ids[:middle], arxiv_ids[middle:]]
        papers: dict[str, Paper] = {}
        for part in parts:
            await self._gate.turn()
            papers |= await self._fetch_apart(part, attempts)
        return papers

    async def _ask(self, search: arxiv.Search, attempts: int) -> dict[str, Paper]:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(attempts),
            retry=retry_if_exception(_may_pass),
            wait=wait_random(0.1, 0.4),
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                if attempt.retry_state.attempt_number > 1:
                    await self._gate.turn()
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._worker, self._ask_blocking, search)
        raise AssertionError("tenacity gives at least one attempt")

    def _rest_if_refused(self, error: SourceUnavailable) -> None:
        """Leaves arXiv alone after a 429 or 403: as long as it says, else from the second on, longer with each."""
        if error.http_status not in (403, 429):
            return
        self._n_refused += 1
        wish_s = parse_seconds(self._last_wish)
        if wish_s is None and self._n_refused > 1:
            wish_s = min(REFUSED_REST_S * 2.0 ** min(self._n_refused - 2, 10), LONGEST_WISH_S)
        if wish_s is not None:
            self._breaker.rest(wish_s, error)

    def _ask_blocking(self, search: arxiv.Search) -> dict[str, Paper]:
        papers: dict[str, Paper] = {}
        self._last_body, self._last_wish = b"", ""
        try:
            for result in self._client.results(search):
                paper = parse_result(result)
                papers[paper.arxiv_id] = paper
        except SecondPage:
            pass
        except arxiv.HTTPError as error:
            if error.status == 400:
                named = _MALFORMED.search(self._last_body)
                raise _Malformed(named[1].decode("utf-8", "replace") if named else "") from error
            raise self._unavailable("too many requests" if error.status == 429 else "", error.status) from error
        except TooLarge as error:
            raise self._unavailable("larger than allowed") from error
        except requests.Timeout as error:
            raise self._unavailable("no answer in time") from error
        except requests.RequestException as error:
            raise self._unavailable(_NO_CONNECTION) from error
        self._check_feed(papers, search.id_list)
        return papers

    def _check_feed(self, papers: Mapping[str, Paper], arxiv_ids: Sequence[str]) -> None:
        """Refuses what is no whole feed: the package reads plain text, HTML and a cut-off feed as "no results"."""
        if self._last_body.strip() == b"Rate exceeded.":  # seen with status 200
            raise self._unavailable("too many requests", 429)
        total = _TOTAL.search(self._last_body)
        if total is None or not self._last_body.rstrip().endswith(b"</feed>"):
            raise self._unavailable("an answer that is not what it should be")
        missing = [asked for asked in arxiv_ids if asked not in papers]
        if missing and int(total[1]) > len(papers) and len(arxiv_ids) == 1:
            raise self._unavailable("an incomplete answer")

    def _keep(self, response: requests.Response, **_: object) -> None:
        self._last_body, self._last_wish = response.content, response.headers.get("Retry-After", "")

    def _unavailable(self, reason: str, http_status: int | None = None) -> SourceUnavailable:
        return SourceUnavailable(SOURCE, url=self._api_url, reason=reason, http_status=http_status)


class _Malformed(Exception):
    """arXiv refuses the whole request for one id: `arxiv_id`, or "" where it names none."""

    def __init__(self, arxiv_id: str) -> None:
        super().__init__(arxiv_id)
        self.arxiv_id = arxiv_id


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, SourceUnavailable) and (
        error.http_status in _PASSING or (error.http_status is None and error.reason == _NO_CONNECTION)
    )


def parse_result(result: arxiv.Result) -> Paper:
    """The package's result as a paper; white space of the abstract and the comment is folded."""
    arxiv_id, _, version = result.get_short_id().rpartition("v")
    primary = result.primary_category
    categories = (primary, *(c for c in result.categories if c != primary)) if primary else tuple(result.categories)
    return Paper(
        arxiv_id=arxiv_id,
        version=int(version),
        title=_fold(result.title),
        abstract=_fold(result.summary),
        authors=tuple(_fold(author.name) for author in result.authors),
        categories=categories,
        published=result.published,
        updated=result.updated,
        comment=_fold(result.comment) if result.comment else None,
        journal_ref=_fold(result.journal_ref) if result.journal_ref else None,
        doi=result.doi or None,
    )


def _fold(text: str) -> str:
    return " ".join(text.split())
