"""A PostgreSQL database: a pool of connections. The only module that knows PostgreSQL's ways."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from bot.errors import CannotStart, StoreUnavailable
from bot.store._database import Connection, Database, Dialect, Parameters, Snapshot
from bot.store._migrations import GET_MARKS, MAKE_MARKS, MARK, pending_migrations
from bot.store._postgres_connection import GONE, PostgresConnection, PostgresSnapshot, arguments, numbered, translated
from bot.store._postgres_coordination import ListeningConnection, PostgresCoordination
from bot.store.coordination import Coordination, OneProcess

MIN_VERSION = 13
MAX_CONNECTIONS = 8
CONNECT_WITHIN_S = 10.0
STATEMENT_WITHIN_S = 60.0
BACK_WITHIN_S = 15.0  # how long a statement waits for a server that is starting again
# The number of the advisory lock that makes transactions of all processes run one after the other ("pwnc" in ASCII).
WRITE_LOCK = 0x70776E63


class PooledConnection:
    """Each statement on whichever connection is free. `again`: one that was cut off may be run again (it reads)."""

    dialect = Dialect.POSTGRESQL

    def __init__(self, database: PostgresDatabase, *, again: bool) -> None:
        self._database = database
        self._again = again

    async def fetch_all(self, sql: str, parameters: Parameters) -> Sequence[Any]:
        """The rows."""
        try:
            async with self._database.connection() as connection:
                return await connection.fetch_all(sql, parameters)
        except StoreUnavailable as error:
            if not (self._again and isinstance(error.__cause__, GONE)):
                raise
        async with self._database.connection() as connection:
            return await connection.fetch_all(sql, parameters)

    async def execute(self, sql: str, parameters: Parameters) -> int:
        """Runs a statement and gives the number of rows that it touched."""
        async with self._database.connection() as connection:
            return await connection.execute(sql, parameters)

    async def execute_many(self, sql: str, rows: Sequence[Parameters]) -> None:
        """Runs a statement once for each of `rows`."""
        async with self._database.connection() as connection:
            await connection.execute_many(sql, rows)

    async def fetch_each(self, sql: str, rows: Sequence[Parameters]) -> Sequence[Any]:
        """Runs a statement once for each of `rows` and gives all that they return."""
        async with self._database.connection() as connection:
            return await connection.fetch_each(sql, rows)

    async def get_columns(self, table: str) -> Sequence[str]:
        """The columns of a table that can be written, in their order."""
        async with self._database.connection() as connection:
            return await connection.get_columns(table)


class PostgresDatabase(Database):
    """A pool of connections; one that broke is replaced by the next statement that needs one."""

    def __init__(self, pool: Any) -> None:
        self.coordination: Coordination = OneProcess()
        self._pool = pool
        self._reader = PooledConnection(self, again=True)
        self._writer = PooledConnection(self, again=False)
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[PostgresConnection]:
        """A connection of the pool. Raises StoreUnavailable when the server stays away for longer than a restart."""
        connection = await self._acquire()
        try:
            yield PostgresConnection(connection)
        finally:
            # A connection that broke cannot be tidied up: the pool has closed it by then.
            with suppress(*GONE):
                await self._pool.release(connection)

    async def _acquire(self) -> Any:
        until = time.monotonic() + BACK_WITHIN_S
        pause_s = 0.05
        while True:
            try:
                with translated():
                    return await self._pool.acquire(timeout=CONNECT_WITHIN_S)
            except StoreUnavailable as error:
                if not isinstance(error.__cause__, GONE) or time.monotonic() + pause_s > until:
                    raise
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, 1.0)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """A connection to read from; it sees what was committed."""
        yield self._reader

    @asynccontextmanager
    async def write_once(self) -> AsyncIterator[Connection]:
        """A connection for one writing statement, which is a transaction by itself."""
        yield self._writer

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """A connection inside a transaction, committed at the end, rolled back on an error.

        The lock gives every process what SQLite's one writer gives: what was read stays true until the commit, and no
        two transactions wait for each other.
        """
        async with self._writing, self.connection() as connection:
            with translated():
                transaction = await connection.begin()
            try:
                await connection.fetch_all("select pg_advisory_xact_lock(:lock)", {"lock": WRITE_LOCK})
                yield connection
            except BaseException:
                # Where the connection broke there is nothing to roll back: the server has done it.
                with suppress(*GONE):
                    await transaction.rollback()
                raise
            with translated():
                await transaction.commit()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """Everything as it is at this moment, on a connection of its own."""
        async with self.connection() as connection:
            with translated():
                transaction = await connection.begin(isolation="repeatable_read", readonly=True)
            try:
                yield PostgresSnapshot(connection._connection)
            finally:
                with suppress(*GONE):
                    await transaction.rollback()


@asynccontextmanager
async def open_postgres(database_url: str, name: str) -> AsyncIterator[Database]:
    """The database at `database_url` (shown as `name`), brought to the newest schema.

    Raises CannotStart, with a sentence that says what to do, when it cannot be used.
    """
    connection = await _connect(database_url, name)
    try:
        await _check_server(connection, name)
        await _migrate(connection, name)
    finally:
        await connection.close(timeout=CONNECT_WITHIN_S)
    pool = asyncpg.create_pool(
        database_url,
        min_size=0,
        max_size=MAX_CONNECTIONS,
        max_inactive_connection_lifetime=0,
        timeout=CONNECT_WITHIN_S,
        command_timeout=STATEMENT_WITHIN_S,
        server_settings=_SERVER_SETTINGS,
        reset=_nothing_to_reset,
    )
    async with pool:
        database = PostgresDatabase(pool)
        space = str(await pool.fetchval("select current_schema()"))
        async with PostgresCoordination(
            lambda: _listening(database_url), database.connection, space
        ).running() as found:
            database.coordination = found
            yield database


async def _listening(database_url: str) -> ListeningConnection:
    with translated():
        return ListeningConnection(
            await asyncpg.connect(
                database_url,
                timeout=CONNECT_WITHIN_S,
                command_timeout=STATEMENT_WITHIN_S,
                server_settings=_SERVER_SETTINGS,
            )
        )


_SERVER_SETTINGS = {
    "application_name": "pwnc",
    "jit": "off",  # compiling costs more than our small statements
    "gin_fuzzy_search_limit": "20000",  # of titles that hold a common word, some are enough
}


async def _nothing_to_reset(_: object) -> None:
    """No statement here outlives its transaction with a setting or lock: the pool's own reset would be a trip each."""


