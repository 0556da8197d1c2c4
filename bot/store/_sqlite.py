"""One SQLite file: a writing connection behind a lock, a reading one beside it. The only module that knows SQLite."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import aiosqlite

from bot.errors import CannotStart, StoreConflict, StoreUnavailable
from bot.store._database import Connection, Database, Dialect, Parameters, Snapshot
from bot.store._migrations import GET_MARKS, MAKE_MARKS, MARK, pending_migrations
from bot.store.coordination import Coordination, OneProcess

ROWS_AT_A_TIME = 500

BUSY_WITHIN_S = 5.0  # how long a statement waits for another program's transaction
_FREE = "stop the other program that uses it, or wait until it is done"
_ALLOW = "let this user write it and its folder, or set DATABASE_URL to another file"
_RESTORE = "restore a backup, or set DATABASE_URL to another file"
_ROOM = "make room, or set DATABASE_URL to a file on another disk"

# Primary result codes that say something about the file or its disk, none of which a statement is to blame for: what
# is wrong, and what whoever starts us can do.
_TROUBLE = {
    sqlite3.SQLITE_BUSY: ("the file is locked by another program", _FREE),
    sqlite3.SQLITE_LOCKED: ("the file is locked", _FREE),
    sqlite3.SQLITE_READONLY: ("the file may only be read", _ALLOW),
    sqlite3.SQLITE_PERM: ("the file may not be used", _ALLOW),
    sqlite3.SQLITE_IOERR: ("its disk cannot be read or written", _RESTORE),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", _RESTORE),
    sqlite3.SQLITE_NOTADB: ("the file is no SQLite file", _RESTORE),
    sqlite3.SQLITE_FULL: ("its disk is full", _ROOM),
    sqlite3.SQLITE_CANTOPEN: ("the file cannot be opened", _ALLOW),
}


class SqliteConnection:
    """Statements on one connection; each call is one trip to its thread."""

    dialect = Dialect.SQLITE

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def fetch_all(self, sql: str, parameters: Parameters) -> Sequence[sqlite3.Row]:
        """The rows."""
        with _translated():
            return list(await self._connection.execute_fetchall(sql, parameters))

    async def execute(self, sql: str, parameters: Parameters) -> int:
        """Runs a statement and gives the number of rows that it touched."""
        with _translated():
            async with self._connection.execute(sql, parameters) as cursor:
                return cursor.rowcount

    async def execute_many(self, sql: str, rows: Sequence[Parameters]) -> None:
        """Runs a statement once for each of `rows`."""
        with _translated():
            cursor = await self._connection.executemany(sql, rows)
            await cursor.close()

    async def fetch_each(self, sql: str, rows: Sequence[Parameters]) -> Sequence[sqlite3.Row]:
        """Runs a statement once for each of `rows` and gives all that they return."""

        def run() -> list[sqlite3.Row]:
            execute = self._connection._conn.execute
            return [row for parameters in rows for row in execute(sql, parameters)]

        with _translated():
            # The package has no other way to do several things in one trip to its thread.
            return await self._connection._execute(run)  # type: ignore[no-any-return,no-untyped-call]

    async def get_columns(self, table: str) -> Sequence[str]:
        """The columns of a table, in their order."""
        rows = await self.fetch_all("select name from pragma_table_info(:table) order by cid", {"table": table})
        return [row["name"] for row in rows]


class SqliteSnapshot:
    """A connection inside a reading transaction: in WAL mode it sees one moment and holds nobody up."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        with _translated():
            rows = await self._connection.execute_fetchall(f"select count(*) as n from {table}")  # noqa: S608
        return int(next(iter(rows))["n"])

    async def read(self, table: str) -> AsyncIterator[Sequence[sqlite3.Row]]:
        """All rows of a table, some at a time."""
        with _translated():
            cursor = await self._connection.execute(f"select * from {table}")  # noqa: S608 - a name of the schema
        try:
            while True:
                with _translated():
                    rows = list(await cursor.fetchmany(ROWS_AT_A_TIME))
                if not rows:
                    return
                yield rows
        finally:
            await cursor.close()


