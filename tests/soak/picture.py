"""The samples of a run as a picture: memory, tasks and files, store, over time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from tests.soak.gauges import Sample


def draw(path: Path, samples: Sequence[Sample]) -> None:
    """Four curves that should be flat, but for the store's."""
    minutes = [sample.at_s / 60 for sample in samples]
    curves = (
        ("memory, MB", [sample.rss_bytes / 1e6 for sample in samples]),
        ("tasks of the event loop", [sample.n_tasks for sample in samples]),
        ("open files and sockets", [sample.n_fds for sample in samples]),
        ("store, MB", [sample.store_bytes / 1e6 for sample in samples]),
    )
    figure, plots = plt.subplots(2, 2, figsize=(9, 5), sharex=True, layout="constrained")
    for plot, (title, values) in zip(plots.flat, curves, strict=True):
        plot.plot(minutes, values, linewidth=1, color="#9b6bdf")
        plot.set_title(title, fontsize=10)
        plot.set_ylim(bottom=0)
        plot.grid(alpha=0.3)
    for plot in plots[-1]:
        plot.set_xlabel("minutes")
    figure.savefig(path, dpi=100)
    plt.close(figure)
