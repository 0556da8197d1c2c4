"""How several processes agree through PostgreSQL: advisory locks, the moments of requests, LISTEN/NOTIFY."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

from bot.errors import StoreUnavailable
from bot.sources._gates import Gate
from bot.store._postgres_connection import GONE, PostgresConnection, translated
from bot.store.coordination import Coordination, Listener, lock_number

log = logging.getLogger(__name__)

Pooled = Callable[[], AbstractAsyncContextManager[PostgresConnection]]

CHANNEL = "pwnc"
RELEASED = "released"
LOOK_AGAIN_S = 5.0  # a release that nobody could announce, because its process died, is noticed after that time
LONGEST_QUEUE_S = 3600.0
RECONNECT_PAUSE_S = 1.0
CLOSE_WITHIN_S = 5.0

_NOW_MS = "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"
_WAIT_MS = f"select greatest(0, started_at + $2 - {_NOW_MS}) from gates where name = $1"  # noqa: S608 - no foreign text
_START = f"""
insert into gates (name, started_at) values ($1, {_NOW_MS})
on conflict (name) do update set started_at = excluded.started_at
"""  # noqa: S608 - as above


class ListeningConnection(PostgresConnection):
    """A connection that hears announcements and tells when it is lost."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        self.pid: int = connection.get_server_pid()
        self._lost = asyncio.Event()
        connection.add_termination_listener(lambda _: self._lost.set())

    async def listen(self, channel: str, hear: Callable[[object, int, str, object], None]) -> None:
        """Calls `hear` with the sender's process id and the text of each announcement on the channel."""
        with translated():
            await self._connection.add_listener(channel, hear)

    async def lost(self) -> None:
        """Waits until the connection is lost."""
        await self._lost.wait()

    def is_lost(self) -> bool:
        """Whether it cannot be used any more."""
        return bool(self._connection.is_closed())

    async def close(self) -> None:
        """Ends it, and with it its locks."""
        with suppress(*GONE):
            await self._connection.close(timeout=CLOSE_WITHIN_S)


class SharedGate(Gate):
    """A gate for all processes: who holds it is the only one, and starts are `interval_s` apart, whoever makes them.

    The server's clock counts. A process that dies lets go of the gate, and what it started still counts.
    """

    def __init__(
        self,
        connection: Pooled,
        space: str,
        name: str,
        interval_s: float,
    ) -> None:
        super().__init__(interval_s)
        self._connection = connection
        self._name = name
        self._number = lock_number(space, f"gate {name}")
        self._holding = asyncio.Lock()
        self._held: PostgresConnection | None = None

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        """Inside, no other process asks the service. Raises StoreUnavailable."""
        async with self._holding, self._connection() as connection:
            await connection.run("select pg_advisory_lock($1)", self._number, timeout_s=LONGEST_QUEUE_S)
            self._held = connection
            try:
                yield
            finally:
                self._held = None
                with suppress(StoreUnavailable):
                    await connection.run("select pg_advisory_unlock($1)", self._number)

    async def turn(self) -> None:
        """Waits until a request may start. Only inside `hold`. Raises StoreUnavailable."""
        if self._held is None:
            raise RuntimeError("a turn at a shared gate is taken by who holds it")
        interval_ms, loop = round(self._interval_s * 1000), asyncio.get_running_loop()
        # No longer than the interval, whatever the server's clock says: it may have been set back since the last start.
        until = loop.time() + self._interval_s
        while (left_s := until - loop.time()) > 0:
            wait_ms = await self._held.run(_WAIT_MS, self._name, interval_ms)
            if not wait_ms:
                break
            await asyncio.sleep(min(wait_ms / 1000, left_s))
        await self._held.run(_START, self._name)


