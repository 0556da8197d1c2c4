"""Reading the body of a new or changed message (Discord API documentation, Create Message, Edit Message)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.components import check_components
from bot.sandbox.embeds import check_embeds
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.forms import Form
from bot.sandbox.model import NO_FLAGS, Attachment, Json, MessageFlag

MAX_CONTENT = 2000
MAX_FILES = 10
MAX_FILE_BYTES = 10 * 1024 * 1024
_SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.IS_VOICE_MESSAGE
    | MessageFlag.IS_COMPONENTS_V2
    | MessageFlag.EPHEMERAL
)


@dataclass(slots=True)
class Upload:
    """A file part of a multipart request: `n` is its number in `files[n]`."""

    n: int
    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AllowedMentions:
    """Who may be pinged. `replied_user` is None where the request says nothing of it."""

    parse: frozenset[str]
    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    replied_user: bool | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What a new message answers (`forward` false) or forwards."""

    message_id: int
    channel_id: int | None
    must_exist: bool
    forward: bool


@dataclass(slots=True)
class Draft:
    """A new message as its author asked for it, checked."""

    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Upload] = field(default_factory=list)
    descriptions: dict[int, str] = field(default_factory=dict)
    flags: MessageFlag = NO_FLAGS
    reference: Reference | None = None
    allowed_mentions: AllowedMentions | None = None
    nonce: int | str | None = None
    enforce_nonce: bool = False
    tts: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be seen of it."""
        return not (self.content or self.embeds or self.components or self.attachments)


@dataclass(slots=True)
class Patch:
    """What an edit changes; None leaves as it was. `kept_attachments` are the ids that stay."""

    content: str | None = None
    embeds: list[Json] | None = None
    components: list[Json] | None = None
    flags: MessageFlag | None = None
    kept_attachments: list[int] | None = None
    uploads: list[Upload] = field(default_factory=list)
    descriptions: dict[int, str] = field(default_factory=dict)
    allowed_mentions: AllowedMentions | None = None

    @property
    def is_flags_alone(self) -> bool:
        """Whether only flags change, which moderators may do to other people's messages."""
        others = (self.content, self.embeds, self.components, self.kept_attachments)
        return self.flags is not None and all(each is None for each in others) and not self.uploads


def read_draft(body: Json, uploads: list[Upload] | None = None, path: tuple[str, ...] = ()) -> Draft:
    """The new message in `body`; raises ApiError with every fault, told under `path`."""
    form = Form()
    flags = _flags(form, body)
    draft = Draft(
        content=form.text(("content",), body.get("content"), at_most=MAX_CONTENT),
        embeds=check_embeds(form, body.get("embeds")),
        components=check_components(form, body.get("components"), v2=MessageFlag.IS_COMPONENTS_V2 in flags),
        attachments=_checked_uploads(uploads or []),
        descriptions=_descriptions(form, body.get("attachments")),
        flags=flags,
        reference=_reference(form, body.get("message_reference")),
        allowed_mentions=read_allowed_mentions(form, body.get("allowed_mentions")),
        nonce=_nonce(form, body.get("nonce")),
        enforce_nonce=bool(body.get("enforce_nonce")),
        tts=bool(body.get("tts")),
    )
    for unsupported in ("poll", "sticker_ids"):
        if body.get(unsupported):
            form.fault((unsupported,), "BASE_TYPE_CHOICES", "The sandbox does not know this.")
    if MessageFlag.IS_COMPONENTS_V2 in flags:
        _refuse_beside_v2(form, body)
    _refuse(form, path)
    return draft


