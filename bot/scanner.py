"""The use case: an arXiv id -> what is known about its code, asked of all services at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from bot.aside import ArticleSource, Aside, HearsaySource
from bot.community_code import find_community_code, of_hearsay, with_claimed
from bot.contributions.effect import COMMUNITY, with_contributions, with_venue
from bot.due import due_at, watched_due_at
from bot.errors import NameNotFound, SourceUnavailable
from bot.evidence import Facts, without_repeats
from bot.full_texts import FullTexts, ancillary_links
from bot.history import settled
from bot.logs import bind
from bot.models import (
    Basis,
    Claim,
    Community,
    Confidence,
    Contribution,
    ContributionKind,
    ContributionState,
    Evidence,
    EvidenceKind,
    FullTextState,
    Neighbour,
    OwnLink,
    Paper,
    Reading,
    Repository,
    ScanResult,
    Standing,
    without_words,
)
from bot.neighbours import Neighbours, RecordSource, SimilarSource
from bot.reading import read
from bot.reading.full_text import merge
from bot.said import said
from bot.sources.crossref import Article
from bot.status import Family, Status
from bot.store import Store
from bot.verdict import judge
from bot.words import english, in_english, sentence, speaking

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_LINKS = 12  # of one paper; whoever names more gets no more requests
N_NEIGHBOURS = 3
NEIGHBOURS_WAIT_S = 0.4
LONGEST_NEIGHBOURS_S = 8.0  # for records at arXiv's gate, where others go first: what comes later is left out
ASIDE_WAIT_S = 0.4  # for what no verdict needs; it is added when it comes
RECORD_FRESH_FOR = timedelta(days=7)
STANDING_FRESH_FOR = timedelta(days=1)
FRESH_FOR = timedelta(days=1)
FOG_FRESH_FOR = timedelta(minutes=10)  # someone asks again: the service may be back
DEAD_FRESH_FOR = timedelta(hours=6)


class StandingSource(SimilarSource, Protocol):
    """Gives citations, venues and similar papers."""

    async def fetch_standing(self, arxiv_id: str) -> Standing | None: ...


class RepositorySource(Protocol):
    """Gives what stands at an address, whichever host it leads to."""

    async def fetch(self, url: str) -> Repository: ...


@dataclass(frozen=True, slots=True)
class Known:
    """A paper and what is known about it: `result` None while nothing could be judged yet."""

    paper: Paper
    result: ScanResult | None


class Scan:
    """One running scan, shared by everyone who asks for its paper meanwhile.

    `known` grows: None, then the record alone, then the record judged, at the end with similar papers and what others
    say. `anew`: nothing kept is taken for fresh.
    """

    def __init__(self, arxiv_id: str, *, anew: bool = False) -> None:
        self.arxiv_id = arxiv_id
        self.anew = anew
        self.known: Known | None = None
        self.judged = asyncio.Event()
        self.outcome: asyncio.Task[Known | None]

    async def wait(self, timeout_s: float) -> bool:
        """Waits `timeout_s` seconds at most for the verdict, a little longer for similar papers; whether it ended."""
        judged = asyncio.create_task(self.judged.wait(), name=f"verdict on {self.arxiv_id}")
        try:
            await asyncio.wait({judged, self.outcome}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            judged.cancel()
        if self.judged.is_set():
            await asyncio.wait({self.outcome}, timeout=NEIGHBOURS_WAIT_S)
        return self.outcome.done()


class Scanner:
    """Scans papers, one scan a paper at a time, and keeps what it finds in the store.

    `on_changed` are called with a paper's id when its verdict was made anew behind, by its full text.
    """

    def __init__(
        self,
        store: Store,
        records: RecordSource,
        standings: StandingSource,
        repositories: RepositorySource,
        clock: Callable[[], datetime],
        *,
        hearsay: HearsaySource,
        articles: ArticleSource,
        full_texts: FullTexts,
        observe: Callable[[Status | None], None] | None = None,
    ) -> None:
        """`observe` hears how each scan ended: None without a verdict."""
        self._store = store
        self._records = records
        self._standings = standings
        self._neighbours = Neighbours(store, records, standings, clock)
        self._repositories = repositories
        self._clock = clock
        self._hearsay = hearsay
        self._articles = articles
        self._full_texts = full_texts
        self.on_changed: list[Callable[[str], None]] = []
        self._observe = observe
        self._running: dict[str, Scan] = {}
        self.after_scan: list[Callable[[Known], Awaitable[None]]] = []

    async def get_known(self, arxiv_id: str) -> Known | None:
        """What the store holds of a scanned paper, or None."""
        kept = await self._store.papers.get_with_scan(arxiv_id)
        return Known(*kept[:2]) if kept else None

    async def judge_here(self, known: Known, community: Community) -> Known:
        """`known` as it is judged where the contributions of `community` hold; nothing is asked of any service."""
        accepted = tuple(c for c in community.contributions if c.state is ContributionState.ACCEPTED)
        result = known.result
        if result is None or not (accepted or result.contributed or _rests_on_people(result)):
            return known
        paper, today = known.paper, self._clock().date()
        scans = await self._store.scans.get_all(paper.arxiv_id)
        earlier = tuple(scan for scan in scans if scan.scanned_at < result.scanned_at)
        facts = _facts_of(paper, result, earlier)
        before, facts = judge(facts, today), replace(facts, contributions=accepted)
        verdict = judge(facts, today)
        # What the scan added to the verdict from aside stays; what people had said is said anew, where it holds.
        given = {url for link in result.contributed for url in _addresses(link)}
        # What an earlier version kept in English words is known by them.
        seen = {in_english(each.text) for each in before.evidence}
        aside = [
            each
            for each in result.evidence
            if in_english(each.text) not in seen and each.source != COMMUNITY and each.url not in given
        ]
        with speaking(english()):
            said_before = {sentence(note) for note in before.notes}
            notes = [note for note in result.notes if sentence(note) not in said_before]
        judged = replace(
            result,
            status=verdict.status,
            confidence=verdict.confidence,
            reason=verdict.reason,
            evidence=without_repeats((*verdict.evidence, *aside)),
            would_be=verdict.would_be,
            notes=(*notes, *verdict.notes),
            awaits_full_text=verdict.awaits_full_text,
            links=with_contributions(facts).links,
            standing=with_venue(result.standing, accepted),
        )
        return Known(paper, judged)

    async def find_neighbours(self, paper: Paper, most: int) -> tuple[tuple[Neighbour, ...], str]:
        """Papers on the same subject, and the name of who could not be asked for them ("" where everybody was)."""
        return await self._neighbours.find(paper, most)

    def is_fresh(self, result: ScanResult) -> bool:
        """Whether a kept result may be shown without asking anew: also not where it awaits a full text that has left
        the queue unread, as after a restart."""
        if result.awaits_full_text and not self._full_texts.is_reading(result.arxiv_id):
            return False
        fresh_for = {Status.FOG: FOG_FRESH_FOR, Status.NOT_FOUND: DEAD_FRESH_FOR}.get(result.status, FRESH_FOR)
        return self._clock() - result.scanned_at < fresh_for

    def running(self, arxiv_id: str) -> Scan | None:
        """The scan of the paper that is under way, or None."""
        return self._running.get(arxiv_id)

    def scan(self, arxiv_id: str, *, anew: bool = False) -> Scan:
        """The running scan of the paper, started now if there is none; `anew` asks for what is kept and fresh, too.

        Its outcome is None when arXiv says that there is no such paper; it raises SourceUnavailable when arXiv could
        not be asked and the store holds no record either.
        """
        scan = self._running.get(arxiv_id)
        if scan is None:
            scan = self._running[arxiv_id] = Scan(arxiv_id, anew=anew)
            scan.outcome = asyncio.create_task(self._run_alone(scan), name=f"scan {arxiv_id}")
            scan.outcome.add_done_callback(lambda task: self._finished(arxiv_id, task))
        return scan

    async def finish_reading(self, arxiv_id: str) -> None:
        """Waits until the paper's full text is read and judged, where it is in the queue."""
        await self._full_texts.wait(arxiv_id)

    async def close(self) -> None:
        """Ends the running scans, and the reading behind them."""
        await self._full_texts.close()
        tasks = [scan.outcome for scan in self._running.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _finished(self, arxiv_id: str, task: asyncio.Task[Known | None]) -> None:
        self._running.pop(arxiv_id, None)
        error = None if task.cancelled() else task.exception()
        if self._observe:
            known = None if task.cancelled() or error else task.result()
            self._observe(known.result.status if known and known.result else None)
        if isinstance(error, SourceUnavailable):
            log.warning("scan of %s: %s", arxiv_id, error)
        elif error is not None:
            log.error("scan of %s failed", arxiv_id, exc_info=error)

    async def _run_alone(self, scan: Scan) -> Known | None:
        """One scan of a paper at a time also among processes: what another one has just found is taken as found."""
        bind(arxiv_id=scan.arxiv_id)
        before = await self._store.scans.get_newest(scan.arxiv_id)
        async with self._store.coordination.alone(f"scan {scan.arxiv_id}") as waited:
            known = await self.get_known(scan.arxiv_id) if waited else None
            # Another scan than the newest one before: not told by its moment, as clocks differ among machines.
            if known and known.result and (before is None or known.result.scanned_at != before.scanned_at):
                scan.known = known
                scan.judged.set()
                return known
            return await self._run(scan)

    async def _run(self, scan: Scan) -> Known | None:
        unreachable: set[str] = set()
        hear = partial(self._hearsay.hear, scan.arxiv_id)
        aside = Aside(partial(self._standing, scan), hear, self._articles, unreachable)
        similar = asyncio.create_task(self._similar(scan.arxiv_id, unreachable))
        tasks: list[asyncio.Task[tuple[Neighbour, ...]]] = [similar]
        try:
            paper = await self._record(scan, unreachable)
            if paper is None:
                return None
            scan.known = Known(paper, None)
            aside.follow(paper)
            neighbours = asyncio.create_task(self._neighbours.choose(paper, similar, N_NEIGHBOURS))
            tasks.append(neighbours)
            facts = await self._look(paper, aside, unreachable)
            is_whole = aside.is_done
            result = _judge(facts, aside, unreachable)
            scan.known = Known(paper, result)
            scan.judged.set()
            await asyncio.wait({neighbours}, timeout=LONGEST_NEIGHBOURS_S)
            if not is_whole:
                await aside.wait()
                result = _judge(facts, aside, unreachable)
            found = neighbours.result() if neighbours.done() else ()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, aside.cancel(), return_exceptions=True)
        result = replace(result, neighbours=found, unreachable=tuple(sorted(unreachable)))
        await self._keep(result, facts.earlier)
        if _wants_full_text(result, facts.full_text):
            self._full_texts.read_behind(paper, partial(self._judge_again, facts, aside, result))
        return await self._follow(Known(paper, result))

    async def _follow(self, known: Known) -> Known:
        for follow in self.after_scan:
            await follow(known)
        return known

    async def _keep(self, result: ScanResult, earlier: tuple[ScanResult, ...]) -> None:
        due = due_at(result, earlier[-1] if earlier else None)
        await self._store.scans.record(result, due_at=due, watched_due_at=watched_due_at(result))

    async def _judge_again(self, facts: Facts, aside: Aside, before: ScanResult) -> None:
        """Judges by the full text, too, and keeps what came of it where that is another verdict.

        What was asked aside is in hand; `facts` and `before` are what was judged without it.
        """
        unreachable = set(before.unreachable)
        facts = replace(await self._look(facts.paper, aside, unreachable), earlier=facts.earlier)
        result = replace(_judge(facts, aside, unreachable), neighbours=before.neighbours)
        if not before.awaits_full_text and (result.status, result.links) == (before.status, before.links):
            return
        await self._keep(result, facts.earlier)
        await self._follow(Known(facts.paper, result))
        for tell in self.on_changed:
            tell(result.arxiv_id)

    async def _look(self, paper: Paper, aside: Aside, unreachable: set[str]) -> Facts:
        """What the paper says, what its own links and accepted ones show; what is asked aside gets a moment more."""
        reading = read(paper.title, paper.abstract, paper.comment or "", paper.categories)
        state, full_text = await self._full_texts.get(paper)
        reading = merge(reading, full_text.reading) if full_text else reading
        accepted = await self._store.contributions.get_accepted(paper.arxiv_id)
        links, contributed = await asyncio.gather(
            self._links(reading.own_urls, unreachable), self._links(_code_of(accepted), unreachable)
        )
        links += ancillary_links(full_text) if full_text else ()
        earlier = await self._store.scans.get_all(paper.arxiv_id)
        await aside.wait(ASIDE_WAIT_S)
        now = self._clock()
        return Facts(
            paper,
            reading,
            now,
            settled(links, earlier, now),
            earlier=earlier,
            full_text=state,
            full_text_url=full_text.url if full_text else "",
            contributions=tuple(without_words(contribution) for contribution in accepted if contribution.is_shared),
            contributed=settled(contributed, earlier, now),
        )

    async def _record(self, scan: Scan, unreachable: set[str]) -> Paper | None:
        kept = await self._store.papers.get(scan.arxiv_id)
        if kept and not scan.anew and self._clock() - kept[1] < RECORD_FRESH_FOR:
            return kept[0]
        try:
            paper = await self._records.fetch_paper(scan.arxiv_id)
        except SourceUnavailable as error:
            if kept is None:
                raise
            unreachable.add(error.source)
            return kept[0]
        if paper is not None:
            await self._store.papers.record([paper], self._clock())
        return paper

    async def _standing(self, scan: Scan) -> Standing | None:
        """Citations and venue: what an earlier scan was told within a day, else what is told now."""
        before = None if scan.anew else await self._store.scans.get_newest(scan.arxiv_id)
        now = self._clock()
        if before and before.standing.asked_at and now - before.standing.asked_at < STANDING_FRESH_FOR:
            return before.standing
        standing = await self._standings.fetch_standing(scan.arxiv_id)
        return replace(standing, asked_at=now) if standing else None

    async def _similar(self, arxiv_id: str, unreachable: set[str]) -> tuple[Neighbour, ...]:
        return await _or_unreachable(self._standings.fetch_similar(arxiv_id), unreachable) or ()

    async def _links(self, urls: Sequence[str], unreachable: set[str]) -> tuple[OwnLink, ...]:
        return tuple(await asyncio.gather(*(self._link(url, unreachable) for url in urls[:MOST_LINKS])))

    async def _link(self, url: str, unreachable: set[str]) -> OwnLink:
        try:
            return OwnLink(url, await self._repositories.fetch(url))
        except NameNotFound as error:
            unreachable.add(error.source)
            return OwnLink(url, None, said("evidence-no-host", host=error.source), is_name_lost=True)
        except SourceUnavailable as error:
            unreachable.add(error.source)
            return OwnLink(url, None, said("evidence-unasked", source=error.source))


