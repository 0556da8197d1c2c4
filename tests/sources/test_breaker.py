"""The breaker: when it opens, what is said meanwhile, and how soon a service that is back is asked again."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest
from aiohttp import web

from bot.errors import SourceUnavailable
from bot.resting import Rest
from bot.sources._breaker import FAILURES, FIRST_REST_S, LONGEST_REST_S, LONGEST_WISH_S, Breaker
from bot.sources._http import Http, parse_seconds
from tests.sources.conftest import Service

URL = "https://api.example.org/thing"
DOWN = SourceUnavailable("Test", reason="no connection")


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


async def call(breaker: Breaker, error: SourceUnavailable | None = None) -> bool:
    async with breaker.watch(URL) as is_probe:
        if error is not None:
            raise error
    return is_probe


async def fail(breaker: Breaker, n: int, error: SourceUnavailable = DOWN) -> None:
    for _ in range(n):
        with pytest.raises(SourceUnavailable):
            await call(breaker, error)


async def test_it_opens_after_failures_in_a_row() -> None:
    """A success in between begins the count anew."""
    breaker = Breaker(Clock())
    await fail(breaker, FAILURES - 1)
    await call(breaker)
    await fail(breaker, FAILURES - 1)
    assert await call(breaker) is False


async def test_what_is_told_of_a_rest() -> None:
    """Since when and for how long; a wish that is over is none, a failing service rests until it answers."""
    clock = Clock()
    breaker = Breaker(clock)
    assert breaker.resting is None
    breaker.rest(60, SourceUnavailable("Test", http_status=429))
    clock.now_s = 20
    assert breaker.resting == Rest("Test", "HTTP 429", 20, 40)
    clock.now_s = 60
    assert breaker.resting is None
    breaker.rest(60, DOWN)
    assert breaker.resting == Rest("Test", "no connection", 0, 60)
    clock.now_s = 200
    await call(breaker)
    await fail(breaker, FAILURES)
    clock.now_s += 1
    assert breaker.resting == Rest("Test", "no connection", 1, FIRST_REST_S - 1)
    clock.now_s += FIRST_REST_S
    assert breaker.resting == Rest("Test", "no connection", 1 + FIRST_REST_S, 0)
    await call(breaker)
    assert breaker.resting is None


async def test_while_it_is_open_nothing_is_asked() -> None:
    """What is said meanwhile is the last failure, at the address asked for: never that something does not exist."""
    breaker = Breaker(Clock())
    await fail(breaker, FAILURES, SourceUnavailable("Test", reason="busy", http_status=503))
    with pytest.raises(SourceUnavailable) as raised:
        async with breaker.watch(URL):
            pytest.fail("the call was let through")
    assert (raised.value.source, raised.value.reason, raised.value.http_status) == ("Test", "busy", 503)
    assert raised.value.url == URL


async def test_a_service_that_is_back_is_asked_again() -> None:
    """After the rest one call is let through, and its success closes the breaker."""
    clock = Clock()
    breaker = Breaker(clock)
    await fail(breaker, FAILURES)
    clock.now_s = FIRST_REST_S
    assert await call(breaker) is True
    assert await call(breaker) is False


async def test_the_rest_stays_short() -> None:
    """A service that stays away is asked again after seconds at most, however long it has been away."""
    clock = Clock()
    breaker = Breaker(clock)
    await fail(breaker, FAILURES)
    for _ in range(20):
        clock.now_s += LONGEST_REST_S
        await fail(breaker, 1)
    clock.now_s += LONGEST_REST_S
    assert await call(breaker) is True


async def test_the_others_wait_for_the_one_that_sees() -> None:
    """While one call finds out whether the service is back, the others wait, and then go on."""
    clock = Clock()
    breaker = Breaker(clock)
    await fail(breaker, FAILURES)
    clock.now_s = FIRST_REST_S
    async with breaker.watch(URL) as is_probe:
        others = [asyncio.create_task(call(breaker)) for _ in range(3)]
        await asyncio.wait(others, timeout=0.05)
        assert is_probe
        assert not any(other.done() for other in others)
    assert await asyncio.gather(*others) == [False, False, False]


async def test_a_cancelled_look_leaves_it_to_the_next() -> None:
    """When the one that sees is cancelled, the next call sees."""
    clock = Clock()
    breaker = Breaker(clock)
    await fail(breaker, FAILURES)
    clock.now_s = FIRST_REST_S
    with pytest.raises(asyncio.CancelledError):
        async with breaker.watch(URL):
            raise asyncio.CancelledError
    assert await call(breaker) is True


async def test_a_refusal_is_an_answer() -> None:
    """Forbidden, or moved elsewhere: the service is there, and is asked on."""
    breaker = Breaker(Clock())
    await fail(breaker, 2 * FAILURES, SourceUnavailable("Test", http_status=403))
    assert await call(breaker) is False


async def test_a_wish_to_rest_is_kept_for_an_hour_at_most() -> None:
    """What a service asks for holds also against shorter rests, and ends."""
    clock = Clock()
    breaker = Breaker(clock)
    breaker.rest(1e9, DOWN)
    breaker.rest(1.0, DOWN)
    clock.now_s = LONGEST_WISH_S - 1
    with pytest.raises(SourceUnavailable):
        await call(breaker)
    clock.now_s = LONGEST_WISH_S
    assert await call(breaker) is True


@pytest.fixture
async def impatient() -> object:
    async with aiohttp.ClientSession() as session:
        yield Http(session, attempts=1, timeout_s=0.5)


async def ask(http: Http, url: str, source: str = "Test") -> int:
    return (await http.ask(source, "GET", url)).http_status


async def test_a_service_that_is_down_is_left_alone(service: Service, impatient: Http) -> None:
    """After some failures no request is sent; another service at the same address is asked all the same."""
    service.answer(503)
    for _ in range(FAILURES + 3):
        with pytest.raises(SourceUnavailable) as raised:
            await ask(impatient, service.url)
        assert raised.value.http_status == 503
    assert len(service.requests) == FAILURES
    service.answers.clear()
    service.answer(200)
    assert await ask(impatient, service.url, "Another") == 200


WISHES = {
    "seconds": (429, {"Retry_After": "600"}),
    "a date": (503, {"Retry_After": "Fri, 31 Dec 2999 23:59:59 GMT"}),
    "GitHub's hour": (403, {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": str(int(time.time()) + 600)}),
    "GitHub's second limit": (403, {"Retry_After": "60"}),
    "OpenAlex's day": (429, {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "41749"}),
    "Hugging Face's window": (429, {"RateLimit": '"api";r=0;t=120'}),
}


@pytest.mark.parametrize(("status", "headers"), WISHES.values(), ids=WISHES)
async def test_a_service_that_wants_rest_gets_it(
    service: Service, http: Http, status: int, headers: dict[str, str]
) -> None:
    """Nothing more is asked of it, by none of the calls that follow; the reason is the service's own."""
    service.answer(status, **headers)
    if status == 403:
        assert await ask(http, service.url) == 403
    for _ in range(2):
        with pytest.raises(SourceUnavailable) as raised:
            await ask(http, service.url)
        assert raised.value.http_status == status
    assert len(service.requests) == 1