def read_patch(body: Json, uploads: list[Upload] | None = None, *, v2: bool) -> Patch:
    """The edit in `body`; `v2`: the message already has IS_COMPONENTS_V2. Raises ApiError with every fault."""
    form = Form()
    flags = _flags(form, body) if body.get("flags") is not None else None
    becomes_v2 = v2 or (flags is not None and MessageFlag.IS_COMPONENTS_V2 in flags)
    patch = Patch(flags=flags, uploads=_checked_uploads(uploads or []))
    if "content" in body:
        patch.content = form.text(("content",), body["content"], at_most=MAX_CONTENT)
    if "embeds" in body:
        patch.embeds = check_embeds(form, body["embeds"])
    if "components" in body:
        patch.components = check_components(form, body["components"], v2=becomes_v2)
    if "attachments" in body:
        listed = form.objects(("attachments",), body["attachments"], at_most=MAX_FILES)
        new = {upload.n for upload in patch.uploads}
        ids = [form.snowflake(("attachments", n, "id"), each.get("id")) for n, each in enumerate(listed)]
        patch.kept_attachments = [each for each in ids if each not in new]
        patch.descriptions = _descriptions(form, body["attachments"])
    patch.allowed_mentions = read_allowed_mentions(form, body.get("allowed_mentions"))
    if becomes_v2:
        _refuse_beside_v2(form, body)
    form.refuse_faults()
    return patch


def read_allowed_mentions(form: Form, raw: Any) -> AllowedMentions | None:
    """The allowed_mentions object, None when absent or null."""
    if raw is None or not form.is_object(("allowed_mentions",), raw):
        return None
    kinds = form.listed(("allowed_mentions", "parse"), raw.get("parse")) or []
    parse = [
        kind
        for n, kind in enumerate(kinds)
        if form.one_of(("allowed_mentions", "parse", n), kind, ("users", "roles", "everyone"))
    ]
    ids: dict[str, frozenset[int]] = {}
    for kind in ("users", "roles"):
        listed = form.listed(("allowed_mentions", kind), raw.get(kind)) or []
        if len(listed) > 100:
            form.fault(("allowed_mentions", kind), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
        if listed and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.fault(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
        ids[kind] = frozenset(form.snowflake(("allowed_mentions", kind, n), each) for n, each in enumerate(listed))
    return AllowedMentions(frozenset(parse), ids["users"], ids["roles"], raw.get("replied_user"))


def make_attachments(uploads: list[Upload], descriptions: Mapping[int, str], next_id: Any) -> list[Attachment]:
    """The uploads as attachments with ids of their own."""
    return [
        Attachment(next_id(), each.filename, each.content_type, each.data, descriptions.get(each.n)) for each in uploads
    ]


def _flags(form: Form, body: Json) -> MessageFlag:
    number = form.integer(("flags",), body.get("flags"), low=0, high=2**53)
    return MessageFlag(number) & _SETTABLE


def _nonce(form: Form, value: Any) -> int | str | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return form.text(("nonce",), value, at_most=25) or None


def _reference(form: Form, raw: Any) -> Reference | None:
    if not isinstance(raw, dict):
        return None
    if raw.get("message_id") is None:
        form.required(("message_reference", "message_id"))
        return None
    kind = form.integer(("message_reference", "type"), raw.get("type"), low=0, high=1)
    channel_id = raw.get("channel_id")
    return Reference(
        message_id=form.snowflake(("message_reference", "message_id"), raw["message_id"]),
        channel_id=None if channel_id is None else form.snowflake(("message_reference", "channel_id"), channel_id),
        must_exist=raw.get("fail_if_not_exists") is not False,
        forward=kind == 1,
    )


def _descriptions(form: Form, raw: Any) -> dict[int, str]:
    """The alternative texts of uploads, keyed by the number of the part."""
    listed = form.objects(("attachments",), raw, at_most=MAX_FILES)
    return {
        form.snowflake(("attachments", n, "id"), each.get("id")): form.text(
            ("attachments", n, "description"), each["description"], at_most=1024
        )
        for n, each in enumerate(listed)
        if each.get("description")
    }


def _checked_uploads(uploads: list[Upload]) -> list[Upload]:
    form = Form()
    if len(uploads) > MAX_FILES:
        form.fault(("files",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FILES} or fewer in length.")
    form.refuse_faults()
    if any(len(each.data) > MAX_FILE_BYTES for each in uploads):
        raise ApiError(Reason.FILE_TOO_LARGE)
    return uploads


def _refuse_beside_v2(form: Form, body: Json) -> None:
    for name in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(name):
            message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.fault((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _refuse(form: Form, path: tuple[str, ...]) -> None:
    """Refuses the faults, told under `path`."""
    if not form.errors:
        return
    errors = form.errors
    for step in reversed(path):
        errors = {step: errors}
    raise ApiError(Reason.INVALID_FORM, errors)
