"""`import` of an arXiv snapshot: what is kept, what is left alone, and that it goes on where it ended."""

from __future__ import annotations

import gzip
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.cli import snapshot
from bot.cli.imports import import_file
from bot.errors import CannotStart
from bot.models import Paper
from bot.settings import Settings
from bot.sources.arxiv_snapshot import parse_line
from bot.store import open_store
from tests.benchmarks.snapshot import Generator

# Two records of the snapshot's form, shortened; the first is the example in the data set's description.
FIRST = {
    "id": "0704.0001",
    "submitter": "Pavel Nadolsky",
    "authors": "C. Bal\\'azs, E. L. Berger, P. M. Nadolsky, C.-P. Yuan",
    "title": "Calculation of prompt diphoton production cross sections at Tevatron and\n  LHC energies",
    "comments": "37 pages, 15 figures; published version",
    "journal-ref": "Phys.Rev.D76:013009,2007",
    "doi": "10.1103/PhysRevD.76.013009",
    "report-no": "ANL-HEP-PR-07-12",
    "categories": "hep-ph",
    "license": None,
    "abstract": "  A fully differential calculation in perturbative\n  quantum chromodynamics.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [
        ["Balázs", "C.", ""], ["Berger", "E. L.", ""], ["Nadolsky", "P. M.", "", "ANL"], ["Yuan", "C. -P.", ""],
    ],
}  # fmt: skip
PAPER = Paper(
    arxiv_id="0704.0001",
    version=2,
    title="Calculation of prompt diphoton production cross sections at Tevatron and LHC energies",
    abstract="A fully differential calculation in perturbative quantum chromodynamics.",
    authors=("C. Balázs", "E. L. Berger", "P. M. Nadolsky", "C. -P. Yuan"),
    categories=("hep-ph",),
    published=datetime(2007, 4, 2, 19, 18, 42, tzinfo=UTC),
    updated=datetime(2007, 7, 24, 20, 10, 27, tzinfo=UTC),
    comment="37 pages, 15 figures; published version",
    journal_ref="Phys.Rev.D76:013009,2007",
    doi="10.1103/PhysRevD.76.013009",
)
OLD = FIRST | {"id": "hep-th/9901001", "title": "Old", "categories": "math.GT hep-th", "comments": None, "doi": " "}
MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)


def lines(*papers: dict[str, Any]) -> bytes:
    """A snapshot of these papers."""
    return b"".join(msgspec.json.encode(paper) + b"\n" for paper in papers)


def write(path: Path, content: bytes, made_at: datetime = MADE_AT) -> Path:
    """A file that was made at a moment."""
    path.write_bytes(content)
    os.utime(path, (made_at.timestamp(), made_at.timestamp()))
    return path


async def kept(database_url: str, arxiv_id: str) -> tuple[Paper, datetime] | None:
    """What the store holds of a paper."""
    async with open_store(database_url) as store:
        return await store.papers.get(arxiv_id)


