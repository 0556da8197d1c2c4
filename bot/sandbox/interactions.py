"""Interactions: from the press or command of a person to the last follow-up of the bot.

Source: Discord API documentation, Receiving and Responding to Interactions.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import IntEnum

from bot.sandbox import payloads
from bot.sandbox.components import check_modal
from bot.sandbox.drafts import Draft, Upload, make_attachments, read_draft, read_patch
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.events import (
    ChoicesShown,
    InteractionCreated,
    InteractionDone,
    InteractionFailed,
    MessageEdited,
    ModalShown,
)
from bot.sandbox.forms import Form
from bot.sandbox.invocations import context_of
from bot.sandbox.messages import Messages, Origin, pointer
from bot.sandbox.model import Channel, Json, Message, MessageFlag, MessageType, User
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

WINDOW_S = 3.0
TOKEN_LIFE_S = 15 * 60.0
NO_RESPONSE = "The application did not respond"


class InteractionType(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """How the bot answered."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_ALLOWED = {
    InteractionType.COMMAND: {Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.MODAL},
    InteractionType.COMPONENT: set(Callback) - {Callback.CHOICES},
    InteractionType.AUTOCOMPLETE: {Callback.CHOICES},
    InteractionType.MODAL: set(Callback) - {Callback.CHOICES, Callback.MODAL},
}


@dataclass(slots=True, eq=False)
class Interaction:
    """One use of the bot by a person, and what came of it.

    `source` is the message whose component was used (for a form: from which it was opened), `target` the one whose
    menu was used, `original` the first answer (for updates the source itself), `metadata` what messages made for it
    carry.
    """

    id: int
    type: InteractionType
    token: str
    user: User
    channel: Channel
    data: Json
    created_s: float
    metadata: Json
    message_type: MessageType
    source: Message | None = None
    target: Message | None = None
    answered_with: Callback | None = None
    original: Message | None = None
    follow_ups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None
    failed: bool = False

    @property
    def first(self) -> Message | None:
        """The first answer; once its "thinking" was taken away, what was said next, or None."""
        if self.original is not None and self.original.loading and self.original.deleted:
            return self.follow_ups[0] if self.follow_ups else None
        return self.original

    @property
    def message(self) -> Message | None:
        """The bot's first answer as it stands; None when there is none, or it was deleted, or is only "thinking"."""
        first = self.first
        return None if first is None or first.deleted or first.loading else first

    @property
    def ephemeral(self) -> bool:
        """Whether the first answer is shown to this person only."""
        return self.first is not None and self.first.ephemeral

    @property
    def is_answered(self) -> bool:
        """Whether a person sees an outcome: an answer, a form, suggestions, an end of waiting; not "thinking"."""
        if self.answered_with is None or self.original is None:
            return self.answered_with is not None
        return self.first is not None and not self.first.loading


