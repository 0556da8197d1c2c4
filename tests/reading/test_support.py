"""What speaks for and against a repository being the authors' own."""

from __future__ import annotations

import time

import pytest

from bot.reading.support import find_disclaimer, find_owner_among

AUTHORS = ("Zongmeng Zhang", "Andrej Karpathy", "Xin Liu", "José García Márquez", "D. P. Kingma", "Jun Gao", "Yi Li")


@pytest.mark.parametrize(
    ("owner", "author"),
    [
        ("zmzhang2000", "Zongmeng Zhang"),
        ("zhangzm", "Zongmeng Zhang"),
        ("ZongmengZhang", "Zongmeng Zhang"),
        ("karpathy", "Andrej Karpathy"),
        ("andrej-karpathy", "Andrej Karpathy"),
        ("liuxin0824", "Xin Liu"),
        ("xin_liu", "Xin Liu"),
        ("jmarquez", "José García Márquez"),
        ("dpkingma", "D. P. Kingma"),
        ("liyi", "Yi Li"),
    ],
)
def test_an_owner_who_fits(owner: str, author: str) -> None:
    """Whole names, initials with a surname, and rare surnames fit."""
    assert find_owner_among(owner, AUTHORS) == author


@pytest.mark.parametrize(
    "owner",
    ["", "tensorflow", "MCG-NJU", "lucidrains", "zhang", "liu", "jingao", "gao-lab", "li", "x", "0824"],
)
def test_an_owner_who_does_not(owner: str) -> None:
    """Groups, strangers and surnames that many share fit nobody."""
    assert find_owner_among(owner, AUTHORS[:1] + AUTHORS[2:3] + AUTHORS[5:]) == ""


def test_no_authors() -> None:
    """Names that are none fit nobody."""
    assert find_owner_among("ada", ["", ".", "Ada", "Ω"]) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Unofficial PyTorch implementation of Engine", "Unofficial PyTorch implementation of Engine"),
        ("# Engine\nThis is an unofficial port. Have fun!", "This is an unofficial port"),
        ("A re-implementation of Engine in JAX", "A re-implementation of Engine in JAX"),
        (
            "Note that this is not the official code of the paper!",
            "Note that this is not the official code of the paper",
        ),
        ("My implementation of Attention", "My implementation of Attention"),
        ("We are not affiliated with the authors.", "We are not affiliated with the authors"),
        ("An attempt to reproduce the results", "An attempt to reproduce the results"),
    ],
)
def test_a_disclaimer(text: str, words: str) -> None:
    """The words come as they stand, one sentence of them."""
    assert find_disclaimer(text) == words


@pytest.mark.parametrize(
    "text",
    ["", "Official implementation of Engine", "PyTorch implementation of Engine", "Code for the paper",
     "The official re-implementation in JAX", "Implementing engines"],
)  # fmt: skip
def test_no_disclaimer(text: str) -> None:
    """What the authors might write as well says nothing."""
    assert find_disclaimer(text) == ""


def test_long_texts_are_quick() -> None:
    """A README of a megabyte takes no time to speak of, whatever is in it."""
    started = time.process_time()
    for text in (
        "a " * 500_000,
        "not an " * 150_000,
        "re-" * 300_000,
        "x" * 1_000_000 + " unofficial " + "y" * 1_000_000,
    ):
        assert len(find_disclaimer(text)) <= 2 * 120
    assert time.process_time() - started < 5