class SqliteDatabase(Database):
    """Connections to one SQLite file."""

    def __init__(self, path: Path, reader: aiosqlite.Connection, writer: aiosqlite.Connection) -> None:
        self.coordination: Coordination = OneProcess()
        self._path = path
        self._reader = SqliteConnection(reader)
        self._writer = SqliteConnection(writer)
        self._connection = writer
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """A connection to read from; it sees what was committed."""
        yield self._reader

    @asynccontextmanager
    async def write_once(self) -> AsyncIterator[Connection]:
        """A connection for one writing statement, which is a transaction by itself."""
        async with self._writing:
            yield self._writer

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """A connection inside a transaction, committed at the end, rolled back on an error."""
        async with self._writing:
            try:
                with _translated():
                    # IMMEDIATE: one that reads first and then writes would fail in WAL mode (SQLite, Isolation).
                    await self._connection.execute("begin immediate")
                yield self._writer
                with _translated():
                    await self._connection.commit()
            except BaseException:
                # Also for who is cancelled while it begins or ends: the thread goes on, and does this after that. And a
                # commit that found the disk full or the file locked leaves its transaction open.
                await self._connection.rollback()
                raise

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """Everything as it is at this moment, on a connection of its own."""
        connection = await _connect(self._path)
        try:
            with _translated():
                await connection.execute("begin")
                # A transaction begins to see with its first look.
                await connection.execute_fetchall("select count(*) from migrations")
            yield SqliteSnapshot(connection)
        finally:
            await connection.close()


@contextmanager
def _translated() -> Iterator[None]:
    """Turns the library's errors into the store's."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise StoreConflict(str(error)) from error
    except sqlite3.DatabaseError as error:
        trouble = _TROUBLE.get(_code(error))
        if trouble is None:
            raise
        raise StoreUnavailable(trouble[0]) from error


def _code(error: sqlite3.Error) -> int:
    """The primary result code; 0 where Python's module itself complains, as about text that is no UTF-8."""
    if str(error).startswith("Could not decode to UTF-8"):  # we write nothing else
        return sqlite3.SQLITE_CORRUPT
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _cannot_start(path: Path, error: BaseException) -> CannotStart:
    cause = error.__cause__ if isinstance(error, StoreUnavailable) and error.__cause__ else error
    reason, advice = str(cause), _ALLOW if isinstance(cause, OSError) else _RESTORE
    if isinstance(cause, sqlite3.Error):
        reason, advice = _TROUBLE.get(_code(cause), (reason, advice))
    return CannotStart(f"The store {path} cannot be used ({reason}): {advice}.")


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncIterator[Database]:
    """The database in the file `path`, made where it is missing and brought to the newest schema.

    Raises CannotStart when the file cannot be used or was written by a newer version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = await _connect(path)
    except (OSError, sqlite3.Error) as error:
        raise _cannot_start(path, error) from error
    try:
        await _migrate(writer, path)
        reader = await _connect(path)
        try:
            yield SqliteDatabase(path, reader, writer)
        finally:
            await reader.close()
    finally:
        await writer.close()


async def _open(path: Path) -> aiosqlite.Connection:
    connection = aiosqlite.connect(path, isolation_level=None, timeout=BUSY_WITHIN_S)
    try:
        return await connection
    except sqlite3.Error:
        # The package tells its thread to end and does not wait for it: the event loop could be closed before.
        await asyncio.to_thread(connection._thread.join)
        raise


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
    try:
        await connection.execute("begin immediate")
        await connection.execute(MAKE_MARKS)
        done = {row["number"] for row in await connection.execute_fetchall(GET_MARKS)}
        for migration in pending_migrations(Dialect.SQLITE, done, str(path)):
            for statement in _statements(migration.script):
                await connection.execute(statement)
            if migration.fill:
                await migration.fill(SqliteConnection(connection))
            mark = {"number": migration.number, "ran_at": int(time.time() * 1000)}
            await connection.execute(MARK, mark)
        await connection.execute("commit")
    except (sqlite3.Error, StoreUnavailable) as error:
        raise _cannot_start(path, error) from error


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would commit the migration half-way."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
