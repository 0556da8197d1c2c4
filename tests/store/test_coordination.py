"""Several processes on one PostgreSQL: each store here has connections of its own, as a process has."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import asyncpg
import pytest

from bot.cli.scan import with_library
from bot.models import Tone
from bot.sandbox.library import Library
from bot.services import open_services
from bot.settings import Settings
from bot.store import open_store
from bot.store.coordination import Coordination
from tests.postgresql import PostgresServer, make_schema, run_server

WITHIN_S = 20.0
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SEED = "2504.21051"


@pytest.fixture
async def library() -> AsyncIterator[Library]:
    """The services' stand-ins."""
    async with Library() as served:
        yield served


@pytest.fixture
async def address(postgresql: PostgresServer) -> str:
    """The address of an empty PostgreSQL store."""
    return await make_schema(postgresql)


@pytest.fixture
async def processes(address: str) -> AsyncIterator[list[Coordination]]:
    """Three that share a store."""
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(open_store(address)) for _ in range(3)]
        yield [store.coordination for store in stores]


async def started_ms(address: str) -> int:
    """When the last request through the gate "arXiv" started, by the server's clock."""
    connection = await asyncpg.connect(address)
    moment = await connection.fetchval("select started_at from gates where name = 'arXiv'")
    await connection.close()
    return int(moment)


async def test_a_gate_of_all(processes: list[Coordination], address: str) -> None:
    """Requests of all processes pass one by one, their starts the interval apart."""
    gates = [process.gate("arXiv", 0.15) for process in processes]
    inside, starts = 0, []

    async def ask(n: int) -> None:
        nonlocal inside
        async with gates[n % 3].hold():
            inside += 1
            await gates[n % 3].turn()
            starts.append(await started_ms(address))
            assert inside == 1
            inside -= 1

    await asyncio.gather(*(ask(n) for n in range(7)))
    assert all(later - earlier >= 150 for earlier, later in pairwise(starts))


async def test_gates_of_other_names_are_apart(processes: list[Coordination]) -> None:
    """Who holds one gate holds up nobody at another."""
    async with processes[0].gate("pages", 60.0).hold(), processes[1].gate("API", 60.0).hold():
        pass


async def test_alone(processes: list[Coordination]) -> None:
    """One is inside at a time, in one process as among several; who came first is not told that it waited."""
    inside, waited = 0, []

    async def enter(n: int) -> None:
        nonlocal inside
        async with processes[n % 3].alone("scan 1706.03762") as had_to_wait:
            inside += 1
            assert inside == 1
            for _ in range(5):
                await asyncio.sleep(0)
            inside -= 1
            waited.append(had_to_wait)

    await asyncio.wait_for(asyncio.gather(*(enter(n) for n in range(9))), WITHIN_S)
    assert (len(waited), waited[0]) == (9, False)
    async with processes[0].alone("scan 1") as first, processes[1].alone("scan 2") as second:
        assert not first
        assert not second


async def test_who_is_cancelled_lets_go(processes: list[Coordination]) -> None:
    """A scan that is given up, inside or waiting, keeps nobody out."""
    entered = asyncio.Event()

    async def stay(n: int) -> None:
        async with processes[n].alone("scan"):
            entered.set()
            await asyncio.Event().wait()

    staying = asyncio.create_task(stay(0))
    await entered.wait()
    waiting = asyncio.create_task(stay(1))
    await asyncio.sleep(0)
    for task in (waiting, staying):
        task.cancel()
    await asyncio.gather(staying, waiting, return_exceptions=True)
    async with asyncio.timeout(WITHIN_S), processes[2].alone("scan"):
        pass


async def test_one_leads(processes: list[Coordination], address: str) -> None:
    """A task is one process's until that ends; then another takes it over."""
    async with open_store(address) as store:
        assert await store.coordination.lead("rescans")
        assert [await process.lead("rescans") for process in processes] == [False, False, False]
        assert await store.coordination.lead("rescans")
        assert await processes[0].lead("digest")
    assert [await process.lead("rescans") for process in processes] == [True, False, False]


async def test_others_hear_what_is_announced(processes: list[Coordination]) -> None:
    """An announcement reaches every other process that listens to its topic, not the one that made it."""
    heard: asyncio.Queue[tuple[int, str | None]] = asyncio.Queue()

    def listener(n: int, topic: str) -> None:
        async def hear(text: str | None) -> None:
            heard.put_nowait((n, text))

        processes[n].listen(topic, hear)

    for n in range(3):
        listener(n, "settings")
    listener(2, "other")
    await processes[0].announce("settings", "81384788765712384 x")
    await processes[1].announce("other", "done")
    found = [await asyncio.wait_for(heard.get(), WITHIN_S) for _ in range(3)]
    assert sorted(found) == [(1, "81384788765712384 x"), (2, "81384788765712384 x"), (2, "done")]
    assert heard.empty()


