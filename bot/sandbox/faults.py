"""Faults on order: what the next matching requests meet instead of, or before, their answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.model import Json

ANY = "*"


@dataclass(slots=True)
class Fault:
    """One order: for the next `times` requests of `route` ("POST /channels/{channel_id}/messages", "*" for any).

    The request waits `delay_s`; then it is answered with `status` and `body` without having been carried out, or,
    when `status` is None, as usual. With `lose_answer` it is carried out and the connection breaks before the answer.
    """

    route: str
    times: int
    delay_s: float = 0.0
    status: int | None = None
    body: Json | str = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    lose_answer: bool = False


class Faults:
    """The orders that are still open, oldest first."""

    def __init__(self) -> None:
        self._orders: list[Fault] = []

    def take(self, route: str) -> Fault | None:
        """The fault that a request of `route` meets now, None for none."""
        for order in self._orders:
            if order.route in (ANY, route):
                order.times -= 1
                if order.times <= 0:
                    self._orders.remove(order)
                return order
        return None

    def clear(self) -> None:
        """Forgets every order."""
        self._orders.clear()

    def delay(self, route: str, delay_s: float, *, times: int = 1) -> None:
        """Answers late."""
        self._orders.append(Fault(route, times, delay_s=delay_s))

    def refuse(self, route: str, reason: Reason, *, times: int = 1) -> None:
        """Refuses with one of Discord's own reasons."""
        error = ApiError(reason)
        self._orders.append(Fault(route, times, status=error.status, body=error.body()))

    def fail(self, route: str, status: int = 502, *, times: int = 1) -> None:
        """Fails as Discord's servers do when they are down: a status, and a page instead of JSON."""
        self.answer(route, status, "<html>the server is unwell</html>", content_type="text/html", times=times)

    def answer(
        self,
        route: str,
        status: int,
        body: Json | str,
        *,
        content_type: str = "application/json",
        times: int = 1,
    ) -> None:
        """Answers with exactly this, also what Discord never would; an empty text is an answer without a body."""
        headers = {"Content-Type": content_type} if body else {}
        self._orders.append(Fault(route, times, status=status, body=body, headers=headers))

    def limit(
        self, route: str, retry_after_s: float, *, times: int = 1, everywhere: bool = False, via: bool = True
    ) -> None:
        """Answers 429. `everywhere` makes it global; without `via` it looks like Cloudflare's ban."""
        body = {"message": "You are being rate limited.", "retry_after": retry_after_s, "global": everywhere}
        scope = "global" if everywhere else "shared"
        headers = {"Retry-After": str(retry_after_s), "X-RateLimit-Scope": scope}
        if everywhere:
            headers["X-RateLimit-Global"] = "true"
        if via:
            headers["Via"] = "1.1 google"
        self._orders.append(Fault(route, times, status=429, body=body, headers=headers))

    def lose_answer(self, route: str, *, times: int = 1) -> None:
        """Carries the request out and breaks the connection instead of answering."""
        self._orders.append(Fault(route, times, lose_answer=True))
