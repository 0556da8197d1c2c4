"""`export`, `import` of it and `backup`: moving from one database to another, whole, or not at all."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import export as exporting
from bot.cli.backup import backup
from bot.cli.export import export
from bot.cli.imports import import_file
from bot.errors import CannotStart
from bot.models import (
    Answer,
    Confidence,
    Contribution,
    ContributionEvent,
    ContributionKind,
    ContributionState,
    ContributionWay,
    Decider,
    Evidence,
    EvidenceKind,
    PaperLink,
    ScanResult,
    Vote,
)
from bot.settings import Settings
from bot.sources.arxiv_snapshot import parse_line
from bot.status import Status
from bot.store import Store, open_store
from bot.store.reactions import Reaction
from bot.store.store import open_database
from bot.store.tables import DERIVED, table_names
from tests.benchmarks.snapshot import Generator
from tests.postgresql import PostgresServer, make_schema

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAPERS = [parse_line(json.dumps(paper).encode()) for paper in Generator().papers(30)]


@pytest.fixture(params=["sqlite to postgresql", "postgresql to sqlite", "sqlite to sqlite"])
async def urls(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """The addresses of two empty stores."""

    async def make(kind: str, name: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / name}.db"
        server: PostgresServer = request.getfixturevalue("postgresql")
        return await make_schema(server)

    kinds = request.param.split(" to ")
    return await make(kinds[0], "from"), await make(kinds[1], "to")


async def fill(store: Store) -> None:
    """Something of every kind, with signs that could break a line or a text."""
    await store.papers.record(PAPERS, NOW)
    for n, paper in enumerate(PAPERS[:7]):
        quote = Evidence(EvidenceKind.QUOTE, "“code”\n\u2028soon 𝔘", "abstract", paper.url, NOW)
        await store.scans.record(
            ScanResult(paper.arxiv_id, Status.GHOSTED, Confidence.LOW, "nothing", (quote,), (), NOW),
            due_at=NOW,
            watched_due_at=NOW,
        )
        await store.answers.record_intention(Answer(10**18 + n, 2, 3, 4, (PaperLink(paper.arxiv_id, 1),), NOW))
        await store.contributions.add(
            Contribution(
                f"id{n}", paper.arxiv_id, ContributionKind.STATUS, ContributionWay.FORM, "alive", n, 3, 2, 1, NOW
            ),
            ContributionEvent(f"id{n}", NOW, "propose", ContributionState.CHECKING, Decider.AUTHOR, n, "alive"),
        )
        await store.contributions.set_vote(f"id{n}", Vote(7, True, NOW))
        await store.reactions.add(Reaction(n, 7, "zombie", 3, paper.arxiv_id, NOW))
    await store.restrictions.block(3, 7, by=8, at=NOW)
    await store.restrictions.freeze(3, PAPERS[0].arxiv_id, by=8, at=NOW)
    await store.restrictions.hide_name(7, NOW)


async def everything(database_url: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, sorted."""
    found: dict[str, list[dict[str, Any]]] = {}
    async with open_store(database_url) as store, store.tables.snapshot() as snapshot:
        for name in table_names():
            rows = [dict(row) async for some in snapshot.read(name) for row in some]
            found[name] = sorted(rows, key=json.dumps)
    return found


