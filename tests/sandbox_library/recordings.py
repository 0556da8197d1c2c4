"""Recorded answers of the real services, to hold the stand-ins' against."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVICES = Path(__file__).parent.parent / "data" / "services"


@dataclass(frozen=True, slots=True)
class Recording:
    """What the real service answered; `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def load_recording(name: str) -> Recording:
    """The recording below tests/data/services, as in "github/repository"."""
    response = json.loads((SERVICES / f"{name}.json").read_text(encoding="utf-8"))["response"]
    headers = {header.lower(): value for header, value in response["headers"].items()}
    return Recording(response["status"], headers, response["body"])


def assert_same_shape(served: Any, recorded: Any, where: str = "answer") -> None:
    """Everything served has its like in the recording: the same names, the same kinds of value; null fits any kind."""
    if served is None or recorded is None:
        return
    assert type(served) is type(recorded), where
    if isinstance(served, dict):
        for name, value in served.items():
            assert name in recorded, f"{where}.{name}"
            assert_same_shape(value, recorded[name], f"{where}.{name}")
    elif isinstance(served, list) and recorded:
        for item in served:
            assert_same_shape(item, recorded[0], f"{where}[]")
