"""The table that the benchmarks end in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; `reached` is None where the design names no target."""

    what: str
    target: str
    figure: str
    beside: str = ""
    ratio: str = ""
    reached: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """As it stands in the table."""
        verdict = {None: "", True: "reached", False: "short"}[self.reached]
        return self.what, self.target, self.figure, self.beside, self.ratio, verdict


HEADINGS = ("what", "target", "PWNC", "bare bot", "ratio", "")


def ratio_row(what: str, ours: float, bare: float, most: float, show: Callable[[float], str]) -> Row:
    """A figure that may be `most` times the bare bot's."""
    return Row(what, f"≤ {most:g} ×", show(ours), show(bare), f"{ours / bare:.2f} ×", ours <= most * bare)


def print_table(rows: Sequence[Row]) -> None:
    """Prints the rows under headings, in columns."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for what, *cells in lines:
        numbers = (cell.rjust(width) for cell, width in zip(cells[:-1], widths[1:-1], strict=True))
        print("  ".join((what.ljust(widths[0]), *numbers, cells[-1])).rstrip())


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values (0.01 to 0.99, in hundredths) lie below."""
    return quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def in_ms(seconds: float) -> str:
    """Milliseconds."""
    return f"{seconds * 1e3:.2f} ms"


def in_us(seconds: float) -> str:
    """Microseconds."""
    return f"{seconds * 1e6:.1f} µs"


def in_seconds(seconds: float) -> str:
    """Seconds."""
    return f"{seconds:.2f} s"


def in_mb(n_bytes: float) -> str:
    """Megabytes."""
    return f"{n_bytes / 1e6:.1f} MB"
