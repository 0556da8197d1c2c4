"""The bot's presence: until when it heard everything, and what it told each server."""

from __future__ import annotations

from datetime import datetime

from bot.store._codec import from_ms, load_queries, to_ms
from bot.store._database import Database

_queries = load_queries("presence")


class Presence:
    """One row for each of Discord's shards, one for each thing that a server was told."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_alive(self, shard_id: int, shard_count: int) -> datetime | None:
        """Until when the bot heard what was said on that of so many shards, or None when it was never there.

        With another number of shards before, each of them had others of the servers: what all of them heard counts.
        """
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_shards(connection)]
        heard = [row["alive_at"] for row in rows if (row["shard_count"], row["shard_id"]) == (shard_count, shard_id)]
        for count in {row["shard_count"] for row in rows} - {shard_count}:
            of_all = [row["alive_at"] for row in rows if row["shard_count"] == count]
            if len(of_all) == count:
                heard.append(min(of_all))
        return from_ms(max(heard)) if heard else None

    async def record_alive(self, shard_id: int, shard_count: int, alive_at: datetime) -> None:
        """Keeps that everything until then was heard on that of so many shards."""
        async with self._database.write_once() as connection:
            await _queries.record_alive(
                connection, shard_count=shard_count, shard_id=shard_id, alive_at=to_ms(alive_at)
            )

    async def record_notice(self, guild_id: int, what: str, told_at: datetime) -> bool:
        """Keeps that the server is told of `what`; False when it was told before."""
        async with self._database.write_once() as connection:
            row = await _queries.record_notice(connection, guild_id=guild_id, what=what, told_at=to_ms(told_at))
        return row is not None

    async def forget_notice(self, guild_id: int, what: str) -> None:
        """Drops that the server was told of `what`, which did not reach it."""
        async with self._database.write_once() as connection:
            await _queries.forget_notice(connection, guild_id=guild_id, what=what)

    async def forget_notices(self, guild_id: int) -> None:
        """Drops what a server was told."""
        async with self._database.write_once() as connection:
            await _queries.forget_notices(connection, guild_id=guild_id)
