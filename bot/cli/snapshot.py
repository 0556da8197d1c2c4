"""`import` of an arXiv metadata snapshot: records only, in steps, taken up again where the last run ended."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.cli._steps import identify, open_lines, progress_bar, read_steps
from bot.models import Paper
from bot.settings import Settings
from bot.sources.arxiv_snapshot import parse_line
from bot.store import open_store
from bot.store.imports import Progress

STEP_LINES = 2000
MOST_NAMED = 10  # lines that could not be used


async def import_snapshot(settings: Settings, path: Path) -> int:
    """Keeps the records that are new or have changed, and says how many; 1 when lines had to be left out."""
    source = f"arxiv:{identify(path)}"
    # A record counts as fetched when the file was made: what was asked of arXiv since then stays.
    made_at = min(datetime.now(UTC), datetime.fromtimestamp(os.path.getmtime(path), UTC))  # noqa: ASYNC240 - alone here
    started = time.monotonic()
    async with open_store(settings.database_url) as store:
        progress = begun = await store.imports.get_progress(source)
        if begun.position:
            print(f"Taken up after {begun.n_lines:,} lines.", file=sys.stderr)
        with open_lines(path) as file, progress_bar(path, "Papers") as bar:
            for step in read_steps(file, begun.position, STEP_LINES):
                papers = _parse(step.lines, progress)
                reached = replace(
                    progress,
                    position=step.position,
                    n_lines=progress.n_lines + len(step.lines),
                    n_left_out=progress.n_left_out + len(step.lines) - len(papers),
                )
                progress = await store.imports.record_papers(papers, made_at, reached)
                bar.show(step.n_read, f"{progress.n_lines:,}")
    n_done, took_s = progress.n_lines - begun.n_lines, time.monotonic() - started
    print(_summary(progress) + f" {n_done:,} lines in {took_s:.1f} s.")
    return 1 if progress.n_left_out else 0


def _summary(progress: Progress) -> str:
    n_same = progress.n_lines - progress.n_changed - progress.n_left_out
    return (
        f"Papers new or changed: {progress.n_changed:,}; as they were: {n_same:,}; left out: {progress.n_left_out:,}."
    )


def _parse(lines: tuple[bytes | None, ...], progress: Progress) -> list[Paper]:
    """The papers of the lines; those that are none are named, the first few."""
    papers, n_left_out = [], progress.n_left_out
    for number, line in enumerate(lines, progress.n_lines + 1):
        try:
            if line is None:
                raise ValueError("too long")
            papers.append(parse_line(line))
        except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors
            n_left_out += 1
            if n_left_out <= MOST_NAMED:
                print(f"line {number} is left out: {error}", file=sys.stderr)
    return papers
