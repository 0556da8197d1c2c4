"""The words that announce code, in READMEs and on pages, and those that announce something else."""

from __future__ import annotations

import time

import pytest

from bot.sources.hosts.promises import LONGEST, find_promise, says_soon


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("# APA\nComming soon!\n", "Comming soon!"),
        ("The code and dataset will be released soon.", "The code and dataset will be released soon."),
        ("Hello. **Code coming soon!** Bye.", "Code coming soon!"),
        ("- [ ] Release training code", "Release training code"),
        ("* [ ] release the inference scripts", "release the inference scripts"),
        ("Our implementation will be made publicly available upon acceptance.",
         "Our implementation will be made publicly available upon acceptance."),
        ("Code will be released after the paper is accepted", "Code will be released after the paper is accepted"),
        ("We plan to release the codebase.", "We plan to release the codebase."),
        ("The repository is under construction.", "The repository is under construction."),
        ("Stay tuned!", "Stay tuned!"),
        ("## Code (to be released)", "Code to be released"),
        ("Source code available soon at [here](https://x.org/a.b).", "Source code available soon at here"),
    ],
)  # fmt: skip
def test_promises(text: str, quote: str) -> None:
    """Each is quoted as it reads, marks aside."""
    assert find_promise(text) == quote


@pytest.mark.parametrize(
    "text",
    ["", "# Engine\nRun train.py.", "The dataset will be released soon.", "- [x] Release code",
     "Model weights coming soon!", "- [ ] Add a figure", "Code released!", "This will be useful.",
     "We will provide a video soon.", "Checkpoints: coming soon"],
)  # fmt: skip
def test_no_promises(text: str) -> None:
    """Data, weights, what is done and what is no announcement."""
    assert find_promise(text) == ""


def test_long_promises_are_cut() -> None:
    """A quote fits an embed."""
    found = find_promise("The code, " + "which is very long, " * 20 + "will be released soon")
    assert len(found) <= LONGEST
    assert found.endswith("…")


@pytest.mark.parametrize(
    ("label", "soon"),
    [("Code (coming soon)", True), ("Code (Soon)", True), ("Code - to be released", True), ("Code", False),
     ("GitHub", False), ("Code available", False), ("Code (TBA)", True), ("Code [under review]", True),
     ("Code upon acceptance", True), ("Code: not yet", True), ("代码（即将开源）", True), ("Code (WIP)", True),
     ("Code for our review of methods", False), ("Reviewed code", False)],
)  # fmt: skip
def test_labels(label: str, soon: bool) -> None:
    """Buttons that put their reader off."""
    assert says_soon(label) is soon


@pytest.mark.parametrize(
    "piece", ["soon ", "soon.", "will be ", "[ ] ", "- [ ] code ", "release the code ", "<soon ", "a.b.soon"]
)
def test_hostile_readmes_take_linear_time(piece: str) -> None:
    """A README of a million characters of one piece is read in a moment."""
    started = time.process_time()
    find_promise(piece * (1_000_000 // len(piece)))
    find_promise((piece * 20 + "\n") * (50_000 // len(piece)))
    assert time.process_time() - started < 4
