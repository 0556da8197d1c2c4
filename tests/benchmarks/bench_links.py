"""What it costs to look for papers in a message: `python -m tests.benchmarks.bench_links`."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from timeit import repeat

from bot.links import find_papers

TODAY = date(2026, 11, 24)
LINE = "I think we should look at the training loop again, the loss explodes after a bit"
MESSAGES = {
    "80 characters, no link": LINE,
    "80 characters, no link, not ASCII": LINE.replace("loss", "lößs"),
    "2,000 characters, no link": (LINE + " ") * 25,
    "80 characters that only say arXiv": LINE.replace("training", "arXiv"),
    "one link": "see https://arxiv.org/abs/1706.03762, it is great",
    "4,000 characters of links": ("https://arxiv.org/abs/1706.03762 " * 125)[:4000],
    "4,000 characters of links glued": ("https://arxiv.org/abs/1706.03762" * 125)[:4000],
    "4,000 characters of opening brackets": "arxiv " + "[" * 3994,
    "4,000 characters of spoiler marks": "arxiv " + "||。" * 1331,
    "4,000 characters of backticks": "arxiv " + "`a``b```c" * 443,
}


def main() -> None:
    """Prints the best of five runs for each message, in microseconds."""
    for name, message in MESSAGES.items():
        n_calls = max(10, 200_000 // len(message))
        best = min(repeat(partial(find_papers, message, today=TODAY), number=n_calls, repeat=5)) / n_calls
        sys.stdout.write(f"{name:40}{best * 1e6:10.2f} µs\n")


if __name__ == "__main__":
    main()
