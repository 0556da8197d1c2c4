"""Acting as people: everything a person can do in Discord's client, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bot.sandbox.components import SELECTS, ComponentType
from bot.sandbox.drafts import Draft, Patch, Reference, read_draft
from bot.sandbox.emojis import parse_emoji
from bot.sandbox.errors import ApiError, PersonCannot
from bot.sandbox.events import TypingStarted
from bot.sandbox.forms import form_messages
from bot.sandbox.inbox import Inbox
from bot.sandbox.interactions import Interaction, Interactions, InteractionType
from bot.sandbox.invocations import Invocations, Place
from bot.sandbox.mentions import ALL_MENTIONS
from bot.sandbox.messages import Messages
from bot.sandbox.model import Channel, Json, Message, MessageFlag, User, each_component
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.permissions import Permission
from bot.sandbox.reactions import Reactions
from bot.sandbox.threads import Threads
from bot.sandbox.world import World

TIMEOUT_S = 10.0
_NO_REPLY_PING = replace(ALL_MENTIONS, replied_user=False)
Where = Channel | str | int


class NoAnswer(Exception):
    """The bot did not answer an interaction: what Discord shows, or that time ran out after a deferral."""


class People:
    """What all people share: the world, and where things are."""

    def __init__(
        self,
        world: World,
        messages: Messages,
        interactions: Interactions,
        message_payloads: MessagePayloads,
    ) -> None:
        self.world = world
        self.messages = messages
        self.interactions = interactions
        self.invocations = Invocations(world, message_payloads)
        self.threads = Threads(world, messages)
        self.reactions = Reactions(world)
        self.inbox = Inbox(world)

    def person(self, user: User) -> Person:
        """Somebody to act as."""
        return Person(self, user)

    def channel(self, where: Where) -> Channel:
        """The channel meant: itself, its name, or its id. Raises PersonCannot when there is none."""
        if isinstance(where, Channel):
            return where
        if isinstance(where, int):
            found = self.world.channels.get(where)
        else:
            found = next((each for each in self.world.channels.values() if each.name == where and each.guild_id), None)
        if found is None:
            raise PersonCannot(f"there is no channel {where}")
        return found


class Person:
    """Somebody who uses Discord. Every act raises PersonCannot where Discord's client or server would not let them."""

    def __init__(self, people: People, user: User) -> None:
        self._people = people
        self._world = people.world
        self.user = user

    def beside(self, other: User) -> Person:
        """Another one, in the same world."""
        return self._people.person(other)

    @property
    def id(self) -> int:
        """The id of the account."""
        return self.user.id

    @property
    def name(self) -> str:
        """The name that others see."""
        return self.user.shown_name

    def __repr__(self) -> str:
        return f"<Person {self.user.username}>"

    # --- messages ---

    async def say(
        self, where: Where, text: str, *, reply_to: Message | int | None = None, ping: bool = True
    ) -> Message:
        """Sends a message, or a reply; `ping` is the switch beside a reply."""
        channel = self._visible(where)
        with self._as_person():
            draft = read_draft({"content": text})
            if reply_to is not None:
                target_id = reply_to if isinstance(reply_to, int) else reply_to.id
                draft.reference = Reference(target_id, channel.id, must_exist=True, forward=False)
                draft.allowed_mentions = None if ping else _NO_REPLY_PING
            return self._people.messages.send(channel, self.user, draft)

    async def forward(self, message: Message, where: Where) -> Message:
        """Forwards a message to another channel."""
        self._sees(message)
        channel = self._visible(where)
        reference = Reference(message.id, message.channel_id, must_exist=True, forward=True)
        with self._as_person():
            return self._people.messages.send(channel, self.user, Draft(reference=reference))

    async def edit(self, message: Message, text: str) -> Message:
        """Changes the text of an own message."""
        self._sees(message)
        with self._as_person():
            content = read_draft({"content": text}).content
            return self._people.messages.edit(message, self.user, Patch(content=content))

    async def delete(self, message: Message) -> None:
        """Deletes an own message, or as a moderator anybody's; an ephemeral one is only dismissed."""
        self._sees(message)
        with self._as_person():
            if message.shown_to is not None:
                self._people.messages.remove(message)
            else:
                self._people.messages.delete(message, self.user)

    async def react(self, message: Message, emoji: str) -> None:
        """Adds a reaction."""
        self._sees(message)
        if message.ephemeral:
            raise PersonCannot("nobody can react to a message that only one person sees")
        with self._as_person():
            self._people.reactions.add(message, self.user, *parse_emoji(emoji))

    async def unreact(self, message: Message, emoji: str) -> None:
        """Takes an own reaction back."""
        self._sees(message)
        with self._as_person():
            name, emoji_id = parse_emoji(emoji)
            reaction = message.reaction(name, emoji_id)
            if reaction is None or self.id not in reaction.user_ids:
                raise PersonCannot(f"{self.name} has not reacted with {emoji}")
            self._people.reactions.remove(message, self.user, name, emoji_id)

    async def clear_reactions(self, message: Message, emoji: str | None = None) -> None:
        """Takes all reactions away, or all of one emoji, as moderators may."""
        self._sees(message)
        with self._as_person():
            reaction = None if emoji is None else message.reaction(*parse_emoji(emoji))
            if emoji is not None and reaction is None:
                raise PersonCannot(f"nobody has reacted with {emoji}")
            self._people.reactions.clear(message, self.user, reaction)

    async def hide_previews(self, message: Message) -> None:
        """Takes the embeds off an own message, or as a moderator off anybody's."""
        self._sees(message)
        with self._as_person():
            flags = message.flags | MessageFlag.SUPPRESS_EMBEDS
            self._people.messages.edit(message, self.user, Patch(flags=flags))

    async def publish(self, message: Message) -> None:
        """Publishes a message of an announcement channel to the channels that follow it."""
        self._sees(message)
        with self._as_person():
            self._people.messages.publish(message, self.user)

    def block_bot(self, blocked: bool) -> None:
        """Blocks the bot, which then cannot write to them or react to what they wrote; or ends that."""
        if blocked:
            self.user.blocked.add(self._world.bot.id)
        else:
            self.user.blocked.discard(self._world.bot.id)

    def accept_dms(self, accepted: bool) -> None:
        """Opens or closes their direct messages."""
        self.user.accepts_dms = accepted

    async def start_typing(self, where: Where) -> None:
        """Shows others that this person types."""
        self._world.hub.publish(TypingStarted(self._visible(where), self.user))

    async def open_dm(self, other: Person | None = None) -> Channel:
        """The direct messages with the bot, or with another person."""
        return self._world.dm_between(self._world.bot if other is None else other.user, self.user)

    async def start_thread(self, message: Message, name: str) -> Channel:
        """Starts a thread on a message."""
        self._sees(message)
        with self._as_person():
            return self._people.threads.start_from(message, self.user, name)

    async def change_thread(self, thread: Where, **changes: Any) -> None:
        """Changes a thread: `name`, `archived`, `locked`, `rate_limit_per_user` (the slow mode, in seconds)."""
        if not 1 <= len(changes.get("name", "x")) <= 100:
            raise PersonCannot("the name of a thread has 1 to 100 characters")
        with self._as_person():
            self._people.threads.change(self._visible(thread), self.user, changes)

    async def post(self, forum: Where, title: str, text: str) -> tuple[Channel, Message]:
        """Posts in a forum: the new thread, and its first message."""
        with self._as_person():
            return self._people.threads.post(self._visible(forum), self.user, title, read_draft({"content": text}))

    # --- using the bot ---

    async def command(self, name: str, where: Where = "papers", /, **options: Any) -> Interaction:
        """Uses a slash command ("group subcommand" for nested ones) and waits for the answer."""
        return await self.outcome(self.begin_command(name, where, options))

    async def autocomplete(self, name: str, where: Where = "papers", /, *, focused: str, **options: Any) -> list[Json]:
        """The suggestions for the option `focused` as typed so far: [{"name", "value"}]."""
        interaction = await self.outcome(self.begin_autocomplete(name, where, options, focused))
        return interaction.choices or []

    async def menu(self, name: str, target: Message) -> Interaction:
        """Uses an entry of a message's right-click menu and waits for the answer."""
        return await self.outcome(self.begin_menu(name, target))

    async def press(self, message: Message, button: str) -> Interaction:
        """Presses a button, named by custom_id or label, and waits for the answer."""
        return await self.outcome(self.begin_press(message, button))

    async def select(self, message: Message, menu: str, *values: str) -> Interaction:
        """Chooses in a select, named by custom_id or placeholder, and waits for the answer."""
        return await self.outcome(self.begin_select(message, menu, list(values)))

    async def submit(self, form: Interaction, values: dict[str, Any]) -> Interaction:
        """Fills the form that an interaction was answered with (by custom_id) and waits for the answer."""
        return await self.outcome(self.begin_submit(form, values))

    async def outcome(self, interaction: Interaction, timeout_s: float = TIMEOUT_S) -> Interaction:
        """Waits until the person sees what came of it; "thinking" is waited out. Raises NoAnswer."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._world.hub.until(lambda: interaction.is_answered or interaction.failed)
        except TimeoutError:
            raise NoAnswer(f"nothing came of it within {timeout_s} s") from None
        if interaction.failed:
            raise NoAnswer("The application did not respond")
        if interaction.first is not None:
            self._people.inbox.take(interaction.first)
        return interaction

    def begin_command(self, name: str, where: Where, options: dict[str, Any]) -> Interaction:
        """Sends a slash command off."""
        channel = self._visible(where)
        data, owners = self._people.invocations.slash(self.user, channel, name, options)
        return self._open(InteractionType.COMMAND, channel, data, owners=owners)

    def begin_autocomplete(self, name: str, where: Where, options: dict[str, Any], focused: str) -> Interaction:
        """Asks for suggestions."""
        channel = self._visible(where)
        data, owners = self._people.invocations.slash(self.user, channel, name, options, focused=focused)
        return self._open(InteractionType.AUTOCOMPLETE, channel, data, owners=owners)

    def begin_menu(self, name: str, target: Message) -> Interaction:
        """Sends a message menu off."""
        self._sees(target)
        channel = self._world.channels[target.channel_id]
        data, owners = self._people.invocations.message_menu(self.user, channel, name, target)
        return self._open(InteractionType.COMMAND, channel, data, owners=owners, target=target)

    def begin_press(self, message: Message, button: str) -> Interaction:
        """Presses a button."""
        part = self._component(message, {ComponentType.BUTTON}, button)
        if "custom_id" not in part:
            raise PersonCannot(f"the button {button!r} is a link")
        return self._use(message, part, {})

    def begin_select(self, message: Message, menu: str, values: list[str]) -> Interaction:
        """Chooses in a select."""
        part = self._component(message, SELECTS, menu)
        place = Place(self._world, self.user, self._world.channels[message.channel_id])
        return self._use(message, part, self._people.invocations.chosen(part, values, place))

    def begin_submit(self, form: Interaction, values: dict[str, Any]) -> Interaction:
        """Sends a filled form off."""
        if form.modal is None or form.user is not self.user:
            raise PersonCannot("there is no form to fill")
        data = self._people.invocations.filled(form.modal, values, Place(self._world, self.user, form.channel))
        return self._open(InteractionType.MODAL, form.channel, data, source=form.source, opened_from=form)

    def _use(self, message: Message, part: Json, more: Json) -> Interaction:
        data = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part["id"]} | more
        channel = self._world.channels[message.channel_id]
        return self._open(InteractionType.COMPONENT, channel, data, source=message)

    def _open(self, kind: InteractionType, channel: Channel, data: Json, **more: Any) -> Interaction:
        return self._people.interactions.open(kind, self.user, channel, data, **more)

    def _component(self, message: Message, kinds: Any, wanted: str) -> Json:
        self._sees(message)
        parts = [each for each in each_component(message.components) if each["type"] in kinds]
        for name in ("custom_id", "label", "placeholder"):
            for part in parts:
                if part.get(name) == wanted:
                    if part.get("disabled"):
                        raise PersonCannot(f"{wanted!r} is disabled")
                    return part
        raise PersonCannot(f"the message has no {wanted!r}")

    # --- what they see ---

    def _visible(self, where: Where) -> Channel:
        channel = self._people.channel(where)
        if not self._world.may_see(channel, self.user):
            raise PersonCannot(f"{self.name} does not see #{channel.name}")
        return channel

    def _sees(self, message: Message) -> None:
        if message.deleted:
            raise PersonCannot("the message is gone")
        if message.shown_to not in (None, self.id):
            raise PersonCannot(f"{self.name} does not see the message")
        if Permission.READ_MESSAGE_HISTORY not in self._world.permissions(self._visible(message.channel_id), self.user):
            raise PersonCannot(f"{self.name} may not read the history of the channel")

    @contextmanager
    def _as_person(self) -> Iterator[None]:
        """Turns Discord's refusals into sentences."""
        try:
            yield
        except ApiError as error:
            raise PersonCannot("; ".join([error.message, *form_messages(error.errors)])) from error
