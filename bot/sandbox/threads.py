"""Threads and forum posts: starting, joining, archiving (Discord API documentation, Threads)."""

from __future__ import annotations

from bot.sandbox.drafts import Draft
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.events import ChannelChanged, ChannelCreated, MessageEdited
from bot.sandbox.messages import Messages, pointer
from bot.sandbox.model import Channel, ChannelType, Json, Message, MessageFlag, MessageType, Thread, User
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
_WITH_THREADS = (ChannelType.TEXT, ChannelType.ANNOUNCEMENT)


class Threads:
    """Makes and changes threads in a world."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages

    def start_from(self, message: Message, starter: User, name: str, minutes: int = 1440) -> Channel:
        """A thread on a message; its id is the message's."""
        channel = self._world.channels[message.channel_id]
        self._require_place(channel, starter, Permission.CREATE_PUBLIC_THREADS)
        if message.thread_id is not None:
            raise ApiError(Reason.THREAD_EXISTS)
        thread = self._lay(channel, starter, name, minutes, thread_id=message.id)
        message.thread_id = thread.id
        message.flags |= MessageFlag.HAS_THREAD
        self._world.hub.publish(MessageEdited(message))
        reference = {"type": 0} | pointer(channel, message)
        self._messages.send_system(thread, message.author, MessageType.THREAD_STARTER, "", reference)
        return thread

    def start(
        self, channel: Channel, starter: User, name: str, minutes: int = 1440, *, private: bool = False
    ) -> Channel:
        """A thread without a message; a public one is announced in its channel."""
        needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
        self._require_place(channel, starter, needed)
        if private and channel.type is not ChannelType.TEXT:
            raise ApiError(Reason.WRONG_CHANNEL_TYPE)
        thread = self._lay(channel, starter, name, minutes, private=private)
        if not private:
            reference = {"type": 0, "channel_id": str(thread.id), "guild_id": str(thread.guild_id)}
            self._messages.send_system(channel, starter, MessageType.THREAD_CREATED, name, reference)
        return thread

    def post(
        self,
        forum: Channel,
        author: User,
        name: str,
        draft: Draft,
        *,
        minutes: int = 1440,
        tags: list[int] | None = None,
    ) -> tuple[Channel, Message]:
        """A forum post: a thread and its first message, which has the thread's id."""
        self._world.require(forum, author, Permission.SEND_MESSAGES)
        if forum.type is not ChannelType.FORUM:
            raise ApiError(Reason.WRONG_CHANNEL_TYPE)
        if draft.is_empty:
            raise ApiError(Reason.EMPTY_MESSAGE)
        thread = self._lay(forum, author, name, minutes, tags=tags)
        return thread, self._messages.send(thread, author, draft, message_id=thread.id)

    def leave(self, thread: Channel, user: User) -> None:
        """`user` is no longer a member."""
        if thread.thread is not None:
            thread.thread.members.pop(user.id, None)

    def change(self, thread: Channel, changer: User, changes: Json) -> None:
        """Renames (`name`), archives (`archived`), locks (`locked`) or slows (`rate_limit_per_user`) a thread."""
        granted = self._world.require(thread, changer)
        state = thread.thread
        if state is None:
            raise ApiError(Reason.WRONG_CHANNEL_TYPE)
        if Permission.MANAGE_THREADS not in granted and not _may_change(state, changer, changes):
            raise ApiError(Reason.MISSING_PERMISSIONS)
        if state.archived and changes.get("archived") is not False:
            raise ApiError(Reason.ARCHIVED_THREAD)
        thread.name = changes.get("name", thread.name)
        thread.slow_mode_s = changes.get("rate_limit_per_user", thread.slow_mode_s)
        if (archived := changes.get("archived", state.archived)) is not state.archived:
            state.archived, state.archive_changed_at = archived, self._world.clock.now()
        state.locked = changes.get("locked", state.locked)
        self._world.hub.publish(ChannelChanged(thread))

    def _require_place(self, channel: Channel, starter: User, needed: Permission) -> None:
        self._world.require(channel, starter, needed)
        if channel.type not in _WITH_THREADS:
            raise ApiError(Reason.WRONG_CHANNEL_TYPE)

    def _lay(
        self,
        parent: Channel,
        starter: User,
        name: str,
        minutes: int,
        *,
        thread_id: int | None = None,
        private: bool = False,
        tags: list[int] | None = None,
    ) -> Channel:
        world = self._world
        now = world.clock.now()
        guild = world.guilds[parent.guild_id or 0]
        thread = Channel(
            id=thread_id or world.snowflakes.next(),
            type=_kind(parent, private=private),
            name=name,
            guild_id=guild.id,
            parent_id=parent.id,
            thread=Thread(
                owner_id=starter.id,
                created_at=now,
                archive_changed_at=now,
                starter_id=thread_id,
                auto_archive_minutes=minutes,
                members={starter.id: now},
                applied_tags=tags or [],
            ),
        )
        guild.channels[thread.id] = world.channels[thread.id] = thread
        if parent.type is ChannelType.FORUM:
            parent.last_message_id = thread.id
        world.hub.publish(ChannelCreated(thread))
        return thread


def _may_change(state: Thread, changer: User, changes: Json) -> bool:
    """What somebody without MANAGE_THREADS may do (Threads, Editing & Deleting Threads).

    Its starter renames and archives it; its members open it again unless it is locked.
    """
    if changes.keys() & {"locked", "rate_limit_per_user"}:
        return False
    if state.owner_id == changer.id:
        return True
    return changes == {"archived": False} and changer.id in state.members and not state.locked


def _kind(parent: Channel, *, private: bool) -> ChannelType:
    if private:
        return ChannelType.PRIVATE_THREAD
    return ChannelType.ANNOUNCEMENT_THREAD if parent.type is ChannelType.ANNOUNCEMENT else ChannelType.PUBLIC_THREAD
