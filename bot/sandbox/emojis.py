"""Telling whether a text is an emoji that Discord takes as a reaction."""

from __future__ import annotations

import re
import unicodedata

from bot.sandbox.errors import ApiError, Reason

_CUSTOM = re.compile(r"(?:a:)?(\w{2,32}):(\d{15,20})")
_JOINERS = frozenset("\u200d\ufe0f\ufe0e\u20e3")
_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
_EMOJI_LIKE = frozenset("©®‼⁉™ℹ↔↕↖↗↘↙↩↪〰〽㊗㊙")


def parse_emoji(text: str) -> tuple[str, int | None]:
    """(name, id) of an emoji as it stands in a path: Unicode, or `name:id`. Raises ApiError when it is none."""
    if custom := _CUSTOM.fullmatch(text):
        return custom[1], int(custom[2])
    if not text or len(text) > 20 or not _is_unicode_emoji(text):
        raise ApiError(Reason.UNKNOWN_EMOJI)
    return text, None


def _is_unicode_emoji(text: str) -> bool:
    if _KEYCAP.fullmatch(text):
        return True
    pictures = [char for char in text if char not in _JOINERS and not 0xE0020 <= ord(char) <= 0xE007F]
    return bool(pictures) and all(_is_picture(char) for char in pictures) and _is_one(text)


def _is_picture(char: str) -> bool:
    return char in _EMOJI_LIKE or unicodedata.category(char) in ("So", "Sk") or 0x2190 <= ord(char) <= 0x2BFF


def _is_one(text: str) -> bool:
    """Whether the characters make up one picture: joined, skin-toned, a flag of two letters, or alone."""
    bare = re.sub("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]", "", text) or text
    parts = bare.split("\u200d")
    if all(len(part) == 1 for part in parts):
        return True
    return len(bare) == 2 and all(0x1F1E6 <= ord(char) <= 0x1F1FF for char in bare)
