"""Programs that bind a fixed port, in their own ways, are reached through the task's address."""

from __future__ import annotations

import contextlib
import sys
import urllib.request

import docker
import docker.errors
import pytest

from local.engine.conftest import Subject, close
from stratiform.local.engine import address, catalogue, process
from stratiform.local.engine.images.surroundings import node_folder
from stratiform.local.state import State
from waiting import until

pytestmark = pytest.mark.local

ASGI = """
async def app(scope, receive, send):
    if scope["type"] != "http": return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"asgi"})
"""
WSGI = """
def app(environ, start):
    start("200 OK", []); return [b"wsgi"]
"""
ASYNCIO = """
import asyncio
async def main():
    async def handle(r, w):
        await r.readuntil(b"\\r\\n\\r\\n"); w.write(b"HTTP/1.0 200 OK\\r\\n\\r\\nasyncio"); w.close()
    await (await asyncio.start_server(handle, %HOST%, %PORT%)).serve_forever()
asyncio.run(main())
"""
NODE = "require('http').createServer((q, s) => s.end('node')).listen(%s)"
NODE_CLUSTER = """
const cluster = require('cluster');
if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
else require('http').createServer((q, s) => s.end('node cluster')).listen(8080);
"""
PYTHON = sys.executable
NODE_PROGRAM = node_folder() / "node"

SERVERS = {
    "uvicorn": (f"{PYTHON} -m uvicorn app:app --host 0.0.0.0 --port 8080 --loop asyncio", {"app.py": ASGI}),
    "uvicorn and uvloop": (
        f"{PYTHON} -m uvicorn app:app --host 0.0.0.0 --port 8080 --loop uvloop",
        {"app.py": ASGI},
    ),
    "uvicorn with workers": (
        f"{PYTHON} -m uvicorn app:app --host 0.0.0.0 --port 8080 --workers 2 --loop uvloop",
        {"app.py": ASGI},
    ),
    "gunicorn": (f"{PYTHON} -m gunicorn -b 0.0.0.0:8080 -w 2 app:app", {"app.py": WSGI}),
    "asyncio on every address": (
        f"{PYTHON} app.py",
        {"app.py": ASYNCIO.replace("%HOST%", "None").replace("%PORT%", "8080")},
    ),
    "asyncio on IPv6": (
        f"{PYTHON} app.py",
        {"app.py": ASYNCIO.replace("%HOST%", "'::'").replace("%PORT%", "8080")},
    ),
    "http.server": (f"{PYTHON} -m http.server 8080", {"index.html": "files"}),
    "node": (f"{NODE_PROGRAM} app.js", {"app.js": NODE % "8080"}),
    "node with options": (f"{NODE_PROGRAM} app.js", {"app.js": NODE % "{port: 8080, host: '0.0.0.0'}"}),
    "node cluster": (f"{NODE_PROGRAM} app.js", {"app.js": NODE_CLUSTER}),
}


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """One engine for every program: they differ in their catalogue alone."""
    state = State.of(tmp_path_factory.mktemp("engine"))
    try:
        yield state, process.start(state).host
    finally:
        process.stop(state)


@pytest.fixture
def own_state(started):
    return started[0]


@pytest.fixture
def own_engine(started):
    client = docker.DockerClient(base_url=started[1], timeout=60)
    subject = Subject(client, PYTHON, True)
    try:
        yield lambda: subject
        for _ in range(2):  # the second time those whose address another one shared
            for container in client.containers.list(all=True, sparse=True):
                with contextlib.suppress(docker.errors.APIError):
                    container.remove(force=True, v=True)
    finally:
        close(client)


@pytest.fixture
def serving(own_engine, own_state, tmp_path):
    """``serving(line, files, port)`` runs a container: itself, its address, its port on this machine."""
    engine = own_engine()
    folder = own_state.folder / process.FOLDER

    def serving_(line: str, files: dict[str, str], port: int = 8080, **options):
        for name, text in files.items():
            (tmp_path / name).write_text(text)
        catalogue.write(folder, mapped={"server": line}, base=tmp_path)
        container = engine.client.containers.run("server", detach=True, **options)
        container.reload()
        own = container.attrs["NetworkSettings"]["IPAddress"]

        def real():
            found = address.resolve(folder / "ports", own, port)
            container.reload()
            assert container.status == "running", container.logs().decode()
            return found

        return container, own, until(real)

    serving_.engine = engine
    return serving_


def fetch(port: int) -> str:
    def answer():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}", timeout=60) as response:
                return response.read().decode()
        except ConnectionError:
            return None
        except OSError as error:
            if "refused" in str(error):
                return None
            raise

    return until(answer)


