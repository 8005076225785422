"""The header fields that a load balancer adds, takes away and changes.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

Headers = Sequence[tuple[bytes, bytes]]

# https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
_HOP_BY_HOP = frozenset(
    (
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    )
)
_REPLACED = frozenset((b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-port", b"x-amzn-trace-id"))


def end_to_end(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Without what concerns one connection only: the fixed names, and those that Connection names."""
    kept, named = [], False
    for field in headers:
        lower = field[0].lower()
        if lower not in _HOP_BY_HOP:
            kept.append(field)
        elif lower == b"connection" and field[1].lower() not in (b"keep-alive", b"close"):
            named = True
    if named:
        options = connection_options(headers)
        return [field for field in kept if field[0].lower() not in options]
    return kept


def connection_options(headers: Headers) -> frozenset[bytes]:
    """The words of the Connection header, in lower case."""
    values = [value for name, value in headers if name.lower() == b"connection"]
    return frozenset(word.strip().lower() for value in values for word in value.split(b","))


def forwarded(
    headers: Headers, *, client: str, protocol: str, port: int, now: float, mode: str = "append"
) -> list[tuple[bytes, bytes]]:
    """What a target receives: end to end, with X-Forwarded-* and the trace id as a load balancer sets them.

    ``mode`` is the attribute ``routing.http.xff_header_processing.mode``.
    """
    kept, before, trace = [], [], b""
    for name, value in end_to_end(headers):
        lower = name.lower()
        if lower not in _REPLACED:
            kept.append((name, value))
        elif lower == b"x-forwarded-for":
            before.append(value)
        elif lower == b"x-amzn-trace-id":
            trace = value
    if mode == "append":
        kept.append((b"X-Forwarded-For", b", ".join((*before, client.encode()))))
    elif mode == "preserve":
        kept += [(b"X-Forwarded-For", value) for value in before]
    kept += [
        (b"X-Forwarded-Proto", protocol.encode()),
        (b"X-Forwarded-Port", b"%d" % port),
        (b"X-Amzn-Trace-Id", traced(trace, now)),
    ]
    return kept


def traced(given: bytes, now: float) -> bytes:
    """A trace id: ``Root`` where the client gave none, else ``Self`` in front of what it gave."""
    made = b"1-%08x-%024x" % (int(now), random.getrandbits(96))
    if not given:
        return b"Root=" + made
    fields = [field.strip() for field in given.split(b";") if field.strip()]
    own = [field for field in fields if not field.startswith(b"Self=")]
    if any(field.startswith(b"Root=") for field in own):
        return b";".join([b"Self=" + made, *own])
    return b";".join([b"Root=" + made, *own])


def encoded(first: bytes, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A message head: the first line, the fields, the empty line."""
    lines = [first]
    lines += [name + b": " + value for name, value in headers]
    lines += [b"", b""]
    return b"\r\n".join(lines)
