from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratiform.local.gateway.headers import encoded, end_to_end, forwarded, traced


def test_what_concerns_one_connection_stays_behind() -> None:
    headers = [(b"Connection", b"X-Hop, close"), (b"x-hop", b"1"), (b"TE", b"trailers"), (b"Accept", b"*/*")]
    assert end_to_end(headers) == [(b"Accept", b"*/*")]


@pytest.mark.parametrize(
    ("mode", "sent"), [("append", [b"1.1.1.1, 2.2.2.2"]), ("preserve", [b"1.1.1.1"]), ("remove", [])]
)
def test_x_forwarded_for_by_the_attribute(mode: str, sent: list[bytes]) -> None:
    given = [(b"X-Forwarded-For", b"1.1.1.1"), (b"X-Forwarded-Proto", b"ftp"), (b"x-forwarded-port", b"1")]
    made = forwarded(given, client="2.2.2.2", protocol="http", port=80, now=0, mode=mode)
    assert [value for name, value in made if name == b"X-Forwarded-For"] == sent
    assert [value for name, value in made if name.lower() == b"x-forwarded-proto"] == [b"http"]
    assert [value for name, value in made if name.lower() == b"x-forwarded-port"] == [b"80"]


def test_a_trace_is_begun_or_continued() -> None:
    identity = rb"1-0000000a-[0-9a-f]{24}"
    assert re.fullmatch(rb"Root=" + identity, traced(b"", 10))
    assert re.fullmatch(rb"Root=" + identity + rb";CalledFrom=app", traced(b"CalledFrom=app", 10))
    assert re.fullmatch(
        rb"Self=" + identity + rb";Root=1-67-ab;Sampled=1", traced(b"Root=1-67-ab;Sampled=1", 10)
    )
    assert re.fullmatch(rb"Self=" + identity + rb";Root=1-67-ab", traced(b"Self=1-68-cd;Root=1-67-ab", 10))


def test_ids_differ() -> None:
    assert len({traced(b"", 0) for _ in range(100)}) == 100


@given(st.binary(max_size=60))
def test_no_trace_header_breaks_it(given: bytes) -> None:
    assert b"Root=" in traced(given, 0)


def test_a_head_is_lines() -> None:
    assert encoded(b"GET / HTTP/1.1", [(b"A", b"b")]) == b"GET / HTTP/1.1\r\nA: b\r\n\r\n"
