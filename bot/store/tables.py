"""The store as tables and rows, for moving all of it from one database to another."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from bot.store._codec import load_queries
from bot.store._database import Connection, Database, Dialect, Snapshot
from bot.store._migrations import GET_MARKS, all_migrations
from bot.store._titles import index_after
from bot.store.imports import Progress

_queries = load_queries("imports")

# Made anew from the papers, or true of one database only.
DERIVED = frozenset({"titles", "title_words", "title_index", "migrations", "imports", "gates"})
_CREATED = re.compile(r"^create table (\w+)", re.MULTILINE)
_DROPPED = re.compile(r"^drop table (\w+)", re.MULTILINE)


@cache
def table_names() -> tuple[str, ...]:
    """The tables that hold what cannot be made anew, each after those that it refers to: as migrations make them."""
    scripts = [migration.script for migration in all_migrations(Dialect.SQLITE)]
    left_out = DERIVED.union(*(_DROPPED.findall(script) for script in scripts))
    return tuple(name for script in scripts for name in _CREATED.findall(script) if name not in left_out)


class Tables:
    """Reads and fills tables as such."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_schema(self) -> tuple[int, ...]:
        """The numbers of the migrations that made the tables, ascending."""
        async with self._database.read() as connection:
            rows = await connection.fetch_all(GET_MARKS, {})
        return tuple(sorted(row["number"] for row in rows))

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """All tables as they are at one moment, however long it takes to read them."""
        async with self._database.snapshot() as snapshot:
            yield snapshot

    async def count(self) -> dict[str, int]:
        """How many rows each table holds now."""
        async with self._database.snapshot() as snapshot:
            return {name: await snapshot.count(name) for name in table_names()}

    async def get_columns(self, table: str) -> frozenset[str]:
        """The columns of a table."""
        async with self._database.read() as connection:
            return frozenset(await connection.get_columns(table))

    async def record_rows(self, table: str, rows: Sequence[dict[str, Any]], progress: Progress) -> Progress:
        """Adds rows to a table, except those that are there, and keeps that their file was read up to there.

        All rows have the same columns, which are the table's. Gives `progress` with the added ones counted in.
        """
        async with self._database.write() as connection:
            n_added = await _insert(connection, table, rows) if rows else 0
            progress = replace(progress, n_changed=progress.n_changed + n_added)
            await _queries.record_progress(connection, **asdict(progress))
        return progress

    async def index_titles(self) -> None:
        """Brings the index of titles to the papers that are there, in small transactions."""
        last: str | None = ""
        while last is not None:
            async with self._database.write() as connection:
                last = await index_after(connection, last)


async def _insert(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> int:
    columns = list(rows[0])
    values = ", ".join(f":{column}" for column in columns)
    # Names of tables and columns are the schema's own: `table_names` and `get_columns`.
    sql = f"insert into {table} ({', '.join(columns)}) values ({values}) on conflict do nothing returning 1"  # noqa: S608
    return len(await connection.fetch_each(sql, rows))