@pytest.mark.parametrize("published", [{}, {"8080/tcp": None}], ids=["unpublished", "published"])
@pytest.mark.parametrize("server", SERVERS)
def test_a_server_with_a_fixed_port_is_reached(serving, server, published):
    line, files = SERVERS[server]
    container, _, real = serving(line, files, ports=published)
    assert fetch(real)
    if published:
        assert container.ports["8080/tcp"][0]["HostPort"] == str(real)


def test_port_80_works_for_an_ordinary_user(serving):
    _, _, real = serving(f"{PYTHON} -m uvicorn app:app --host 0.0.0.0 --port 80", {"app.py": ASGI}, port=80)
    assert fetch(real) == "asgi"
    assert real != 80


@pytest.mark.parametrize(
    "line",
    [
        f"{PYTHON} -m uvicorn app:app --host 0.0.0.0 --port $PORT",
        f"{PYTHON} -I -m uvicorn --app-dir . app:app --host 127.0.0.1 --port $PORT",
    ],
    ids=["translated", "untouched"],
)
def test_a_program_that_honours_port_is_reached_at_the_port_of_its_task(serving, line):
    container, _, real = serving(line, {"app.py": ASGI}, ports={"8080/tcp": None})
    assert container.ports["8080/tcp"][0]["HostPort"] == str(real)
    assert fetch(real) == "asgi"


CLIENTS = {
    "urllib": "import urllib.request as u; print(u.urlopen('http://%s').read().decode())",
    "asyncio": (
        "import asyncio\n"
        "async def main():\n"
        "  r, w = await asyncio.open_connection(*'%s'.split(':'))\n"
        "  w.write(b'GET / HTTP/1.0\\r\\n\\r\\n'); print((await r.read()).decode()[-4:])\n"
        "asyncio.run(main())\n"
    ),
    "uvloop": (
        "import asyncio, uvloop\n"
        "async def main():\n"
        "  h, p = '%s'.split(':'); r, w = await asyncio.open_connection(h, int(p))\n"
        "  w.write(b'GET / HTTP/1.0\\r\\n\\r\\n'); print((await r.read()).decode()[-4:])\n"
        "uvloop.run(main())\n"
    ),
    "node": "fetch('http://%s').then(r => r.text()).then(console.log)",
}


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("where", ["address", "localhost", "name"])
def test_a_client_in_a_task_reaches_another_task(serving, own_state, tmp_path, client, where):
    server, own, _ = serving(f"{PYTHON} -m gunicorn -b 0.0.0.0:8080 app:app", {"app.py": WSGI})
    names = own_state.folder / process.FOLDER / "ports" / "names"
    (names / "api.internal").write_text(own)
    target = {"address": own, "localhost": "localhost", "name": "api.internal"}[where]
    (tmp_path / "client").write_text(CLIENTS[client] % f"{target}:8080")
    program = NODE_PROGRAM if client == "node" else PYTHON
    catalogue.write(own_state.folder / process.FOLDER, mapped={"client": f"{program} client"}, base=tmp_path)
    shared = {"network_mode": f"container:{server.id}"} if where == "localhost" else {}
    ran = serving.engine.client.containers.run("client", detach=True, **shared)
    ran.wait(timeout=60)
    assert ran.logs() == b"wsgi\n"


@pytest.mark.parametrize("client", ["urllib", "node"])
def test_what_does_not_listen_refuses(serving, own_state, tmp_path, client):
    (tmp_path / "client").write_text(CLIENTS[client] % "10.77.200.1:8080")
    program = NODE_PROGRAM if client == "node" else PYTHON
    catalogue.write(own_state.folder / process.FOLDER, mapped={"client": f"{program} client"}, base=tmp_path)
    ran = serving.engine.client.containers.run("client", detach=True)
    assert ran.wait(timeout=60)["StatusCode"] == 1
    assert b"refused" in ran.logs().lower()


def test_the_same_port_twice_in_one_task_is_in_use(serving, own_state, tmp_path):
    server, _, _ = serving(f"{PYTHON} -m http.server 8080", {})
    ran = serving.engine.client.containers.run("server", detach=True, network_mode=f"container:{server.id}")
    assert ran.wait(timeout=60)["StatusCode"] == 1
    assert b"Address already in use" in ran.logs()


def test_a_sitecustomize_of_the_image_still_runs(own_engine, own_state, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("print('the image own')")
    mapped = {
        "program": f"PYTHONPATH=$PYTHONPATH:. {PYTHON} -c 'import socket; print(socket.socket.bind.__name__)'"
    }
    engine = own_engine()
    catalogue.write(own_state.folder / process.FOLDER, mapped=mapped, base=tmp_path)
    assert engine.client.containers.run("program").split() == b"the image own translated_bind".split()
