"""The life of an answer, free of Discord: what is found for the papers asked for, and how it is to be shown."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.errors import Refused, SourceUnavailable
from bot.models import Answer, AnswerForm, AnswerSize, Community, GuildSettings, PaperLink
from bot.recent import LONGEST_REPEAT_WINDOW, RecentAnswers
from bot.scanner import Known, Scan, Scanner
from bot.store import Store
from bot.turns import Turns
from bot.words import say

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


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one paper that was asked for.

    `known` is None where nothing is known: yet (PENDING), at all (NO_SUCH_PAPER), or because arXiv could not be asked
    (UNREACHABLE; `error` then says why). PENDING is shown and followed by an edit when `scan` is at its end. `earlier`
    is the answer in the same channel that shows the paper already, None where this one is to show it.
    """

    link: PaperLink
    progress: Progress
    known: Known | None = None
    community: Community = field(default_factory=Community)
    error: SourceUnavailable | None = None
    scan: Scan | None = None
    earlier: Answer | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether there is no verdict to show yet, and a scan that is going to give one."""
        return self.scan is not None and (self.known is None or self.known.result is None)


def choose_form(n_papers: int, *, is_small: bool = False) -> AnswerForm:
    """Full for one paper, compact for two or three (`is_small`: for one, too), a list for more."""
    if n_papers <= 1:
        return AnswerForm.COMPACT if is_small else AnswerForm.FULL
    return AnswerForm.COMPACT if n_papers <= MOST_COMPACT else AnswerForm.LIST


def is_complete(findings: Sequence[Finding]) -> bool:
    """Whether nothing more is going to be found for any of them."""
    return not any(finding.progress is Progress.PENDING for finding in findings)


def make_nonce(answer: Answer) -> str:
    """25 characters, the same for the same intention: Discord then sends a repeated answer once.

    Another intention for the same message (an answer that was removed, a link that came back) has another nonce:
    Discord refuses one whose message was deleted.
    """
    intention = f"{answer.channel_id}:{answer.trigger_id}:{answer.intended_at.timestamp():.3f}"
    return hashlib.blake2b(intention.encode(), digest_size=16).hexdigest()[:25]


class Answers:
    """Plans answers, looks their papers up (in the store where they are known, else by a scan), and keeps what stands
    in the chat. What happens to one message happens through here, so that memory and store stay one."""

    def __init__(self, store: Store, scanner: Scanner, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._scanner = scanner
        self._clock = clock
        self._rescanned_at: dict[str, datetime] = {}
        self._sending: set[asyncio.Future[None]] = set()
        self._delivering: dict[int, asyncio.Future[None]] = {}
        self.recent = RecentAnswers(store, clock)
        self.turns = Turns()

    # --- what is under way ---

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

    @asynccontextmanager
    async def delivering(self, trigger_id: int) -> AsyncIterator[None]:
        """Around all from the intention to the note of the send: who wants to change the answer waits for its end."""
        delivered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._delivering[trigger_id] = delivered
        try:
            yield
        finally:
            del self._delivering[trigger_id]
            delivered.set_result(None)

    def is_delivering(self, trigger_id: int) -> bool:
        """Whether the answer to that message is being given now."""
        return trigger_id in self._delivering

    async def delivered(self, trigger_id: int) -> None:
        """Waits until the answer to that message, if one is being given, stands or is given up; for a while."""
        if delivery := self._delivering.get(trigger_id):
            await asyncio.wait({delivery}, timeout=SENDING_WAIT_S)

    async def finish_sending(self) -> None:
        """Waits until every send under way is noted, for a while."""
        if self._sending:
            await asyncio.wait(set(self._sending), timeout=SENDING_WAIT_S)

    # --- what stands in the chat ---

    async def get_answer(self, reply_id: int) -> Answer | None:
        """The answer that is the bot's message `reply_id`, or None when that is no answer."""
        sending = set(self._sending)  # before the look: a send that is noted during it was missed
        answer = await self._store.answers.get_by_reply(reply_id)
        if answer is None and sending:  # an event can be here before the note of the send that it belongs to
            await asyncio.wait(sending, timeout=SENDING_WAIT_S)
            answer = await self._store.answers.get_by_reply(reply_id)
        return answer

    async def get_answer_to(self, trigger_id: int) -> Answer | None:
        """The sent answer to the message `trigger_id`, or None when there is none."""
        await self.delivered(trigger_id)
        answer = await self._store.answers.get_to(trigger_id)
        return answer if answer and answer.reply_id and not answer.is_removed else None

    async def plan(self, answer: Answer, settings: GuildSettings) -> Answer:
        """`answer` as the server wants it, in the form that fits the channel, with the papers to point to.

        A paper that is just being answered in the channel is waited for.
        """
        if settings.reaction_only:
            return replace(answer, form=AnswerForm.REACTION, pointed=())
        window = timedelta(hours=settings.repeat_window_h)
        channel = await self.recent.get(answer.channel_id, window)
        is_busy = settings.size is AnswerSize.AUTO and channel.is_busy(answer.intended_at)
        is_small = settings.size is AnswerSize.COMPACT or is_busy
        shown = [link.arxiv_id for link in answer.papers[:MOST_SHOWN]]
        pointed = tuple([arxiv_id for arxiv_id in shown if await self._earlier(answer, arxiv_id, window)])
        form = choose_form(len(answer.papers) - len(pointed), is_small=is_small)
        return replace(answer, form=form, pointed=pointed)

    async def replan(self, answer: Answer, papers: tuple[PaperLink, ...], spoiler: bool) -> Answer:
        """An answer whose message names other papers by now: as large as it was."""
        settings = self._store.guild_settings.get(answer.guild_id)
        shown = [link for link in answer.papers if link.arxiv_id not in answer.pointed]
        was_small = len(shown) <= 1 and answer.form is AnswerForm.COMPACT
        planned = await self.plan(replace(answer, papers=papers, spoiler=spoiler), settings)
        if AnswerForm.REACTION in (answer.form, planned.form):
            return replace(planned, form=answer.form)
        is_small = was_small or settings.size is AnswerSize.COMPACT
        return replace(planned, form=choose_form(len(papers) - len(planned.pointed), is_small=is_small))

    async def intend(self, answer: Answer, *, renew: bool = False) -> bool:
        """Keeps that the answer is going to be sent; False when its message was answered already.

        `renew`: also where the earlier answer was taken away.
        """
        channel = await self.recent.get(answer.channel_id, timedelta())
        channel.note(answer, is_new=True)  # before the store knows it: who comes next is to see it
        rows = self._store.answers
        is_first = await rows.record_intention(answer) or (renew and await rows.renew_intention(answer))
        if not is_first:
            self.recent.forget_channel(answer.channel_id)  # the note took the place of a better one
        return is_first

    async def intend_again(self, answer: Answer) -> Answer:
        """The same answer, intended now: one that was not sent, as is known by a look at the chat."""
        answer = replace(answer, intended_at=self._clock())
        await self._store.answers.record_again(answer.trigger_id, answer.intended_at)
        return answer

    async def note_sent(self, answer: Answer, reply_id: int, *, complete: bool, reply_channel_id: int = 0) -> Answer:
        """Keeps which message the answer became; not `complete`: an edit of it is owed."""
        answer = replace(answer, reply_id=reply_id, reply_channel_id=reply_channel_id)
        shown_at = answer.intended_at if complete else None
        await self._store.answers.record_sent(
            answer.trigger_id, reply_id, self._clock(), shown_at=shown_at, reply_channel_id=reply_channel_id
        )
        self.recent.note(answer)
        return answer

    async def adopt(self, answer: Answer) -> None:
        """Keeps an answer whose row is gone as it stands in the chat, unless its message has another one."""
        if answer.reply_id and await self._store.answers.record_intention(answer):
            await self.note_sent(answer, answer.reply_id, complete=True, reply_channel_id=answer.reply_channel_id)

    async def change(self, answer: Answer) -> None:
        """Keeps what the answer is about now; an edit of it is owed then."""
        await self._store.answers.change(answer)
        self.recent.note(answer)

    async def remove(self, answer: Answer) -> None:
        """Keeps that the answer is to be taken away: its message is answered no more unless it names papers that are
        not among `answer.papers`. The deletion is owed until `taken_away` is told."""
        await self._store.answers.remove(answer, self._clock())
        self.recent.forget(answer)

    async def inherit(self, gone: Answer) -> tuple[Answer, ...]:
        """The answers that pointed to one that is gone, newest first, as they are to be shown now.

        The newest shows what was shown there, the others point to it. Frozen ones stay as they are, and so do those
        from before the server's window: nobody reads them any more.
        """
        window = timedelta(hours=self._store.guild_settings.get(gone.guild_id).repeat_window_h)
        shown = {link.arxiv_id for link in gone.papers}.difference(gone.pointed)
        if not window or not shown or gone.spoiler or gone.form is AnswerForm.REACTION:
            return ()
        kept = await self._store.answers.get_in(gone.channel_id, self._clock() - window)
        heirs = []
        for answer in reversed(kept):
            if not answer.is_frozen and answer.trigger_id != gone.trigger_id and shown.intersection(answer.pointed):
                pointed = [each for each in answer.pointed if await self._earlier(answer, each, LONGEST_REPEAT_WINDOW)]
                was_small = len(answer.papers) - len(answer.pointed) <= 1 and answer.form is AnswerForm.COMPACT
                form = choose_form(len(answer.papers) - len(pointed), is_small=was_small)
                heirs.append(replace(answer, pointed=tuple(pointed), form=form))
                await self.change(heirs[-1])
        return tuple(heirs)

    async def taken_away(self, answer: Answer) -> None:
        """Keeps that a removed answer is gone from the chat; nothing of it where its message names no papers."""
        if answer.papers:
            await self._store.answers.record_taken_away(answer.trigger_id)
        else:
            await self._store.answers.forget(answer.trigger_id)

    async def give_up(self, answer: Answer) -> None:
        """Keeps that the answer is not in the chat, and is not to be given by itself."""
        await self.remove(answer)
        await self._store.answers.record_taken_away(answer.trigger_id)

    async def forget(self, answer: Answer) -> None:
        """Drops an answer whose message is gone."""
        await self._store.answers.forget(answer.trigger_id)
        self.recent.forget(answer)

    async def forget_channel(self, channel_id: int) -> None:
        """Drops the answers in a channel that is gone."""
        await self._store.answers.forget_channel(channel_id)
        self.recent.forget_channel(channel_id)

    async def forget_guild(self, guild_id: int) -> None:
        """Drops all that is kept of a server that the bot has left."""
        await self._store.answers.forget_guild(guild_id)
        await self._store.guild_settings.forget(guild_id)
        await self._store.presence.forget_notices(guild_id)
        self.recent.forget_all()

    async def _earlier(self, answer: Answer, arxiv_id: str, window: timedelta) -> Answer | None:
        """The other answer that stands in the channel and shows the paper; None when there is none."""
        if not window:
            return None
        channel, since = await self.recent.get(answer.channel_id, window), answer.intended_at - window
        earlier = channel.shown(arxiv_id, since)
        if earlier and earlier.reply_id is None and earlier.trigger_id != answer.trigger_id:
            await self.delivered(earlier.trigger_id)
            channel = await self.recent.get(answer.channel_id, window)
            earlier = channel.shown(arxiv_id, since)
        stands = earlier and earlier.reply_id and earlier.trigger_id != answer.trigger_id
        return earlier if stands else None

    # --- what is known of the papers ---

    async def look_up(self, answer: Answer, *, timeout_s: float, anew: bool = False) -> tuple[Finding, ...]:
        """What is known of an answer's papers after `timeout_s` seconds at most, as `find` gives it, and where those
        are shown that it points to."""
        findings = await self.find(answer.papers, answer.place_id, timeout_s=timeout_s, anew=anew)
        if not answer.pointed:
            return findings
        window = LONGEST_REPEAT_WINDOW
        return tuple(
            [
                replace(finding, earlier=await self._earlier(answer, finding.link.arxiv_id, window))
                if finding.link.arxiv_id in answer.pointed
                else finding
                for finding in findings
            ]
        )

    async def find(
        self, links: Sequence[PaperLink], place_id: int, *, timeout_s: float, anew: bool = False
    ) -> tuple[Finding, ...]:
        """What is known of the papers after `timeout_s` seconds at most.

        What the store holds is given at once, and refreshed behind where it is stale; `anew` waits for a scan instead.
        """
        if len(links) == 1:  # the usual case, and tasks cost time
            return (await self._find(links[0], place_id, timeout_s, anew),)
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
            raise Refused(say("asking-scanned-anew", arxiv_id=link.arxiv_id, minutes=minutes))
        self._rescanned_at[link.arxiv_id] = now
        self._scanner.scan(link.arxiv_id, anew=True)

    async def _find(self, link: PaperLink, place_id: int, timeout_s: float, anew: bool) -> Finding:
        running = self._scanner.running(link.arxiv_id)
        known, community = await self._get_known(link.arxiv_id, place_id, anew)
        if known and known.result and not running and self._scanner.is_fresh(known.result):
            return Finding(link, Progress.COMPLETE, known, community)
        scan = running or self._scanner.scan(link.arxiv_id, anew=anew)
        finding = Finding(link, Progress.PENDING, known, community, scan=scan)
        return finding if known else await self._settle(finding, place_id, timeout_s)

    async def _get_known(self, arxiv_id: str, place_id: int, anew: bool) -> tuple[Known | None, Community]:
        """What the store holds of a paper, as it is judged in the place: one look where nobody said anything of it."""
        kept = None if anew else await self._store.papers.get_with_scan(arxiv_id, place_id)
        if kept is None:
            return None, await self._store.contributions.get_community(arxiv_id, place_id)
        paper, result, has_community = kept
        community = Community()
        if has_community:
            community = await self._store.contributions.get_community(arxiv_id, place_id)
        return await self._scanner.judge_here(Known(paper, result), community), community

    async def _settle(self, finding: Finding, place_id: int, timeout_s: float) -> Finding:
        scan = finding.scan
        if scan is None:
            return finding
        ended = await scan.wait(timeout_s)
        community = await self._store.contributions.get_community(finding.link.arxiv_id, place_id)
        finding = replace(finding, community=community)
        if not ended:
            return await self._judged_here(replace(finding, known=scan.known or finding.known))
        return await self._judged_here(_outcome(replace(finding, scan=None), scan))

    async def _judged_here(self, finding: Finding) -> Finding:
        """The finding with the verdict that holds where it is shown."""
        if finding.known is None:
            return finding
        return replace(finding, known=await self._scanner.judge_here(finding.known, finding.community))


def _outcome(finding: Finding, scan: Scan) -> Finding:
    try:
        known = scan.outcome.result()
    except SourceUnavailable as error:
        return replace(finding, progress=Progress.UNREACHABLE, error=error)
    if known is None:
        return replace(finding, progress=Progress.NO_SUCH_PAPER, known=None)
    return replace(finding, progress=Progress.COMPLETE, known=known)
