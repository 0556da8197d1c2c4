"""One SQLite file: a writing connection behind a lock, a reading one beside it. The only module that knows SQLite."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiosqlite
from aiosql.adapters.aiosqlite import AioSQLiteAdapter

from bot.errors import CannotStart

MIGRATIONS = Path(__file__).parent / "migrations"


class Adapter(AioSQLiteAdapter):
    """aiosql's adapter, with one trip to the connection's thread where it takes three: execute, fetch, close."""

    async def select(
        self, conn: aiosqlite.Connection, _name: str, sql: str, parameters: Any, record_class: None = None
    ) -> AsyncIterator[sqlite3.Row]:
        for row in await conn.execute_fetchall(sql, parameters):
            yield row

    async def select_one(
        self, conn: aiosqlite.Connection, _name: str, sql: str, parameters: Any, record_class: None = None
    ) -> sqlite3.Row | None:
        return next(iter(await conn.execute_fetchall(sql, parameters)), None)


class Database:
    """Connections to one SQLite file: `read()`, `write()` for a transaction, `write_once()` for a single statement."""

    def __init__(self, reader: aiosqlite.Connection, writer: aiosqlite.Connection) -> None:
        self._reader = reader
        self._writer = writer
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection to read from; it sees what was committed."""
        yield self._reader

    @asynccontextmanager
    async def write_once(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection for one writing statement, which is a transaction by itself."""
        async with self._writing:
            yield self._writer

    @asynccontextmanager
    async def write(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection inside a transaction, committed at the end, rolled back on an error."""
        async with self._writing:
            # IMMEDIATE: a transaction that reads first and then writes would fail in WAL mode (SQLite, Isolation).
            await self._writer.execute("begin immediate")
            try:
                yield self._writer
            except BaseException:
                await self._writer.rollback()
                raise
            await self._writer.commit()


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """The database in the file `path`, made where it is missing and brought to the newest schema.

    Raises CannotStart when the file cannot be used or was written by a newer version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = await _connect(path)
    except (OSError, sqlite3.Error) as error:
        raise CannotStart(
            f"The store {path} cannot be opened ({error}): set DATABASE_URL to a file this user may write."
        ) from error
    try:
        await _migrate(writer, path)
        reader = await _connect(path)
        try:
            yield Database(reader, writer)
        finally:
            await reader.close()
    finally:
        await writer.close()


async def _open(path: Path) -> aiosqlite.Connection:
    return await aiosqlite.connect(path, isolation_level=None)


async def _connect(path: Path) -> aiosqlite.Connection:
    opening = asyncio.ensure_future(_open(path))
    try:
        connection = await asyncio.shield(opening)
    except asyncio.CancelledError:
        # Its thread is at work and would outlive the event loop: the connection is closed once it is there.
        with suppress(sqlite3.Error):
            await (await opening).close()
        raise
    try:
        connection.row_factory = sqlite3.Row
        await connection.execute("pragma journal_mode = wal")
        await connection.execute("pragma synchronous = normal")
        await connection.execute("pragma foreign_keys = on")
    except BaseException:
        await connection.close()
        raise
    return connection


async def _migrate(connection: aiosqlite.Connection, path: Path) -> None:
    migrations = sorted(MIGRATIONS.glob("*.sql"))
    try:
        await connection.execute("begin immediate")
        await connection.execute("create table if not exists migrations (number integer primary key, ran_at bigint)")
        rows = await connection.execute_fetchall("select number from migrations")
        done = {row["number"] for row in rows}
        newest = int(migrations[-1].stem)
        if done and max(done) > newest:
            raise CannotStart(
                f"The store {path} was written by a newer PWNC (schema {max(done)}, this one knows {newest}): "
                "install that one, or set DATABASE_URL to another file."
            )
        for migration in migrations:
            if int(migration.stem) not in done:
                for statement in _statements(migration.read_text(encoding="utf-8")):
                    await connection.execute(statement)
                mark = "insert into migrations (number, ran_at) values (?, ?)"
                await connection.execute(mark, (int(migration.stem), int(time.time() * 1000)))
        await connection.execute("commit")
    except sqlite3.Error as error:
        raise CannotStart(
            f"The store {path} cannot be used ({error}): restore a backup, or set DATABASE_URL to another file."
        ) from error


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would commit the migration half-way."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
