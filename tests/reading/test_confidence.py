"""How sure a reading is: the plain cases are, those near a border are not."""

from __future__ import annotations

import pytest

from bot.models import Confidence, Nature, Reading, Statement
from bot.reading import read

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Our code is available at https://github.com/a/b.", HIGH),
        ("https://github.com/a/b", HIGH),
        ("Project page: https://a.org/b", MEDIUM),
        ("The tool is available at https://a.org/b.", MEDIUM),
        ("Project page: https://a.org/b. Code: https://github.com/a/b", HIGH),
        ("Code will be released upon acceptance.", HIGH),
        ("We release our code.", HIGH),
        ("We present FOO, a Python package for bars.", MEDIUM),
        ("Code is available upon request.", HIGH),
        ("The program can be obtained from the authors.", MEDIUM),
        ("We propose a method.", HIGH),
        ("We propose a method. Video: https://youtu.be/x", MEDIUM),
    ],
)
def test_a_statement(text: str, confidence: Confidence) -> None:
    assert read("A study", text, "").statement_confidence is confidence


@pytest.mark.parametrize(
    ("title", "abstract", "categories", "nature", "confidence"),
    [
        (
            "Graph matching: a survey",
            "This survey gives an overview of graph matching.",
            ("cs.DM",),
            Nature.SURVEY,
            HIGH,
        ),
        ("On bars", "The theory of bars is reviewed.", ("hep-ex",), Nature.SURVEY, MEDIUM),
        ("Groups", "We prove a theorem on finite groups and a conjecture.", ("math.GR",), Nature.THEORY, HIGH),
        ("A bound", "We derive an entropic bound for quantum states.", ("quant-ph",), Nature.THEORY, LOW),
        ("A detector", "We train a network on images and report its accuracy.", ("cs.CV",), Nature.OTHER, HIGH),
        ("A scheme", "We analyse a scheme and test it numerically.", ("math.NA",), Nature.OTHER, MEDIUM),
    ],
)
def test_a_nature(
    title: str, abstract: str, categories: tuple[str, ...], nature: Nature, confidence: Confidence
) -> None:
    reading = read(title, abstract, "", categories)
    assert (reading.nature, reading.nature_confidence) == (nature, confidence)


@pytest.mark.parametrize(
    ("statement", "of_statement", "of_nature", "expected"),
    [
        (Statement.URL, HIGH, LOW, HIGH),
        (Statement.RELEASED, MEDIUM, HIGH, MEDIUM),
        (Statement.NONE, HIGH, LOW, LOW),
        (Statement.NONE, MEDIUM, HIGH, MEDIUM),
        (Statement.NONE, HIGH, HIGH, HIGH),
    ],
)
def test_what_decides_the_status_decides_how_sure_it_is(
    statement: Statement, of_statement: Confidence, of_nature: Confidence, expected: Confidence
) -> None:
    reading = Reading(statement=statement, statement_confidence=of_statement, nature_confidence=of_nature)
    assert reading.confidence is expected
