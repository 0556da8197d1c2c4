"""How values are kept in columns: moments as epoch milliseconds, lists and results as JSON text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import aiosql
import msgspec

from bot.said import Said, Words
from bot.store._database import Adapter

T = TypeVar("T")
_SAID = "\x1f"  # before what was said; it is a blank, and whoever types a reason has blanks folded


def load_queries(subject: str) -> Any:
    """The queries of queries/`subject`.sql, one method each."""
    path = Path(__file__).parent / "queries" / f"{subject}.sql"
    return aiosql.from_path(path, Adapter)  # type: ignore[arg-type]  # aiosql's own async adapters miss its protocol too


def to_ms(moment: datetime) -> int:
    """Epoch milliseconds of an aware moment."""
    return round(moment.timestamp() * 1000)


def from_ms(milliseconds: int) -> datetime:
    """The moment (UTC) of epoch milliseconds."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def to_text(words: Words) -> str:
    """What was said in a column of text; plain words as they are."""
    return words if isinstance(words, str) else _SAID + to_json(words)


def from_text(text: str) -> Words:
    """What `to_text` kept."""
    return from_json(text.removeprefix(_SAID), Said) if text.startswith(_SAID) else text


def starts_like(key: str) -> str:
    """A pattern of SQL's `like` for the text of what was said with this key, or with one that it begins."""
    return f'{_SAID}{{"key":"{key}%'


def to_json(value: object) -> str:
    """JSON text of a model."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The model of type `kind` in JSON text that `to_json` made."""
    return msgspec.json.decode(text.encode(), type=kind)
