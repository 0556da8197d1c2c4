"""Real records with labels: a floor under what was once right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.score import Row, main, read_lines, read_paper, urls

DATA = Path(__file__).parents[1] / "data" / "reading"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    labels = {label["id"]: label for label in read_lines(DATA / "labels.jsonl")}
    return [(paper, labels[paper["id"]], read_paper(paper)) for paper in read_lines(DATA / "papers.jsonl")]


def test_statements_are_as_labelled(rows: list[Row]) -> None:
    wrong = [paper["id"] for paper, label, reading in rows if reading.statement != label["statement"]]
    assert len(wrong) <= 1, wrong


def test_statuses_are_as_labelled(rows: list[Row]) -> None:
    wrong = [paper["id"] for paper, label, reading in rows if reading.text_status != label["status"]]
    assert len(wrong) <= 3, wrong


def test_own_links_are_as_labelled(rows: list[Row]) -> None:
    assert urls(rows, "own_urls")[2] >= 0.98


def test_scores_are_printed_for_both_parts(capsys: pytest.CaptureFixture[str]) -> None:
    """The tool says how many papers each part has, and its macro-F1."""
    main([str(DATA / "papers.jsonl"), str(DATA / "labels.jsonl"), "--seed", "1"])
    printed = capsys.readouterr().out
    assert "looked at: 38 papers" in printed
    assert "only scored: 25 papers" in printed
    assert printed.count("macro-F1") == 6
