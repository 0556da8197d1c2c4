"""The table of verdicts: complete, distinct, and found again by emblem."""

from __future__ import annotations

import pytest

from bot.categories import CATEGORIES, name_category
from bot.status import STATUS_LOOKS, Family, Status, parse_emblem


def test_every_status_has_one_look() -> None:
    """No status is without a look, and no two share an emblem, a label or a plain label."""
    assert set(STATUS_LOOKS) == set(Status)
    looks = list(STATUS_LOOKS.values())
    for part in ("emblem", "label", "plain"):
        assert len({getattr(look, part) for look in looks}) == len(looks)
    assert all(0 < look.colour <= 0xFFFFFF for look in looks)
    assert {look.family for look in looks} == set(Family)


@pytest.mark.parametrize("status", Status)
def test_an_emblem_is_found_with_and_without_its_variation_selector(status: Status) -> None:
    """What Discord sends for an emoji may lack the selector, or have the one for text."""
    bare = status.look.emblem.replace("\ufe0f", "")
    assert parse_emblem(status.look.emblem) is status
    assert parse_emblem(bare) is status
    assert parse_emblem(f"{bare}\ufe0e") is status


@pytest.mark.parametrize("emoji", ["", "🎉", "\ufe0f", "👻👻", "ghosted"])
def test_other_emoji(emoji: str) -> None:
    """Any other emoji is none."""
    assert parse_emblem(emoji) is None


def test_categories() -> None:
    """arXiv's categories have names; an ended one stands as it is."""
    assert name_category("cs.LG") == "cs.LG: Machine Learning"
    assert name_category("alg-geom") == "alg-geom"
    assert len(CATEGORIES) > 150
