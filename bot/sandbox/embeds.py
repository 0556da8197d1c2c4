"""Checking embeds (Discord API documentation, Message, Embed Limits)."""

from __future__ import annotations

from datetime import datetime

from bot.sandbox.forms import Form, Path
from bot.sandbox.model import Json

MAX_EMBEDS = 10
MAX_TOTAL = 6000
_PAGE = ("http", "https")
_PICTURE = ("http", "https", "attachment")


def check_embeds(form: Form, value: object) -> list[Json]:
    """The embeds as they will be shown: known members only, texts trimmed, blank embeds dropped."""
    embeds = [
        _embed(form, ("embeds", n), each) for n, each in enumerate(form.objects(("embeds",), value, at_most=MAX_EMBEDS))
    ]
    if sum(embed_size(embed) for embed in embeds) > MAX_TOTAL:
        form.fault(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MAX_TOTAL}")
    return [embed | {"type": "rich"} for embed in embeds if _is_shown(embed)]


def embed_size(embed: Json) -> int:
    """The code points that count towards the limit over all embeds of a message."""
    return (
        len(embed.get("title", ""))
        + len(embed.get("description", ""))
        + len(embed.get("footer", {}).get("text", ""))
        + len(embed.get("author", {}).get("name", ""))
        + sum(len(entry["name"]) + len(entry["value"]) for entry in embed.get("fields", ()))
    )


def _is_shown(embed: Json) -> bool:
    return any(embed.get(part) for part in ("title", "description", "fields", "image", "thumbnail", "footer", "author"))


def _embed(form: Form, path: Path, raw: Json) -> Json:
    embed: Json = {
        "title": form.text((*path, "title"), raw.get("title"), at_most=256),
        "description": form.text((*path, "description"), raw.get("description"), at_most=4096),
        "url": form.url((*path, "url"), raw.get("url"), schemes=_PAGE),
        "timestamp": _timestamp(form, (*path, "timestamp"), raw.get("timestamp")),
        "footer": _footer(form, (*path, "footer"), raw.get("footer")),
        "author": _author(form, (*path, "author"), raw.get("author")),
        "image": _picture(form, (*path, "image"), raw.get("image")),
        "thumbnail": _picture(form, (*path, "thumbnail"), raw.get("thumbnail")),
        "fields": [
            _field(form, (*path, "fields", n), each)
            for n, each in enumerate(form.objects((*path, "fields"), raw.get("fields"), at_most=25))
        ],
    }
    embed = {name: value for name, value in embed.items() if value}
    if raw.get("color") is not None:
        embed["color"] = form.integer((*path, "color"), raw["color"], low=0, high=0xFFFFFF)
    return embed


def _field(form: Form, path: Path, raw: Json) -> Json:
    return {
        "name": form.text((*path, "name"), raw.get("name"), at_most=256, at_least=1),
        "value": form.text((*path, "value"), raw.get("value"), at_most=1024, at_least=1),
        "inline": bool(raw.get("inline", False)),
    }


def _footer(form: Form, path: Path, raw: object) -> Json:
    if not isinstance(raw, dict):
        return {}
    text = form.text((*path, "text"), raw.get("text"), at_most=2048)
    icon = form.url((*path, "icon_url"), raw.get("icon_url"), schemes=_PICTURE)
    return {name: value for name, value in (("text", text), ("icon_url", icon)) if value}


def _author(form: Form, path: Path, raw: object) -> Json:
    if not isinstance(raw, dict):
        return {}
    name = form.text((*path, "name"), raw.get("name"), at_most=256)
    url = form.url((*path, "url"), raw.get("url"), schemes=_PAGE)
    icon = form.url((*path, "icon_url"), raw.get("icon_url"), schemes=_PICTURE)
    return {key: value for key, value in (("name", name), ("url", url), ("icon_url", icon)) if value}


def _picture(form: Form, path: Path, raw: object) -> Json:
    if not isinstance(raw, dict):
        return {}
    url = form.url((*path, "url"), raw.get("url"), schemes=_PICTURE)
    return {"url": url} if url else {}


def _timestamp(form: Form, path: Path, value: object) -> str:
    if value is None:
        return ""
    try:
        return datetime.fromisoformat(str(value)).isoformat()
    except ValueError:
        form.fault(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
        return ""