async def test_graphql_has_a_limit_of_its_own(service: Service, http: Http) -> None:
    """When the REST API wants rest, queries by POST go on."""
    service.answer(403, X_RateLimit_Remaining="0", X_RateLimit_Reset=str(int(time.time()) + 600))
    service.answer(200)
    assert await ask(http, service.url) == 403
    assert (await http.ask("Test", "POST", f"{service.url}/graphql", body={})).http_status == 200


@pytest.mark.parametrize("text", ["", "soon", "nan", "inf", "1e999", "Fri, 99 Dec 2999"])
def test_what_is_no_time(text: str) -> None:
    """A wish that means no time is none."""
    assert parse_seconds(text) is None


async def test_pace(service: Service) -> None:
    """Requests to a service that wants it start apart, the first at once; those that would wait long are refused."""
    service.answer(200)
    async with aiohttp.ClientSession() as session:
        http = Http(session, intervals_s={"Test": 0.2, "Slow": 600.0})
        loop = asyncio.get_running_loop()
        started = loop.time()
        await asyncio.gather(*(ask(http, service.url) for _ in range(3)))
        assert loop.time() - started >= 0.4
        assert await ask(http, service.url, "Slow") == 200
        with pytest.raises(SourceUnavailable, match="wait"):
            await ask(http, service.url, "Slow")


async def test_what_has_not_changed_is_not_sent_again(service: Service, http: Http) -> None:
    """The second time the ETag goes along; a 304 gives the first answer, with the new headers."""
    service.answer(200, '{"a": 1}', ETag='"one"', X_RateLimit_Remaining="59")
    service.answer(304, ETag='"one"', X_RateLimit_Remaining="58")
    first, second = [await http.ask("Test", "GET", service.url, headers={"Accept": "x"}) for _ in range(2)]
    assert (second.http_status, second.body) == (200, first.body)
    assert second.headers["x-ratelimit-remaining"] == "58"
    assert service.headers[1]["If-None-Match"] == '"one"'
    assert "If-None-Match" not in service.headers[0]


async def test_another_question_has_no_etag(service: Service, http: Http) -> None:
    """Other parameters, other headers or another method are another question."""
    service.answer(200, "{}", ETag='"one"')
    await http.ask("Test", "GET", service.url)
    await http.ask("Test", "GET", service.url, params={"page": "2"})
    await http.ask("Test", "GET", service.url, headers={"Authorization": "Bearer x"})
    await http.ask("Test", "POST", service.url)
    assert not any("If-None-Match" in headers for headers in service.headers)


async def test_an_answer_that_changed_replaces_the_kept_one(service: Service, http: Http) -> None:
    """A new body comes with a new ETag; after an answer without one nothing is kept."""
    service.answer(200, "old", ETag='"one"')
    service.answer(200, "new", ETag='"two"')
    service.answer(404)
    service.answer(200, "again")
    bodies = [(await http.ask("Test", "GET", service.url)).body for _ in range(4)]
    assert bodies == [b"old", b"new", b"", b"again"]
    assert [headers.get("If-None-Match") for headers in service.headers] == [None, '"one"', '"two"', None]


async def test_a_304_that_nobody_asked_for_is_no_kept_answer(service: Service, http: Http) -> None:
    """It is handed on as it came, and read by nobody as content."""
    service.answer(304, ETag='"one"')
    assert (await http.ask("Test", "GET", service.url)).http_status == 304


async def test_kept_answers_are_bounded(service: Service, http: Http) -> None:
    """The longest unused are forgotten, large ones are not kept at all."""
    from bot.sources._etags import ETags

    http._etags = ETags(max_bytes=20_000)

    async def respond(request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x" * 3_000, headers={"ETag": f'"{request.path}"'})

    service.answers.append(respond)
    for n in [0, 1, 2, 3, 0]:
        await ask(http, f"{service.url}/{n}")
    assert [h.get("If-None-Match") for h in service.headers] == [None, None, None, None, None]
    await ask(http, f"{service.url}/3")
    assert service.headers[-1]["If-None-Match"] == '"/3"'
