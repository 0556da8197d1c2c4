"""What both databases offer to the rest of the store: connections, transactions, errors. Knows neither of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from enum import StrEnum
from typing import Any, Protocol

from bot.store.coordination import Coordination

Row = Mapping[str, Any]
Parameters = Mapping[str, Any]


class Dialect(StrEnum):
    """Which database it is: also the part of a file's name that says that its SQL is for this one only."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Connection(Protocol):
    """Runs statements whose parameters are named (`:arxiv_id`). What a rule of the schema refuses is StoreConflict."""

    dialect: Dialect

    async def fetch_all(self, sql: str, parameters: Parameters) -> Sequence[Any]:
        """The rows, each a mapping by column."""

    async def execute(self, sql: str, parameters: Parameters) -> int:
        """Runs a statement and gives the number of rows that it touched."""

    async def execute_many(self, sql: str, rows: Sequence[Parameters]) -> None:
        """Runs a statement once for each of `rows`, in one trip."""

    async def fetch_each(self, sql: str, rows: Sequence[Parameters]) -> Sequence[Any]:
        """Runs a statement once for each of `rows`, in one trip, and gives all that they return, in their order."""

    async def get_columns(self, table: str) -> Sequence[str]:
        """The columns of a table that can be written, in their order."""


class Snapshot(Protocol):
    """The tables as they are at one moment. `table` is a name that the schema gave, never foreign text."""

    async def count(self, table: str) -> int:
        """How many rows it has."""

    def read(self, table: str) -> AsyncIterator[Sequence[Any]]:
        """All its rows, some at a time."""


class Database(ABC):
    """`read()`, `write()` for a transaction, `write_once()` for a single statement.

    Transactions of `write()` run one after the other, in all processes together: what one reads holds until it ends.
    `coordination` is how this process agrees with the others.
    """

    coordination: Coordination

    @abstractmethod
    def read(self) -> AbstractAsyncContextManager[Connection]:
        """A connection to read from; it sees what was committed."""

    @abstractmethod
    def write_once(self) -> AbstractAsyncContextManager[Connection]:
        """A connection for one writing statement, which is a transaction by itself."""

    @abstractmethod
    def write(self) -> AbstractAsyncContextManager[Connection]:
        """A connection inside a transaction, committed at the end, rolled back on an error."""

    @abstractmethod
    def snapshot(self) -> AbstractAsyncContextManager[Snapshot]:
        """Everything as it is at this moment, for as long as the reading takes; nobody else waits for it."""


class Adapter:
    """How aiosql runs a query on either database: it hands the statement to the connection that it is given."""

    is_aio_driver = True

    def process_sql(self, _name: str, _operation: object, sql: str) -> str:
        """The statement as written: each connection knows how its database wants the parameters."""
        return sql

    async def select(
        self, conn: Connection, _name: str, sql: str, parameters: Parameters, record_class: None = None
    ) -> AsyncIterator[Any]:
        """Operator none: the rows."""
        for row in await conn.fetch_all(sql, parameters):
            yield row

    async def select_one(
        self, conn: Connection, _name: str, sql: str, parameters: Parameters, record_class: None = None
    ) -> Any:
        """Operator `^`: the first row, or None."""
        return next(iter(await conn.fetch_all(sql, parameters)), None)

    async def select_value(self, conn: Connection, _name: str, sql: str, parameters: Parameters) -> Any:
        """Operator `$`: the first value of the first row, or None."""
        rows = await conn.fetch_all(sql, parameters)
        return rows[0][0] if rows else None

    async def insert_update_delete(self, conn: Connection, _name: str, sql: str, parameters: Parameters) -> int:
        """Operator `!`: how many rows were touched."""
        return await conn.execute(sql, parameters)

    async def insert_update_delete_many(
        self, conn: Connection, _name: str, sql: str, rows: Sequence[Parameters]
    ) -> None:
        """Operator `*!`: the statement once for each of `rows`."""
        await conn.execute_many(sql, rows)
