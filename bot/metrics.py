"""What is counted and timed, for whoever operates the bot. Names follow Prometheus' conventions (units in the name)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.status import Status

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
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

    def watch_breakers(self, states: Callable[[], Mapping[str, bool]]) -> None:
        """Adds which services are left alone for now."""
        self.registry.register(_Breakers(states))

    def render(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)


class _Breakers(Collector):
    def __init__(self, states: Callable[[], Mapping[str, bool]]) -> None:
        self._states = states

    def collect(self) -> Iterable[Metric]:
        family = GaugeMetricFamily("pwnc_breaker_open", "Services that are left alone for now", labels=["source"])
        for source, is_open in self._states().items():
            family.add_metric([source], float(is_open))
        return [family]
