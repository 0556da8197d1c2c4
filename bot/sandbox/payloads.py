"""The exact shapes of Discord's objects on the wire (Discord API documentation, Resources).

Ids are decimal strings, moments ISO 8601 with offset. Members that Discord leaves out are left out, not null: the
library reads "absent" and "null" differently.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.sandbox.model import (
    Application,
    Attachment,
    Channel,
    ChannelType,
    Guild,
    Json,
    Member,
    Message,
    MessageFlag,
    MessageType,
    Reaction,
    Role,
    User,
)
from bot.sandbox.world import World

_FLAG_OF_INTENT = {1 << 8: 1 << 13, 1 << 1: 1 << 15, 1 << 15: 1 << 19}
"""Application flags (the limited ones, for bots in few servers) of the privileged intents."""

_WITH_REFERENCED_MESSAGE = (MessageType.REPLY, MessageType.THREAD_STARTER, MessageType.CONTEXT_MENU_COMMAND)
"""The types whose `referenced_message` is looked up (Message Resource, Message Structure, note 4)."""


def moment(at: datetime) -> str:
    """A moment as Discord writes it."""
    return at.isoformat(timespec="microseconds")


def _maybe(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def user(who: User) -> Json:
    """A user object."""
    payload: Json = {
        "id": str(who.id),
        "username": who.username,
        "discriminator": "0000" if who.webhook else "0",
        "global_name": who.global_name,
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "accent_color": None,
        "public_flags": 0,
    }
    if who.bot:
        payload["bot"] = True
    return payload


def self_user(who: User) -> Json:
    """The bot's own user object, as /users/@me and READY give it."""
    return user(who) | {"verified": True, "mfa_enabled": True, "flags": 0, "email": None, "locale": who.locale}


def application(app: Application) -> Json:
    """The application object of /oauth2/applications/@me."""
    return {
        "id": str(app.id),
        "name": app.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": user(app.owner),
        "team": None,
        "flags": application_flags(app),
        "hook": True,
        "tags": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "integration_types_config": {"0": {}, "1": {}},
    }


def application_flags(app: Application) -> int:
    """The flags that tell which privileged intents are switched on."""
    return sum(flag for intent, flag in _FLAG_OF_INTENT.items() if app.intents & intent)


def role(one: Role) -> Json:
    """A role object."""
    colours = {"primary_color": one.colour, "secondary_color": None, "tertiary_color": None}
    return {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(int(one.permissions)),
        "position": one.position,
        "color": one.colour,
        "colors": colours,
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "managed": False,
        "mentionable": one.mentionable,
        "flags": 0,
    }


