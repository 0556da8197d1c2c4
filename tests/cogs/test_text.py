"""Foreign text shows as it is and does nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs._text import bare_address, cut, escape, masked_link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a*b*_c_~d~|e|`f`", r"a\*b\*\_c\_\~d\~\|e\|\`f\`"),
        ("[click](https://evil.example)", r"\[click\](<https://evil.example>)"),
        ("@everyone <@1> <#2> <@&3> <:x:4> <t:5>", r"\@everyone \<\@1\> \<\#2\> \<\@&3\> \<:x:4\> \<t:5\>"),
        ("two\nlines\r\n# heading", r"two lines \# heading"),
        ("https://github.com/a_b/c_d is_it", r"<https://github.com/a_b/c_d> is\_it"),
        ("at https://x.example/a. Then", "at <https://x.example/a>. Then"),
        ("back\\slash", "back\\\\slash"),
        ("\u202eevil\u200b\x00", "evil"),
        ("", ""),
    ],
)
def test_escape(text: str, shown: str) -> None:
    """Marks are escaped, addresses stay whole, one line remains."""
    assert escape(text) == shown


@given(st.text())
def test_escape_leaves_no_mark(text: str) -> None:
    """Whatever comes, no mark is left that is not escaped or inside an address."""
    import re

    shown = re.sub(r"<https?://[^\s<>]+>", "", escape(text))
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~|`\[\]<>]", shown)
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("text", "longest", "shown"), [("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("ab cd", 4, "ab…")]
)
def test_cut(text: str, longest: int, shown: str) -> None:
    """A cut text says that it is cut, and never exceeds its length."""
    assert cut(text, longest) == shown


def test_addresses_of_people_are_bare() -> None:
    """An address from a person shows its host, in code marks that it cannot leave."""
    assert bare_address("https://github.com/a/b") == "`github.com/a/b`"
    assert bare_address("https://x.example/`**hi**") == "`x.example/**hi**`"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.org/x", "[x](https://a.org/x)"),
        ("https://a.org/x)[y](https://b.org/", "[x](https://a.org/x%29%5By%5D%28https://b.org/)"),
        ("https://a.org/x y\n||<@1>", "[x](https://a.org/x%20y%0A%7C%7C%3C@1%3E)"),
        ("https://a.org/\u202ex", "[x](https://a.org/%E2%80%AEx)"),
        ("javascript:alert(1)", "x"),
        ("", "x"),
    ],
)
def test_masked_link(url: str, shown: str) -> None:
    """An address ends where it ends; what is no web address is no link."""
    assert masked_link("x", url) == shown
