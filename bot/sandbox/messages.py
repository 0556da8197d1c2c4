"""The rules of messages: sending, answering, forwarding, editing, deleting, pinning.

Whoever acts, the bot over REST or a person over the page, goes through here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox import payloads
from bot.sandbox.drafts import Draft, Patch, Reference, make_attachments
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.events import (
    ChannelChanged,
    MessageCreated,
    MessageEdited,
    MessagesDeleted,
    PinsChanged,
    ThreadJoined,
)
from bot.sandbox.forms import Form
from bot.sandbox.mentions import ALL_MENTIONS, USERS_ONLY, find_mentions
from bot.sandbox.model import (
    USER_WRITTEN,
    Channel,
    ChannelType,
    Json,
    Message,
    MessageFlag,
    MessageType,
    User,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

NONCE_LIFE_S = 300
MAX_PINS = 250
BULK_AGE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message that answers an interaction comes from."""

    type: MessageType
    application_id: int
    interaction: Json
    shown_to: int | None
    reference: Json | None = None


class Messages:
    """Sends, changes and removes messages in a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_nonce: dict[tuple[int, str], tuple[float, Message]] = {}

    # --- sending ---

    def send(self, channel: Channel, author: User, draft: Draft, *, message_id: int | None = None) -> Message:
        """`author` sends `draft`; the earlier message where an enforced nonce was used before (nothing is sent then).

        `message_id` is set where Discord gives the message an id that exists: the first message of a forum post.
        """
        if draft.enforce_nonce and (earlier := self._sent_before(author, draft)) is not None:
            return earlier
        granted = self._require_sending(channel, author)
        self._drop_what_is_not_permitted(draft, granted)
        message = self._lay(channel, author, draft, message_id)
        if draft.reference is not None:
            self._refer(message, channel, author, draft.reference)
        if draft.is_empty and not message.snapshots:
            raise ApiError(Reason.EMPTY_MESSAGE)
        self._require_slow_mode(channel, author, granted)
        find_mentions(self._world, message, draft.allowed_mentions or ALL_MENTIONS, granted)
        if draft.enforce_nonce and draft.nonce is not None:
            self._by_nonce[author.id, str(draft.nonce)] = (self._world.clock.elapsed_s(), message)
        self._publish(channel, message)
        self._enliven(channel, author)
        return message

    def join(self, thread: Channel, user: User) -> None:
        """`user` becomes a member of the thread; nothing happens when they are, and in other channels."""
        if thread.thread is not None and user.id not in thread.thread.members:
            thread.thread.members[user.id] = self._world.clock.now()
            self._world.hub.publish(ThreadJoined(thread, user))

    def _enliven(self, thread: Channel, author: User) -> None:
        """Whoever writes in a thread becomes a member, and an archived one is opened."""
        self.join(thread, author)
        if thread.thread is not None and thread.thread.archived:
            thread.thread.archived = False
            thread.thread.archive_changed_at = self._world.clock.now()
            self._world.hub.publish(ChannelChanged(thread))

    def send_for_interaction(self, channel: Channel, draft: Draft, origin: Origin) -> Message:
        """The bot answers an interaction: this needs no permission to send."""
        message = self._lay(channel, self._world.bot, draft)
        message.type = origin.type
        message.application_id = origin.application_id
        message.interaction = origin.interaction
        message.shown_to = origin.shown_to
        message.flags |= draft.flags & MessageFlag.EPHEMERAL
        if draft.is_empty and not message.loading:
            raise ApiError(Reason.EMPTY_MESSAGE)
        granted = self._world.permissions(channel, self._world.bot)
        find_mentions(self._world, message, draft.allowed_mentions or USERS_ONLY, granted)
        if origin.reference is not None:
            message.reference = origin.reference
            message.reply_to = int(origin.reference["message_id"])
        self._publish(channel, message)
        return message

    def send_system(self, channel: Channel, author: User, kind: MessageType, content: str, reference: Json) -> Message:
        """A message that Discord itself writes, as when a thread is made."""
        message = self._lay(channel, author, Draft(content=content))
        message.type = kind
        message.reference = reference
        self._publish(channel, message)
        return message

    def _lay(self, channel: Channel, author: User, draft: Draft, message_id: int | None = None) -> Message:
        world = self._world
        return Message(
            id=message_id or world.snowflakes.next(),
            channel_id=channel.id,
            author=author,
            created_at=world.clock.now(),
            content=draft.content,
            embeds=draft.embeds,
            components=draft.components,
            attachments=make_attachments(draft.attachments, draft.descriptions, world.snowflakes.next),
            flags=draft.flags & ~MessageFlag.EPHEMERAL,
            nonce=draft.nonce,
            tts=draft.tts,
        )

    def _publish(self, channel: Channel, message: Message) -> None:
        self._world.messages[message.id] = message
        if message.shown_to is None:
            channel.messages[message.id] = message
            channel.last_message_id = message.id
            if channel.thread is not None:
                channel.thread.n_sent += 1
        else:
            channel.whispers[message.id] = message
        self._world.hub.publish(MessageCreated(message))

    def _sent_before(self, author: User, draft: Draft) -> Message | None:
        forgotten_s = self._world.clock.elapsed_s() - NONCE_LIFE_S
        while self._by_nonce and self._by_nonce[oldest := next(iter(self._by_nonce))][0] < forgotten_s:
            del self._by_nonce[oldest]
        earlier = self._by_nonce.get((author.id, str(draft.nonce)))
        return None if earlier is None else earlier[1]

    def _require_sending(self, channel: Channel, author: User) -> Permission:
        world = self._world
        if channel.type is ChannelType.FORUM:
            raise ApiError(Reason.NOT_A_TEXT_CHANNEL)
        if channel.thread is not None:
            granted = world.require(channel, author, Permission.SEND_MESSAGES_IN_THREADS)
            if channel.thread.locked and Permission.MANAGE_THREADS not in granted:
                raise ApiError(Reason.LOCKED_THREAD)
            return granted
        granted = world.require(channel, author, Permission.SEND_MESSAGES)
        if channel.guild_id is None and author is world.bot and not self._takes_dms(channel):
            raise ApiError(Reason.NO_DMS)
        return granted

    def _takes_dms(self, channel: Channel) -> bool:
        return all(who.accepts_dms and self._world.bot.id not in who.blocked for who in channel.recipients)

    @staticmethod
    def _drop_what_is_not_permitted(draft: Draft, granted: Permission) -> None:
        """Without EMBED_LINKS embeds vanish silently, or are refused if they were all; files are always refused."""
        if draft.attachments and Permission.ATTACH_FILES not in granted:
            raise ApiError(Reason.MISSING_PERMISSIONS)
        if draft.embeds and Permission.EMBED_LINKS not in granted:
            draft.embeds = []
            if draft.is_empty:
                raise ApiError(Reason.MISSING_PERMISSIONS)

    def _require_slow_mode(self, channel: Channel, author: User, granted: Permission) -> None:
        if not channel.slow_mode_s or Permission.BYPASS_SLOWMODE in granted:
            return
        now = self._world.clock.elapsed_s()
        wait_s = channel.last_said_s.get(author.id, float("-inf")) + channel.slow_mode_s - now
        if wait_s > 0:
            raise ApiError(Reason.SLOW_MODE, retry_after=round(wait_s, 3))
        channel.last_said_s[author.id] = now

    # --- answering and forwarding ---

    def _refer(self, message: Message, channel: Channel, author: User, reference: Reference) -> None:
        source = channel
        if reference.forward and reference.channel_id is not None:
            source = self._world.channel(reference.channel_id)
            self._world.require(source, author, Permission.READ_MESSAGE_HISTORY)
        target = source.messages.get(reference.message_id)
        if target is None:
            if reference.must_exist:
                form = Form()
                form.fault(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
                form.refuse_faults()
            return
        if reference.forward:
            self._forward(message, source, target)
        else:
            self._reply(message, channel, author, target)

    def _reply(self, message: Message, channel: Channel, author: User, target: Message) -> None:
        if Permission.READ_MESSAGE_HISTORY not in self._world.permissions(channel, author):
            raise ApiError(Reason.NO_HISTORY_TO_REPLY)
        if target.type not in USER_WRITTEN and target.type is not MessageType.THREAD_STARTER:
            form = Form()
            form.fault(
                ("message_reference",), "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message"
            )
            form.refuse_faults()
        message.type = MessageType.REPLY
        message.reply_to = target.id
        message.reference = {"type": 0} | pointer(channel, target)

    def _forward(self, message: Message, source: Channel, target: Message) -> None:
        message.reference = {"type": 1} | pointer(source, target)
        message.flags |= MessageFlag.HAS_SNAPSHOT
        message.forwarded = list(target.attachments)
        message.snapshots = [
            {
                "message": {
                    "type": int(target.type),
                    "content": target.content,
                    "embeds": target.embeds,
                    "components": target.components,
                    "mentions": [],
                    "mention_roles": [],
                    "flags": int(target.flags),
                    "timestamp": payloads.moment(target.created_at),
                    "edited_timestamp": None if target.edited_at is None else payloads.moment(target.edited_at),
                }
            }
        ]

    # --- publishing ---

    def publish(self, message: Message, publisher: User) -> None:
        """`publisher` publishes a message of an announcement channel: every follower gets a copy.

        Their own with SEND_MESSAGES, another's with MANAGE_MESSAGES (Message Resource, Crosspost Message).
        """
        channel = self._world.channels[message.channel_id]
        needed = Permission.SEND_MESSAGES if message.author is publisher else Permission.MANAGE_MESSAGES
        self._world.require(channel, publisher, needed)
        if channel.type is not ChannelType.ANNOUNCEMENT:
            raise ApiError(Reason.WRONG_CHANNEL_TYPE)
        if MessageFlag.CROSSPOSTED in message.flags:
            raise ApiError(Reason.ALREADY_CROSSPOSTED)
        message.flags |= MessageFlag.CROSSPOSTED
        self._world.hub.publish(MessageEdited(message))
        for target_id, webhook in channel.followers.items():
            if (target := self._world.channels.get(target_id)) is not None:
                message.copies.append(self._copy(message, channel, target, webhook))

    def _copy(self, message: Message, channel: Channel, target: Channel, webhook: User) -> Message:
        copy = self._lay(target, webhook, Draft(content=message.content, flags=MessageFlag.IS_CROSSPOST))
        copy.embeds, copy.attachments = list(message.embeds), list(message.attachments)
        copy.reference = {"type": 0} | pointer(channel, message)
        self._publish(target, copy)
        return copy

    def _edit_copy(self, copy: Message, message: Message) -> None:
        if copy.deleted:
            return
        copy.content, copy.embeds, copy.attachments = message.content, list(message.embeds), list(message.attachments)
        copy.edited_at = message.edited_at
        self._world.hub.publish(MessageEdited(copy))

    def _empty_copy(self, copy: Message) -> None:
        if copy.deleted:
            return
        copy.content, copy.embeds, copy.attachments = "[Original Message Deleted]", [], []
        copy.flags |= MessageFlag.SOURCE_MESSAGE_DELETED
        self._world.hub.publish(MessageEdited(copy))

    # --- webhooks ---

    def send_by_webhook(self, channel: Channel, webhook: User, draft: Draft) -> Message:
        """A webhook speaks: it needs no permission, and pings like a person may."""
        message = self._lay(channel, webhook, draft)
        if draft.is_empty:
            raise ApiError(Reason.EMPTY_MESSAGE)
        find_mentions(self._world, message, draft.allowed_mentions or USERS_ONLY, Permission(0))
        self._publish(channel, message)
        return message

    # --- editing and deleting ---

    def edit(self, message: Message, editor: User, patch: Patch) -> Message:
        """`editor` changes a message: their own, or with MANAGE_MESSAGES the flags of somebody else's."""
        world = self._world
        channel = world.channels[message.channel_id]
        granted = world.require(channel, editor)
        require_open_thread(channel)
        if channel.thread is not None and channel.thread.locked and Permission.MANAGE_THREADS not in granted:
            raise ApiError(Reason.LOCKED_THREAD)
        _refuse_system(message)
        if message.author is not editor and not patch.is_flags_alone:
            raise ApiError(Reason.NOT_THE_AUTHOR)
        if message.author is not editor and Permission.MANAGE_MESSAGES not in granted:
            raise ApiError(Reason.MISSING_PERMISSIONS)
        if patch.embeds and Permission.EMBED_LINKS not in granted:
            patch.embeds = []
        self.apply(message, patch)
        if not patch.is_flags_alone:
            message.edited_at = world.clock.now()
        world.hub.publish(MessageEdited(message))
        for copy in message.copies:
            self._edit_copy(copy, message)
        return message

    def apply(self, message: Message, patch: Patch) -> None:
        """Puts the changes into the message; raises ApiError, nothing changed, when nothing would be left of it."""
        content = message.content if patch.content is None else patch.content
        embeds = message.embeds if patch.embeds is None else patch.embeds
        components = message.components if patch.components is None else patch.components
        attachments = [
            each for each in message.attachments if patch.kept_attachments is None or each.id in patch.kept_attachments
        ]
        if not (content or embeds or components or attachments or patch.uploads or message.snapshots):
            raise ApiError(Reason.EMPTY_MESSAGE)
        flags = message.flags if patch.flags is None else _flags_after(message.flags, patch.flags)
        if MessageFlag.IS_COMPONENTS_V2 in flags and (content or embeds):
            raise ApiError(Reason.INVALID_FORM, _legacy_fields_left())
        message.content, message.embeds, message.components, message.flags = content, embeds, components, flags
        message.attachments = attachments + make_attachments(
            patch.uploads, patch.descriptions, self._world.snowflakes.next
        )
        if patch.content is not None:
            allowed = patch.allowed_mentions or (ALL_MENTIONS if message.application_id is None else USERS_ONLY)
            channel = self._world.channels[message.channel_id]
            find_mentions(self._world, message, allowed, self._world.permissions(channel, message.author))

    def preview(self, message: Message, embed: Json) -> None:
        """Discord adds its own preview of a link: a MESSAGE_UPDATE that is no edit, some time after the message.

        Nothing happens where previews are suppressed.
        """
        if MessageFlag.SUPPRESS_EMBEDS in message.flags:
            return
        message.embeds = [*message.embeds, embed]
        self._world.hub.publish(MessageEdited(message))

    def delete(self, message: Message, deleter: User) -> None:
        """`deleter` removes their own message, or with MANAGE_MESSAGES somebody else's.

        In archived threads too, but there not in locked ones (Threads, Locked Threads).
        """
        channel = self._world.channels[message.channel_id]
        granted = self._world.require(channel, deleter)
        if channel.thread is not None and channel.thread.locked and Permission.MANAGE_THREADS not in granted:
            require_open_thread(channel)
        if message.author is not deleter and Permission.MANAGE_MESSAGES not in granted:
            raise ApiError(Reason.MISSING_PERMISSIONS)
        self.remove(message)

    def remove(self, *messages: Message, bulk: bool = False) -> None:
        """Takes messages of one channel away."""
        channel = self._world.channels[messages[0].channel_id]
        for message in messages:
            message.deleted = True
            self._world.messages.pop(message.id, None)
            channel.messages.pop(message.id, None)
            channel.whispers.pop(message.id, None)
            channel.pinned.pop(message.id, None)
        self._world.hub.publish(MessagesDeleted(channel, messages, bulk))
        for message in messages:
            for copy in message.copies:
                self._empty_copy(copy)

    def remove_many(self, channel: Channel, deleter: User, message_ids: list[int]) -> None:
        """Bulk deletion; ids that are not there are passed over, as Discord does."""
        self._world.require(channel, deleter, Permission.MANAGE_MESSAGES)
        if not 2 <= len(message_ids) <= 100:
            raise ApiError(Reason.WRONG_BULK_COUNT)
        found = [channel.messages[each] for each in dict.fromkeys(message_ids) if each in channel.messages]
        if any(self._world.clock.now() - each.created_at > BULK_AGE for each in found):
            raise ApiError(Reason.TOO_OLD_FOR_BULK)
        if found:
            self.remove(*found, bulk=True)

    def pin(self, message: Message, pinner: User, *, pinned: bool) -> None:
        """Pins or unpins; needs PIN_MESSAGES."""
        channel = self._world.channels[message.channel_id]
        self._world.require(channel, pinner, Permission.PIN_MESSAGES)
        _refuse_system(message)
        if pinned and len(channel.pinned) >= MAX_PINS and message.id not in channel.pinned:
            raise ApiError(Reason.TOO_MANY_PINS)
        if pinned:
            channel.pinned.setdefault(message.id, self._world.clock.now())
        else:
            channel.pinned.pop(message.id, None)
        message.pinned = pinned
        self._world.hub.publish(MessageEdited(message))
        self._world.hub.publish(PinsChanged(channel))


def require_open_thread(channel: Channel) -> None:
    """Raises ApiError in an archived thread, where nothing may be changed."""
    if channel.thread is not None and channel.thread.archived:
        raise ApiError(Reason.ARCHIVED_THREAD)


def _refuse_system(message: Message) -> None:
    if message.type not in USER_WRITTEN:
        raise ApiError(Reason.SYSTEM_MESSAGE)


def pointer(channel: Channel, target: Message) -> Json:
    """The message_reference that leads to a message."""
    pointer = {"message_id": str(target.id), "channel_id": str(channel.id)}
    return pointer if channel.guild_id is None else pointer | {"guild_id": str(channel.guild_id)}


def _flags_after(before: MessageFlag, asked: MessageFlag) -> MessageFlag:
    """An edit may set or take SUPPRESS_EMBEDS, and set (never take) IS_COMPONENTS_V2."""
    kept = before & ~MessageFlag.SUPPRESS_EMBEDS
    return kept | (asked & (MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2))


def _legacy_fields_left() -> Json:
    form = Form()
    message = "Content and embeds must be emptied when MessageFlags.IS_COMPONENTS_V2 is set"
    form.fault(("flags",), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
    return form.errors
