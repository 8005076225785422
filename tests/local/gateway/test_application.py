"""A listener over real sockets: what targets receive, what clients get, and what AWS answers on failures."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

from stratiform.local.gateway.routes import (
    Condition,
    Field,
    Fixed,
    Forward,
    HealthCheck,
    Listener,
    Redirect,
    Routes,
    Rule,
    Stickiness,
    Target,
    TargetGroup,
    Unsupported,
)
from waiting import eventually

OTHER = "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/other/2"


async def test_a_target_receives_the_request_with_forwarded_fields(world: Any) -> None:
    async with world() as w:
        server = await w.http("a")
        port = await w.listen(w.group(server))
        headers = {
            "X-Forwarded-For": "203.0.113.7",
            "Connection": "close, X-Hop",
            "X-Hop": "1",
            "X-Kept": "2",
        }
        answer = await w.call(port, "/a%20b?q=%2F&q=2", headers=headers)
        assert (answer.status, answer.body) == (200, b"a")
        first, *lines = server.heads[0].strip().split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines)
        assert first == "GET /a%20b?q=%2F&q=2 HTTP/1.1"
        assert fields["Host"] == "localhost"
        assert fields["X-Kept"] == "2"
        assert "X-Hop" not in fields
        assert fields["X-Forwarded-For"] == "203.0.113.7, 127.0.0.1"
        assert (fields["X-Forwarded-Proto"], fields["X-Forwarded-Port"]) == ("http", str(port))
        assert fields["X-Amzn-Trace-Id"].startswith("Root=1-")


async def test_a_connection_serves_many_requests_also_sent_at_once(world: Any) -> None:
    async with world() as w:
        server = await w.http(respond=lambda head, body: echo(head.split()[1].encode()))
        connection = await w.connect(await w.listen(w.group(server)))
        requests = [f"GET /{number} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for number in range(50)]
        await connection.send(b"".join(requests))
        assert [(await connection.answer()).body for _ in range(50)] == [b"/%d" % n for n in range(50)]
        assert len(server.open) == 1, "the connection to the target is used again"


async def test_a_large_body_comes_back_whole(world: Any) -> None:
    async with world() as w:
        server = await w.http(respond=lambda head, body: echo(body))
        body = bytes(range(256)) * 40_000
        assert (await w.call(await w.listen(w.group(server)), method="POST", body=body)).body == body


async def test_nothing_is_held_back_in_either_direction(world: Any) -> None:
    """The target answers each piece of the request before the next is sent."""

    async def pieces(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while size := int(await reader.readline(), 16):
            data = (await reader.readexactly(size + 2))[:-2]
            writer.write(b"%x\r\n%b\r\n" % (size, data.upper()))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    async with world() as w:
        connection = await w.connect(await w.listen(w.group(await w.serve(pieces))))
        await connection.send(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert (await connection.head()).status == 200
        for word in (b"one", b"two", b"three"):
            await connection.send(b"%x\r\n%b\r\n" % (len(word), word))
            assert await connection.chunk() == word.upper()
        await connection.send(b"0\r\n\r\n")
        assert await connection.chunk() == b""


async def test_a_slow_client_slows_the_target_and_not_this_machine(world: Any) -> None:
    sent = 0

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n")
        while True:
            writer.write(b"x" * 100_000)
            await writer.drain()
            sent += 100_000

    async with world() as w:
        connection = await w.connect(await w.listen(w.group(await w.serve(flood))))
        await connection.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        before = -1
        while before != sent:
            before = sent
            await asyncio.sleep(0.2)
        assert sent < 30_000_000, "sockets have buffers, the gateway must not have one more"
        connection.writer.transport.abort()


async def test_a_websocket_goes_both_ways_also_what_is_sent_early(world: Any) -> None:
    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        assert "Connection: Upgrade\r\n" in head
        assert "Upgrade: websocket\r\n" in head
        writer.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: abc\r\n\r\nhello"
        )
        while data := await reader.read(1000):
            writer.write(data.upper())
            await writer.drain()

    async with world() as w:
        server = await w.serve(accept)
        connection = await w.connect(await w.listen(w.group(server)))
        await connection.send(
            b"GET /chat HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Key: k\r\n\r\nearly"
        )
        head = await connection.head()
        assert (head.status, head["upgrade"], head["sec-websocket-accept"]) == (101, "websocket", "abc")
        assert await connection.reader.readexactly(10) == b"helloEARLY"
        await connection.send(b"later")
        assert await connection.reader.readexactly(5) == b"LATER"
        await connection.close()
        await eventually(lambda: not server.open)


async def test_a_refused_websocket_is_an_answer(world: Any) -> None:
    async with world() as w:
        server = await w.http("no")
        connection = await w.connect(await w.listen(w.group(server)))
        await connection.send(
            b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
        )
        assert (await connection.answer()).body == b"no"


async def test_an_upgrade_to_http2_is_not_passed_on(world: Any) -> None:
    """curl --http2 asks so; the connection goes on as HTTP/1.1."""
    async with world() as w:
        server = await w.http("a")
        connection = await w.connect(await w.listen(w.group(server)))
        upgrade = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n"
        await connection.send(upgrade)
        assert (await connection.answer()).body == b"a"
        assert "Upgrade" not in server.heads[0]
        await connection.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await connection.answer()).body == b"a"


@pytest.mark.parametrize(
    ("method", "response", "bodyless"),
    [
        ("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", True),
        ("GET", b"HTTP/1.1 204 No Content\r\n\r\n", True),
        ("GET", b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", True),
        ("GET", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", False),
        ("GET", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", False),
    ],
)
async def test_a_response_without_a_body_ends(
    world: Any, method: str, response: bytes, bodyless: bool
) -> None:
    async with world() as w:
        server = await w.http(respond=lambda head, body: response)
        connection = await w.connect(await w.listen(w.group(server)))
        for _ in range(2):
            await connection.send(f"{method} / HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            answer = await connection.answer(bodyless=bodyless)
            assert answer.status == int(response[9:12])
            assert answer.body == b""


async def test_a_body_that_ends_with_the_connection_arrives_whole(world: Any) -> None:
    async def until_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 100_000)
        await writer.drain()

    async with world() as w:
        answer = await w.call(await w.listen(w.group(await w.serve(until_close))))
        assert (answer.status, len(answer.body)) == (200, 100_000)


async def test_an_old_client_gets_a_body_without_chunks(world: Any) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    async with world() as w:
        server = await w.http(respond=lambda head, body: chunked)
        connection = await w.connect(await w.listen(w.group(server)))
        await connection.send(b"GET / HTTP/1.0\r\nHost: x\r\n\r\n")
        answer = await connection.answer()
        assert (answer.body, answer["connection"]) == (b"abc", "close")


async def test_a_client_that_waits_for_100_gets_it_from_the_target(world: Any) -> None:
    async def expecting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await reader.readexactly(4)
        writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    async with world() as w:
        connection = await w.connect(await w.listen(w.group(await w.serve(expecting))))
        await connection.send(
            b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
        )
        assert (await connection.head()).status == 100
        await connection.send(b"body")
        assert (await connection.answer()).status == 201


# Failures, as https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html


async def test_no_registered_target_is_503(world: Any) -> None:
    async with world() as w:
        answer = await w.call(await w.listen(w.group()))
        assert (answer.status, answer["server"]) == (503, "awselb/2.0")
        assert b"<h1>503 Service Temporarily Unavailable</h1>" in answer.body


async def test_a_target_that_nobody_listens_on_is_502(world: Any) -> None:
    async with world() as w:
        server = await w.http()
        server.kill()
        assert (await w.call(await w.listen(w.group(server)))).status == 502


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 200 OK\r\n", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 40_000]
)
async def test_a_target_that_closes_or_talks_rubbish_is_502(world: Any, said: bytes) -> None:
    async def rude(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        await writer.drain()

    async with world() as w:
        assert (await w.call(await w.listen(w.group(await w.serve(rude))))).status == 502


async def test_a_target_that_ends_in_the_middle_is_no_whole_answer(world: Any) -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        await writer.drain()

    async with world() as w:
        connection = await w.connect(await w.listen(w.group(await w.serve(half))))
        await connection.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await connection.head()).status == 200
        assert await connection.chunk() == b"abc"
        with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
            await connection.reader.readexactly(1)


async def test_a_target_that_does_not_answer_is_504_after_the_idle_timeout(world: Any) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with world() as w:
        server = await w.serve(silent)
        port = await w.listen(w.group(server), idle_timeout=0.2)
        assert (await w.call(port)).status == 504
        await eventually(lambda: not server.open)


async def test_a_client_that_stops_in_its_request_is_408(world: Any) -> None:
    async with world() as w:
        connection = await w.connect(await w.listen(w.group(await w.http()), idle_timeout=0.2))
        await connection.send(b"GET / HTTP/1.1\r\nHo")
        assert (await connection.answer()).status == 408
        assert await connection.reader.read() == b""


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost x\r\n\r\n", 400),
        (b"NONSENSE\r\n\r\n", 400),
        (b"GET /" + b"x" * 17_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 17_000 + b"\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: yyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 3000, 400),
        (b"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + b"1.1.1.1, " * 30 + b"2.2.2.2\r\n\r\n", 463),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ],
)
async def test_a_request_that_is_none_never_reaches_a_target(
    world: Any, request_head: bytes, status: int
) -> None:
    async with world() as w:
        server = await w.http()
        connection = await w.connect(await w.listen(w.group(server)))
        await connection.send(request_head)
        assert (await connection.answer()).status == status
        assert server.heads == []


async def test_a_client_that_leaves_ends_the_targets_work(world: Any) -> None:
    async def waiting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with world() as w:
        server = await w.serve(waiting)
        connection = await w.connect(await w.listen(w.group(server)))
        await connection.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await eventually(lambda: server.open)
        connection.writer.transport.abort()
        await eventually(lambda: not server.open)
        counts = {series.target_group: series.counts for series in w.gateway.shared.metrics.snapshot()}
        assert counts[None]["HTTPCode_ELB_4XX_Count"] == 1, "460"


# Targets


async def test_requests_go_round(world: Any) -> None:
    async with world() as w:
        servers = [await w.http(name) for name in "abc"]
        port = await w.listen(w.group(*servers))
        names = [(await w.call(port)).body for _ in range(9)]
        assert sorted(names) == [b"a"] * 3 + [b"b"] * 3 + [b"c"] * 3


async def test_a_target_killed_under_load_fails_no_request(world: Any) -> None:
    async with world() as w:
        servers = [await w.http(name) for name in "ab"]
        port = await w.listen(w.group(*servers))
        bodies: list[bytes] = []
        stop = asyncio.Event()

        async def load() -> None:
            connection = await w.connect(port)
            while not stop.is_set():
                await connection.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                answer = await connection.answer()
                assert answer.status == 200
                bodies.append(answer.body)

        tasks = [asyncio.create_task(load()) for _ in range(8)]

        async def answered(many: int) -> None:
            await eventually(lambda: len(bodies) > many or any(task.done() for task in tasks))
            for task in tasks:
                if task.done():
                    task.result()  # a request that failed ends the test here, with its status

        await answered(200)
        servers[0].kill()
        seen = len(bodies)
        await answered(seen + 200)
        stop.set()
        await asyncio.gather(*tasks)
        assert set(bodies[:seen]) == {b"a", b"b"}
        assert set(bodies[-100:]) == {b"b"}


def dying(died: list[int]) -> Any:
    """A target that ends with each request, and counts them."""

    async def dies(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        died.append(1)
        writer.transport.abort()

    return dies


@pytest.mark.parametrize(("method", "statuses"), [("GET", [200, 200]), ("POST", [502, 200])])
async def test_a_target_that_dies_with_a_new_connection(world: Any, method: str, statuses: list[int]) -> None:
    """Another answers what may be sent twice (RFC 9110, section 9.2.2); the rest is told, not repeated."""

    died: list[int] = []
    async with world() as w:
        port = await w.listen(w.group(await w.serve(dying(died)), await w.http("b")))
        assert [(await w.call(port, method=method)).status for _ in range(2)] == statuses
        assert died, "it was asked"


async def test_a_lone_target_that_dies_is_not_asked_again(world: Any) -> None:
    died: list[int] = []
    async with world() as w:
        assert (await w.call(await w.listen(w.group(await w.serve(dying(died)))))).status == 502
        assert len(died) == 1


async def test_a_request_that_ends_every_target_is_sent_to_two_at_most(world: Any) -> None:
    died: list[int] = []
    async with world() as w:
        port = await w.listen(w.group(*[await w.serve(dying(died)) for _ in range(4)]))
        assert (await w.call(port)).status == 502
        assert len(died) == 2


async def test_a_request_that_a_target_may_have_seen_is_not_sent_twice(world: Any) -> None:
    async def drops_the_second(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        seen.append(1)

    seen: list[int] = []
    async with world() as w:
        port = await w.listen(w.group(await w.serve(drops_the_second)))
        assert (await w.call(port)).status == 200
        assert (await w.call(port, method="POST", body=b"x")).status == 502
        assert len(seen) == 1
        assert (await w.call(port)).status == 200, "a GET may be sent again on a new connection"


async def test_an_unhealthy_target_gets_nothing_until_it_recovers(world: Any) -> None:
    well = {"a": True, "b": True}

    def respond(name: str) -> Any:
        def answer(head: str, body: bytes) -> bytes:
            if not head.startswith("GET /health "):
                return echo(name.encode())
            assert "User-Agent: ELB-HealthChecker/2.0" in head
            return b"HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n" % (204 if well[name] else 500)

        return answer

    async with world() as w:
        servers = [await w.http(name, respond(name)) for name in "ab"]
        check = HealthCheck(path="/health", codes=((200, 299),), interval=0.05, healthy=2, unhealthy=2)
        port = await w.listen(w.group(*servers, health=check))
        group = next(iter(w.gateway.shared.groups.values()))
        states = {member.target: member for member in group.members.values()}

        async def reached(state: str) -> None:
            await eventually(lambda: states[servers[0].target].health.state == state)

        await eventually(lambda: all(member.health.state == "healthy" for member in states.values()))
        well["a"] = False
        await reached("unhealthy")
        assert states[servers[0].target].health.reason == "Health checks failed with these codes: [500]"
        assert {(await w.call(port)).body for _ in range(6)} == {b"b"}
        well["b"] = False
        await eventually(lambda: states[servers[1].target].health.state == "unhealthy")
        assert {(await w.call(port)).body for _ in range(6)} == {b"a", b"b"}, "AWS fails open"
        well["a"] = True
        await reached("healthy")
        assert {(await w.call(port)).body for _ in range(6)} == {b"a"}


async def test_a_target_that_leaves_finishes_what_it_has_and_gets_nothing_new(world: Any) -> None:
    go_on = asyncio.Event()

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await go_on.wait()
        writer.write(echo(b"slow"))
        await writer.drain()

    async with world() as w:
        leaving, staying = await w.serve(slow), await w.http("b")
        port = await w.listen(w.group(leaving))
        under_way = asyncio.create_task(w.call(port))
        await eventually(lambda: leaving.open)
        await w.listen(w.group(staying))
        assert {(await w.call(port)).body for _ in range(4)} == {b"b"}
        group = next(iter(w.gateway.shared.groups.values()))
        assert group.draining == (leaving.target,)
        go_on.set()
        assert (await under_way).body == b"slow"
        assert group.draining == ()


async def test_a_target_that_leaves_is_cut_off_after_the_deregistration_delay(world: Any) -> None:
    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with world() as w:
        leaving, staying = await w.serve(never), await w.http("b")
        port = await w.listen(w.group(leaving))
        under_way = asyncio.create_task(w.call(port))
        await eventually(lambda: leaving.open)
        w.gateway.apply_groups({w.group().arn: w.group(staying, deregistration_delay=0.05)})
        assert (await under_way).status in (502, 504)
        await eventually(lambda: not leaving.open)


# Rules and actions


async def test_rules_choose_between_groups_answers_and_redirects(world: Any) -> None:
    async with world() as w:
        web, api = await w.http("web"), await w.http("api")
        other = TargetGroup(arn=OTHER, name="api", targets=(api.target,), health=HealthCheck(enabled=False))
        rules = (
            Rule(1, (Condition(Field.PATH, ("/api/*",)),), Forward(((OTHER, 1),))),
            Rule(2, (Condition(Field.HOST, ("old.example.com",)),), Redirect(301, host="new.example.com")),
            Rule(3, (Condition(Field.PATH, ("/teapot",)),), Fixed(418, "text/plain", "short and stout")),
            Rule(4, (Condition(Field.PATH, ("/login",)),), Unsupported("authenticate-cognito")),
            Rule(None, (), Forward(((w.group().arn, 1),))),
        )
        port = await w.listen(w.group(web), other, rules=rules)
        assert (await w.call(port, "/api/x")).body == b"api"
        assert (await w.call(port, "/apix")).body == b"web"
        teapot = await w.call(port, "/teapot")
        assert (teapot.status, teapot.body, teapot["server"]) == (418, b"short and stout", "awselb/2.0")
        moved = await w.call(port, "/x?y=1", headers={"Host": "old.example.com"})
        assert (moved.status, moved["location"]) == (301, f"http://new.example.com:{port}/x?y=1")
        refused = await w.call(port, "/login")
        assert refused.status == 501
        assert b"authenticate-cognito" in refused.body


async def test_weights_share_requests_and_a_cookie_keeps_a_client_with_its_group(world: Any) -> None:
    async with world() as w:
        blue, green = await w.http("blue"), await w.http("green")
        other = TargetGroup(
            arn=OTHER, name="green", targets=(green.target,), health=HealthCheck(enabled=False)
        )
        action = Forward(((w.group().arn, 3), (OTHER, 1)), sticky=60)
        port = await w.listen(w.group(blue), other, rules=(Rule(None, (), action),))
        answers = [await w.call(port) for _ in range(8)]
        assert sorted(answer.body for answer in answers) == [b"blue"] * 6 + [b"green"] * 2
        for answer in answers:
            cookies = [cookie.split(";")[0] for cookie in answer.all("set-cookie")]
            assert [cookie.split("=")[0] for cookie in cookies] == ["AWSALBTG", "AWSALBTGCORS"]
            again = await w.call(port, headers={"Cookie": f"a=b; {cookies[0]}"})
            assert again.body == answer.body


async def test_a_cookie_keeps_a_client_with_its_target_while_that_is_well(world: Any) -> None:
    async with world() as w:
        servers = [await w.http(name) for name in "abc"]
        sticky = {"stickiness": Stickiness("lb_cookie", 60)}
        port = await w.listen(w.group(*servers, **sticky))
        first = await w.call(port)
        cookies = [cookie.split(";")[0] for cookie in first.all("set-cookie")]
        assert [cookie.split("=")[0] for cookie in cookies] == ["AWSALB", "AWSALBCORS"]
        kept = {"Cookie": cookies[0]}
        assert {(await w.call(port, headers=kept)).body for _ in range(6)} == {first.body}
        others = [server for server in servers if server.name.encode() != first.body]
        await w.listen(w.group(*others, **sticky))
        assert (await w.call(port, headers=kept)).body != first.body


async def test_the_applications_own_cookie_decides_when_told_so(world: Any) -> None:
    def login(head: str, body: bytes) -> bytes:
        return b"HTTP/1.1 200 OK\r\nSet-Cookie: session=1; Path=/\r\nContent-Length: 0\r\n\r\n"

    async with world() as w:
        servers = [await w.http(name, login if name == "a" else None) for name in "ab"]
        port = await w.listen(w.group(*servers, stickiness=Stickiness("app_cookie", 60, "session")))
        answers = [await w.call(port) for _ in range(2)]
        set_cookies = [answer.all("set-cookie") for answer in answers]
        assert sorted(map(len, set_cookies)) == [0, 2], "only with the application's cookie"
        cookie = max(set_cookies, key=len)[1].split(";")[0]
        assert cookie.startswith("AWSALBAPP-0=")
        kept = [await w.call(port, headers={"Cookie": f"session=1; {cookie}"}) for _ in range(4)]
        assert all(answer.all("set-cookie") for answer in kept)


async def test_a_function_answers_in_the_load_balancers_form(world: Any) -> None:
    events: list[dict[str, Any]] = []

    def function(event: dict[str, Any]) -> bytes:
        events.append(event)
        return json.dumps(
            {
                "statusCode": 201,
                "statusDescription": "201 Made",
                "headers": {"X-Name": "n", "Content-Type": "text/plain"},
                "body": "aGVsbG8=",
                "isBase64Encoded": True,
            }
        ).encode()

    async with world() as w:
        w.functions["arn:function"] = function
        group = w.group(kind="lambda", targets=(Target("arn:function"),))
        port = await w.listen(group)
        answer = await w.call(port, "/p%20q?a=1&a=%202", method="POST", headers={"X-A": "b"}, body=b"text")
        assert (answer.status, answer.reason, answer.body, answer["x-name"]) == (201, "Made", b"hello", "n")
        (event,) = events
        assert event["requestContext"] == {"elb": {"targetGroupArn": group.arn}}
        assert (event["httpMethod"], event["path"]) == ("POST", "/p%20q")
        assert event["queryStringParameters"] == {"a": "%202"}
        assert event["headers"]["x-a"] == "b"
        assert event["headers"]["x-forwarded-proto"] == "http"
        assert (event["body"], event["isBase64Encoded"]) == ("text", False)
        w.functions["arn:function"] = lambda event: b'"no status"'
        assert (await w.call(port)).status == 502
        too_large = await w.call(port, method="POST", body=b"x" * (2**20 + 1))
        assert too_large.status == 413


async def test_a_redirect_to_https_leads_to_this_machines_listener(world: Any) -> None:
    async with world() as w:

        def redirected(head: str, body: bytes) -> bytes:
            location = head.split("X-Forwarded-Port: ")[1].split("\r\n")[0]
            return (
                f"HTTP/1.1 307 X\r\nContent-Length: 0\r\nLocation: https://localhost:{location}/items/\r\n\r\n"
            ).encode()

        server = await w.http(respond=redirected)
        secure_rules = (Rule(None, (), Forward(((w.group().arn, 1),))),)
        plain_rules = (Rule(None, (), Redirect(301, protocol="HTTPS", port="443")),)
        listeners = (
            Listener(arn="1", load_balancer="lb", protocol="HTTP", port=80, rules=plain_rules),
            Listener(arn="2", load_balancer="lb", protocol="HTTPS", port=443, rules=secure_rules),
        )
        await w.gateway.apply(Routes(listeners=listeners, groups={w.group().arn: w.group(server)}))
        plain, secure = w.gateway.open["lb:80"].port, w.gateway.open["lb:443"].port
        host = {"Host": f"localhost:{secure}"}
        moved = await w.call(plain, "/a?b=c", headers={"Host": f"localhost:{plain}"})
        assert moved["location"] == f"https://localhost:{secure}/a?b=c"
        followed = await w.call(secure, "/a", headers=host, encrypted=True)
        assert "X-Forwarded-Proto: https" in server.heads[0]
        assert followed["location"] == f"https://localhost:{secure}/items/"


async def test_who_calls_the_load_balancer_by_its_name_called_the_port_in_the_template(world: Any) -> None:
    async with world() as w:
        server = await w.http()
        name = "lb-1.elb.amazonaws.com"
        rules = (
            Rule(1, (Condition(Field.PATH, ("/moved",)),), Redirect(301, protocol="HTTPS", port="443")),
            Rule(None, (), Forward(((w.group().arn, 1),))),
        )
        port = await w.listen(w.group(server), rules=rules, dns=name, port=8080)
        moved = await w.call(port, "/moved", headers={"Host": f"{name}:8080"})
        assert moved["location"] == f"https://{name}:443/moved"
        await w.call(port, headers={"Host": f"{name.title()}:8080"})
        assert "X-Forwarded-Port: 8080\r\n" in server.heads[0]
        await w.call(port, headers={"Host": f"{name}.example.com"})
        assert f"X-Forwarded-Port: {port}\r\n" in server.heads[1]


async def test_counters_have_cloudwatchs_names(world: Any) -> None:
    async with world() as w:
        missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        server = await w.http(respond=lambda head, body: missing if "/no" in head else echo(b"ok"))
        port = await w.listen(w.group(server))
        began = time.monotonic()
        for path in ("/", "/", "/no"):
            await w.call(port, path)
        took = time.monotonic() - began
        server.kill()
        await w.call(port)
        series = {one.target_group: one for one in w.gateway.shared.metrics.snapshot()}
        whole, of_group = series[None], series["targetgroup/web/1"]
        assert (whole.load_balancer, of_group.load_balancer) == ("app/lb/1", "app/lb/1")
        assert whole.counts["RequestCount"] == of_group.counts["RequestCount"] == 4
        assert of_group.counts["HTTPCode_Target_2XX_Count"] == 2
        assert of_group.counts["HTTPCode_Target_4XX_Count"] == 1
        assert whole.counts["HTTPCode_ELB_502_Count"] == whole.counts["HTTPCode_ELB_5XX_Count"] == 1
        assert of_group.counts["TargetConnectionErrorCount"] >= 1
        assert sum(of_group.times.values()) == 3
        assert 0 < of_group.seconds < took


def echo(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
