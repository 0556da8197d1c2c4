"""Who wants to hear of what, and what they were told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.models import Watch, WatchKind
from bot.status import Status
from bot.store._codec import from_ms, load_queries, to_ms
from bot.store._database import Database

_queries = load_queries("watches")


@dataclass(frozen=True, slots=True)
class ChangedPaper:
    """A watched paper whose verdict is another one than was told last."""

    watch: Watch
    title: str
    status: Status
    scanned_at: datetime


class Watches:
    """One row for each person, thing and place to tell."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, watch: Watch) -> bool:
        """Keeps a watch; False when the person watches the same thing there already."""
        async with self._database.write_once() as connection:
            row = await _queries.record_watch(
                connection,
                watch_id=watch.watch_id,
                person_id=watch.person_id,
                kind=watch.kind,
                value=watch.value,
                channel_id=watch.channel_id,
                guild_id=watch.guild_id,
                told=watch.told,
                at=to_ms(watch.created_at),
            )
        return row is not None

    async def count_of(self, person_id: int) -> int:
        """How many things a person watches."""
        async with self._database.read() as connection:
            return int(await _queries.count_watches(connection, person_id=person_id))

    async def get_of(self, person_id: int) -> tuple[Watch, ...]:
        """What a person watches, oldest first."""
        async with self._database.read() as connection:
            return tuple([_watch(row) async for row in _queries.get_watches_of(connection, person_id=person_id)])

    async def forget(self, watch_id: str, person_id: int) -> bool:
        """Ends a person's watch; False when there is no such one of theirs."""
        async with self._database.write_once() as connection:
            return bool(await _queries.forget_watch(connection, watch_id=watch_id, person_id=person_id))

    async def get_changed(self, most: int) -> tuple[ChangedPaper, ...]:
        """Watched papers whose newest verdict was not told yet, in the order of their scans; fog is no news,
        nor is what rests on a full text that is still to be read."""
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_changed_papers(connection, most=most)]
        return tuple(
            ChangedPaper(_watch(row), row["title"], Status(row["status"]), from_ms(row["scanned_at"])) for row in rows
        )

    async def get_searches(self) -> tuple[tuple[WatchKind, str, datetime], ...]:
        """Authors and keywords that anybody watches, and the moment since which the first of them was told."""
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_searches(connection)]
        return tuple((WatchKind(row["kind"]), row["value"], from_ms(row["told_at"])) for row in rows)

    async def get_for(self, kind: WatchKind, value: str) -> tuple[Watch, ...]:
        """Everyone's watches of one thing."""
        async with self._database.read() as connection:
            rows = _queries.get_watches_for(connection, kind=kind, value=value)
            return tuple([_watch(row) async for row in rows])

    async def record_told(self, watch: Watch, *, told: str, told_at: datetime, problem: str = "") -> None:
        """Keeps what was told, or why it could not be."""
        async with self._database.write_once() as connection:
            await _queries.record_told(
                connection, watch_id=watch.watch_id, told=told, told_at=to_ms(told_at), problem=problem
            )

    async def get_lines(self, person_id: int, day: int) -> int:
        """How many lines of notices the person had on a day (days since 1970, UTC)."""
        async with self._database.read() as connection:
            return int(await _queries.get_lines_of_day(connection, person_id=person_id, day=day) or 0)

    async def add_lines(self, person_id: int, day: int, n_lines: int) -> None:
        """Counts lines of notices; earlier days are dropped."""
        async with self._database.write() as connection:
            await _queries.forget_days_before(connection, day=day - 1)
            await _queries.add_lines_of_day(connection, person_id=person_id, day=day, n_lines=n_lines)


def _watch(row: Mapping[str, Any]) -> Watch:
    return Watch(
        watch_id=row["watch_id"],
        person_id=row["person_id"],
        kind=WatchKind(row["kind"]),
        value=row["value"],
        channel_id=row["channel_id"],
        guild_id=row["guild_id"],
        created_at=from_ms(row["created_at"]),
        told=row["told"],
        told_at=from_ms(row["told_at"]),
        problem=row["problem"],
    )