def _rests_on_people(result: ScanResult) -> bool:
    return any(item.source == COMMUNITY for item in result.evidence)


def _addresses(link: OwnLink) -> tuple[str, ...]:
    return (link.url, link.repository.url) if link.repository else (link.url,)


def _facts_of(paper: Paper, result: ScanResult, earlier: tuple[ScanResult, ...]) -> Facts:
    """What a scan knew, as it is kept in its result, without what people contributed."""
    basis = result.basis or Basis(read(paper.title, paper.abstract, paper.comment or "", paper.categories))
    return Facts(
        paper,
        basis.reading,
        result.scanned_at,
        result.links,
        result.standing,
        earlier,
        unasked=basis.unasked,
        full_text=basis.full_text,
        full_text_url=basis.full_text_url,
        contributed=result.contributed,
    )


def _wants_full_text(result: ScanResult, state: FullTextState) -> bool:
    """Whether the full text, which was not read yet, may say more: not where code is found, nor where it is not known
    what stands at an own link."""
    if state is FullTextState.FAILED:
        return result.status is Status.FOG
    return state is FullTextState.WAITING and result.status.look.family not in (Family.LIVING, Family.FOG)


def _judge(facts: Facts, aside: Aside, unreachable: set[str]) -> ScanResult:
    """The verdict on `facts` and on what is known aside."""
    heard, article = aside.heard, aside.article
    links = with_claimed(facts.links, heard)
    facts = replace(facts, links=links, standing=aside.standing, unasked=tuple(sorted(aside.failed)))
    verdict = judge(facts, facts.asked_at.date())
    retracted_by = (article and article.retracted_by) or aside.standing.retracted_by
    retraction = (said("note-retracted", source=retracted_by),) if retracted_by else ()
    return ScanResult(
        arxiv_id=facts.paper.arxiv_id,
        status=verdict.status,
        confidence=verdict.confidence,
        reason=verdict.reason,
        evidence=without_repeats((*verdict.evidence, *of_hearsay(heard, links, facts.asked_at))),
        unreachable=tuple(sorted(unreachable)),
        scanned_at=facts.asked_at,
        would_be=verdict.would_be,
        links=links,
        standing=_with_venue(aside.standing, facts.reading, article),
        notes=(*retraction, *verdict.notes),
        community_code=find_community_code(heard, facts.paper, links),
        contributed=facts.contributed,
        basis=Basis(facts.reading, facts.unasked, facts.full_text, facts.full_text_url),
        awaits_full_text=verdict.awaits_full_text,
    )


