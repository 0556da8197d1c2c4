"""What authors of many fields and years say, and what kinds of papers they write: the tables beside this file."""

from __future__ import annotations

import pytest

from bot.models import Nature, Statement
from bot.reading import read
from tests.reading import abstracts, sentences

IN_ABSTRACTS = [
    *sentences.LINKED, *sentences.SAID_RELEASED, *sentences.PROMISES, *sentences.ASKED, *sentences.OTHERS_CODE,
    *sentences.NOT_CODE, *sentences.MORE,
]  # fmt: skip


@pytest.mark.parametrize("row", IN_ABSTRACTS, ids=str)
def test_in_an_abstract(row: sentences.Row) -> None:
    reading = read("A study", row[0], "")
    assert (reading.statement, list(reading.own_urls)) == (row[1], row[2].split() if len(row) > 2 else [])


@pytest.mark.parametrize("row", sentences.COMMENTS, ids=str)
def test_in_a_comment(row: sentences.Row) -> None:
    reading = read("A study", "", row[0])
    assert (reading.statement, list(reading.own_urls)) == (row[1], row[2].split() if len(row) > 2 else [])


@pytest.mark.parametrize(("title", "statement"), sentences.TITLES)
def test_in_a_title(title: str, statement: Statement) -> None:
    assert read(title, "We consider a problem.", "").statement is statement


@pytest.mark.parametrize(("text", "own", "other"), sentences.LINKS)
def test_whose_links(text: str, own: str, other: str) -> None:
    reading = read("A study", "", text)
    assert ({*reading.own_urls}, {*reading.other_urls}) == ({*own.split()}, {*other.split()})


@pytest.mark.parametrize(("title", "abstract", "comment", "statement"), sentences.PAPERS)
def test_in_a_paper(title: str, abstract: str, comment: str, statement: Statement) -> None:
    assert read(title, abstract, comment).statement is statement


@pytest.mark.parametrize(
    ("row", "nature"),
    [
        *((row, Nature.SURVEY) for row in abstracts.SURVEYS),
        *((row, Nature.THEORY) for row in abstracts.THEORIES),
        *((row, Nature.OTHER) for row in abstracts.NEITHER),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)
def test_nature(row: abstracts.Row, nature: Nature) -> None:
    title, abstract, categories = row
    assert read(title, abstract, "", categories).nature is nature
