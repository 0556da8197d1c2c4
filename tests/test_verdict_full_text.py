"""What the full text means for a verdict: still in the queue, read, in no form that we read, or not to be had."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.evidence import Facts
from bot.history import earlier_absence
from bot.models import (
    Confidence,
    FullTextState,
    Nature,
    OwnLink,
    Paper,
    Quote,
    Reading,
    Repository,
    RepositoryState,
    ScanResult,
    Statement,
    TextField,
)
from bot.status import Status
from bot.verdict import judge
from tests.worded import worded

OLD_ENOUGH = datetime(2023, 3, 1, tzinfo=UTC)
ON, NOW = date(2026, 11, 24), datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://github.com/ada/engine"
HTML = "https://arxiv.org/html/2303.00001v1"
CODE = Repository(URL, "ada/engine", RepositoryState.CODE, 1, 2, n_files=9)


def facts(
    state: FullTextState,
    reading: Reading = Reading(),  # noqa: B008 - frozen
    *repositories: Repository | None,
    published: datetime = OLD_ENOUGH,
) -> Facts:
    paper = Paper("2303.00001", 1, "A", "An abstract.", ("Ada",), ("cs.LG",), published, published, "9 pages")
    links = tuple(OwnLink(URL, found, "" if found else "GitHub could not be asked") for found in repositories)
    return Facts(paper, reading, NOW, links, full_text=state, full_text_url=HTML)


def said(statement: Statement) -> Reading:
    return Reading(statement=statement, statement_quotes=(Quote("words", TextField.ABSTRACT, 0),))


PROMISED, ON_REQUEST, RELEASED = (said(each) for each in (Statement.PROMISED, Statement.ON_REQUEST, Statement.RELEASED))
SURVEY = Reading(nature=Nature.SURVEY, nature_quotes=(Quote("A", TextField.TITLE, 0),))
OLD = datetime(2005, 1, 1, tzinfo=UTC)
YOUNG = NOW - timedelta(days=10)


@pytest.mark.parametrize(
    ("known", "status", "awaits"),
    [
        (facts(FullTextState.WAITING), Status.GHOSTED, True),
        (facts(FullTextState.WAITING, PROMISED), Status.COMING_SOON, True),
        (facts(FullTextState.WAITING, ON_REQUEST), Status.HOUDINI, True),
        (facts(FullTextState.WAITING, RELEASED), Status.UNMARKED_GRAVE, True),
        (facts(FullTextState.WAITING, published=OLD), Status.OLD_AGE, True),
        (facts(FullTextState.WAITING, published=YOUNG), Status.GRACE_PERIOD, True),
        (facts(FullTextState.WAITING, SURVEY), Status.CARTOGRAPHER, False),
        (facts(FullTextState.WAITING, Reading(), CODE), Status.ALIVE, False),
        (facts(FullTextState.WAITING, Reading(), None), Status.FOG, False),
        (facts(FullTextState.OFF), Status.GHOSTED, False),
        (facts(FullTextState.ABSENT), Status.GHOSTED, False),
        (facts(FullTextState.READ), Status.GHOSTED, False),
    ],
)
def test_in_the_queue(known: Facts, status: Status, awaits: bool) -> None:
    """In the queue is no failure: the verdict stands, with low confidence, and says what is still to be read."""
    verdict = judge(known, ON)
    assert verdict.status is status
    assert verdict.awaits_full_text is awaits
    assert ("full text still to be read" in worded(verdict.reason)) is awaits
    assert not awaits or verdict.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("known", "status"),
    [
        (facts(FullTextState.FAILED), Status.FOG),
        (facts(FullTextState.FAILED, PROMISED), Status.FOG),
        (facts(FullTextState.FAILED, published=OLD), Status.FOG),
        (facts(FullTextState.FAILED, published=YOUNG), Status.FOG),
        (facts(FullTextState.FAILED, SURVEY), Status.CARTOGRAPHER),
        (facts(FullTextState.FAILED, Reading(), CODE), Status.ALIVE),
        (facts(FullTextState.FAILED, Reading(), replace(CODE, state=RepositoryState.EMPTY)), Status.EMPTY_TOMB),
        (facts(FullTextState.FAILED, Reading(), replace(CODE, state=RepositoryState.GONE)), Status.NOT_FOUND),
    ],
)
def test_not_to_be_had(known: Facts, status: Status) -> None:
    """A full text that is switched on and could not be asked makes fog of what rests on nothing having been found."""
    verdict = judge(known, ON)
    assert verdict.status is status
    assert verdict.evidence


def test_read_and_silent() -> None:
    """Ghosted after the full text was read says so, and is surer."""
    verdict = judge(facts(FullTextState.READ), ON)
    assert verdict.confidence is Confidence.MEDIUM
    assert worded(verdict.reason) == "no code is named; abstract, comment and full text were read"
    assert worded(verdict.evidence[0].text) == "No code URL or promise found in abstract, comment or full text"
    assert verdict.evidence[0].url == HTML


def test_quoted_where_it_stands() -> None:
    """Words of the full text are quoted with their place, and lead there."""
    quotes = (Quote("Our code is available.", TextField.FULL_TEXT, 0, "§1, footnote 2"),)
    verdict = judge(facts(FullTextState.READ, Reading((URL,), (), Statement.URL, statement_quotes=quotes), CODE), ON)
    assert (worded(verdict.evidence[0].source), verdict.evidence[0].url) == ("full text, §1, footnote 2", HTML)


def test_a_first_answer_overlooks_nothing() -> None:
    """Code that the full text names is not "missed": the scan before had not read it yet."""
    before = ScanResult(
        "2303.00001", Status.GHOSTED, Confidence.LOW, "", (), (), NOW - timedelta(minutes=1), awaits_full_text=True
    )
    assert earlier_absence((before,), URL, CODE) == (None, False)
    assert earlier_absence((replace(before, awaits_full_text=False),), URL, CODE)[0] is not None
