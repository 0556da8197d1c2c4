"""Watches: what people want to hear of, and the notices that are due. Free of Discord."""

from __future__ import annotations

import logging
import secrets
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.errors import Refused, SourceUnavailable
from bot.links import parse_arxiv_id
from bot.models import Paper, Watch, WatchKind
from bot.sources.arxiv import SearchField
from bot.status import Status
from bot.store import Store
from bot.titles import PaperSearch
from bot.words import say

log = logging.getLogger(__name__)

MOST_WATCHES = 50
MOST_LINES_A_DAY = 10
LONGEST_VALUE = 100
MOST_CHANGED = 200
MOST_SEARCHES = 5  # in one look: they wait at arXiv's gate with everybody's papers
MOST_FOUND = 25
SEARCHED_EVERY = timedelta(days=1)
# A paper is announced days after its submission: one that old may still be news. What is older was there before.
ANNOUNCED_WITHIN = timedelta(days=10)
MOST_REMEMBERED = 100

_FIELDS = {WatchKind.AUTHOR: SearchField.AUTHOR, WatchKind.KEYWORD: SearchField.ANYWHERE}


@dataclass(frozen=True, slots=True)
class News:
    """One line of a notice: a watched paper has another verdict (`before` and `now`), or a new paper was found."""

    watch: Watch
    arxiv_id: str
    title: str
    at: datetime
    before: Status | None = None
    now: Status | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What one person is to be told in one place (`channel_id` 0: directly), at most so much as a day allows."""

    person_id: int
    channel_id: int
    guild_id: int
    news: tuple[News, ...]


class Watching:
    """Keeps watches, and finds what is to be told."""

    def __init__(self, store: Store, search: PaperSearch, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._search = search
        self._clock = clock

    async def watch(
        self, person_id: int, kind: WatchKind, value: str, *, told: str = "", channel_id: int = 0, guild_id: int = 0
    ) -> Watch:
        """Keeps a new watch. Raises Refused for one that is there already, one too many, or a value of no use."""
        value, now = " ".join(value.split()), self._clock()
        if not any(sign.isalnum() for sign in value) or len(value) > LONGEST_VALUE:
            raise Refused(say("watching-bad-value", longest=LONGEST_VALUE))
        if kind is not WatchKind.PAPER and parse_arxiv_id(value):
            raise Refused(say("watching-names-paper"))
        if await self._store.watches.count_of(person_id) >= MOST_WATCHES:
            raise Refused(say("watching-too-many", most=MOST_WATCHES))
        watch = Watch(secrets.token_hex(6), person_id, kind, value, channel_id, guild_id, now, now, told)
        if not await self._store.watches.record(watch):
            raise Refused(say("watching-already"))
        if kind is WatchKind.PAPER:
            await self._store.rescans.advance(value, now + timedelta(days=7))
        return watch

    async def collect(self) -> tuple[Notice, ...]:
        """The notices that are due, in the order in which things came to be."""
        news = [*await self._changed(), *await self._found()]
        by_place: dict[tuple[int, int, int], list[News]] = defaultdict(list)
        for item in sorted(news, key=lambda item: item.at):
            by_place[item.watch.person_id, item.watch.channel_id, item.watch.guild_id].append(item)
        left: dict[int, int] = {}
        notices = []
        for (person_id, channel_id, guild_id), items in by_place.items():
            if person_id not in left:
                left[person_id] = MOST_LINES_A_DAY - await self._store.watches.get_lines(person_id, self._day())
            shown = tuple(items[: max(0, left[person_id])])
            left[person_id] -= len(shown)
            if shown:
                notices.append(Notice(person_id, channel_id, guild_id, shown))
        return tuple(notices)

    async def record_told(self, notice: Notice, problem: str = "") -> None:
        """Keeps that a notice was delivered, or the `problem` for which it never will be; it is not sent again."""
        for watch in {item.watch.watch_id: item.watch for item in notice.news}.values():
            items = [item for item in notice.news if item.watch.watch_id == watch.watch_id]
            told, told_at = _told(watch, items)
            await self._store.watches.record_told(watch, told=told, told_at=told_at, problem=problem)
        await self._store.watches.add_lines(notice.person_id, self._day(), len(notice.news))

    async def _changed(self) -> list[News]:
        found = await self._store.watches.get_changed(MOST_CHANGED)
        return [
            News(
                changed.watch,
                changed.watch.value,
                changed.title,
                changed.scanned_at,
                before=Status(changed.watch.told) if changed.watch.told else None,
                now=changed.status,
            )
            for changed in found
        ]

    async def _found(self) -> list[News]:
        now = self._clock()
        due = [search for search in await self._store.watches.get_searches() if now - search[2] >= SEARCHED_EVERY]
        news: list[News] = []
        for kind, value, _ in sorted(due, key=lambda search: search[2])[:MOST_SEARCHES]:
            try:
                papers = await self._search.search(_FIELDS[kind], value, MOST_FOUND)
            except SourceUnavailable as error:
                log.info("the watch on %s %r is looked at later: %s", kind, value, error)
                continue
            for watch in await self._store.watches.get_for(kind, value):
                news += await self._new(watch, papers)
        return news

    async def _new(self, watch: Watch, papers: Sequence[Paper]) -> list[News]:
        """What is new to one watch. The first look remembers what was there before the watch.

        The look itself is kept at once: what is then not told today is found, and new, again tomorrow.
        """
        now = self._clock()
        there_before = [paper.arxiv_id for paper in papers if paper.published <= watch.created_at]
        told = watch.told or _remember(there_before) or "-"
        await self._store.watches.record_told(watch, told=told, told_at=now, problem=watch.problem)
        known, watch = set(told.split()), replace(watch, told=told, told_at=now)
        return [
            News(watch, paper.arxiv_id, paper.title, paper.published)
            for paper in papers
            if paper.arxiv_id not in known and now - paper.published < ANNOUNCED_WITHIN
        ]

    def _day(self) -> int:
        return int(self._clock().astimezone(UTC).timestamp() // 86_400)


def _told(watch: Watch, items: Sequence[News]) -> tuple[str, datetime]:
    """What a watch has been told once `items` are; what is left over for another day stays news."""
    if watch.kind is WatchKind.PAPER:
        return str(items[-1].now), items[-1].at
    return _remember([*(item.arxiv_id for item in items), *watch.told.split()]), watch.told_at


def _remember(arxiv_ids: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(arxiv_ids[:MOST_REMEMBERED]))
