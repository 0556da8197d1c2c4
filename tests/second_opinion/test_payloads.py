"""The members of what each double gives to discord.py, held against Discord's documentation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from discord.http import Route

from tests.second_opinion.doubles import TIMEOUT_S, Double
from tests.second_opinion.shapes import PLACES, SHAPES, Shape
from tests.second_opinion.test_places import Choices
from tests.second_opinion.test_rules import message
from tests.second_opinion.wire import Json

LINK = "https://arxiv.org/abs/2504.21051"

LACKS = {
    "sandbox": {},
    "simcord": {
        "GUILD_CREATE": {"nsfw_level", "safety_alerts_channel_id", "incidents_data"},
        "MESSAGE_UPDATE": {"member"},
        "INTERACTION_CREATE of a command": {"guild"},
        "INTERACTION_CREATE of a button": {"guild"},
        "INTERACTION_CREATE of a form": {"guild"},
        "answer to a command": {"application_id", "webhook_id"},
        "answer to a button": {"application_id", "webhook_id", "message_reference"},
        "metadata of a button": {"interacted_message_id"},
        "metadata of a form": {"triggering_interaction_metadata"},
        "INTERACTION_CREATE of a menu": {"guild"},
        "answer to a menu": {"application_id", "webhook_id", "message_reference", "referenced_message"},
        "metadata of a menu": {"target_message_id"},
        "resolved member": {"permissions"},
    },
}
"""Members that Discord always sends and the double does not; docs/second-opinion.md tells what was done about them."""

ADDS = {
    "sandbox": {
        "READY": {
            "_trace",
            "guild_join_requests",
            "private_channels",
            "relationships",
            "session_type",
            "user_settings",
        },
        "metadata of a command": {"name"},
        "metadata of a menu": {"name"},
    },
    "simcord": {
        "user": {"flags", "locale", "mfa_enabled", "verified"},
        "message_reference": {"fail_if_not_exists"},
        "REST message": {"guild_id"},
        "answer to a command": {"guild_id"},
        "answer to a button": {"guild_id"},
        "metadata of a command": {"name", "command_type"},
        "direct messages": {"parent_id", "rate_limit_per_user", "topic"},
        "answer to a menu": {"guild_id"},
        "metadata of a menu": {"name", "command_type", "target_id", "target_type", "target_channel_id"},
        "select": {"required"},
        "resolved channel": {"permission_overwrites"},
        "resolved member": {"deaf", "mute"},
    },
}
"""Members that the double sends and Discord's documentation does not know there."""


async def collect(double: Double) -> dict[str, Json]:
    """One chat with everything in it; an object of each shape, by its name in SHAPES."""
    wire = double.wire
    answer = await double.answer_to(await double.say("grace", LINK))
    await double.react("emmy", answer.id, "🪦")
    await double.press("emmy", answer.id, "Abstract")
    form = await double.press("emmy", answer.id, "Found code")
    await double.submit("emmy", form, {"address": "https://github.com/maturk/dn-splatter", "claim": "own"})
    edited = await double.becomes(answer.id, lambda shown: "**Community code**" in shown.embed_text)
    command = await double.command("grace", "paper", query="2504.21051")
    asked, replied = wire.payloads("MESSAGE_CREATE")[:2]
    pressed, _, submitted, invoked = wire.payloads("INTERACTION_CREATE")
    guild = wire.payloads("GUILD_CREATE")[0]
    (ready,) = wire.payloads("READY")
    reacted = wire.payloads("MESSAGE_REACTION_ADD")[0]
    assert command.message_id is not None
    commanded = await double.shown(command.message_id)
    assert commanded is not None
    told, thanked = await original(double, pressed), await original(double, submitted)
    return {
        "READY": ready,
        "READY.application": ready["application"],
        "GUILD_CREATE": guild,
        "role": guild["roles"][0],
        "member": reacted["member"],
        "interaction.member": pressed["member"],
        "message.member": asked["member"],
        "user": asked["author"],
        "MESSAGE_CREATE": asked,
        "MESSAGE_CREATE of a reply": replied,
        "MESSAGE_UPDATE": wire.payloads("MESSAGE_UPDATE")[0],
        "REST message": edited.payload,
        "message_reference": replied["message_reference"],
        "embed": edited.payload["embeds"][0],
        "button": edited.buttons[0],
        "MESSAGE_REACTION_ADD": reacted,
        "INTERACTION_CREATE of a command": invoked,
        "INTERACTION_CREATE of a button": pressed,
        "INTERACTION_CREATE of a form": submitted,
        "data of a command": invoked["data"],
        "data of a button": pressed["data"],
        "data of a form": submitted["data"],
        "answer to a command": commanded.payload,
        "answer to a button": told,
        "metadata of a command": commanded.payload["interaction_metadata"],
        "metadata of a button": told["interaction_metadata"],
        "metadata of a form": thanked["interaction_metadata"],
    }


