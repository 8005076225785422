"""API Gateway: requests of REST and HTTP APIs, WebSocket messages and minutes, caches of stages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from stratiform.cost.component import Component
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def chunks(size: Decimal, of: int) -> Decimal:
    """How many chunks of ``of`` a thing of ``size`` is billed as, at least one."""
    return max(Decimal(1), (size / of).to_integral_value(ROUND_CEILING))


def _rest(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Requests", "apigateway.rest", "monthly_requests")
    if reading.is_set("CacheClusterEnabled"):  # a SAM API has the cache of its stage
        yield from _cache(reading)


def _stage(reading: Reading) -> Iterator[Component]:
    if not reading.is_set("CacheClusterEnabled"):
        return reading.free_because("a part of its API; it has no cache")
    return _cache(reading)


def _cache(reading: Reading) -> Iterator[Component]:
    size = reading.text("CacheClusterSize", "0.5")
    size = f"{Decimal(size).normalize():f}" if size.replace(".", "", 1).isdecimal() else "0.5"
    yield from reading.hours(f"Cache memory ({size} GB)", f"apigateway.cache.{size}")


def _http(reading: Reading) -> Iterator[Component]:
    times = chunks(reading.use("request_size_kb"), 512)
    yield from reading.used("Requests", "apigateway.http", "monthly_requests", times)


def _v2(reading: Reading) -> Iterator[Component]:
    if reading.text("ProtocolType", "HTTP").upper() != "WEBSOCKET":
        yield from _http(reading)
        return
    times = chunks(reading.use("message_size_kb"), 32)
    yield from reading.used("Messages", "apigateway.messages", "monthly_messages", times)
    yield from reading.used("Connection duration", "apigateway.minutes", "monthly_connection_mins")


_REQUESTS = amount("monthly_requests", "Requests.", 100_000, 1_000_000, 10_000_000)
_SIZE = shape("request_size_kb", "Mean size of a request; each 512 KB of it is billed as one.", 512)

METERS = (
    Meter(
        "API Gateway",
        ("AWS::ApiGateway::RestApi", "AWS::Serverless::Api"),
        _rest,
        (_REQUESTS,),
        ("Traffic to the internet is under data_transfer.",),
    ),
    Meter("API Gateway", ("AWS::ApiGateway::Stage",), _stage, (), ("Only its cache is charged.",)),
    Meter("API Gateway", ("AWS::Serverless::HttpApi",), _http, (_REQUESTS, _SIZE)),
    Meter(
        "API Gateway",
        ("AWS::ApiGatewayV2::Api",),
        _v2,
        (
            _REQUESTS,
            _SIZE,
            amount("monthly_messages", "WebSocket messages.", 100_000, 1_000_000, 10_000_000),
            shape("message_size_kb", "Mean size of a message; each 32 KB of it is billed as one.", 32),
            amount("monthly_connection_mins", "Minutes of all connections.", 100_000, 1_000_000, 10_000_000),
        ),
    ),
)
