"""One connection to PostgreSQL: parameters as it wants them, its errors as the store's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import asyncpg
from aiosql.adapters.asyncpg import AsyncPGAdapter

from bot.errors import StoreConflict, StoreUnavailable
from bot.store._database import Dialect, Parameters

ROWS_AT_A_TIME = 500

_COLUMNS = """
select column_name
from information_schema.columns
where table_schema = current_schema() and table_name = :table and is_generated = 'NEVER' and is_identity = 'NO'
order by ordinal_position
"""

# The server is not there, goes, or comes: the same statement may succeed on another connection a little later.
GONE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a statement that meets the server's goodbye
)
_CANNOT = (asyncpg.InsufficientResourcesError, asyncpg.ReadOnlySQLTransactionError, asyncpg.PostgresSystemError)


class PostgresConnection:
    """Statements on one connection, inside its transaction."""

    dialect = Dialect.POSTGRESQL

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def run(self, sql: str, *values: Any, timeout_s: float | None = None) -> Any:
        """The first value that a statement gives, whose parameters are numbered as PostgreSQL has them."""
        with translated():
            return await self._connection.fetchval(sql, *values, timeout=timeout_s)

    async def begin(self, **options: Any) -> Any:
        """A transaction, begun."""
        transaction = self._connection.transaction(**options)
        await transaction.start()
        return transaction

    async def fetch_all(self, sql: str, parameters: Parameters) -> Sequence[Any]:
        """The rows."""
        with translated():
            return list(await self._connection.fetch(numbered(sql), *arguments(sql, parameters)))

    async def execute(self, sql: str, parameters: Parameters) -> int:
        """Runs a statement and gives the number of rows that it touched."""
        with translated():
            tag: str = await self._connection.execute(numbered(sql), *arguments(sql, parameters))
        # "UPDATE 3", "INSERT 0 1", "CREATE TABLE" (PostgreSQL, Message Formats, CommandComplete).
        n_rows = tag.rpartition(" ")[2]
        return int(n_rows) if n_rows.isdecimal() else 0

    async def execute_many(self, sql: str, rows: Sequence[Parameters]) -> None:
        """Runs a statement once for each of `rows`."""
        with translated():
            await self._connection.executemany(numbered(sql), [arguments(sql, row) for row in rows])

    async def fetch_each(self, sql: str, rows: Sequence[Parameters]) -> Sequence[Any]:
        """Runs a statement once for each of `rows` and gives all that they return."""
        if not rows:
            return []
        with translated():
            return list(await self._connection.fetchmany(numbered(sql), [arguments(sql, row) for row in rows]))

    async def get_columns(self, table: str) -> Sequence[str]:
        """The columns of a table that can be written, in their order."""
        rows = await self.fetch_all(_COLUMNS, {"table": table})
        return [row["column_name"] for row in rows]


class PostgresSnapshot:
    """A connection inside a transaction that sees one moment."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        with translated():
            return int(await self._connection.fetchval(f"select count(*) from {table}"))  # noqa: S608

    async def read(self, table: str) -> AsyncIterator[Sequence[Any]]:
        """All rows of a table, some at a time."""
        with translated():
            cursor = await self._connection.cursor(f"select * from {table}")  # noqa: S608 - a name of the schema
        while True:
            with translated():
                rows = await cursor.fetch(ROWS_AT_A_TIME)
            if not rows:
                return
            yield rows


_numbering: Any = AsyncPGAdapter  # its methods are untyped
_numbering = _numbering()


@cache
def numbered(sql: str) -> str:
    """The statement with $1, $2 … in place of names, as PostgreSQL wants them."""
    return str(_numbering.process_sql(sql, None, sql))


def arguments(sql: str, parameters: Parameters) -> list[Any]:
    """The values in the order of the numbers. PostgreSQL keeps no character NUL in a text: U+FFFD stands for it."""
    numbered(sql)
    return [
        value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value
        for value in _numbering.maybe_order_params(sql, dict(parameters))
    ]


@contextmanager
def translated() -> Iterator[None]:
    """Turns the library's errors into the store's."""
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as error:
        raise StoreConflict(str(error)) from error
    except _CANNOT as error:
        raise StoreUnavailable(f"PostgreSQL says: {error}") from error
    except GONE as error:
        if isinstance(error, ValueError):  # an InterfaceError too: a value that fits no column
            raise
        raise StoreUnavailable("PostgreSQL cannot be reached") from error