def member_inside(one: Member) -> Json:
    """A member object without its user, as it stands in messages and `resolved`."""
    return {
        "roles": [str(role_id) for role_id in one.roles],
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "joined_at": moment(one.joined_at),
        "premium_since": None,
        "communication_disabled_until": _maybe(one.timed_out_until),
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def member(one: Member) -> Json:
    """A whole member object."""
    return member_inside(one) | {"user": user(one.user)}


def channel(world: World, one: Channel) -> Json:
    """A channel object: of a guild, a thread or direct messages."""
    if one.thread is not None:
        return thread(world, one)
    last = None if one.last_message_id is None else str(one.last_message_id)
    if one.guild_id is None:
        others = [user(who) for who in one.recipients if who is not world.bot]
        return {"id": str(one.id), "type": int(one.type), "last_message_id": last, "flags": 0, "recipients": others}
    payload: Json = {
        "id": str(one.id),
        "type": int(one.type),
        "guild_id": str(one.guild_id),
        "name": one.name,
        "topic": one.topic,
        "position": one.position,
        "parent_id": None if one.parent_id is None else str(one.parent_id),
        "permission_overwrites": [
            {"id": str(each.id), "type": each.type, "allow": str(int(each.allow)), "deny": str(int(each.deny))}
            for each in one.overwrites.values()
        ],
        "rate_limit_per_user": one.slow_mode_s,
        "nsfw": False,
        "flags": 0,
        "last_message_id": last,
    }
    if one.type is ChannelType.VOICE:
        payload |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if one.type is ChannelType.FORUM:
        payload |= {"available_tags": one.tags, "default_reaction_emoji": None, "default_sort_order": None}
        payload |= {"default_forum_layout": 0, "default_thread_rate_limit_per_user": 0}
    return payload


def thread(world: World, one: Channel) -> Json:
    """A thread object, with the bot's own membership where it has one."""
    state = one.thread
    if state is None or one.guild_id is None or one.parent_id is None:
        raise ValueError(f"channel {one.id} is no thread")
    payload: Json = {
        "id": str(one.id),
        "type": int(one.type),
        "guild_id": str(one.guild_id),
        "parent_id": str(one.parent_id),
        "owner_id": str(state.owner_id),
        "name": one.name,
        "last_message_id": None if one.last_message_id is None else str(one.last_message_id),
        "message_count": len(one.messages),
        "total_message_sent": state.n_sent,
        "member_count": min(len(state.members), 50),
        "rate_limit_per_user": one.slow_mode_s,
        "flags": 0,
        "applied_tags": [str(tag) for tag in state.applied_tags],
        "thread_metadata": {
            "archived": state.archived,
            "locked": state.locked,
            "auto_archive_duration": state.auto_archive_minutes,
            "archive_timestamp": moment(state.archive_changed_at),
            "create_timestamp": moment(state.created_at),
        },
    }
    if world.bot.id in state.members:
        payload["member"] = thread_member(one, world.bot)
    return payload


def thread_member(one: Channel, who: User) -> Json:
    """The membership of `who` in a thread; `who` is a member of it."""
    joined_at = one.thread.members[who.id] if one.thread is not None else None
    return {"id": str(one.id), "user_id": str(who.id), "join_timestamp": _maybe(joined_at), "flags": 0}


def guild(one: Guild) -> Json:
    """A guild object as GET /guilds/{id} gives it."""
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "banner": None,
        "splash": None,
        "description": None,
        "owner_id": str(one.owner_id),
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [role(each) for each in one.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": one.locale,
        "public_updates_channel_id": None,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
        "application_id": None,
        "safety_alerts_channel_id": None,
        "incidents_data": None,
    }


def guild_create(world: World, one: Guild, members: list[Member]) -> Json:
    """What GUILD_CREATE adds to a guild: its channels and threads as the bot sees them, and `members`."""
    seen = [each for each in one.channels.values() if each.thread is None or world.may_see(each, world.bot)]
    return guild(one) | {
        "joined_at": moment(one.members[world.bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "members": [member(each) for each in members],
        "channels": [channel(world, each) for each in seen if each.thread is None],
        "threads": [thread(world, each) for each in seen if each.thread is not None and not each.thread.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def emoji(reaction: Reaction) -> Json:
    """A partial emoji object."""
    return {"id": None if reaction.emoji_id is None else str(reaction.emoji_id), "name": reaction.name}


def reaction(one: Reaction, me: User) -> Json:
    """A reaction entry of a message, as `me` sees it."""
    return {
        "emoji": emoji(one),
        "count": one.count,
        "count_details": {"burst": 0, "normal": one.count},
        "me": me.id in one.user_ids,
        "me_burst": False,
        "burst_colors": [],
    }


def attachment_url(one: Attachment, base_url: str) -> str:
    """Where an upload is served."""
    return f"{base_url}attachments/{one.id}/{quote(one.filename)}"


def attachment(one: Attachment, base_url: str) -> Json:
    """An attachment object; its address is served by the sandbox itself."""
    url = attachment_url(one, base_url)
    payload: Json = {
        "id": str(one.id),
        "filename": one.filename,
        "size": len(one.data),
        "url": url,
        "proxy_url": url,
        "content_type": one.content_type,
    }
    if one.description is not None:
        payload["description"] = one.description
    return payload


class MessagePayloads:
    """Makes message objects; `base_url` is where uploads are served."""

    def __init__(self, world: World, base_url: str) -> None:
        self._world = world
        self._base_url = base_url

    def rest(self, one: Message, me: User | None = None, intents: int = -1) -> Json:
        """A message as a REST answer gives it to `me` (the bot when None).

        `intents` decides whether the content is withheld; the default withholds nothing.
        """
        payload = self._plain(one, me or self._world.bot, intents)
        if one.reference is not None and one.type in _WITH_REFERENCED_MESSAGE:
            target = self._world.messages.get(int(one.reference["message_id"]))
            payload["referenced_message"] = (
                None if target is None else self._plain(target, me or self._world.bot, intents)
            )
        return payload

    def gateway(self, one: Message, intents: int = -1) -> Json:
        """A message as the gateway gives it to the bot: in guilds with `guild_id` and `member`.

        Ephemeral ones come without both, as Discord sends them outside the channel (Gateway Events, Message Create).
        """
        payload = self.rest(one, intents=intents)
        guild_ = self._world.guild_of(self._world.channels[one.channel_id])
        if guild_ is None or one.shown_to is not None:
            return payload
        payload["guild_id"] = str(guild_.id)
        if one.author.id in guild_.members:
            payload["member"] = member_inside(guild_.members[one.author.id])
        for mentioned in payload["mentions"]:
            if (there := guild_.members.get(int(mentioned["id"]))) is not None:
                mentioned["member"] = member_inside(there)
        return payload

    def _plain(self, one: Message, me: User, intents: int) -> Json:
        world = self._world
        embeds, unshown = with_uploads(one.embeds, one.attachments, self._base_url)
        payload: Json = {
            "id": str(one.id),
            "channel_id": str(one.channel_id),
            "type": int(one.type),
            "author": user(one.author),
            "content": one.content,
            "timestamp": moment(one.created_at),
            "edited_timestamp": _maybe(one.edited_at),
            "tts": one.tts,
            "mention_everyone": one.mention_everyone,
            "mentions": [user(world.users[user_id]) for user_id in one.mentions],
            "mention_roles": [str(role_id) for role_id in one.mention_roles],
            "attachments": [attachment(each, self._base_url) for each in unshown],
            "embeds": embeds,
            "components": one.components,
            "pinned": one.pinned,
            "flags": int(one.flags),
        }
        if one.reactions:
            payload["reactions"] = [reaction(each, me) for each in one.reactions]
        if one.nonce is not None:
            payload["nonce"] = one.nonce
        if one.reference is not None:
            payload["message_reference"] = one.reference
        if one.snapshots:
            payload["message_snapshots"] = [self._snapshot(each, one.forwarded) for each in one.snapshots]
        if one.author.webhook:
            payload["webhook_id"] = str(one.author.id)
        if one.application_id is not None:
            payload["application_id"] = payload["webhook_id"] = str(one.application_id)
        if one.interaction is not None:
            payload["interaction_metadata"] = one.interaction
        if one.thread_id is not None and MessageFlag.HAS_THREAD in one.flags and one.thread_id in world.channels:
            payload["thread"] = thread(world, world.channels[one.thread_id])
        if MessageFlag.SUPPRESS_EMBEDS in one.flags:
            payload["embeds"] = []
        if world.withholds_content(one, intents):
            payload |= _WITHHELD
            for each in payload.get("message_snapshots", ()):
                each["message"] |= _WITHHELD
        return payload

    def _snapshot(self, one: Json, files: list[Attachment]) -> Json:
        embeds, unshown = with_uploads(one["message"]["embeds"], files, self._base_url)
        shown = {"embeds": embeds, "attachments": [attachment(each, self._base_url) for each in unshown]}
        return {"message": one["message"] | shown}


def with_uploads(embeds: list[Json], files: list[Attachment], base_url: str) -> tuple[list[Json], list[Attachment]]:
    """The embeds with `attachment://name` led to the uploads, and the uploads that no embed shows.

    Those that one does are not among a message's attachments (Message Resource, Message Structure: "any attached files
    that are not referenced in embeds or components"). A name without an upload shows nothing.
    """
    if not any("attachment://" in str(embed) for embed in embeds):
        return embeds, files
    urls = {f"attachment://{each.filename}": attachment_url(each, base_url) for each in files}
    used: set[str] = set()
    shown = [{name: _led(value, urls, used) for name, value in embed.items()} for embed in embeds]
    return shown, [each for each in files if f"attachment://{each.filename}" not in used]


def _led(part: Any, urls: dict[str, str], used: set[str]) -> Any:
    """A part of an embed; only pictures and icons may name an upload."""
    if not isinstance(part, dict):
        return part
    led = dict(part)
    for name in ("url", "icon_url"):
        address = str(part.get(name, ""))
        if not address.startswith("attachment://"):
            continue
        del led[name]
        if address in urls:
            used.add(address)
            led |= {name: urls[address], f"proxy_{name}": urls[address]}
    return led


_WITHHELD: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