class Interactions:
    """Every interaction that is still of use."""

    def __init__(self, world: World, messages: Messages, message_payloads: MessagePayloads) -> None:
        self._world = world
        self._messages = messages
        self._payloads = message_payloads
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def get(self, interaction_id: int) -> Interaction | None:
        """The interaction with that id, None when it is unknown or long over."""
        return self._by_id.get(interaction_id)

    # --- opening ---

    def open(
        self,
        kind: InteractionType,
        user: User,
        channel: Channel,
        data: Json,
        *,
        source: Message | None = None,
        target: Message | None = None,
        owners: Json | None = None,
        opened_from: Interaction | None = None,
    ) -> Interaction:
        """A person uses the bot: the bot is told, and has three seconds. `owners` are those who let a command be used.

        A component or form has those of the command which made its message or opened it.
        """
        self._forget_expired()
        owners = owners or self._owners(channel, source, opened_from)
        interaction = Interaction(
            id=self._world.snowflakes.next(),
            type=kind,
            token=secrets.token_urlsafe(48),
            user=user,
            channel=channel,
            data=data,
            created_s=self._world.clock.elapsed_s(),
            metadata={},
            message_type=_message_type(kind, data),
            source=source,
            target=target,
        )
        interaction.metadata = self._metadata(interaction, owners, opened_from)
        self._by_id[interaction.id] = self._by_token[interaction.token] = interaction
        self._world.clock.after(WINDOW_S, lambda: self._fail(interaction))
        payload = self._create_payload(interaction, owners)
        self._world.hub.publish(InteractionCreated(payload, channel.guild_id))
        return interaction

    @staticmethod
    def _owners(channel: Channel, source: Message | None, opened_from: Interaction | None) -> Json:
        made_for = None if source is None else source.interaction
        if opened_from is not None:
            made_for = opened_from.metadata
        if made_for is not None:
            owners: Json = made_for["authorizing_integration_owners"]
            return owners
        return {"0": "0" if channel.guild_id is None else str(channel.guild_id)}

    def _metadata(self, interaction: Interaction, owners: Json, opened_from: Interaction | None) -> Json:
        metadata: Json = {
            "id": str(interaction.id),
            "type": int(interaction.type),
            "user": payloads.user(interaction.user),
            "authorizing_integration_owners": owners,
        }
        if interaction.type is InteractionType.COMMAND:
            metadata["name"] = interaction.data["name"]
        if interaction.target is not None:
            metadata["target_message_id"] = str(interaction.target.id)
        if interaction.type is InteractionType.COMPONENT and interaction.source is not None:
            metadata["interacted_message_id"] = str(interaction.source.id)
        if opened_from is not None:
            metadata["triggering_interaction_metadata"] = opened_from.metadata
        return metadata

    def _create_payload(self, interaction: Interaction, owners: Json) -> Json:
        world, channel, user = self._world, interaction.channel, interaction.user
        guild = world.guild_of(channel)
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(world.application.id),
            "type": int(interaction.type),
            "token": interaction.token,
            "version": 1,
            "attachment_size_limit": 10 * 1024 * 1024,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": payloads.channel(world, channel),
            "locale": user.locale,
            "entitlements": [],
            "authorizing_integration_owners": owners,
            "app_permissions": str(int(self._app_permissions(channel))),
            "context": context_of(world, channel),
        }
        if guild is None:
            payload["user"] = payloads.user(user)
        else:
            permissions = str(int(world.permissions(channel, user)))
            payload["channel"]["permissions"] = permissions
            payload |= {
                "guild_id": str(guild.id),
                "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
                "guild_locale": guild.locale,
                "member": payloads.member(guild.members[user.id]) | {"permissions": permissions},
            }
        if interaction.source is not None:
            payload["message"] = self._payloads.rest(interaction.source)
        return payload

    def _app_permissions(self, channel: Channel) -> Permission:
        """What the bot may do there; where it is not itself, what any answer may have (Interactions, note on DMs)."""
        granted = self._world.permissions(channel, self._world.bot)
        if channel.guild_id is not None and granted:
            return granted
        own = Permission.USE_EXTERNAL_EMOJIS if granted else Permission(0)
        return own | Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.MENTION_EVERYONE

    def _fail(self, interaction: Interaction) -> None:
        if interaction.answered_with is None:
            interaction.failed = True
            self._world.hub.publish(InteractionFailed(interaction.id, interaction.user.id, NO_RESPONSE))

    def _forget_expired(self) -> None:
        now = self._world.clock.elapsed_s()
        for interaction in list(self._by_id.values()):
            if now - interaction.created_s <= 2 * TOKEN_LIFE_S:
                break
            del self._by_id[interaction.id]
            del self._by_token[interaction.token]

    # --- the first answer ---

    def answer(self, interaction_id: int, token: str, body: Json, uploads: list[Upload]) -> Json:
        """Takes the callback of the bot, within the window and only once; gives the callback object."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token or self._is_late(interaction):
            raise ApiError(Reason.UNKNOWN_INTERACTION)
        if interaction.answered_with is not None:
            raise ApiError(Reason.ALREADY_ACKNOWLEDGED)
        callback = _checked_callback(interaction, body)
        data = _checked_data(body)
        match callback:
            case Callback.MESSAGE:
                draft = read_draft(data, uploads, ("data",))
                interaction.original = self._send(interaction, draft, _original_reference(interaction))
            case Callback.DEFERRED_MESSAGE:
                flags = MessageFlag.LOADING | (read_draft(data).flags & MessageFlag.EPHEMERAL)
                interaction.original = self._send(interaction, Draft(flags=flags), _original_reference(interaction))
            case Callback.DEFERRED_UPDATE:
                interaction.original = interaction.source
            case Callback.UPDATE:
                interaction.original = self._update(interaction.source, data, uploads)
            case Callback.CHOICES:
                interaction.choices = _checked_choices(data)
            case Callback.MODAL:
                interaction.modal = _checked_modal(data)
        interaction.answered_with = callback
        self._tell_answered(interaction)
        return self._callback_object(interaction, callback)

    def _is_late(self, interaction: Interaction) -> bool:
        late = self._world.clock.elapsed_s() - interaction.created_s > WINDOW_S
        return interaction.failed or (late and interaction.answered_with is None)

    def _tell_answered(self, interaction: Interaction) -> None:
        hub, who = self._world.hub, interaction.user.id
        if interaction.modal is not None:
            hub.publish(ModalShown(interaction.id, who, interaction.modal))
        if interaction.choices is not None:
            hub.publish(ChoicesShown(interaction.id, who, interaction.choices))
        hub.publish(InteractionDone(interaction.id, who))

    def _callback_object(self, interaction: Interaction, callback: Callback) -> Json:
        about: Json = {"id": str(interaction.id), "type": int(interaction.type)}
        resource: Json = {"type": int(callback)}
        if (original := interaction.original) is not None:
            about |= {
                "response_message_id": str(original.id),
                "response_message_loading": original.loading,
                "response_message_ephemeral": original.ephemeral,
            }
            if callback in (Callback.MESSAGE, Callback.UPDATE):
                resource["message"] = self._payloads.rest(original)
        return {"interaction": about, "resource": resource}

    def _send(self, interaction: Interaction, draft: Draft, reference: Json | None, **more: str) -> Message:
        """Sends a message for the interaction; `more` goes into its interaction_metadata."""
        if self._must_be_private(interaction):
            draft.flags |= MessageFlag.EPHEMERAL
        ephemeral = MessageFlag.EPHEMERAL in draft.flags
        is_menu_answer = interaction.target is not None and not more
        origin = Origin(
            type=interaction.message_type if reference is None or is_menu_answer else MessageType.REPLY,
            application_id=self._world.application.id,
            interaction=interaction.metadata | more,
            shown_to=interaction.user.id if ephemeral else None,
            reference=reference,
        )
        return self._messages.send_for_interaction(interaction.channel, draft, origin)

    def _must_be_private(self, interaction: Interaction) -> bool:
        """Without USE_EXTERNAL_APPS the answers of an app that is not added to the server are for the asker only."""
        if "0" in interaction.metadata["authorizing_integration_owners"] or interaction.channel.guild_id is None:
            return False
        granted = self._world.permissions(interaction.channel, interaction.user)
        return Permission.USE_EXTERNAL_APPS not in granted

    def _update(self, message: Message | None, data: Json, uploads: list[Upload]) -> Message:
        if message is None or message.deleted:
            raise ApiError(Reason.UNKNOWN_MESSAGE)
        patch = read_patch(data, uploads, v2=MessageFlag.IS_COMPONENTS_V2 in message.flags)
        was_loading = message.loading
        self._messages.apply(message, patch)
        message.flags &= ~MessageFlag.LOADING
        if not was_loading:
            message.edited_at = self._world.clock.now()
        self._world.hub.publish(MessageEdited(message))
        return message

    # --- after the first answer ---

    def follow_up(self, token: str, body: Json, uploads: list[Upload]) -> Message:
        """A further message; right after a deferral it fills the "thinking" message instead."""
        interaction = self._answered(token)
        draft = read_draft(body, uploads)
        original = interaction.original
        if original is not None and original.loading and not original.deleted:
            return self._fill(original, draft)
        reference = None if original is None else {"type": 0} | pointer(interaction.channel, original)
        about = {} if original is None else {"original_response_message_id": str(original.id)}
        message = self._send(interaction, draft, reference, **about)
        interaction.follow_ups.append(message)
        return message

    def _fill(self, message: Message, draft: Draft) -> Message:
        if draft.is_empty:
            raise ApiError(Reason.EMPTY_MESSAGE)
        message.content, message.embeds, message.components = draft.content, draft.embeds, draft.components
        message.attachments = make_attachments(draft.attachments, draft.descriptions, self._world.snowflakes.next)
        message.flags = (message.flags | (draft.flags & ~MessageFlag.EPHEMERAL)) & ~MessageFlag.LOADING
        self._world.hub.publish(MessageEdited(message))
        return message

    def message_of(self, token: str, which: str) -> Message:
        """The message `which` ("@original" or an id) of the interaction; raises ApiError when it is not there."""
        interaction = self._answered(token)
        own = [*interaction.follow_ups, *([interaction.original] if interaction.original is not None else [])]
        if which == "@original":
            found = interaction.original
        else:
            found = next((each for each in own if str(each.id) == which), None)
        if found is None or found.deleted:
            raise ApiError(Reason.UNKNOWN_MESSAGE)
        return found

    def edit(self, token: str, which: str, body: Json, uploads: list[Upload]) -> Message:
        """Changes a message of the interaction."""
        return self._update(self.message_of(token, which), body, uploads)

    def delete(self, token: str, which: str) -> None:
        """Removes a message of the interaction."""
        self._messages.remove(self.message_of(token, which))

    def _answered(self, token: str) -> Interaction:
        interaction = self._by_token.get(token)
        if interaction is None:
            raise ApiError(Reason.INVALID_WEBHOOK_TOKEN)
        if self._world.clock.elapsed_s() - interaction.created_s > TOKEN_LIFE_S:
            raise ApiError(Reason.INVALID_WEBHOOK_TOKEN)
        if interaction.answered_with is None:
            raise ApiError(Reason.UNKNOWN_WEBHOOK)
        return interaction


def _message_type(kind: InteractionType, data: Json) -> MessageType:
    if kind is InteractionType.COMMAND:
        return MessageType.CHAT_INPUT_COMMAND if data["type"] == 1 else MessageType.CONTEXT_MENU_COMMAND
    return MessageType.DEFAULT


def _original_reference(interaction: Interaction) -> Json | None:
    """What the first answer refers to: the message of a menu, of a component, or of a form opened from one."""
    about = interaction.target or interaction.source
    return None if about is None else {"type": 0} | pointer(interaction.channel, about)


def _checked_callback(interaction: Interaction, body: Json) -> Callback:
    form = Form()
    allowed = _ALLOWED[interaction.type]
    if interaction.type is InteractionType.MODAL and interaction.source is None:
        allowed = allowed - {Callback.DEFERRED_UPDATE, Callback.UPDATE}
    form.one_of(("type",), body.get("type"), sorted(int(each) for each in allowed))
    form.refuse_faults()
    return Callback(body["type"])


def _checked_data(body: Json) -> Json:
    form = Form()
    data = body.get("data")
    if data is None or not form.is_object(("data",), data):
        data = {}
    form.refuse_faults()
    return data


def _checked_choices(data: Json) -> list[Json]:
    form = Form()
    path = ("data", "choices")
    choices = form.objects(path, data.get("choices"), at_most=25)
    for n, choice in enumerate(choices):
        form.text((*path, n, "name"), choice.get("name"), at_most=100, at_least=1)
        if isinstance(choice.get("value"), str):
            form.text((*path, n, "value"), choice["value"], at_most=100, at_least=1, trim=False)
        elif not isinstance(choice.get("value"), int | float):
            form.required((*path, n, "value"))
    form.refuse_faults()
    return [{"name": choice["name"], "value": choice["value"]} for choice in choices]


def _checked_modal(data: Json) -> Json:
    form = Form()
    modal = check_modal(form, data)
    form.refuse_faults()
    return modal
