"""What a person's words propose, and what they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contributions.parsing import (
    PROPOSABLE,
    find_code_addresses,
    parse_code_address,
    parse_evidence_url,
    parse_note,
    parse_venue,
)
from bot.errors import Refused
from bot.status import Status


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("it is at https://github.com/ada/engine.", "https://github.com/ada/engine"),
        ("github.com/ada/engine", "https://github.com/ada/engine"),
        ("<https://github.com/ada/engine.git>", "https://github.com/ada/engine"),
        ("[code](https://github.com/ada/engine/tree/main/src)", "https://github.com/ada/engine"),
        ("**https://www.github.com/ada/engine**!", "https://github.com/ada/engine"),
        ("paper https://arxiv.org/abs/1706.03762 code https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c"),
        ("https://huggingface.co/ada/model", "https://huggingface.co/ada/model"),
        ("https://doi.org/10.1/x and https://zenodo.org/records/123", "https://zenodo.org/records/123"),
        ("see https://ada.github.io/engine/", "https://ada.github.io/engine/"),
        ("anonymous.4open.science/r/engine-1234", "https://anonymous.4open.science/r/engine-1234"),
    ],
)
def test_a_link_to_code(text: str, url: str) -> None:
    """The first address where code is kept is found, cleaned."""
    assert find_code_addresses(text)[0].url == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thanks!",
        "https://arxiv.org/abs/1706.03762",
        "`https://github.com/ada/engine`",
        "```\nhttps://github.com/ada/engine\n```",
        "https://github.com/ada",
        "https://github.com/topics/engine",
        "https://github.com.evil.example/ada/engine",
        "https://notgithub.com/ada/engine",
        "https://github.com@evil.example/ada/engine",
        "https://github.com:8443/ada/engine",
        "mail ada@github.com",
        "https://evil.example/?https://github.com/ada/engine",
        "> https://github.com/ada/engine\nno",
        ">>> quoted\nhttps://github.com/ada/engine",
    ],
)
def test_no_link_to_code(text: str) -> None:
    """Talk, other pages, look-alikes and what is hidden in code marks are no links to code."""
    assert find_code_addresses(text) == []


@given(st.text())
def test_any_text(text: str) -> None:
    """Whatever a person writes, what is found are addresses with a host."""
    assert all(found.url.startswith(("http://", "https://")) for found in find_code_addresses(text))


@pytest.mark.parametrize(
    "text", ["", "engine", "javascript:alert(1)", "https://example.org/x", "https://[::1]/a/b", "x" * 400]
)
def test_a_refused_address(text: str) -> None:
    """A form's link must lead to where code is kept."""
    with pytest.raises(Refused):
        parse_code_address(text)


@pytest.mark.parametrize(
    ("typed", "venue"), [(" ICML  2025 ", "ICML 2025"), ("Nature\nPhysics", "Nature Physics"), ("会议", "会议")]
)
def test_a_venue(typed: str, venue: str) -> None:
    """White space is folded."""
    assert parse_venue(typed) == venue


@pytest.mark.parametrize(
    "typed", ["", "   ", "--", "x" * 121, "None", "TBA.", "n/a", "@everyone", "](http://evil.example)"]
)
def test_a_refused_venue(typed: str) -> None:
    """Nothing, words for nothing, an address and a novel are no venue."""
    with pytest.raises(Refused):
        parse_venue(typed)


@pytest.mark.parametrize(
    "typed", ["somewhere", "javascript:alert(1)", "https://a b", "https://" + "x" * 400, "https://a|b"]
)
def test_refused_evidence(typed: str) -> None:
    """Evidence is a web address."""
    with pytest.raises(Refused):
        parse_evidence_url(typed)


def test_optional_fields() -> None:
    """Evidence and note may be empty; a note is bounded."""
    assert parse_evidence_url("  ") == ""
    assert parse_evidence_url("<https://example.org/proof>") == "https://example.org/proof"
    assert parse_note(" word ") == "word"
    assert len(parse_note("x" * 9000)) == 500


def test_what_may_be_proposed() -> None:
    """Code is proposed by its link; fog and grace are nobody's opinion."""
    assert set(Status) - set(PROPOSABLE) == {Status.ALIVE, Status.RESURRECTED, Status.FOG, Status.GRACE_PERIOD}