async def test_settings_of_a_server_are_followed(address: str) -> None:
    """What a server decides in one process is in force in the others, and so is that it decides nothing any more."""
    async with open_store(address) as one, open_store(address) as other:

        async def wait_until(tone: Tone) -> None:
            async with asyncio.timeout(WITHIN_S):
                while other.guild_settings.get(5).tone is not tone:  # noqa: ASYNC110 - nothing tells when
                    await asyncio.sleep(0.01)

        await one.guild_settings.change(5, NOW, tone=Tone.PLAIN)
        await wait_until(Tone.PLAIN)
        await one.guild_settings.forget(5)
        await wait_until(Tone.CRYPT)


async def test_two_processes_scan_a_paper_once(library: Library, address: str) -> None:
    """Two processes that are asked for the same papers at once scan each once, through one gate."""
    settings = with_library(Settings(database_url=address), library.settings)
    async with open_services(settings) as one, open_services(settings) as other:
        asked = [services.scanner.scan(SEED).outcome for services in (one, other)]
        first, second = await asyncio.wait_for(asyncio.gather(*asked), WITHIN_S)
        assert first == second
        assert first is not None
        assert await one.store.scans.get_all(SEED) == (first.result,)
    requests = [request for request in library.requests if request.service == "arxiv" and SEED in request.path_qs]
    assert len(requests) == 1


async def test_after_a_lost_connection(postgresql: PostgresServer) -> None:
    """When the server was away, listeners are told that they may have missed something, and locks work again."""
    with run_server(postgresql.binaries) as server:
        async with open_store(server.url()) as one, open_store(server.url()) as other:
            missed: asyncio.Queue[str | None] = asyncio.Queue()

            async def hear(text: str | None) -> None:
                missed.put_nowait(text)

            other.coordination.listen("settings", hear)
            assert await one.coordination.lead("rescans")
            server.stop()
            server.start()
            assert await asyncio.wait_for(missed.get(), WITHIN_S) is None
            async with one.coordination.alone("scan"), one.coordination.gate("arXiv", 0.0).hold():
                pass
            await one.coordination.announce("settings", "again")
            assert await asyncio.wait_for(missed.get(), WITHIN_S) == "again"
            assert [await store.coordination.lead("rescans") for store in (one, other)].count(True) == 1


HOLDER = """
import asyncio, sys
from bot.store import open_store

async def main():
    async with open_store(sys.argv[1]) as store:
        gate = store.coordination.gate("arXiv", 0.0)
        async with store.coordination.alone("scan"), gate.hold():
            await gate.turn()
            print(await store.coordination.lead("rescans"), flush=True)
            await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_a_killed_process_lets_go(
    processes: list[Coordination], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a real process held when it was killed is free for the others."""
    monkeypatch.setattr("bot.store._postgres_coordination.LOOK_AGAIN_S", 0.1)
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, address, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parent.parent.parent
    )
    assert holder.stdout is not None
    assert await asyncio.wait_for(holder.stdout.readline(), WITHIN_S) == b"True\n"
    assert not await processes[0].lead("rescans")

    async def enter() -> None:
        async with processes[0].alone("scan"), processes[0].gate("arXiv", 0.0).hold():
            pass

    entering = asyncio.create_task(enter())
    os.kill(holder.pid, signal.SIGKILL)
    await holder.wait()
    await asyncio.wait_for(entering, WITHIN_S)
    assert await processes[0].lead("rescans")


async def test_one_process_alone(tmp_path: Path) -> None:
    """On SQLite nobody is waited for."""
    async with open_store(f"sqlite:///{tmp_path / 'pwnc.db'}") as store:
        coordination = store.coordination
        async with coordination.alone("scan") as waited, coordination.gate("arXiv", 0.0).hold():
            assert not waited
        assert await coordination.lead("rescans")
        await coordination.announce("settings", "1")


async def test_a_clock_that_was_set_back(processes: list[Coordination], address: str) -> None:
    """A last start in the future makes nobody wait longer than the interval."""
    gate = processes[0].gate("arXiv", 0.05)
    async with gate.hold():
        await gate.turn()
    connection = await asyncpg.connect(address)
    await connection.execute("update gates set started_at = started_at + 86400000")
    future = await connection.fetchval("select started_at from gates")
    async with asyncio.timeout(WITHIN_S), gate.hold():
        await gate.turn()
    assert await connection.fetchval("select started_at from gates") < future
    await connection.close()
