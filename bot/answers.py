"""The life of an answer, free of Discord: what is found for the papers asked for, and how it is to be shown."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.errors import Refused, SourceUnavailable
from bot.models import Answer, Contribution, PaperLink
from bot.scanner import Known, Scan, Scanner
from bot.store import Store

MOST_SHOWN = 10
MOST_COMPACT = 3
SENDING_WAIT_S = 10.0
RESCAN_PAUSE = timedelta(minutes=10)


class Progress(Enum):
    """How far the look-up of a paper has come."""

    COMPLETE = auto()
    PENDING = auto()
    NO_SUCH_PAPER = auto()
    UNREACHABLE = auto()


class Form(Enum):
    """How an answer is laid out."""

    FULL = auto()
    COMPACT = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one paper that was asked for.

    `known` is None where nothing is known: yet (PENDING), at all (NO_SUCH_PAPER), or because arXiv could not be asked
    (UNREACHABLE; `error` then says why). PENDING is shown and followed by an edit when `scan` is at its end.
    """

    link: PaperLink
    progress: Progress
    known: Known | None = None
    contributions: tuple[Contribution, ...] = ()
    error: SourceUnavailable | None = None
    scan: Scan | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether there is no verdict to show yet, and a scan that is going to give one."""
        return self.scan is not None and (self.known is None or self.known.result is None)


def choose_form(n_papers: int) -> Form:
    """Full for one paper, compact for two or three, a list for more."""
    if n_papers == 1:
        return Form.FULL
    return Form.COMPACT if n_papers <= MOST_COMPACT else Form.LIST


def make_nonce(answer: Answer) -> str:
    """25 characters, the same for the same intention: Discord then sends a repeated answer once.

    Another intention for the same message (an answer that was removed, a link that came back) has another nonce:
    Discord refuses one whose message was deleted.
    """
    intention = f"{answer.channel_id}:{answer.trigger_id}:{answer.intended_at.timestamp():.3f}"
    return hashlib.blake2b(intention.encode(), digest_size=16).hexdigest()[:25]


class Answers:
    """Looks papers up: from the store where they are known, by a scan where they are not."""

    def __init__(self, store: Store, scanner: Scanner, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._scanner = scanner
        self._clock = clock
        self._rescanned_at: dict[str, datetime] = {}
        self._sending: set[asyncio.Future[None]] = set()

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        """Around a send and the note of it: who asks for an answer meanwhile waits for the note."""
        sent: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sending.add(sent)
        try:
            yield
        finally:
            self._sending.discard(sent)
            sent.set_result(None)

    async def finish_sending(self) -> None:
        """Waits until every send under way is noted, for a while."""
        if self._sending:
            await asyncio.wait(set(self._sending), timeout=SENDING_WAIT_S)

    async def get_answer(self, reply_id: int) -> Answer | None:
        """The answer that is the bot's message `reply_id`, or None when that is no answer."""
        return await self._once_sent(lambda: self._store.answers.get_by_reply(reply_id))

    async def get_answer_to(self, trigger_id: int) -> Answer | None:
        """The sent answer to the message `trigger_id`, or None when there is none."""

        async def get_sent() -> Answer | None:
            answer = await self._store.answers.get_to(trigger_id)
            return answer if answer and answer.reply_id else None

        return await self._once_sent(get_sent)

    async def _once_sent(self, get: Callable[[], Awaitable[Answer | None]]) -> Answer | None:
        """What `get` gives; an event can be here before the note of the send that it belongs to."""
        sending = set(self._sending)  # before the look: a send that is noted during it was missed
        answer = await get()
        if answer is None and sending:
            await asyncio.wait(sending, timeout=SENDING_WAIT_S)
            answer = await get()
        return answer

    async def find(
        self, links: Sequence[PaperLink], place_id: int, *, timeout_s: float, anew: bool = False
    ) -> tuple[Finding, ...]:
        """What is known of the papers after `timeout_s` seconds at most.

        What the store holds is given at once, and refreshed behind where it is stale; `anew` waits for a scan instead.
        """
        looked_up = (self._find(link, place_id, timeout_s, anew) for link in links[:MOST_SHOWN])
        return tuple(await asyncio.gather(*looked_up))

    async def settle(self, findings: Sequence[Finding], place_id: int, *, timeout_s: float) -> tuple[Finding, ...]:
        """The same findings once their scans are at an end, or after `timeout_s` seconds as far as they have come."""
        return tuple(await asyncio.gather(*(self._settle(finding, place_id, timeout_s) for finding in findings)))

    def rescan(self, link: PaperLink) -> None:
        """Starts a scan that asks everything anew. Raises Refused within ten minutes of the last one."""
        now = self._clock()
        self._rescanned_at = {k: at for k, at in self._rescanned_at.items() if now - at < RESCAN_PAUSE}
        if last := self._rescanned_at.get(link.arxiv_id):
            minutes = max(1, round((last + RESCAN_PAUSE - now).total_seconds() / 60))
            raise Refused(f"{link.arxiv_id} was scanned anew just now: please try again in {minutes} min.")
        self._rescanned_at[link.arxiv_id] = now
        self._scanner.scan(link.arxiv_id)

    async def _find(self, link: PaperLink, place_id: int, timeout_s: float, anew: bool) -> Finding:
        running = self._scanner.running(link.arxiv_id)
        known, contributions = await asyncio.gather(
            _nothing() if anew else self._scanner.get_known(link.arxiv_id),
            self._store.contributions.get_open(link.arxiv_id, place_id),
        )
        if known and known.result and not running and self._scanner.is_fresh(known.result):
            return Finding(link, Progress.COMPLETE, known, contributions)
        scan = running or self._scanner.scan(link.arxiv_id)
        finding = Finding(link, Progress.PENDING, known, contributions, scan=scan)
        return finding if known else await self._settle(finding, place_id, timeout_s)

    async def _settle(self, finding: Finding, place_id: int, timeout_s: float) -> Finding:
        scan = finding.scan
        if scan is None:
            return finding
        ended = await scan.wait(timeout_s)
        contributions = await self._store.contributions.get_open(finding.link.arxiv_id, place_id)
        if not ended:
            return replace(finding, known=scan.known or finding.known, contributions=contributions)
        return _outcome(replace(finding, contributions=contributions, scan=None), scan)


async def _nothing() -> None:
    return None


def _outcome(finding: Finding, scan: Scan) -> Finding:
    try:
        known = scan.outcome.result()
    except SourceUnavailable as error:
        return replace(finding, progress=Progress.UNREACHABLE, error=error)
    if known is None:
        return replace(finding, progress=Progress.NO_SUCH_PAPER, known=None)
    return replace(finding, progress=Progress.COMPLETE, known=known)
