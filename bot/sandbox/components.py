"""Checking message components and forms (Discord API documentation, Components)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from bot.sandbox.forms import Form, Path
from bot.sandbox.model import Json, each_component


class ComponentType(IntEnum):
    """The kinds of component that the sandbox knows."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18


_T = ComponentType
SELECTS = frozenset({_T.STRING_SELECT, _T.USER_SELECT, _T.ROLE_SELECT, _T.MENTIONABLE_SELECT, _T.CHANNEL_SELECT})
_IN_CONTAINER = frozenset({_T.ROW, _T.SECTION, _T.TEXT_DISPLAY, _T.MEDIA_GALLERY, _T.FILE, _T.SEPARATOR})
_MAX_V2 = 40
_MAX_V2_TEXT = 4000
_LINK_STYLE = 5
_PREMIUM_STYLE = 6


@dataclass
class _Check:
    """One check of one tree."""

    form: Form
    custom_ids: set[str] = field(default_factory=set)
    in_modal: bool = False

    def one(self, path: Path, raw: Json, allowed: frozenset[ComponentType]) -> Json:
        """The component at `path` as it will be stored; faults when its kind does not belong there."""
        kind: Any = raw.get("type")
        if not self.form.one_of((*path, "type"), kind, sorted(int(each) for each in allowed)):
            return {"type": 0}
        sound: Json = {"type": kind}
        if raw.get("id"):
            sound["id"] = self.form.integer((*path, "id"), raw["id"], low=0, high=2**31 - 1)
        sound |= _CHECKERS[ComponentType(kind)](self, path, raw)
        return sound

    def many(
        self, path: Path, raw: object, allowed: frozenset[ComponentType], *, at_most: int, at_least: int = 1
    ) -> list[Json]:
        """The components in the list at `path`."""
        listed = self.form.objects(path, raw, at_most=at_most, at_least=at_least)
        return [self.one((*path, n), each, allowed) for n, each in enumerate(listed)]

    def custom_id(self, path: Path, raw: Json) -> str:
        """The custom_id, which no other component of the tree may have."""
        custom_id = self.form.text((*path, "custom_id"), raw.get("custom_id"), at_most=100, at_least=1, trim=False)
        if custom_id and custom_id in self.custom_ids:
            self.form.fault(
                (*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
            )
        self.custom_ids.add(custom_id)
        return custom_id


def check_components(form: Form, raw: object, *, v2: bool) -> list[Json]:
    """The components of a message as they will be stored, each with an `id`; `v2`: flag IS_COMPONENTS_V2 is set."""
    check = _Check(form)
    if not v2:
        components = check.many(("components",), raw, frozenset({_T.ROW}), at_most=5, at_least=0)
    else:
        allowed = _IN_CONTAINER | {_T.CONTAINER}
        components = check.many(("components",), raw, allowed, at_most=_MAX_V2, at_least=0)
        _check_v2_totals(form, components)
    return _numbered(components)


def check_modal(form: Form, raw: Json) -> Json:
    """A form as it will be shown: title, custom_id, one to five rows or labels (texts between them allowed)."""
    path: Path = ("data",)
    check = _Check(form, in_modal=True)
    modal: Json = {
        "title": form.text((*path, "title"), raw.get("title"), at_most=45, at_least=1),
        "custom_id": form.text((*path, "custom_id"), raw.get("custom_id"), at_most=100, at_least=1, trim=False),
    }
    allowed = frozenset({_T.ROW, _T.LABEL, _T.TEXT_DISPLAY})
    modal["components"] = _numbered(check.many((*path, "components"), raw.get("components"), allowed, at_most=5))
    return modal


def _check_v2_totals(form: Form, components: list[Json]) -> None:
    """The limits over the whole message, told only when every component is sound by itself."""
    if form.errors:
        return
    flat = list(each_component(components))
    if len(flat) > _MAX_V2:
        message = f"Must be {_MAX_V2} or fewer in length, nested components included."
        form.fault(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if sum(len(each.get("content", "")) for each in flat) > _MAX_V2_TEXT:
        message = f"The total text of the components exceeds {_MAX_V2_TEXT}."
        form.fault(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def _numbered(components: list[Json]) -> list[Json]:
    """Gives every component an id where the request had none."""
    flat = list(each_component(components))
    taken = {each["id"] for each in flat if "id" in each}
    number = 0
    for each in flat:
        if "id" in each:
            continue
        number += 1
        while number in taken:
            number += 1
        each["id"] = number
    return components


# --- one function per kind: (check, path, raw) -> the members to store ---------------------------------------------


def _row(check: _Check, path: Path, raw: Json) -> Json:
    allowed = frozenset({_T.TEXT_INPUT}) if check.in_modal else SELECTS | {_T.BUTTON}
    inside = check.many((*path, "components"), raw.get("components"), allowed, at_most=5)
    if len(inside) > 1 and any(each["type"] != _T.BUTTON for each in inside):
        check.form.fault(
            (*path, "components"),
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        )
    return {"components": inside}


def _button(check: _Check, path: Path, raw: Json) -> Json:
    form = check.form
    sound: Json = {"style": form.integer((*path, "style"), raw.get("style"), low=1, high=_PREMIUM_STYLE, default=0)}
    label = form.text((*path, "label"), raw.get("label"), at_most=80)
    emoji = raw.get("emoji")
    if label:
        sound["label"] = label
    if isinstance(emoji, dict):
        sound["emoji"] = {name: emoji.get(name) for name in ("id", "name", "animated") if emoji.get(name)}
    if not label and not emoji:
        form.fault(path, "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "A button must have a label or an emoji")
    if raw.get("disabled"):
        sound["disabled"] = True
    if sound["style"] == _PREMIUM_STYLE:
        form.fault((*path, "style"), "BASE_TYPE_CHOICES", "The sandbox sells nothing: premium buttons are unknown.")
    elif sound["style"] == _LINK_STYLE:
        if raw.get("custom_id"):
            form.fault(path, "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", "A custom id and url cannot both be specified")
        sound["url"] = form.url((*path, "url"), raw.get("url"), schemes=("http", "https", "discord"), at_most=512)
        if not sound["url"]:
            form.required((*path, "url"))
    else:
        if raw.get("url"):
            form.fault(path, "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", "A custom id and url cannot both be specified")
        sound["custom_id"] = check.custom_id(path, raw)
    return sound


def _select(check: _Check, path: Path, raw: Json) -> Json:
    form = check.form
    sound: Json = {
        "custom_id": check.custom_id(path, raw),
        "min_values": form.integer((*path, "min_values"), raw.get("min_values"), low=0, high=25, default=1),
        "max_values": form.integer((*path, "max_values"), raw.get("max_values"), low=1, high=25, default=1),
    }
    if placeholder := form.text((*path, "placeholder"), raw.get("placeholder"), at_most=150):
        sound["placeholder"] = placeholder
    if raw.get("disabled"):
        sound["disabled"] = True
    if check.in_modal:
        sound["required"] = raw.get("required") is not False
    if raw.get("channel_types"):
        sound["channel_types"] = raw["channel_types"]
    if chosen := _defaults(form, (*path, "default_values"), raw.get("default_values")):
        sound["default_values"] = chosen
    if raw["type"] == _T.STRING_SELECT:
        sound["options"] = _options(check, (*path, "options"), raw.get("options"))
    if sound["min_values"] > sound["max_values"]:
        form.fault((*path, "min_values"), "COMPONENT_MIN_VALUES_TOO_LARGE", "Cannot be more than max_values.")
    return sound


def _defaults(form: Form, path: Path, raw: object) -> list[Json]:
    """What a select of things shows as chosen; ids may be sent as numbers, and are given back as strings."""
    found = []
    for n, each in enumerate(form.objects(path, raw, at_most=25)):
        form.one_of((*path, n, "type"), each.get("type"), ("user", "role", "channel"))
        found.append({"id": str(form.snowflake((*path, n, "id"), each.get("id"))), "type": each.get("type")})
    return found


def _options(check: _Check, path: Path, raw: object) -> list[Json]:
    form, sound, values = check.form, [], set()
    for n, option in enumerate(form.objects(path, raw, at_most=25, at_least=1)):
        here = (*path, n)
        kept: Json = {
            "label": form.text((*here, "label"), option.get("label"), at_most=100, at_least=1),
            "value": form.text((*here, "value"), option.get("value"), at_most=100, at_least=1, trim=False),
        }
        if kept["value"] in values:
            form.fault(
                (*here, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        values.add(kept["value"])
        if description := form.text((*here, "description"), option.get("description"), at_most=100):
            kept["description"] = description
        if option.get("emoji"):
            kept["emoji"] = option["emoji"]
        if option.get("default"):
            kept["default"] = True
        sound.append(kept)
    return sound


def _text_input(check: _Check, path: Path, raw: Json) -> Json:
    form = check.form
    sound: Json = {
        "custom_id": check.custom_id(path, raw),
        "style": form.integer((*path, "style"), raw.get("style"), low=1, high=2, default=1),
        "label": form.text((*path, "label"), raw.get("label"), at_most=45) or None,
        "min_length": form.integer((*path, "min_length"), raw.get("min_length"), low=0, high=4000),
        "max_length": form.integer((*path, "max_length"), raw.get("max_length"), low=1, high=4000, default=4000),
        "required": raw.get("required") is not False,
    }
    if value := form.text((*path, "value"), raw.get("value"), at_most=4000, trim=False):
        sound["value"] = value
    if placeholder := form.text((*path, "placeholder"), raw.get("placeholder"), at_most=100):
        sound["placeholder"] = placeholder
    return sound


def _label(check: _Check, path: Path, raw: Json) -> Json:
    form = check.form
    sound: Json = {"label": form.text((*path, "label"), raw.get("label"), at_most=45, at_least=1)}
    if description := form.text((*path, "description"), raw.get("description"), at_most=100):
        sound["description"] = description
    inside = raw.get("component")
    if isinstance(inside, dict):
        sound["component"] = check.one((*path, "component"), inside, SELECTS | {_T.TEXT_INPUT})
    else:
        form.required((*path, "component"))
    return sound


def _text_display(check: _Check, path: Path, raw: Json) -> Json:
    content = check.form.text((*path, "content"), raw.get("content"), at_most=_MAX_V2_TEXT, at_least=1)
    return {"content": content}


def _section(check: _Check, path: Path, raw: Json) -> Json:
    texts = check.many((*path, "components"), raw.get("components"), frozenset({_T.TEXT_DISPLAY}), at_most=3)
    accessory = raw.get("accessory")
    if not isinstance(accessory, dict):
        check.form.required((*path, "accessory"))
        return {"components": texts}
    allowed = frozenset({_T.BUTTON, _T.THUMBNAIL})
    return {"components": texts, "accessory": check.one((*path, "accessory"), accessory, allowed)}


def _container(check: _Check, path: Path, raw: Json) -> Json:
    inside = check.many((*path, "components"), raw.get("components"), _IN_CONTAINER, at_most=_MAX_V2)
    sound: Json = {"components": inside, "spoiler": bool(raw.get("spoiler"))}
    if raw.get("accent_color") is not None:
        sound["accent_color"] = check.form.integer((*path, "accent_color"), raw["accent_color"], low=0, high=0xFFFFFF)
    return sound


def _media(check: _Check, path: Path, raw: object) -> Json:
    given = raw if isinstance(raw, dict) else {}
    url = check.form.url((*path, "url"), given.get("url"), schemes=("http", "https", "attachment"))
    if not url:
        check.form.required((*path, "url"))
    return {"url": url, "proxy_url": url, "loading_state": 2}


def _pictured(check: _Check, path: Path, raw: Json) -> Json:
    sound: Json = {"media": _media(check, (*path, "media"), raw.get("media")), "spoiler": bool(raw.get("spoiler"))}
    if description := check.form.text((*path, "description"), raw.get("description"), at_most=1024):
        sound["description"] = description
    return sound


def _gallery(check: _Check, path: Path, raw: Json) -> Json:
    items = check.form.objects((*path, "items"), raw.get("items"), at_most=10, at_least=1)
    return {"items": [_pictured(check, (*path, "items", n), item) for n, item in enumerate(items)]}


def _file(check: _Check, path: Path, raw: Json) -> Json:
    return {"file": _media(check, (*path, "file"), raw.get("file")), "spoiler": bool(raw.get("spoiler"))}


def _separator(check: _Check, path: Path, raw: Json) -> Json:
    spacing = check.form.integer((*path, "spacing"), raw.get("spacing"), low=1, high=2, default=1)
    return {"divider": raw.get("divider") is not False, "spacing": spacing}


_Checker = Callable[[_Check, Path, Json], Json]
_CHECKERS: dict[ComponentType, _Checker] = {
    _T.ROW: _row,
    _T.BUTTON: _button,
    _T.TEXT_INPUT: _text_input,
    _T.SECTION: _section,
    _T.TEXT_DISPLAY: _text_display,
    _T.THUMBNAIL: _pictured,
    _T.MEDIA_GALLERY: _gallery,
    _T.FILE: _file,
    _T.SEPARATOR: _separator,
    _T.CONTAINER: _container,
    _T.LABEL: _label,
    **dict.fromkeys(SELECTS, _select),
}
