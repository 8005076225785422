"""Ports: published, taken, shared within a task, reached from another."""

from __future__ import annotations

import socket
import urllib.request

import docker.errors
import pytest

from stratiform.local.engine.servers import loopback
from waiting import until

pytestmark = pytest.mark.local

SERVE = (
    "import http.server,socketserver,sys\n"
    "class H(http.server.BaseHTTPRequestHandler):\n"
    "  def do_GET(s):\n"
    "    s.send_response(200); s.end_headers(); s.wfile.write(b'%s')\n"
    "  def log_message(s,*a): pass\n"
    "http.server.HTTPServer(('0.0.0.0', %d), H).serve_forever()\n"
)


def serve(text: str, port: int) -> str:
    return SERVE % (text, port)


def fetch(address: str) -> bytes:
    try:
        with urllib.request.urlopen(f"http://{address}", timeout=2) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def host_port(container, port: int) -> int:
    container.reload()
    return int(container.ports[f"{port}/tcp"][0]["HostPort"])


@pytest.mark.parametrize("port", [8080, 80])
def test_a_published_port_answers_on_loopback(engine, port):
    container = engine.run(serve("hello", port), ports={f"{port}/tcp": ("127.0.0.1", None)})
    real = host_port(container, port)
    assert until(lambda: fetch(f"127.0.0.1:{real}")) == b"hello"


def test_a_port_asked_for_is_the_port_given(engine):
    wanted = loopback.free_port()
    container = engine.run(serve("here", 8080), ports={"8080/tcp": ("127.0.0.1", wanted)})
    assert host_port(container, 8080) == wanted
    assert until(lambda: fetch(f"127.0.0.1:{wanted}")) == b"here"


def test_a_port_that_is_taken_is_named(engine):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(docker.errors.APIError, match=rf"(?s){port}.*(already|in use)"):
            engine.run(serve("never", 8080), ports={"8080/tcp": ("127.0.0.1", port)})


def test_two_containers_listen_on_the_same_port(engine):
    both = [engine.run(serve(t, 8080), ports={"8080/tcp": ("127.0.0.1", None)}) for t in ("one", "two")]
    answers = {until(lambda c=c: fetch(f"127.0.0.1:{host_port(c, 8080)}")) for c in both}
    assert answers == {b"one", b"two"}


def test_containers_that_share_an_address_reach_each_other_at_localhost(engine):
    server = engine.run(serve("sibling", 9000))
    asks = (
        "import time,urllib.request as u\n"
        "while True:\n"
        "  try: print(u.urlopen('http://localhost:9000').read().decode()); break\n"
        "  except OSError: time.sleep(.05)\n"
    )
    client = engine.run(asks, network_mode=f"container:{server.id}")
    client.wait(timeout=60)
    assert client.logs() == b"sibling\n"


def test_a_container_reaches_another_at_its_address(engine):
    server = engine.run(serve("peer", 8080))
    server.reload()
    networks = server.attrs["NetworkSettings"]["Networks"]
    address = next(iter(networks.values()))["IPAddress"]
    asks = (
        "import sys,time,urllib.request as u\n"
        "while True:\n"
        f"  try: print(u.urlopen('http://{address}:8080').read().decode()); break\n"
        "  except OSError: time.sleep(.05)\n"
    )
    client = engine.run(asks)
    client.wait(timeout=60)
    assert client.logs() == b"peer\n"


def test_what_listens_on_loopback_only_is_not_reached_from_outside(engine):
    program = serve("secret", 8080).replace("0.0.0.0", "127.0.0.1")
    container = engine.run("print('up', flush=True)\n" + program, ports={"8080/tcp": ("127.0.0.1", None)})
    until(lambda: b"up" in container.logs())
    until(
        lambda: (
            container.exec_run(
                [
                    "python",
                    "-c",
                    "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080').read())",
                ]
            ).exit_code
            == 0
        )
    )
    assert fetch(f"127.0.0.1:{host_port(container, 8080)}") == b""
