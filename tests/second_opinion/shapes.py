"""Which members the objects on the wire have, by Discord's documentation: those always there, and those that may be.

Read as they stand in a server, for what these chats make. A name in `may` is documented as optional ("name?").
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """The members of an object, and the section of the Discord API documentation that lists them."""

    section: str
    needed: frozenset[str]
    may: frozenset[str]


def _shape(section: str, needed: str, may: str = "") -> Shape:
    return Shape(section, frozenset(needed.split()), frozenset(may.split()))


_MESSAGE = (
    "id channel_id author content timestamp edited_timestamp tts mention_everyone mentions mention_roles attachments "
    "embeds pinned type"
)
_MESSAGE_MAY = (
    "mention_channels reactions nonce webhook_id activity application application_id flags message_reference "
    "message_snapshots referenced_message interaction_metadata interaction thread components sticker_items stickers "
    "position role_subscription_data resolved poll call shared_client_theme"
)
_METADATA = "id type user authorizing_integration_owners"
_INTERACTION = (
    "id application_id type data guild guild_id channel channel_id member token version app_permissions locale "
    "guild_locale entitlements authorizing_integration_owners context attachment_size_limit"
)

SHAPES = {
    "READY": _shape("Gateway Events, Ready", "v user guilds session_id resume_gateway_url application", "shard"),
    "READY.application": _shape("Gateway Events, Ready", "id flags"),
    "GUILD_CREATE": _shape(
        "Gateway Events, Guild Create; Guild Resource, Guild Structure",
        "id name icon splash owner_id afk_channel_id afk_timeout verification_level default_message_notifications "
        "explicit_content_filter roles emojis features mfa_level application_id system_channel_id "
        "system_channel_flags rules_channel_id vanity_url_code description banner premium_tier preferred_locale "
        "public_updates_channel_id nsfw_level premium_progress_bar_enabled safety_alerts_channel_id incidents_data "
        "joined_at large member_count voice_states members channels threads presences stage_instances "
        "guild_scheduled_events soundboard_sounds",
        "discovery_splash unavailable region widget_enabled widget_channel_id max_presences max_members "
        "premium_subscription_count max_video_channel_users max_stage_video_channel_users stickers",
    ),
    "role": _shape(
        "Permissions, Role Structure",
        "id name color colors hoist position permissions managed mentionable flags",
        "icon unicode_emoji tags",
    ),
    "member": _shape(
        "Guild Resource, Guild Member Structure",
        "user roles joined_at deaf mute flags pending",
        "nick avatar banner premium_since communication_disabled_until avatar_decoration_data collectibles",
    ),
    "interaction.member": _shape(
        "Guild Resource, Guild Member Structure",
        "user roles joined_at deaf mute flags permissions",
        "nick avatar banner premium_since pending communication_disabled_until avatar_decoration_data collectibles",
    ),
    "message.member": _shape(
        "Gateway Events, Message Create",
        "roles joined_at deaf mute flags",
        "nick avatar banner premium_since pending communication_disabled_until avatar_decoration_data collectibles",
    ),
    "user": _shape(
        "User Resource, User Structure",
        "id username discriminator global_name avatar",
        # Not "verified", "email", "locale", "mfa_enabled", "flags": those are for the account itself.
        "bot system banner accent_color public_flags avatar_decoration_data collectibles primary_guild",
    ),
    "MESSAGE_CREATE": _shape("Gateway Events, Message Create", f"{_MESSAGE} guild_id member", _MESSAGE_MAY),
    "MESSAGE_CREATE of a reply": _shape(
        "Gateway Events, Message Create",
        f"{_MESSAGE} guild_id member message_reference referenced_message components nonce",
        _MESSAGE_MAY,
    ),
    "MESSAGE_UPDATE": _shape(
        "Gateway Events, Message Update",
        f"{_MESSAGE} guild_id member message_reference referenced_message",
        _MESSAGE_MAY,
    ),
    "REST message": _shape("Message Resource, Message Structure", _MESSAGE, _MESSAGE_MAY),
    "message_reference": _shape(
        "Message Resource, Message Reference Structure", "message_id channel_id guild_id", "type"
    ),
    "embed": _shape(
        "Message Resource, Embed Structure",
        "type",
        "title description url timestamp color footer image thumbnail video provider author fields flags",
    ),
    "button": _shape("Component Reference, Button Structure", "type id style custom_id label", "emoji disabled"),
    "MESSAGE_REACTION_ADD": _shape(
        "Gateway Events, Message Reaction Add",
        "user_id channel_id message_id guild_id member emoji burst type",
        "message_author_id burst_colors",
    ),
    "INTERACTION_CREATE of a command": _shape("Interactions, Interaction Structure", _INTERACTION),
    "INTERACTION_CREATE of a button": _shape("Interactions, Interaction Structure", f"{_INTERACTION} message"),
    "INTERACTION_CREATE of a form": _shape("Interactions, Interaction Structure", f"{_INTERACTION} message"),
    "data of a command": _shape(
        "Interactions, Application Command Data Structure", "id name type", "resolved options guild_id target_id"
    ),
    "data of a button": _shape(
        "Interactions, Message Component Data Structure", "custom_id component_type", "id values resolved"
    ),
    "data of a form": _shape("Interactions, Modal Submit Data Structure", "custom_id components", "resolved"),
    "answer to a command": _shape(
        "Message Resource, Message Structure",
        f"{_MESSAGE} application_id webhook_id interaction_metadata",
        _MESSAGE_MAY,
    ),
    "metadata of a command": _shape(
        "Message Resource, Application Command Interaction Metadata Structure",
        _METADATA,
        "original_response_message_id target_user target_message_id",
    ),
    "answer to a button": _shape(
        "Message Resource, Message Structure",
        f"{_MESSAGE} application_id webhook_id interaction_metadata message_reference",
        _MESSAGE_MAY,
    ),
    "metadata of a button": _shape(
        "Message Resource, Message Component Interaction Metadata Structure",
        f"{_METADATA} interacted_message_id",
        "original_response_message_id",
    ),
    "metadata of a form": _shape(
        "Message Resource, Modal Submit Interaction Metadata Structure",
        f"{_METADATA} triggering_interaction_metadata",
        "original_response_message_id",
    ),
}

_IN_DM = " ".join(name for name in _INTERACTION.split() if not name.startswith("guild") and name != "member")

PLACES = {
    "thread": _shape(
        "Channel Resource, Channel Structure",
        "id type guild_id name parent_id owner_id last_message_id rate_limit_per_user message_count member_count "
        "total_message_sent thread_metadata flags newly_created",
        "member applied_tags last_pin_timestamp default_auto_archive_duration",
    ),
    "thread_metadata": _shape(
        "Channel Resource, Thread Metadata Structure",
        "archived auto_archive_duration archive_timestamp locked",
        "invitable create_timestamp",
    ),
    "direct messages": _shape(
        "Channel Resource, Channel Structure", "id type last_message_id recipients", "flags last_pin_timestamp"
    ),
    "MESSAGE_CREATE in direct messages": _shape("Gateway Events, Message Create", _MESSAGE, _MESSAGE_MAY),
    "INTERACTION_CREATE in direct messages": _shape("Interactions, Interaction Structure", f"{_IN_DM} user"),
    "INTERACTION_CREATE of a menu": _shape("Interactions, Interaction Structure", _INTERACTION),
    "data of a menu": _shape(
        "Interactions, Application Command Data Structure", "id name type resolved target_id", "guild_id"
    ),
    "answer to a menu": _shape(
        "Message Resource, Message Structure",
        f"{_MESSAGE} application_id webhook_id interaction_metadata message_reference referenced_message",
        _MESSAGE_MAY,
    ),
    "metadata of a menu": _shape(
        "Message Resource, Application Command Interaction Metadata Structure",
        f"{_METADATA} target_message_id",
        "original_response_message_id",
    ),
    "data of a select": _shape(
        "Interactions, Message Component Data Structure", "custom_id component_type values resolved", "id"
    ),
    "select": _shape(
        "Component Reference, Channel Select Structure",
        "type id custom_id",
        "channel_types placeholder default_values min_values max_values disabled",
    ),
    "resolved channel": _shape(
        "Interactions, Resolved Data Structure",
        "id name type permissions",
        "last_message_id last_pin_timestamp nsfw parent_id guild_id flags rate_limit_per_user topic position",
    ),
    "resolved member": _shape(
        "Interactions, Resolved Data Structure",
        "roles joined_at flags permissions",
        "nick avatar banner premium_since pending communication_disabled_until avatar_decoration_data collectibles",
    ),
}
"""The same for threads, direct messages, message menus and selects."""
