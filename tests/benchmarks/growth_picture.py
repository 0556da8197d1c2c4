"""The curves of growth as pictures: reply times beside the bare bot's, their ratio, processor time, memory, store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from tests.benchmarks.growth import BARE, OURS, Point

COLOURS = {OURS: "#7b4bc4", BARE: "#9a9a9a"}
TITLES = {"papers": "papers in the store", "servers": "servers", "messages": "messages with a link, a second"}


def draw(folder: Path, points: Sequence[Point]) -> Iterator[Path]:
    """Writes growth-….png for each curve, and gives their paths."""
    for curve, title in TITLES.items():
        ours = sorted((p for p in points if (p.curve, p.bot) == (curve, OURS)), key=lambda p: p.x)
        bare = sorted((p for p in points if (p.curve, p.bot) == (curve, BARE)), key=lambda p: p.x)
        if not ours:
            continue
        figure, (times, ratios, sizes) = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
        _draw_times(times, ours, bare)
        _draw_ratios(ratios, ours, bare)
        _draw_sizes(sizes, ours, bare)
        for plot in (times, ratios, sizes):
            plot.set_xticks(range(len(ours)), [f"{point.x:,}" for point in ours])
            plot.set_xlabel(title, fontsize=9)
            plot.set_ylim(bottom=0)
            plot.grid(alpha=0.3)
            plot.legend(fontsize=7)
        path = folder / f"growth-{curve}.png"
        figure.savefig(path, dpi=90)
        plt.close(figure)
        yield path


def _draw_times(plot: Any, ours: Sequence[Point], bare: Sequence[Point]) -> None:
    plot.set_title("message to reply, ms", fontsize=9)
    for points in (ours, bare):
        name = points[0].bot
        plot.plot([p.p50_s * 1e3 for p in points], color=COLOURS[name], marker="o", label=f"{name}, p50")
        plot.plot([p.p99_s * 1e3 for p in points], color=COLOURS[name], marker="o", linestyle=":", label=f"{name}, p99")


def _draw_ratios(plot: Any, ours: Sequence[Point], bare: Sequence[Point]) -> None:
    plot.set_title("times the bare bot's", fontsize=9)
    for label, name, style in (("p50", "p50_s", "-"), ("p99", "p99_s", ":"), ("processor time", "cpu_s", "--")):
        ratios = [getattr(our, name) / getattr(its, name) for our, its in zip(ours, bare, strict=True)]
        plot.plot(ratios, color=COLOURS[OURS], marker="o", linestyle=style, label=label)


def _draw_sizes(plot: Any, ours: Sequence[Point], bare: Sequence[Point]) -> None:
    plot.set_title("memory, MB", fontsize=9)
    for points in (ours, bare):
        plot.plot([p.rss_bytes / 1e6 for p in points], color=COLOURS[points[0].bot], marker="o", label=points[0].bot)
