"""Which repositories an archive lists for a paper, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.models import CodeLink
from bot.store import Store

JULY = datetime(2025, 7, 1, tzinfo=UTC)
OWN = CodeLink("1805.07499", "https://github.com/roatienza/densemapnet", True, True, "tf", JULY)
OTHER = CodeLink("1805.07499", "https://github.com/a/another", False, False, "", JULY)


async def test_links_are_given_back(store: Store) -> None:
    """The authors' own first; another paper has none."""
    await store.code_links.record([OTHER, OWN])
    assert await store.code_links.get("1805.07499") == (OWN, OTHER)
    assert await store.code_links.get("1805.07498") == ()


async def test_a_second_import_changes_nothing_but_what_changed(store: Store) -> None:
    """The same link is one link, with what was said of it last."""
    await store.code_links.record([OWN, OTHER])
    later = replace(OTHER, framework="jax", archived_at=datetime(2025, 8, 1, tzinfo=UTC))
    await store.code_links.record([OWN, later])
    assert await store.code_links.get("1805.07499") == (OWN, later)


async def test_nothing_to_keep(store: Store) -> None:
    """An empty batch is none."""
    await store.code_links.record([])
