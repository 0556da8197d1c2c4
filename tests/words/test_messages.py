"""Every message has a use, every use a message, and both agree on the arguments."""

from __future__ import annotations

import re

import pytest
from fluent.syntax import FluentParser, ast

from bot.words import english
from bot.words.language import Language
from tests.words.used import ROOT, Use, find_uses

EN = ROOT / "bot/words/en.ftl"
WITH_THOUSANDS = {"hearsay-datasets", "hearsay-models", "hearsay-spaces"}


@pytest.fixture(scope="module")
def uses() -> list[Use]:
    """What the code says."""
    return find_uses()


def test_nothing_said_is_missing(uses: list[Use]) -> None:
    """English is complete."""
    missing = {f"{use.place}: {key}" for use in uses for key in use.keys - english().own_keys()}
    assert sorted(missing) == []


def test_no_message_is_unused(uses: list[Use]) -> None:
    """What nobody says, nobody need translate."""
    said = {key for use in uses for key in use.keys}
    referred = set(re.findall(r"\{ ([a-z][\w-]+) \}", EN.read_text(encoding="utf-8")))
    assert sorted(english().own_keys() - said - referred) == []


def test_arguments_are_those_of_the_message(uses: list[Use]) -> None:
    """None is missing, none is too many."""
    wrong = []
    for use in uses:
        taken = {key: english().arguments(key) for key in use.keys & english().own_keys()}
        wrong += [
            f"{use.place}: {key} takes {sorted(names)}, not {sorted(use.arguments)}"
            for key, names in taken.items()
            if not names <= use.arguments
        ]
        if unused := use.arguments - frozenset().union(*taken.values()):
            wrong.append(f"{use.place}: nothing takes {sorted(unused)}")
    assert wrong == []


def test_every_message_can_be_said() -> None:
    """With any number and any words, however they look; nothing is left of Fluent's own signs."""
    for key in sorted(english().own_keys()):
        for value in (0, 1, 2, 12345, *(() if key in WITH_THOUSANDS else ("{ $n } “x”",))):
            text = english().say(key, dict.fromkeys(english().arguments(key), value))
            assert text.strip()
            assert "\u2068" not in text
            assert "12,345" not in text or key in WITH_THOUSANDS


def test_keys_follow_one_scheme_and_stand_in_order() -> None:
    """area-thing, in small letters; those of an area side by side under its heading."""
    body = FluentParser().parse(EN.read_text(encoding="utf-8")).body
    keys = [entry.id.name for entry in body if isinstance(entry, ast.Message)]
    assert [key for key in keys if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", key)] == []
    areas = [key.partition("-")[0] for key in keys]
    assert len(set(areas)) == sum(area != before for area, before in zip(areas, ["", *areas], strict=False))


def test_a_choice_is_made_by_the_language() -> None:
    """Plurals are Fluent's, numbers stand as they are, and a second look gives the same."""
    source = "n-votes = { $n ->\n    [one] 1 vote\n   *[other] { $n } votes\n  } of { $name }\n"
    language = Language("en", source)
    for _ in range(2):
        assert language.say("n-votes", {"n": 1, "name": "Ada"}) == "1 vote of Ada"
        assert language.say("n-votes", {"n": 12345, "name": "{x}"}) == "12345 votes of {x}"
