"""The archive of Papers with Code as a file: its two forms, and files that are something else."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.errors import CannotStart
from bot.models import CodeLink
from bot.sources import papers_with_code
from bot.sources.papers_with_code import Counts, read_links

JULY = datetime(2025, 7, 1, tzinfo=UTC)


def row(
    arxiv_id: str | None = "1805.07499", url: str | None = "https://github.com/roatienza/densemapnet", **more: Any
) -> Any:
    return {
        "paper_url": "https://paperswithcode.com/paper/fast-disparity-estimation",
        "paper_title": "Fast “Disparity” {Estimation} using ], \\ Dense Networks",
        "paper_arxiv_id": arxiv_id,
        "paper_url_abs": "http://arxiv.org/abs/1805.07499v1",
        "paper_url_pdf": "http://arxiv.org/pdf/1805.07499v1.pdf",
        "repo_url": url,
        "is_official": True,
        "mentioned_in_paper": True,
        "mentioned_in_github": True,
        "framework": "tf",
        **more,
    }


UNSAID = {"is_official": None, "mentioned_in_paper": None, "framework": "none"}
LINK = CodeLink("1805.07499", "https://github.com/roatienza/densemapnet", True, True, "tf", JULY)


def read_all(path: Path) -> tuple[list[CodeLink], Counts]:
    counts = Counts()
    return [link for batch in read_links(path, JULY, counts) for link in batch], counts


FORMS = {
    "pretty": json.dumps([row(), row("2303.16094")], indent=2, ensure_ascii=False),
    "compact": json.dumps([row(), row("2303.16094")], separators=(",", ":")),
    "lines": "\n".join(json.dumps(one) for one in (row(), row("2303.16094"))) + "\n",
}


@pytest.mark.parametrize("piece", [1, 7, 1 << 18])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("is_gzipped", [False, True])
def test_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, is_gzipped: bool, piece: int) -> None:
    """A list however it is laid out, gzipped or not, or one object a line, wherever the pieces end."""
    monkeypatch.setattr(papers_with_code, "PIECE", piece)
    path = tmp_path / "links.json"
    body = FORMS[form].encode()
    path.write_bytes(gzip.compress(body) if is_gzipped else body)
    links, counts = read_all(path)
    assert [link.arxiv_id for link in links] == ["1805.07499", "2303.16094"]
    assert links[0] == LINK
    assert counts == Counts(2, 0)


@pytest.mark.parametrize(
    ("one", "kept"),
    [
        (row("1805.07499v2"), LINK),
        (row(url="http://www.github.com/roatienza/densemapnet.git"), LINK),
        (row(**UNSAID), replace(LINK, is_official=False, is_in_paper=False, framework="")),
        (row(None), None),
        (row("not an id"), None),
        (row(url=None), None),
        (row(url="javascript:alert(1)"), None),
        (row(url="https://user:secret@example.org/"), None),
        (row(url="https://example.org/" + "a" * 600), None),
        (row("1" * 10_000), None),
    ],
)  # fmt: skip
def test_rows(tmp_path: Path, one: Any, kept: CodeLink | None) -> None:
    """Ids lose their version, addresses their variants; what names no paper or no web address is left out."""
    path = tmp_path / "links.json"
    path.write_text(json.dumps([one]))
    links, counts = read_all(path)
    assert links == ([kept] if kept else [])
    assert counts == (Counts(1, 0) if kept else Counts(0, 1))


WHOLE = json.dumps([row(), row()])
BAD = {
    "nothing there": None,
    "empty gzip": gzip.compress(b"[" + b" " * 100)[:-6],
    "cut off": WHOLE[:-40].encode(),
    "no end": WHOLE[:-1].encode(),
    "text": b"Not Found",
    "HTML": b"<!doctype html><html></html>",
    "another list": json.dumps([{"title": "Attention", "abstract": "..."}]).encode(),
    "a list of words": b'["a", "b"]',
    "wrong kinds": json.dumps([row(is_official="yes")]).encode(),
    "no UTF-8": b'[{"repo_url": "\xff\xfe"}]',
    "Parquet": b"PAR1\x15\x04\x15",
    "zip": b"PK\x03\x04....",
    "deep": b'[{"a":' + b"[" * 200_000,
    "endless": b'[{"repo_url": "' + b"a" * 3_000_000,
    "garbage behind": WHOLE.encode() + b" and more",
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read(tmp_path: Path, name: str) -> None:
    """One sentence says what is wrong and what to give."""
    path = tmp_path / "links.json"
    if (body := BAD[name]) is not None:
        path.write_bytes(body)
    with pytest.raises(CannotStart) as raised:
        read_all(path)
    assert str(raised.value).endswith("give the file links-between-papers-and-code.json or .json.gz.")
    assert "\n" not in str(raised.value)


def test_what_came_before_a_bad_end_is_kept(tmp_path: Path) -> None:
    """Batches are given as they come: a file that is cut off can be read again later."""
    path = tmp_path / "links.json"
    path.write_text(json.dumps([row(url=f"https://github.com/a/b{n}") for n in range(2_500)])[:-1])
    batches = read_links(path, JULY, Counts())
    assert [len(next(batches)), len(next(batches))] == [1000, 1000]
    with pytest.raises(CannotStart):
        next(batches)


def test_a_large_file_takes_no_more_memory(tmp_path: Path) -> None:
    """The file is never in memory as a whole."""
    path = tmp_path / "links.json.gz"
    one = json.dumps(row()) + ","
    with gzip.open(path, "wt") as file:
        file.write("[")
        for _ in range(30):
            file.write(one * 1000)
        file.write(json.dumps(row()) + "]")
    tracemalloc.start()
    counts = Counts()
    for _ in read_links(path, JULY, counts):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert counts.n_links == 30_001
    assert peak < 6_000_000