async def test_records_are_kept(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every field of a record arrives, white space folded; papers are found by their titles; no verdict is made up."""
    path = write(tmp_path / "snapshot.jsonl", lines(FIRST, OLD))
    assert await import_file(Settings(database_url=database_url), path) == 0
    assert capsys.readouterr().out.startswith("Papers new or changed: 2; as they were: 0; left out: 0. 2 lines in ")
    assert await kept(database_url, "0704.0001") == (PAPER, MADE_AT)
    async with open_store(database_url) as store:
        old = await store.papers.get("hep-th/9901001")
        assert old is not None
        assert (old[0].categories, old[0].comment, old[0].doi) == (("math.GT", "hep-th"), None, None)
        assert await store.search.find_by_title("diphoton prod", 5) == ((PAPER.arxiv_id, PAPER.title),)
        assert await store.papers.get_with_scan("0704.0001") is None


async def test_a_gzipped_snapshot(tmp_path: Path) -> None:
    """A gzipped file is read as it is."""
    path = write(tmp_path / "snapshot.jsonl.gz", gzip.compress(lines(FIRST)))
    url = f"sqlite:///{tmp_path / 'pwnc.db'}"
    assert await import_file(Settings(database_url=url), path) == 0
    assert await kept(url, "0704.0001") == (PAPER, MADE_AT)


async def test_a_newer_snapshot_touches_what_changed(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a newer snapshot only the new and the changed papers are written; what arXiv said later itself stays."""
    settings = Settings(database_url=database_url)
    papers = list(Generator().papers(50))
    await import_file(settings, write(tmp_path / "1.jsonl", lines(*papers)))
    later = MADE_AT + timedelta(days=7)
    asked = replace(parse_line(lines(papers[2])), comment="asked of arXiv since")
    async with open_store(database_url) as store:
        await store.papers.record([asked], later + timedelta(hours=1))
    newer = [paper.copy() for paper in papers] + list(Generator(2).papers(60))[50:]
    newer[0]["doi"] = "10.1000/new"
    newer[1]["title"] = "Another title altogether"
    newer[2]["comments"] = "older than what arXiv said"
    capsys.readouterr()
    await import_file(settings, write(tmp_path / "2.jsonl", lines(*newer), later))
    assert capsys.readouterr().out.startswith("Papers new or changed: 12; as they were: 48; left out: 0.")
    assert await kept(database_url, newer[0]["id"]) == (parse_line(lines(newer[0])), later)
    assert await kept(database_url, newer[2]["id"]) == (asked, later + timedelta(hours=1))
    assert await kept(database_url, newer[3]["id"]) == (parse_line(lines(papers[3])), MADE_AT)
    async with open_store(database_url) as store:
        assert await store.search.find_by_title("another title alt", 5) == ((newer[1]["id"], newer[1]["title"]),)


async def test_an_import_goes_on_where_it_ended(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that broke off keeps whole steps; the next one reads what is left, and a third has nothing to do."""
    settings = Settings(database_url=database_url)
    papers = list(Generator().papers(25))
    path = write(tmp_path / "snapshot.jsonl", lines(*papers))
    monkeypatch.setattr(snapshot, "STEP_LINES", 10)

    def break_off(line: bytes) -> Paper:
        paper = parse_line(line)
        if paper.arxiv_id == papers[14]["id"]:
            raise KeyError("the machine stops")
        return paper

    monkeypatch.setattr(snapshot, "parse_line", break_off)
    with pytest.raises(KeyError):
        await import_file(settings, path)
    assert await kept(database_url, papers[9]["id"]) is not None
    assert await kept(database_url, papers[10]["id"]) is None
    monkeypatch.setattr(snapshot, "parse_line", parse_line)
    assert await import_file(settings, path) == 0
    said = capsys.readouterr()
    assert said.err == "Taken up after 10 lines.\n"
    assert "new or changed: 25; as they were: 0; left out: 0. 15 lines" in said.out
    for paper in papers:
        assert await kept(database_url, paper["id"]) == (parse_line(lines(paper)), MADE_AT)
    assert await import_file(settings, path) == 0
    assert " 0 lines in " in capsys.readouterr().out


BAD = {
    "cut off": lines(FIRST)[:200],
    "no id": lines(OLD | {"id": "../../etc/passwd"}),
    "no version": lines(OLD | {"versions": []}),
    "a strange version": lines(OLD | {"versions": [{"version": "v99999999999", "created": "x"}]}),
    "no moment": lines(OLD | {"versions": [{"version": "v1", "created": "Mon, 32 Apr 2007 19:18:42 GMT"}]}),
    "no text": lines(OLD | {"title": None}),
    "a surrogate": b'{"id": "0704.0002", "title": "\\ud800"}',
    "no JSON": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
}


async def test_lines_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that cannot be used is named by its number and left out, and the exit code says so."""
    content = lines(FIRST) + b"".join(line.rstrip(b"\n") + b"\n" for line in BAD.values()) + b"\n" + lines(OLD)
    path = write(tmp_path / "snapshot.jsonl", content)
    url = f"sqlite:///{tmp_path / 'pwnc.db'}"
    assert await import_file(Settings(database_url=url), path) == 1
    said = capsys.readouterr()
    assert [line.partition(" is left out")[0] for line in said.err.splitlines()] == [
        f"line {n}" for n in range(2, 2 + len(BAD))
    ]
    assert f"new or changed: 2; as they were: 0; left out: {len(BAD)}." in said.out
    assert await kept(url, "hep-th/9901001") is not None


async def test_a_line_without_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line longer than any paper is passed over without being held in memory."""
    monkeypatch.setattr("bot.cli._steps.MAX_LINE_BYTES", 4000)
    path = write(tmp_path / "snapshot.jsonl", lines(FIRST) + b"x" * 50_000 + b"\n" + lines(OLD))
    url = f"sqlite:///{tmp_path / 'pwnc.db'}"
    assert await import_file(Settings(database_url=url), path) == 1
    assert await kept(url, "hep-th/9901001") is not None


@pytest.mark.parametrize(
    "content",
    [b"", b"hello\n", b"[1]\n", b'{"a": 1}\n', b"\x1f\x8bnonsense", gzip.compress(b"x" * 99)[:-9], None],
    ids=[
        "empty",
        "text",
        "a list",
        "an object",
        "no gzip",
        "cut off",
        "no file",
    ],  # gzip writes the time into its bytes
)
async def test_other_files(tmp_path: Path, content: bytes | None) -> None:
    """What cannot be imported, or is not there, is one sentence, and nothing is made."""
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CannotStart, match="file"):
        await import_file(Settings(database_url=f"sqlite:///{tmp_path / 'pwnc.db'}"), path)
    assert not (tmp_path / "pwnc.db").exists()
