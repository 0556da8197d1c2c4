"""Statistics as a picture that reads well on Discord's dark and light background."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

from bot.models import Tone
from bot.statistics import Statistics
from bot.status import Family
from bot.words import say
from bot.words.names import name_status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK = "#80848e"  # contrast 3.4 or more on Discord's grounds, light (#ffffff, #f2f3f5) and dark (#313338, #2b2d31)
_COLOURS = {
    Family.LIVING: "#3ba55d",
    Family.GRAVE: "#a0788a",
    Family.TWILIGHT: "#e0a030",
    Family.NONE_EXPECTED: "#5b8fd6",
    Family.FOG: "#95a5a6",
}
FAMILY_KEYS = {
    Family.LIVING: "chart-living",
    Family.GRAVE: "chart-grave",
    Family.TWILIGHT: "chart-twilight",
    Family.NONE_EXPECTED: "chart-none-expected",
    Family.FOG: "chart-fog",
}
FEWEST_BARS = 5  # fewer leave room below instead of growing as thick as beams
_drawing = threading.Lock()  # matplotlib's font cache is shared by all figures


def draw_statistics(statistics: Statistics, tone: Tone = Tone.CRYPT) -> bytes:
    """A PNG of 1,200 × 525 pixels: papers by verdict, and by the month of their first look. Blocks for a while.

    Verdicts have the names of the tone, in the language that holds.
    """
    # Imported here: it needs 40 MB that a bot without statistics never spends.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with _drawing:
        figure = Figure(figsize=(6.4, 2.8), dpi=187.5, facecolor="none", layout="constrained")
        FigureCanvasAgg(figure)
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.1))
        _draw_verdicts(left, statistics, tone)
        _draw_months(right, statistics)
        if right.patches:
            look = {"fontsize": 7, "labelcolor": _INK, "frameon": False, "handlelength": 1.0}
            figure.legend(loc="outside lower center", ncols=len(FAMILY_KEYS), **look)
        picture = io.BytesIO()
        figure.savefig(picture, format="png", transparent=True)
        return picture.getvalue()


def _draw_verdicts(axes: Axes, statistics: Statistics, tone: Tone) -> None:
    shown = list(reversed(statistics.by_status[:10]))
    labels = [name_status(status, tone) for status, _ in shown]
    colours = [_COLOURS[status.look.family] for status, _ in shown]
    bars = axes.barh(labels, [n for _, n in shown], color=colours)
    axes.bar_label(bars, color=_INK, padding=3, fontsize=8)
    axes.set_xticks([])
    axes.margins(x=0.12)
    axes.set_ylim(len(shown) - 0.5 - max(len(shown), FEWEST_BARS), len(shown) - 0.5)
    _style(axes, say("chart-verdicts"))
    axes.spines["bottom"].set_visible(False)


def _draw_months(axes: Axes, statistics: Statistics) -> None:
    from matplotlib.ticker import MaxNLocator

    months = [month for month, _ in statistics.by_month]
    floor = [0] * len(months)
    for family, colour in _COLOURS.items():
        heights = [families[family] for _, families in statistics.by_month]
        if any(heights):
            axes.bar(months, heights, bottom=floor, color=colour, label=say(FAMILY_KEYS[family]))
        floor = [below + height for below, height in zip(floor, heights, strict=True)]
    axes.set_xticks(
        range(len(months)), [f"{month[5:]}\n{month[:4]}" if n % 3 == 2 else "" for n, month in enumerate(months)]
    )
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    _style(axes, say("chart-months"))


def _style(axes: Axes, title: str) -> None:
    axes.set_title(title, color=_INK, fontsize=9, loc="left")
    axes.tick_params(colors=_INK, labelsize=8, length=0)
    axes.set_facecolor("none")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_INK)