async def collect_places(double: Double) -> dict[str, Json]:
    """A thread, direct messages, a message menu and selects; an object of each shape, by its name in PLACES."""
    wire = double.wire
    said = await double.say("grace", LINK)
    await double.answer_to(said)
    await message(double, said).create_thread(name="Talk")
    await double.menu("emmy", said, "Scan paper")
    sent = await double.channel.send("choose", view=Choices())
    await double.select("emmy", sent.id, "channels", double.channel_id)
    await double.select("emmy", sent.id, "anybody", double.id_of("grace"))
    written = await double.write("grace", "hello")
    await double.command_in_dm("grace", "paper", query="2504.21051")
    (thread, *_) = await wire.until(lambda: wire.payloads("THREAD_CREATE"), TIMEOUT_S)
    menu, chosen, people, in_dm = wire.payloads("INTERACTION_CREATE")
    (heard,) = [event for event in wire.payloads("MESSAGE_CREATE") if event["id"] == str(written)]
    told = await original(double, menu)
    shown = await double.shown(sent.id)
    assert shown is not None
    return {
        "thread": thread,
        "thread_metadata": thread["thread_metadata"],
        "direct messages": dict(await double.bot.http.start_private_message(double.id_of("grace"))),
        "MESSAGE_CREATE in direct messages": heard,
        "INTERACTION_CREATE in direct messages": in_dm,
        "INTERACTION_CREATE of a menu": menu,
        "data of a menu": menu["data"],
        "answer to a menu": told,
        "metadata of a menu": told["interaction_metadata"],
        "data of a select": chosen["data"],
        "select": shown.payload["components"][2]["components"][0],
        "resolved channel": chosen["data"]["resolved"]["channels"][str(double.channel_id)],
        "resolved member": people["data"]["resolved"]["members"][str(double.id_of("grace"))],
    }


async def original(double: Double, interaction: Json) -> Json:
    """The first answer to an interaction, also one that only a person sees, as its token gives it."""
    route = Route(
        "GET",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhook_id=int(interaction["application_id"]),
        webhook_token=interaction["token"],
    )
    return dict(await double.bot.http.request(route))


@pytest.mark.parametrize(("collected", "shapes"), [(collect, SHAPES), (collect_places, PLACES)])
async def test_members(
    double: Double, collected: Callable[[Double], Awaitable[dict[str, Json]]], shapes: dict[str, Shape]
) -> None:
    """Every object has the members that Discord documents, but for the faults that are listed."""
    objects = await collected(double)
    assert objects.keys() == shapes.keys()
    lacks = {name: shapes[name].needed - payload.keys() for name, payload in objects.items()}
    adds = {name: payload.keys() - shapes[name].needed - shapes[name].may for name, payload in objects.items()}
    assert {name: members for name, members in lacks.items() if members} == _of(shapes, LACKS[double.name])
    assert {name: members for name, members in adds.items() if members} == _of(shapes, ADDS[double.name])


def _of(shapes: dict[str, Shape], listed: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: members for name, members in listed.items() if name in shapes}
