"""`scan`: the verdict on papers in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape

from bot.errors import SourceUnavailable
from bot.links import parse_arxiv_id
from bot.models import EvidenceKind, Paper, PaperLink, ScanResult
from bot.said import Said
from bot.scanner import Scanner, unreachable_result
from bot.services import Clock, open_services
from bot.settings import Settings, load_settings
from bot.words import in_english, sentence

BAD_ID = 2
_NO_PAUSE = {"ARXIV_INTERVAL_S": "0", "ARXIV_PAGES_INTERVAL_S": "0"}
_NOWHERE = "http://127.0.0.1:9"


async def scan_papers(settings: Settings, arxiv_ids: Sequence[str], *, as_json: bool, library: bool) -> int:
    """Prints a verdict for each id or link, in order. 0 when all were answered; 2 when one is no arXiv id."""
    links = [(text, parse_arxiv_id(text)) for text in arxiv_ids]
    for text, link in links:
        if link is None:
            print(f"{text!r} is no arXiv id or link.", file=sys.stderr)
    async with AsyncExitStack() as stack:
        if library:
            settings = await _with_library(settings, stack)
        services = await stack.enter_async_context(open_services(settings))
        asked = [link for _, link in links if link]
        for link in asked:
            services.scanner.scan(link.arxiv_id)
        codes = [await _print(services.scanner, link, services.clock, as_json) for link in asked]
    return BAD_ID if any(link is None for _, link in links) else max(codes, default=0)


async def _with_library(settings: Settings, stack: AsyncExitStack) -> Settings:
    """Settings that lead to the library, with a store that is thrown away: its papers are no findings."""
    from bot.sandbox.library import Library

    folder = stack.enter_context(TemporaryDirectory(prefix="pwnc-"))
    served = await stack.enter_async_context(Library())
    return with_library(replace(settings, database_url=f"sqlite:///{Path(folder) / 'library.db'}"), served.settings)


def with_library(settings: Settings, addresses: dict[str, str]) -> Settings:
    """Settings whose services are the library's stand-ins, which need no pause between requests.

    What they say of papers reaches no real Discord: whoever starts a sandbox names its address afterwards.
    """
    environment = {**settings.as_environment(), **addresses, **_NO_PAUSE, "DISCORD_API_URL": _NOWHERE}
    return load_settings(environment)


async def _print(scanner: Scanner, link: PaperLink, clock: Clock, as_json: bool) -> int:
    try:
        known = await scanner.scan(link.arxiv_id).outcome
        await scanner.finish_reading(link.arxiv_id)
    except SourceUnavailable as error:
        return _print_result(None, unreachable_result(link.arxiv_id, error, clock()), as_json)
    if known is None:
        print(f"arXiv has no paper {link.arxiv_id}.", file=sys.stderr)
        return 1
    known = await scanner.get_known(link.arxiv_id) or known
    assert known.result is not None  # noqa: S101 - a scan's outcome is judged
    return _print_result(known.paper, known.result, as_json)


def _print_result(paper: Paper | None, result: ScanResult, as_json: bool) -> int:
    if as_json:
        line = _worded(msgspec.to_builtins(result)) | {"paper": msgspec.to_builtins(paper)}
        print(msgspec.json.encode(line).decode(), flush=True)
    else:
        _print_pretty(paper, result)
    return 0


def _worded(value: Any) -> Any:
    """What was said, wherever it stands in the parts of a result, in English words."""
    if isinstance(value, list | tuple):
        return [_worded(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"key", "arguments"}:
        return in_english(msgspec.convert(value, Said))
    return {name: _worded(each) for name, each in value.items()}


def _print_pretty(paper: Paper | None, result: ScanResult) -> None:
    console, look = Console(highlight=False, soft_wrap=True), result.status.look
    if paper:
        console.print(f"[bold]{escape(paper.title)}[/bold]")
        console.print(f"[dim]{escape(', '.join(paper.authors[:6]))} · {paper.published:%-d %B %Y} · {paper.url}[/dim]")
    colour = f"#{look.colour:06x}"
    console.print(
        f"{look.emblem} [bold {colour}]{look.label}[/] · {escape(in_english(result.reason))} ({result.confidence})"
    )
    for item in result.evidence:
        where = f" [dim]{escape(in_english(item.source))}{f' · {escape(item.url)}' if item.url else ''}[/dim]"
        text = (
            f"“{escape(in_english(item.text))}”" if item.kind is EvidenceKind.QUOTE else escape(in_english(item.text))
        )
        console.print(f"  {text}{where}")
    for code in result.community_code:
        named_by = escape(", ".join(map(in_english, code.named_by)))
        console.print(f"  Community code, not confirmed as the authors': {escape(code.url)} [dim]{named_by}[/dim]")
    for note in result.notes:
        console.print(f"  [italic]{escape(sentence(note))}[/italic]")
    if result.unreachable:
        console.print(f"  [yellow]Could not be asked: {', '.join(result.unreachable)}.[/yellow]")
    console.print()
