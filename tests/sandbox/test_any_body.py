"""Whatever a request holds, the checks answer with Discord's refusal or take it; they never fail."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.clock import Clock
from bot.sandbox.commands import Commands
from bot.sandbox.components import check_modal
from bot.sandbox.drafts import read_draft, read_patch
from bot.sandbox.errors import ApiError
from bot.sandbox.forms import Form
from bot.sandbox.world import found_world

NAMES = (
    "content embeds components flags message_reference allowed_mentions nonce attachments title description url color "
    "fields name value footer author image text icon_url timestamp type style label custom_id emoji options disabled "
    "min_values max_values placeholder component accessory items media content_id id parse users roles replied_user "
    "message_id channel_id choices required autocomplete default_member_permissions integration_types contexts"
).split()
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 30) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inside, max_size=6),
    max_leaves=8,
)
BODIES = st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=8)
LEAVES = st.builds(lambda body, kind: body | {"type": kind}, BODIES, st.integers(1, 18))
COMPONENTS = st.recursive(
    LEAVES,
    lambda inside: st.builds(
        lambda kind, inner, one: {"type": kind, "components": inner, "component": one, "accessory": one},
        st.sampled_from([1, 9, 17, 18]),
        st.lists(inside, max_size=3),
        inside,
    ),
    max_leaves=6,
)


@given(BODIES, st.lists(COMPONENTS, max_size=3), st.sampled_from([0, 1 << 15]))
@settings(max_examples=60, deadline=None)
def test_messages_of_any_body(body: dict[str, Any], components: list[Any], flags: int) -> None:
    """New and changed messages."""
    for each in (body, body | {"components": components, "flags": flags}):
        with suppress(ApiError):
            read_draft(each)
        with suppress(ApiError):
            read_patch(each, v2=False)


@given(BODIES, st.lists(COMPONENTS, max_size=3))
@settings(max_examples=60, deadline=None)
def test_forms_of_any_body(body: dict[str, Any], components: list[Any]) -> None:
    """Forms."""
    for each in (body, {"title": "t", "custom_id": "c", "components": components}):
        check_modal(Form(), each)


@given(st.lists(BODIES, max_size=3), st.lists(BODIES, max_size=3))
@settings(max_examples=60, deadline=None)
def test_commands_of_any_body(bodies: list[dict[str, Any]], options: list[dict[str, Any]]) -> None:
    """Sets of commands."""
    commands = Commands(found_world(Clock()))
    sound = {"name": "paper", "description": "d", "type": 1, "options": options}
    for each in (bodies, [sound], [sound | body for body in bodies]):
        with suppress(ApiError):
            commands.replace(None, each)


@pytest.mark.parametrize("body", ["text", 5, None, {"0": {}}])
def test_a_set_of_commands_is_a_list(body: Any) -> None:
    """Anything but a list is refused, or for null an empty set."""
    commands = Commands(found_world(Clock()))
    if body is None:
        assert commands.replace(None, body) == []
    else:
        with pytest.raises(ApiError):
            commands.replace(None, body)
