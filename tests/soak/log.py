"""What must not stand in the log of a run: errors, things left unclosed, what people wrote, secrets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

UNCLOSED = (
    "unclosed", "was destroyed but it is pending", "was never retrieved", "was never awaited", "left over", "leaked",
)  # fmt: skip
RECONNECT = ("discord.client", "Attempting a reconnect in")  # discord.py tells a dropped socket as an error


def find_amiss(path: Path, secrets: Sequence[str]) -> Iterator[str]:
    """Each line that should not be there, after a word on what is amiss."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if any(secret in line for secret in secrets):
            yield f"says what is nobody's business: {line}"
        lower = line.lower()
        if any(sign in lower for sign in UNCLOSED):
            yield f"left open: {line}"
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            yield f"no line of the log: {line}"
            continue
        if is_error(entry):
            yield f"error: {line}"


def is_error(entry: dict[str, Any]) -> bool:
    """Whether a line of the log tells of an error that should not have been."""
    is_reconnect = entry.get("logger") == RECONNECT[0] and str(entry.get("event")).startswith(RECONNECT[1])
    return not is_reconnect and (entry.get("level") in ("error", "critical") or "exception" in entry)
