"""The limits of messages and the emojis of reactions, as pure checks of request bodies."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.drafts import read_draft
from bot.sandbox.emojis import parse_emoji
from bot.sandbox.errors import ApiError, Reason


def embed(**members: Any) -> dict[str, Any]:
    return {"embeds": [members]}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(custom_id: str = "x", **members: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "X", "custom_id": custom_id} | members


def select(**members: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": [{"label": "A", "value": "a"}]} | members


BEYOND = [
    ({"content": "x" * 2001}, "content"),
    ({"content": "x", "nonce": "n" * 26}, "nonce"),
    (embed(title="x" * 257), "embeds.0.title"),
    (embed(description="x" * 4097), "embeds.0.description"),
    (embed(title="t", footer={"text": "x" * 2049}), "embeds.0.footer.text"),
    (embed(title="t", author={"name": "x" * 257}), "embeds.0.author.name"),
    (embed(fields=[{"name": "x" * 257, "value": "v"}]), "embeds.0.fields.0.name"),
    (embed(fields=[{"name": "n", "value": "x" * 1025}]), "embeds.0.fields.0.value"),
    (embed(fields=[{"name": " ", "value": "v"}]), "embeds.0.fields.0.name"),
    (embed(fields=[{"name": "n"}]), "embeds.0.fields.0.value"),
    (embed(fields=[{"name": "n", "value": "v"}] * 26), "embeds.0.fields"),
    (embed(title="t", url="ftp://a.b"), "embeds.0.url"),
    (embed(title="t", url="no address"), "embeds.0.url"),
    (embed(title="t", color=0x1000000), "embeds.0.color"),
    (embed(title="t", color=-1), "embeds.0.color"),
    (embed(title="t", timestamp="yesterday"), "embeds.0.timestamp"),
    ({"embeds": [{"title": "t"}] * 11}, "embeds"),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
    ({"content": "x", "components": [row(button(str(n))) for n in range(6)]}, "components"),
    ({"content": "x", "components": [row(*(button(str(n)) for n in range(6)))]}, "components.0.components"),
    ({"content": "x", "components": [row()]}, "components.0.components"),
    ({"content": "x", "components": [button()]}, "components.0.type"),
    ({"content": "x", "components": [row(button(), select())]}, "components.0.components"),
    ({"content": "x", "components": [row(button(), button())]}, "components.0.components.1.custom_id"),
    ({"content": "x", "components": [row(button(custom_id=""))]}, "components.0.components.0.custom_id"),
    ({"content": "x", "components": [row(button(custom_id="i" * 101))]}, "components.0.components.0.custom_id"),
    ({"content": "x", "components": [row(button(label="l" * 81))]}, "components.0.components.0.label"),
    ({"content": "x", "components": [row(button(label=None))]}, "components.0.components.0"),
    ({"content": "x", "components": [row(button(style=5))]}, "components.0.components.0"),
    ({"content": "x", "components": [row(button(url="https://a.b"))]}, "components.0.components.0"),
    ({"content": "x", "components": [row(select(options=[]))]}, "components.0.components.0.options"),
    ({"content": "x", "components": [row(select(placeholder="p" * 151))]}, "components.0.components.0.placeholder"),
    ({"content": "x", "components": [row(select(max_values=26))]}, "components.0.components.0.max_values"),
    ({"content": "x", "components": [row(select(min_values=2))]}, "components.0.components.0.min_values"),
    (
        {"content": "x", "components": [row(select(options=[{"label": "A", "value": "a"}] * 2))]},
        "components.0.components.0.options.1.value",
    ),
    ({"content": "x", "components": [{"type": 10, "content": "text"}]}, "components.0.type"),
    ({"content": "x", "flags": 1 << 15}, "content"),
    ({"flags": 1 << 15, "components": [{"type": 10, "content": "x" * 4001}]}, "components.0.content"),
    ({"flags": 1 << 15, "components": [{"type": 10, "content": "x" * 2001}] * 2}, "components"),
    ({"flags": 1 << 15, "components": [{"type": 10, "content": "x"}] * 41}, "components"),
    ({"flags": 1 << 15, "components": [{"type": 9, "components": [{"type": 10, "content": "x"}]}]}, "components.0"),
    ({"flags": 1 << 15, "components": [{"type": 12, "items": []}]}, "components.0.items"),
    ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["123456789012345678"]}}, "allowed_mentions"),
    ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0"),
    ({"content": "x", "allowed_mentions": {"roles": list(range(101))}}, "allowed_mentions.roles"),
    ({"content": "x", "message_reference": {}}, "message_reference.message_id"),
    ({"content": "x", "message_reference": {"message_id": "no id"}}, "message_reference.message_id"),
    ({"poll": {"question": {"text": "?"}}}, "poll"),
]


@pytest.mark.parametrize(("body", "path"), BEYOND, ids=[path for _, path in BEYOND])
def test_what_exceeds_discords_limits_is_refused(body: dict[str, Any], path: str) -> None:
    """Every fault is 50035, and the tree of errors has exactly its path."""
    with pytest.raises(ApiError) as caught:
        read_draft(body)
    assert caught.value.reason is Reason.INVALID_FORM
    errors = caught.value.errors
    for step in path.split("."):
        assert list(errors) == [step]
        errors = errors[step]
    assert errors


@pytest.mark.parametrize("emoji", ["👻", "⚰️", "⚰", "🗺️", "🕯️", "☑️", "✖️", "❔", "✅", "👩‍🔬", "🇬🇧", "5️⃣", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_emoji_that_discord_takes(emoji: str) -> None:
    """One picture of whatever making is a reaction."""
    assert parse_emoji(emoji) == (emoji, None)


def test_a_custom_emoji_has_name_and_id() -> None:
    """`name:id` is a server's own emoji, animated or not."""
    assert parse_emoji("grave:123456789012345678") == ("grave", 123456789012345678)
    assert parse_emoji("a:grave:123456789012345678") == ("grave", 123456789012345678)


@pytest.mark.parametrize("emoji", ["", "x", "👻👻", "ghost", "1", "👻 ", ":ghost:", "grave:1"])
def test_what_is_no_emoji_is_refused(emoji: str) -> None:
    """Letters, words and two pictures are 10014."""
    with pytest.raises(ApiError) as caught:
        parse_emoji(emoji)
    assert caught.value.reason is Reason.UNKNOWN_EMOJI