async def test_everything_moves(urls: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was exported from one database is in the other after the import, and found by its titles; twice is once."""
    path = tmp_path / "all.jsonl"
    async with open_store(urls[0]) as store:
        await fill(store)
    assert await export(Settings(database_url=urls[0]), path) == 0
    assert path.stat().st_mode & 0o777 == 0o600
    n_rows = len(path.read_bytes().split(b"\n")) - 2
    assert await import_file(Settings(database_url=urls[1]), path) == 0
    assert f"Rows read: {n_rows} of {n_rows}; added: {n_rows}; there already: 0." in capsys.readouterr().out
    assert await everything(urls[1]) == await everything(urls[0])
    async with open_store(urls[1]) as store:
        for paper in PAPERS[:5]:
            assert (paper.arxiv_id, paper.title) in await store.search.find_by_title(paper.title, 10)
    assert await export(Settings(database_url=urls[1]), tmp_path / "back.jsonl") == 0
    assert await import_file(Settings(database_url=urls[0]), tmp_path / "back.jsonl") == 0
    assert f"added: 0; there already: {n_rows}." in capsys.readouterr().out


async def test_every_table_moves(database_url: str) -> None:
    """No table is forgotten: those of the database are the exported ones and those that are made anew."""
    catalogue = {
        "sqlite": "select name from sqlite_master where type = 'table' and name not like 'title_index_%'",
        "postgresql": "select table_name as name from information_schema.tables where table_schema = current_schema()",
    }
    async with open_database(database_url) as database, database.read() as connection:
        rows = await connection.fetch_all(catalogue[connection.dialect], {})
        exported = {row["name"] for row in rows} - DERIVED
        assert exported == set(table_names())
        for name in table_names():
            assert await connection.get_columns(name)


@pytest.fixture
async def exported(tmp_path: Path) -> Path:
    """An export of a filled store."""
    url = f"sqlite:///{tmp_path / 'source.db'}"
    async with open_store(url) as store:
        await fill(store)
    await export(Settings(database_url=url), tmp_path / "all.jsonl.gz")
    path = tmp_path / "all.jsonl"
    path.write_bytes(gzip.decompress((tmp_path / "all.jsonl.gz").read_bytes()))
    return path


async def test_an_import_goes_on_where_it_ended(
    exported: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run that breaks off keeps what it had; the next one adds the rest, and the counts are those of both."""
    settings = Settings(database_url=database_url)
    monkeypatch.setattr(exporting, "STEP_LINES", 10)
    lines = exported.read_bytes().splitlines(keepends=True)
    whole = exporting._parse

    def break_off(line: bytes | None, path: Path, number: int) -> exporting.Line:
        if number == 33:
            raise KeyError("the machine stops")
        return whole(line, path, number)

    monkeypatch.setattr(exporting, "_parse", break_off)
    with pytest.raises(KeyError):
        await import_file(settings, exported)
    monkeypatch.setattr(exporting, "_parse", whole)
    capsys.readouterr()
    assert await import_file(settings, exported) == 0
    said = capsys.readouterr()
    assert said.err == "Taken up after 30 lines.\n"
    assert f"added: {len(lines) - 1}; there already: 0." in said.out


async def test_what_is_there_stays(exported: Path, database_url: str) -> None:
    """A row that the store holds already is not replaced."""
    async with open_store(database_url) as store:
        await store.answers.record_intention(Answer(10**18, 99, 99, 99, (), NOW))
    assert await import_file(Settings(database_url=database_url), exported) == 0
    async with open_store(database_url) as store:
        answer = await store.answers.get_to(10**18)
        assert answer is not None
        assert answer.channel_id == 99


Lines = list[bytes]


def replaced(old: bytes, new: bytes) -> Callable[[Lines], Lines]:
    """The same lines with other bytes in them."""
    return lambda lines: [line.replace(old, new) for line in lines]


def ended(last: bytes) -> Callable[[Lines], Lines]:
    """The same lines with another last one."""
    return lambda lines: [*lines[:-1], last]


BROKEN: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "cut short": (lambda lines: lines[:-3], r"is cut short: it holds \d+ of \d+ rows"),
    "cut inside a line": (lambda lines: [*lines[:-1], lines[-1][:20]], r"line \d+, is no row"),
    "another schema": (replaced(b'"schema":[1,', b'"schema":[1,999,'), "another version"),
    "another format": (replaced(b'"pwnc_export":1', b'"pwnc_export":2'), "another version"),
    "another table": (ended(b'{"table": "sqlite_master", "row": {}}\n'), "no such table"),
    "another column": (ended(b'{"table": "scans", "row": {"x) values (1); --": 1}}\n'), "columns"),
    "a column too many": (replaced(b'"abstract":', b'"x":1,"abstract":'), "columns"),
    "a null": (replaced(b'"abstract":"', b'"abstract":null,"doi":"'), "cannot be kept"),
    "no paper": (lambda lines: [line for line in lines if b'{"table":"papers"' not in line], "cannot be kept"),
}


@pytest.mark.parametrize(("change", "sentence"), BROKEN.values(), ids=BROKEN)
async def test_a_broken_file(
    exported: Path, database_url: str, change: Callable[[Lines], Lines], sentence: str
) -> None:
    """What is no whole export is one sentence."""
    exported.write_bytes(b"".join(change(exported.read_bytes().splitlines(keepends=True))))
    with pytest.raises(CannotStart, match=sentence):
        await import_file(Settings(database_url=database_url), exported)


async def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    """Neither export nor backup writes over a file, or where nobody may; nothing half-made stays."""
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'pwnc.db'}")
    async with open_store(settings.database_url):
        pass
    there = tmp_path / "there"
    there.write_text("mine")
    with pytest.raises(CannotStart, match="is there already"):
        await export(settings, there)
    with pytest.raises(CannotStart, match="is there already"):
        backup(settings, there)
    assert there.read_text() == "mine"
    for path in (tmp_path / "none" / "x", Path("/dev/full/x")):
        with pytest.raises(CannotStart, match="cannot be written"):
            await export(settings, path)
        with pytest.raises(CannotStart, match="cannot be written"):
            backup(settings, path)
    assert not list(tmp_path.glob("*.part"))


async def test_a_backup_while_the_bot_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The copy is of one moment, can be opened as a store, and the writer is not held up."""
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'pwnc.db'}")
    copy = tmp_path / "copy.db"
    done = threading.Event()
    async with open_store(settings.database_url) as store:
        await fill(store)
        before = await everything(settings.database_url)

        async def write() -> int:
            n = 0
            while not done.is_set() or n < 5:
                n += 1
                await store.answers.record_intention(Answer(n, 2, 3, 4, (), NOW))
            return n

        writing = asyncio.create_task(write())
        try:
            assert await asyncio.to_thread(backup, settings, copy) == 0
        finally:
            done.set()
        n_written = await writing
        assert len(await store.answers.get_unsent()) >= n_written
    assert "Backed up" in capsys.readouterr().out
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.db"]
    after = await everything(f"sqlite:///{copy}")
    n_answers = len(after.pop("answers"))
    assert len(before.pop("answers")) <= n_answers <= 7 + n_written
    assert after == before


async def test_a_damaged_store_gives_no_backup(tmp_path: Path) -> None:
    """A store with a broken page is told, and no copy is left that looks like a good one."""
    path = tmp_path / "pwnc.db"
    async with open_store(f"sqlite:///{path}") as store:
        await fill(store)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        for page in range(3, size // 4096):
            file.seek(page * 4096)
            file.write(os.urandom(64))
    with pytest.raises(CannotStart, match=r"damaged|cannot be backed up"):
        backup(Settings(database_url=f"sqlite:///{path}"), tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy.db*"))


def test_no_backup_of_what_is_not_there(tmp_path: Path) -> None:
    """A store that is missing, or that is none of SQLite's, is told with what to do."""
    for url, words in ((f"sqlite:///{tmp_path}/none.db", "There is no store"), ("postgresql://a:b@c/d", "pg_dump")):
        with pytest.raises(CannotStart, match=words) as raised:
            backup(Settings(database_url=url), tmp_path / "copy.db")
        assert "a:b" not in str(raised.value)
