"""Custom ids: whatever the bot sends is taken by exactly one of its buttons and selects."""

from __future__ import annotations

from bot.client import PwncBot
from bot.models import GuildSettings
from cogs._paging import page_view
from cogs._panel import TOPICS, make_items
from cogs._views import answer_view

OLD_ID = "math.GT/0309136"


async def test_each_custom_id_has_one_taker(bot: PwncBot) -> None:
    """Two templates that match one id would both act; one that nothing matches would leave the press unanswered."""
    pages = [page_view("history", OLD_ID, 1, 3), page_view("watching", "", 0, 2), page_view("leaders", "all", 1, 9_999)]
    views = [answer_view(OLD_ID, 1), answer_view(None, 18446744073709551615), *filter(None, pages)]
    shown = [item for view in views for item in view.children]
    shown += [item for topic in TOPICS for _, item in make_items(topic, GuildSettings())]
    ids = [item.custom_id for item in shown if hasattr(item, "custom_id")]
    ids += ["pwnc-which:1", "pwnc-which:18446744073709551615", "pwnc-scan:similar", "pwnc-me:delete", "pwnc-me:ignore"]
    acts = ("accept", "reject", "improve", "undo", "agree", "disagree", "withdraw")
    ids += [f"pwnc:{does}:q7x2-k1" for does in acts]
    templates = list(bot._connection._view_store._dynamic_items)  # the library has no public list of them
    takers = {custom_id: [t.pattern for t in templates if t.fullmatch(custom_id)] for custom_id in ids}
    assert len(ids) > 30
    assert {custom_id: found for custom_id, found in takers.items() if len(found) != 1} == {}
