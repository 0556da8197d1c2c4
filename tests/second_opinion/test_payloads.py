"""The members of what each double gives to discord.py, held against Discord's documentation."""

from __future__ import annotations

from discord.http import Route

from tests.second_opinion.doubles import Double
from tests.second_opinion.shapes import SHAPES
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
    },
    "simcord": {
        "user": {"flags", "locale", "mfa_enabled", "verified"},
        "message_reference": {"fail_if_not_exists"},
        "REST message": {"guild_id"},
        "answer to a command": {"guild_id"},
        "answer to a button": {"guild_id"},
        "metadata of a command": {"name", "command_type"},
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


async def original(double: Double, interaction: Json) -> Json:
    """The first answer to an interaction, also one that only a person sees, as its token gives it."""
    route = Route(
        "GET",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhook_id=int(interaction["application_id"]),
        webhook_token=interaction["token"],
    )
    return dict(await double.bot.http.request(route))


async def test_members(double: Double) -> None:
    """Every object has the members that Discord documents, but for the faults that are listed."""
    objects = await collect(double)
    assert objects.keys() == SHAPES.keys()
    lacks = {name: SHAPES[name].needed - payload.keys() for name, payload in objects.items()}
    adds = {name: payload.keys() - SHAPES[name].needed - SHAPES[name].may for name, payload in objects.items()}
    assert {name: members for name, members in lacks.items() if members} == LACKS[double.name]
    assert {name: members for name, members in adds.items() if members} == ADDS[double.name]