def _code_of(contributions: Sequence[Contribution]) -> list[str]:
    """The links that are held to be the authors' code, the newest first, each once."""
    claimed = (c for c in reversed(contributions) if c.kind is ContributionKind.CODE and c.claim is Claim.OWN)
    return list(dict.fromkeys(contribution.value for contribution in claimed))


async def _or_unreachable(asked: Awaitable[T], unreachable: set[str]) -> T | None:
    """What a source gave that no verdict depends on; None, and its name in `unreachable`, when it failed."""
    try:
        return await asked
    except SourceUnavailable as error:
        unreachable.add(error.source)
        return None


def _with_venue(standing: Standing, reading: Reading, article: Article | None) -> Standing:
    """The comment's own venue, or that of the DOI, where nobody knows one, or only the preprint server."""
    venue = reading.venue or (article.venue if article else None)
    return replace(standing, venue=venue) if venue and standing.venue in (None, "arXiv.org") else standing


def unreachable_result(arxiv_id: str, error: SourceUnavailable, now: datetime) -> ScanResult:
    """The fog of a paper whose record could not be asked for (decision list, line 1)."""
    why = error.reason or str(error.http_status or "")
    told = said(
        "evidence-at", address=said("evidence-unasked", source=error.source), said=why or said("evidence-no-answer")
    )
    fact = Evidence(EvidenceKind.FACT, told, "PWNC Scanner", error.url, now)
    reason = said("evidence-unasked", source=error.source)
    return ScanResult(arxiv_id, Status.FOG, Confidence.LOW, reason, (fact,), (error.source,), now)
