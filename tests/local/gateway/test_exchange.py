"""Backpressure and framing of one exchange."""

from __future__ import annotations

from typing import Any

from stratiform.local.gateway.exchange import Exchange


class Connection:
    def __init__(self) -> None:
        self.reading: list[bool] = []
        self.written = b""

    def read(self, go_on: bool) -> None:
        self.reading.append(go_on)

    def write(self, data: bytes) -> None:
        self.written += data

    def finished(self, *, keep: bool) -> None:
        self.kept = keep


class Taker:
    def __init__(self) -> None:
        self.got = b""
        self.ended = False

    def body(self, data: bytes) -> None:
        self.got += data

    def body_ended(self) -> None:
        self.ended = True


def exchange(length: int | None, **values: Any) -> tuple[Exchange, Connection]:
    connection = Connection()
    settings = {"version": "1.1", "keep": True, "upgrade": False, "now": 0.0, **values}
    return Exchange(connection, "", "POST", b"/", (), length=length, **settings), connection  # type: ignore[arg-type]


def test_a_body_that_nobody_takes_yet_stops_the_client_after_64_kb() -> None:
    made, connection = exchange(None)
    for _ in range(4):
        made.received(b"x" * 16_384)
    assert connection.reading == []
    made.received(b"x")
    assert connection.reading == [False]
    taker: Any = Taker()
    assert len(made.take(taker)) == 65_537
    assert connection.reading == [False, True]
    made.received(b"y")
    made.received_all()
    assert (taker.got, taker.ended) == (b"y", True)


def test_an_answer_before_the_end_of_the_request_ends_the_connection() -> None:
    made, connection = exchange(10)
    made.respond(413)
    assert connection.kept is False
    assert b"Connection: close" in connection.written


def test_an_answer_after_the_request_keeps_it() -> None:
    made, connection = exchange(2)
    made.received(b"ab")
    made.received_all()
    made.respond(200, body=b"ok")
    assert connection.kept is True
    assert connection.written.endswith(b"Content-Length: 2\r\nConnection: keep-alive\r\n\r\nok")
