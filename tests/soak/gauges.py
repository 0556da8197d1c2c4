"""What is read of the process while it works: from /proc, from its /metrics, from the store's folder."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import linear_regression

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

ESTABLISHED = "01"  # in /proc/net/tcp


@dataclass(frozen=True, slots=True)
class Sample:
    """One look; `at_s` since the start of the load, the counters since the start of the process."""

    at_s: float
    rss_bytes: int
    cpu_s: float
    n_fds: int
    n_tasks: int
    n_service_sockets: int
    store_bytes: int
    n_messages: int
    n_answers: int
    n_scans: int
    gateway_latency_s: float


Counters = dict[str, float]


async def read_counters(session: aiohttp.ClientSession) -> Counters:
    """Every value on /metrics, by name; those with labels added up."""
    async with session.get("/metrics") as response:
        text = await response.text()
    counters: Counters = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            counters[sample.name] = counters.get(sample.name, 0.0) + sample.value
    return counters


def take_sample(at_s: float, pid: int, counters: Counters, service_port: int, database: Path) -> Sample:
    """What the counters say, and what the system says of the process."""
    return Sample(
        at_s=round(at_s, 2),
        rss_bytes=int(counters["process_resident_memory_bytes"]),
        cpu_s=counters["process_cpu_seconds_total"],
        n_fds=int(counters["process_open_fds"]),
        n_tasks=int(counters["pwnc_tasks"]),
        n_service_sockets=count_sockets(pid, service_port),
        store_bytes=sum(path.stat().st_size for path in database.parent.glob(f"{database.name}*")),
        n_messages=int(counters["pwnc_messages_total"]),
        n_answers=int(counters["pwnc_answer_seconds_count"]),
        n_scans=int(counters.get("pwnc_scans_total", 0)),
        gateway_latency_s=counters["pwnc_gateway_latency_seconds"],
    )


def count_sockets(pid: int, port: int) -> int:
    """The connections of a process to a port on this machine."""
    own = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            own.add(link.readlink().name)
        except FileNotFoundError:
            continue  # closed meanwhile
    n = 0
    for line in Path(f"/proc/{pid}/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        columns = line.split()
        remote, state, inode = columns[2], columns[3], columns[9]
        n += int(remote.split(":")[1], 16) == port and state == ESTABLISHED and f"socket:[{inode}]" in own
    return n


def write_csv(path: Path, samples: Sequence[Sample]) -> None:
    """One line a sample, under the names of its fields."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [each.name for each in fields(Sample)])
        writer.writeheader()
        writer.writerows(asdict(sample) for sample in samples)


def growth_per_message(samples: Sequence[Sample]) -> float:
    """Bytes of memory that each message heard leaves behind: the slope of memory over messages, by least squares."""
    return linear_regression([s.n_messages for s in samples], [s.rss_bytes for s in samples]).slope
