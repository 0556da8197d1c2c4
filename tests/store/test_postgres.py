"""PostgreSQL where things go wrong: what the operator is told, and how the store comes back."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import asyncpg
import pytest

from bot.errors import CannotStart, StoreUnavailable
from bot.models import Answer, PaperLink
from bot.store import open_store
from bot.store.store import open_database
from tests.postgresql import PostgresServer, make_schema, run_server

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
INSERT = "insert into papers values (:id, 1, 't', 'a', '[]', '[]', 0, 0, null, null, null, 0)"


async def refusal(database_url: str) -> str:
    """The sentence with which the store at `database_url` is refused."""
    with pytest.raises(CannotStart) as raised:
        async with open_store(database_url):
            pass
    return str(raised.value)


async def test_no_server() -> None:
    """Where nobody listens, the sentence names the address without its password."""
    sentence = await refusal("postgresql://pwnc:sesame@127.0.0.1:9/pwnc")
    assert sentence.startswith("No PostgreSQL answers at postgresql://pwnc@127.0.0.1:9/pwnc")
    assert "DATABASE_URL" in sentence


async def test_a_wrong_password(postgresql: PostgresServer) -> None:
    """A wrong password is told as such, and not repeated."""
    sentence = await refusal(postgresql.url(password="wrong-horse"))
    assert sentence.startswith("PostgreSQL refuses the user or password of postgresql://pwnc@127.0.0.1")
    assert "wrong-horse" not in sentence


async def test_no_database(postgresql: PostgresServer) -> None:
    """A database that is not there is told with the command that makes it."""
    assert "createdb" in await refusal(postgresql.url("nothing_here"))


@pytest.mark.parametrize("address", ["postgresql://x:y@host:port/z", "postgresql://?sslmode=sometimes"])
async def test_no_address(address: str) -> None:
    """What is no address of a database is one sentence."""
    assert "DATABASE_URL" in await refusal(address)


async def test_another_encoding(postgresql: PostgresServer) -> None:
    """A database that cannot hold every character is refused before anything is made in it."""
    connection = await asyncpg.connect(postgresql.url())
    await connection.execute("create database latin encoding 'LATIN1' locale 'C' template template0")
    await connection.close()
    sentence = await refusal(postgresql.url("latin"))
    assert "keeps text as LATIN1" in sentence
    connection = await asyncpg.connect(postgresql.url("latin"))
    assert await connection.fetchval("select count(*) from pg_tables where schemaname = 'public'") == 0
    await connection.close()


async def test_a_user_who_may_not_make_tables(postgresql: PostgresServer) -> None:
    """A right that is missing is told with what to do."""
    connection = await asyncpg.connect(postgresql.url())
    await connection.execute("create schema locked")
    await connection.execute("create role guest login password 'sesame'")
    await connection.execute("grant usage on schema locked to guest")
    await connection.close()
    url = postgresql.url().replace("pwnc:", "guest:") + "?search_path=locked"
    assert "may not make tables" in await refusal(url)


@pytest.fixture
async def old_server() -> AsyncIterator[str]:
    """A server that lets everybody in and says that it is version 11.22; its address."""

    def message(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("!I", len(body) + 4) + body

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (size := struct.unpack("!I", await reader.readexactly(4))[0]) == 8:  # SSLRequest, GSSENCRequest
            await reader.readexactly(4)
            writer.write(b"N")
        await reader.readexactly(size - 4)
        settings = {"server_version": "11.22", "client_encoding": "UTF8", "server_encoding": "UTF8"}
        parameters = [message(b"S", f"{name}\0{value}\0".encode()) for name, value in settings.items()]
        key = message(b"K", struct.pack("!II", 1, 2))
        writer.write(message(b"R", struct.pack("!I", 0)) + b"".join(parameters) + key + message(b"Z", b"I"))
        await reader.readexactly(1)  # Terminate
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with server:
        yield f"postgresql://pwnc@127.0.0.1:{server.sockets[0].getsockname()[1]}/pwnc"


async def test_an_old_server(old_server: str) -> None:
    """A server that is too old is refused with the oldest version that serves."""
    assert "is version 11, and 13 is the oldest" in await refusal(old_server)


async def test_many_processes_start_at_once(postgresql: PostgresServer) -> None:
    """One of them makes the tables, the others find them made."""
    url = await make_schema(postgresql)

    async def start() -> None:
        async with open_store(url) as store:
            assert await store.papers.get("1706.03762") is None

    await asyncio.gather(*(start() for _ in range(5)))


async def test_transactions_of_two_processes_do_not_mix(postgresql: PostgresServer) -> None:
    """What a transaction read stays true until its commit, also against another process."""
    url = await make_schema(postgresql)
    async with open_database(url) as one, open_database(url) as other:
        async with one.write_once() as connection:
            await connection.execute("create table counters (number bigint)", {})
            await connection.execute("insert into counters values (0)", {})

        async def count_up() -> None:
            for database in (one, other) * 5:
                async with database.write() as connection:
                    rows = await connection.fetch_all("select number from counters", {})
                    await connection.execute("update counters set number = :n", {"n": rows[0]["number"] + 1})

        await asyncio.gather(count_up(), count_up(), count_up())
        async with other.read() as connection:
            rows = await connection.fetch_all("select number from counters", {})
        assert rows[0]["number"] == 30


def intention(trigger_id: int) -> Answer:
    """An answer about to be sent."""
    return Answer(trigger_id, 2, 3, 4, (PaperLink("1706.03762"),), NOW)


async def test_the_server_goes_and_comes_back(postgresql: PostgresServer) -> None:
    """While the server is away a write is an error; once it is back, the same store reads and writes on."""
    with run_server(postgresql.binaries) as server:
        async with open_store(server.url()) as store:
            assert await store.answers.record_intention(intention(1))
            server.stop()
            server.start()
            assert await store.answers.get_to(1) == intention(1)
            assert await store.answers.record_intention(intention(2))


async def test_a_write_waits_for_a_server_that_starts(postgresql: PostgresServer) -> None:
    """A statement that finds nobody waits as long as a restart takes."""
    with run_server(postgresql.binaries) as server:
        async with open_store(server.url()) as store:
            server.stop()
            reading = asyncio.create_task(store.answers.get_to(1))
            await asyncio.to_thread(server.start)
            assert await reading is None


async def test_a_server_that_stays_away(postgresql: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """After that time the error says that PostgreSQL cannot be reached."""
    monkeypatch.setattr("bot.store._postgres.BACK_WITHIN_S", 0.1)
    with run_server(postgresql.binaries) as server:
        async with open_store(server.url()) as store:
            server.stop()
            for ask in (lambda: store.answers.get_to(1), lambda: store.answers.record_intention(intention(1))):
                with pytest.raises(StoreUnavailable, match="cannot be reached"):
                    await ask()
            server.start()
            assert await store.answers.get_unsent() == ()


async def test_a_connection_cut_inside_a_transaction_keeps_nothing(postgresql: PostgresServer) -> None:
    """When the server drops the connection half-way, nothing is kept and the next transaction works."""
    url = await make_schema(postgresql)
    killer = await asyncpg.connect(postgresql.url())
    async with open_database(url) as database:

        async def add(arxiv_ids: str, *, kill: bool) -> None:
            async with database.write() as connection:
                for arxiv_id in arxiv_ids:
                    await connection.execute(INSERT, {"id": arxiv_id})
                    rows = await connection.fetch_all("select pg_backend_pid() as pid", {})
                    if kill:
                        await killer.fetchval("select pg_terminate_backend($1)", rows[0]["pid"])

        with pytest.raises(StoreUnavailable):
            await add("12", kill=True)
        await add("3", kill=False)
        async with database.read() as connection:
            assert [row["arxiv_id"] for row in await connection.fetch_all("select arxiv_id from papers", {})] == ["3"]
    await killer.close()
