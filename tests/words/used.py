"""The keys of messages that the code uses, found in its syntax trees."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_SPEAKING = {"say": "bot.words", "said": "bot.said", "Said": "bot.said", "command_text": "bot.words.commands"}


@dataclass(frozen=True)
class Use:
    """One place that says something: one of `keys` (several where a table or a condition decides), with `arguments`."""

    place: str
    keys: frozenset[str]
    arguments: frozenset[str]


def source_files() -> list[Path]:
    """The modules that speak to people in Discord, or might."""
    own = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]
    return [path for path in own if not {"sandbox", "cli"} & set(path.relative_to(ROOT).parts)]


def find_uses() -> list[Use]:
    """Every use. Raises AssertionError for a key that is neither a literal nor taken from a table."""
    return [use for path in source_files() for use in _uses_in(path)]


def _uses_in(path: Path) -> Iterator[Use]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    speaking = _imported(tree) | {"bot.words": {"say"}, "bot.said": {"said", "Said"}}.get(_name(path), set())
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in speaking):
            continue
        if _name(path) in _SPEAKING.values() and isinstance(node.args[0], ast.Name | ast.Attribute):
            continue  # how speaking is made
        place = f"{path.relative_to(ROOT)}:{node.lineno}"
        assert node.args, f"{place} says nothing"
        assert all(keyword.arg for keyword in node.keywords), f"{place} hides the names of its arguments"
        keys = frozenset(_keys_of(node.args[0], path, place))
        yield Use(place, keys, frozenset(keyword.arg for keyword in node.keywords if keyword.arg))


def _imported(tree: ast.Module) -> set[str]:
    """Which of the functions that say something the module knows; they have no other names."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [(node.module, alias) for node in imports for alias in node.names]
    found = {alias.name for module, alias in names if _SPEAKING.get(alias.name) == module}
    assert not [alias.name for _, alias in names if alias.name in found and alias.asname]
    return found


def _keys_of(key: ast.expr, path: Path, place: str) -> Iterator[str]:
    match key:
        case ast.Constant(value=str(literal)):
            yield literal
        case ast.IfExp(body=one, orelse=other):
            yield from _keys_of(one, path, place)
            yield from _keys_of(other, path, place)
        case ast.Subscript(value=ast.Name(id=name)) if name.endswith("_KEYS"):
            yield from _flat(getattr(importlib.import_module(_name(path)), name))
        case ast.Subscript(value=ast.Subscript() as inner):
            yield from _keys_of(inner, path, place)
        case _:
            raise AssertionError(f"{place}: the key must be a literal, or come from a table named …_KEYS")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _flat(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    else:
        assert isinstance(table, dict), f"{table!r} is no table of keys"
        for value in table.values():
            yield from _flat(value)
