"""What is counted and timed, for whoever operates the bot. Names follow Prometheus' conventions (units in the name)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.resting import Resting
from bot.status import Status

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BREAKER_OPEN = "pwnc_breaker_open"
RESTS_SINCE = "pwnc_rest_since_timestamp_seconds"
RESTS_UNTIL = "pwnc_rest_until_timestamp_seconds"
_FAST_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_SLOW_S = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._watched: dict[str, list[Callable[[], float]]] = {}
        self._messages = Counter("pwnc_messages", "Messages heard", registry=self.registry)
        self._answers = Histogram(
            "pwnc_answer_seconds", "From a message to the answer to it", buckets=_FAST_S, registry=self.registry
        )
        self._scans = Counter("pwnc_scans", "Scans by verdict", ["outcome"], registry=self.registry)
        self._asked = Histogram(
            "pwnc_source_seconds", "Answers of a service", ["source"], buckets=_SLOW_S, registry=self.registry
        )
        self._failed = Counter("pwnc_source_failures", "Calls that failed", ["source"], registry=self.registry)
        ProcessCollector(registry=self.registry)

    def heard(self) -> None:
        """A message was heard."""
        self._messages.inc()

    def answered(self, after_s: float) -> None:
        """An answer came so many seconds after its message."""
        self._answers.observe(max(0.0, after_s))

    def scanned(self, outcome: Status | None) -> None:
        """A scan ended: with a verdict, or None where arXiv has no such paper or could not be asked."""
        self._scans.labels(outcome.value if outcome else "none").inc()

    def asked(self, source: str, after_s: float, failed: bool) -> None:
        """A service answered, or failed to, after so many seconds."""
        self._asked.labels(source).observe(after_s)
        if failed:
            self._failed.labels(source).inc()

    def watch(
        self, name: str, text: str, value: Callable[[], float], *, of_many: Callable[[Iterable[float]], float] = sum
    ) -> None:
        """Adds a value that is read when somebody asks; `of_many` makes one of those that shards watch by one name."""
        values = self._watched.setdefault(name, [])
        values.append(value)
        if len(values) == 1:
            Gauge(name, text, registry=self.registry).set_function(lambda: of_many(each() for each in values))

    def watch_rests(self, rests: Callable[[], Mapping[str, Resting | None]]) -> None:
        """Adds which services are left alone for now, why, since when and until when."""
        self.registry.register(_Rests(rests))

    def render(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)


class _Rests(Collector):
    def __init__(self, rests: Callable[[], Mapping[str, Resting | None]]) -> None:
        self._rests = rests

    def collect(self) -> Iterable[Metric]:
        is_open = GaugeMetricFamily(BREAKER_OPEN, "Services that are left alone for now", labels=["source"])
        since = GaugeMetricFamily(RESTS_SINCE, "Since when, and why", labels=["source", "reason"])
        until = GaugeMetricFamily(RESTS_UNTIL, "When they are asked again", labels=["source"])
        for source, resting in self._rests().items():
            is_open.add_metric([source], float(resting is not None))
            if resting:
                since.add_metric([source, resting.reason], resting.since.timestamp())
            if resting and resting.until:
                until.add_metric([source], resting.until.timestamp())
        return [is_open, since, until]


def parse_rests(text: str) -> list[Resting]:
    """Which services rest by what a running bot shows as its metrics. Raises ValueError for what are no metrics."""
    from prometheus_client.parser import text_string_to_metric_families

    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    until = {each.labels["source"]: _moment(each.value) for each in samples if each.name == RESTS_UNTIL}
    return [
        Resting(source, each.labels["reason"], _moment(each.value), until.get(source))
        for each in samples
        if each.name == RESTS_SINCE and (source := each.labels["source"])
    ]


def _moment(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)