async def _connect(database_url: str, name: str) -> Any:
    try:
        return await asyncpg.connect(
            database_url,
            timeout=CONNECT_WITHIN_S,
            server_settings=_SERVER_SETTINGS,
        )
    except (asyncpg.ClientConfigurationError, ValueError) as error:
        raise CannotStart(
            f"The setting DATABASE_URL is no address of a PostgreSQL database ({error}): "
            "it must be of the form postgresql://user:password@host:5432/pwnc."
        ) from error
    except asyncpg.InvalidAuthorizationSpecificationError as error:
        raise CannotStart(
            f"PostgreSQL refuses the user or password of {name}: mend them in DATABASE_URL, or set the user's password."
        ) from error
    except asyncpg.InvalidCatalogNameError as error:
        raise CannotStart(
            f"There is no database at {name}: make it (createdb --encoding UTF8 NAME), or mend DATABASE_URL."
        ) from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        raise CannotStart(f"PostgreSQL at {name} cannot be used ({error}): see to it, or mend DATABASE_URL.") from error
    except (OSError, TimeoutError) as error:
        raise CannotStart(
            f"No PostgreSQL answers at {name} ({error or 'no answer in time'}): start it, or mend DATABASE_URL."
        ) from error


async def _check_server(connection: Any, name: str) -> None:
    version = connection.get_server_version()
    if version.major < MIN_VERSION:
        raise CannotStart(
            f"PostgreSQL at {name} is version {version.major}, and {MIN_VERSION} is the oldest that serves: "
            "move to a newer one, or set DATABASE_URL to another."
        )
    encoding = await connection.fetchval("show server_encoding")
    if encoding != "UTF8":
        raise CannotStart(
            f"The database at {name} keeps text as {encoding}: make one with createdb --encoding UTF8 "
            "--template template0 NAME, and set DATABASE_URL to it."
        )


async def _migrate(connection: Any, name: str) -> None:
    try:
        async with connection.transaction():
            # Several processes may start at once: the first one makes the tables, the others find them made.
            await connection.execute("select pg_advisory_xact_lock($1)", WRITE_LOCK)
            await connection.execute(MAKE_MARKS)
            done = {row["number"] for row in await connection.fetch(GET_MARKS)}
            for migration in pending_migrations(Dialect.POSTGRESQL, done, name):
                await connection.execute(migration.script)
                if migration.fill:
                    await migration.fill(PostgresConnection(connection))
                mark: Mapping[str, Any] = {"number": migration.number, "ran_at": int(time.time() * 1000)}
                await connection.execute(numbered(MARK), *arguments(MARK, mark))
    except asyncpg.InsufficientPrivilegeError as error:
        raise CannotStart(
            f"The user of {name} may not make tables ({error}): grant create on the schema, or mend DATABASE_URL."
        ) from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError, StoreUnavailable) as error:
        raise CannotStart(
            f"The store {name} cannot be used ({error}): restore a backup, or set DATABASE_URL to another database."
        ) from error