class PostgresCoordination(Coordination):
    """One connection holds this process's locks and listens. While it is lost, so are they; both come back with it."""

    def __init__(
        self,
        connect: Callable[[], Awaitable[ListeningConnection]],
        pooled: Pooled,
        space: str,
    ) -> None:
        self._connect = connect
        self._pooled = pooled
        self._space = space
        self._channel = f"{CHANNEL}_{lock_number(space, CHANNEL) & 0xFFFFFFFF:x}"
        self._gates: dict[str, SharedGate] = {}
        self._connection: ListeningConnection | None = None
        self._using = asyncio.Lock()  # the connection runs one statement at a time
        self._held: set[int] = set()
        self._released: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._listeners: dict[str, list[Listener]] = defaultdict(list)
        self._told: set[asyncio.Task[None]] = set()
        self._keeper: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[PostgresCoordination]:
        """Listens until the end, when every lock is given back."""
        self._keeper = asyncio.create_task(self._keep(await self._connected()), name="coordination")
        try:
            yield self
        finally:
            self._keeper.cancel()
            for task in self._told:
                task.cancel()
            await asyncio.gather(self._keeper, *self._told, return_exceptions=True)
            if self._connection is not None:
                await self._connection.close()

    def gate(self, name: str, interval_s: float) -> Gate:
        """The gate of that name of all processes."""
        if name not in self._gates:
            self._gates[name] = SharedGate(self._pooled, self._space, name, interval_s)
        return self._gates[name]

    @asynccontextmanager
    async def alone(self, what: str) -> AsyncIterator[bool]:
        """Inside, nobody else is inside for the same `what`. Raises StoreUnavailable."""
        number, waited = lock_number(self._space, what), False
        while True:
            released = self._released[number]
            if await self._try(number):
                break
            waited = True
            with suppress(TimeoutError):
                await asyncio.wait_for(released.wait(), LOOK_AGAIN_S)
        try:
            yield waited
        finally:
            await self._release(number)

    async def lead(self, task: str) -> bool:
        """Whether this process does the task for all. Raises StoreUnavailable."""
        number = lock_number(self._space, f"lead {task}")
        return number in self._held or await self._try(number)

    async def announce(self, topic: str, text: str) -> None:
        """Tells the other processes. Raises StoreUnavailable."""
        await self._run("select pg_notify($1, $2)", self._channel, f"{topic} {text}")

    def listen(self, topic: str, listener: Listener) -> None:
        """From now on `listener` hears what other processes announce; None after a time in which it could not."""
        self._listeners[topic].append(listener)

    async def _try(self, number: int) -> bool:
        if number in self._held:  # PostgreSQL would let the same connection in again
            return False
        self._held.add(number)
        try:
            taken = bool(await self._run("select pg_try_advisory_lock($1)", number))
        except BaseException:
            self._held.discard(number)
            raise
        if not taken:
            self._held.discard(number)
        return taken

    async def _release(self, number: int) -> None:
        self._held.discard(number)
        self._wake(number)
        with suppress(StoreUnavailable):  # the connection is lost, and the lock with it
            await self._run(
                "select pg_advisory_unlock($1), pg_notify($2, $3)", number, self._channel, f"{RELEASED} {number}"
            )

    async def _run(self, sql: str, *arguments: Any) -> Any:
        async with self._using:
            connection = await self._connected()
            return await connection.run(sql, *arguments)

    async def _connected(self) -> ListeningConnection:
        """The connection, made anew where it was lost; then the locks are taken again, as far as they are free."""
        if self._connection is None or self._connection.is_lost():
            connection = await self._connect()
            await connection.listen(self._channel, self._hear)
            for number in tuple(self._held):
                if not await connection.run("select pg_try_advisory_lock($1)", number):
                    self._held.discard(number)
            self._connection = connection
        return self._connection

    async def _keep(self, connection: ListeningConnection) -> None:
        """Makes the connection anew whenever it is lost; the listeners are told that they may have missed something."""
        while True:
            await connection.lost()
            log.warning("the connection to PostgreSQL is lost; it is made anew")
            while connection.is_lost():
                try:
                    async with self._using:
                        connection = await self._connected()
                except StoreUnavailable:
                    await asyncio.sleep(RECONNECT_PAUSE_S)
            for topic in tuple(self._listeners):
                self._tell(topic, None)

    def _hear(self, _connection: object, sender: int, _channel: str, payload: object) -> None:
        topic, _, text = str(payload).partition(" ")
        if topic == RELEASED:
            self._wake(int(text))
        elif self._connection is not None and sender != self._connection.pid:
            self._tell(topic, text)

    def _wake(self, number: int) -> None:
        if event := self._released.pop(number, None):
            event.set()

    def _tell(self, topic: str, text: str | None) -> None:
        for listener in self._listeners.get(topic, ()):
            task = asyncio.ensure_future(_listen(listener, text))
            self._told.add(task)
            task.add_done_callback(self._told.discard)


async def _listen(listener: Listener, text: str | None) -> None:
    try:
        await listener(text)
    except StoreUnavailable as error:  # what was missed is told again when the connection is back
        log.warning("an announcement is not followed: %s", error)
