"""The page's pure modules, one table each, asked in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page

from bot.status import STATUS_LOOKS, Status

pytestmark = pytest.mark.asyncio(loop_scope="module")

CALL = """async ([module, name, calls]) => {
    const { [name]: called } = await import(`/page/${module}.js`);
    return calls.map((call) => called(...call));
}"""
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NOON = 1_795_521_600_000
QUERY = {"type": 3, "name": "query", "description": "words", "required": True}
COMMANDS: list[dict[str, Any]] = [
    {"name": "paper", "type": 1, "description": "a paper", "options": [QUERY]},
    {"name": "Scan paper", "type": 3, "description": ""},
    {
        "name": "contribute",
        "type": 1,
        "description": "tell",
        "options": [{"type": 1, "name": "code", "description": "code", "options": [QUERY]}],
    },
    {"name": "help", "type": 1, "description": "help"},
]


async def test_moments_are_written_as_discord_writes_them(modules: Page) -> None:
    """Every style of a timestamp, near and far, and a moment that is none."""
    table = {
        (NOON, "t"): "12:00",
        (NOON, "T"): "12:00:00",
        (NOON, "d"): "24/11/2026",
        (NOON, "D"): "24 November 2026",
        (NOON, "f"): "24 November 2026 at 12:00",
        (NOON, "F"): "Tuesday 24 November 2026 at 12:00",
        (NOON - 2 * DAY, "R"): "2 days ago",
        (NOON + 3 * HOUR, "R"): "in 3 hours",
        (NOON - 5 * MINUTE, "R"): "5 minutes ago",
        (NOON - 400 * DAY, "R"): "last year",
        (NOON, "R"): "now",
        (9e18, "F"): "Invalid Date",
    }
    calls = [[moment, style, NOON, "en-GB"] for moment, style in table]
    shown = await modules.evaluate(CALL, ["clock", "timestampText", calls])
    assert [text.replace("Tuesday,", "Tuesday") for text in shown] == list(table.values())
    heads = {NOON - HOUR: "Today at 11:00", NOON - DAY: "Yesterday at 12:00", NOON - 2 * DAY: "22/11/2026, 12:00"}
    calls = [[moment, NOON, "en-GB"] for moment in heads]
    assert await modules.evaluate(CALL, ["clock", "messageTime", calls]) == list(heads.values())


async def test_fields_stand_in_up_to_three_columns(modules: Page) -> None:
    """Neighbouring inline fields share a line of three; any other field ends it."""
    fields = [{"name": n, "inline": n.islower()} for n in "abcdEfgH"]
    [rows] = await modules.evaluate(CALL, ["embed", "rowsOfFields", [[fields]]])
    assert ["".join(field["name"] for field in row) for row in rows] == ["abc", "d", "E", "fg", "H"]


async def test_commands_are_flat_and_searchable(modules: Page) -> None:
    """Subcommands have their whole name, menus are no slash commands, what starts with the words comes first."""
    [flat] = await modules.evaluate(CALL, ["commands", "flattenCommands", [[COMMANDS]]])
    assert [command["name"] for command in flat] == ["paper", "contribute code", "help"]
    searches = {"": ["paper", "contribute code", "help"], "p": ["paper", "help"], "code": ["contribute code"], "x": []}
    found = await modules.evaluate(CALL, ["commands", "matchCommands", [[flat, typed] for typed in searches]])
    assert [[command["name"] for command in commands] for commands in found] == list(searches.values())
    lines = ["/paper 1706.03762 v7", "/contribute code", "/pape", "/paperless"]
    typed = await modules.evaluate(CALL, ["commands", "parseTyped", [[flat, line] for line in lines]])
    assert [one and (one["command"]["name"], one["rest"]) for one in typed] == [
        ("paper", "1706.03762 v7"),
        ("contribute code", ""),
        None,
        None,
    ]


async def test_options_are_typed_and_judged(modules: Page) -> None:
    """Words become what the option's type wants, or a sentence that says what is wrong."""
    limit = {"type": 4, "name": "limit", "min_value": 1, "max_value": 9}
    choices = [{"name": "Code", "value": "code"}, {"name": "Venue", "value": "venue"}]
    table = [
        ([QUERY, "any words", None], {"value": "any words"}),
        ([limit, "3", None], {"value": 3}),
        ([limit, "three", None], {"problem": "limit must be a number."}),
        ([limit, "1.5", None], {"problem": "limit must be a number."}),
        ([limit, "0", None], {"problem": "limit must be at least 1."}),
        ([limit, "10", None], {"problem": "limit must be at most 9."}),
        ([{"type": 10, "name": "share"}, "1.5", None], {"value": 1.5}),
        ([{"type": 3, "name": "kind"}, "Venue", choices], {"value": "venue"}),
        ([{"type": 3, "name": "kind"}, "else", choices], {"problem": "Pick one of the choices for kind."}),
    ]
    assert await modules.evaluate(CALL, ["commands", "parseOption", [call for call, _ in table]]) == [
        wanted for _, wanted in table
    ]


async def test_an_outcome_may_come_before_it_is_waited_for(modules: Page) -> None:
    """Suggestions that overtake the answer to their request are kept, also when the end of the interaction follows."""
    outcomes = await modules.evaluate(
        """async () => {
            const { Interactions } = await import("/page/interactions.js");
            const interactions = new Interactions();
            interactions.take({ type: "choices", interaction_id: "1", choices: [] });
            interactions.take({ type: "interaction_done", interaction_id: "1" });
            const waited = interactions.outcome("2");
            const lost = interactions.outcome("3");
            interactions.take({ type: "typing", interaction_id: "2" });
            interactions.take({ type: "modal", interaction_id: "2" });
            interactions.lose();
            return Promise.all([interactions.outcome("1"), waited, lost]);
        }"""
    )
    assert [outcome["type"] for outcome in outcomes] == ["choices", "modal", "lost"]


async def test_clock_of_the_server_may_stand_still(modules: Page) -> None:
    """Read twice with no step between, the server's clock is taken to stand; with a step it runs on."""
    moved = await modules.evaluate(
        """async () => {
            const { ServerClock } = await import("/page/clock.js");
            let here = 0;
            const { now } = performance;
            performance.now = () => here;
            const moved = (steps) => {
                const clock = new ServerClock();
                for (const moment of steps) {
                    clock.sync(moment);
                    here += 5000;
                }
                return clock.now() - steps.at(-1);
            };
            const all = [moved([1000, 1000]), moved([1000, 6000]), moved([1000])];
            performance.now = now;
            return all;
        }"""
    )
    assert moved == [0, 5000, 5000]


async def test_picker_offers_the_verdicts_that_people_can_give(modules: Page) -> None:
    """Every status but the two that no one proposes has its emblem there, under its label."""
    offered = await modules.evaluate("async () => (await import('/page/emoji.js')).OFFERED_EMOJI")
    given_by_people = [look for status, look in STATUS_LOOKS.items() if status not in (Status.GRACE_PERIOD, Status.FOG)]
    assert offered == [*([look.emblem, look.label] for look in given_by_people), ["✅", "Agree"], ["❌", "Doubt"]]


async def test_only_few_emoji_alone_are_large(modules: Page) -> None:
    """Nothing but emoji is shown large; words, numbers and a crowd of them are not."""
    table = {"👻": True, "🗺️ 👩‍🔬": True, "👻!": False, "404": False, "™": False, "": False, "👻" * 28: False}
    assert await modules.evaluate(CALL, ["emoji", "isOnlyEmoji", [[text] for text in table]]) == list(table.values())
