"""English does not creep back into the code that speaks to people."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.words.used import ROOT, source_files

_WORDS = re.compile(r"[A-Za-z’']{2,}[,;:.]? [A-Za-z’']{2,}")
# Read by operators and developers, or by no one.
_UNHEARD = {
    *("debug", "info", "warning", "error", "exception"),
    *("create_task", "compile", "cast", "ValueError", "leads", "watch", "_start"),
}


def find_sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Literals of two or more words, with their lines; docstrings, logs, patterns and names of tasks apart."""
    unheard: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if node.body and ast.get_docstring(node, clean=False) is not None else None
            unheard.update(map(id, ast.walk(docstring)) if docstring else ())
        elif _is_unheard(node):
            unheard.update(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if _WORDS.search(text) and id(node) not in unheard:
            yield node.lineno, text


def _is_unheard(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):  # a worker's task
        return any(isinstance(target, ast.Name) and target.id == "task" for target in node.targets)
    return isinstance(node, ast.Call) and _name_of(node.func) in _UNHEARD


def _name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _refusals(tree: ast.Module) -> Iterator[ast.Module]:
    """What is given to Refused, each as a module of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name_of(node.func) == "Refused":
            yield ast.Module([ast.Expr(argument) for argument in node.args], [])


def _heard(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = [tree] if path.parent.name == "cogs" else list(_refusals(tree))
    for part in parts:
        for line, text in find_sentences(part):
            yield f"{path.relative_to(ROOT)}:{line}: {text}"


def test_no_sentence_stands_in_the_code() -> None:
    """Whatever cogs say, and whatever refuses, is worded from the messages."""
    assert [found for path in source_files() for found in _heard(path)] == []


def test_a_sentence_would_be_found() -> None:
    """In any form; what only operators read is left alone."""
    source = '''
"""A docstring of words."""
log.info("a line of the log")
async def f():
    """Another one here."""
    await send(f"the answer to {x}" if y else z, embed=discord.Embed(title="One two"))
    raise Refused("No, thank you.")
'''
    assert [text for _, text in find_sentences(ast.parse(source))] == ["No, thank you.", "the answer to ", "One two"]
