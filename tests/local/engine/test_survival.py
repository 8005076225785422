"""``kill -9`` of the engine, of its watchdog, of a process: no orphan, and the truth afterwards."""

from __future__ import annotations

import os
import resource
import signal
from concurrent.futures import ThreadPoolExecutor

import docker
import docker.errors
import psutil
import pytest

from idle import share
from processes import words
from stratiform.local.birth import birth, living
from stratiform.local.engine import orphans, process
from stratiform.local.lock import exclusive
from waiting import remove, until

pytestmark = pytest.mark.local

SLEEP = "import time; time.sleep(600)"
FAMILY = (
    "import subprocess,sys,time\n"
    "subprocess.Popen([sys.executable,'-c','import time; time.sleep(600)'], start_new_session=True)\n"
    "subprocess.Popen([sys.executable,'-c','import time; time.sleep(600)'])\n"
    "print('up', flush=True); time.sleep(600)\n"
)


def marked(state) -> list[int]:
    return orphans.marked(orphans.ENGINE, str(state.folder / process.FOLDER))


def start_family(engine):
    container = engine.run(FAMILY)
    until(lambda: b"up" in container.logs())
    return container


def test_a_killed_engine_leaves_no_process(own_engine, own_state):
    start_family(own_engine())
    until(lambda: len(marked(own_state)) == 3)
    os.kill(process.find(own_state).pid, signal.SIGKILL)
    until(lambda: not marked(own_state))


def test_after_a_kill_the_engine_tells_what_ended(own_engine, own_state):
    engine = own_engine()
    ended = engine.run("raise SystemExit(3)")
    ended.wait(timeout=60)
    running, created = engine.run(SLEEP), engine.create(SLEEP)
    os.kill(process.find(own_state).pid, signal.SIGKILL)
    client = own_engine().client
    states = {c.id: c.attrs["State"] for c in client.containers.list(all=True)}
    assert states[running.id]["Status"] == "exited"
    assert states[running.id]["ExitCode"] == 137
    assert "engine" in states[running.id]["Error"]
    assert states[ended.id]["ExitCode"] == 3
    assert states[created.id]["Status"] == "created"
    assert client.containers.get(running.id).wait(timeout=60)["StatusCode"] == 137
    again = client.containers.get(running.id)
    again.start()
    again.reload()
    assert again.status == "running"


def test_after_a_kill_what_restarts_always_runs_again(own_engine, own_state):
    container = own_engine().run(SLEEP, restart_policy={"Name": "always"})
    before = container.id
    os.kill(process.find(own_state).pid, signal.SIGKILL)
    client = own_engine().client

    def status():
        return client.containers.get(before).status

    until(lambda: status() == "running")


def test_a_stopped_engine_ends_its_containers_in_order(own_engine, own_state, tmp_path):
    program = (
        "import signal,sys,time\n"
        "def end(*_): open('/out/ended','w').write('in order'); sys.exit(0)\n"
        "signal.signal(15, end); print('up', flush=True); time.sleep(600)\n"
    )
    (tmp_path / "out").mkdir()
    container = own_engine().run(program, volumes={str(tmp_path / "out"): {"bind": "/out", "mode": "rw"}})
    until(lambda: b"up" in container.logs())
    assert process.stop(own_state)
    assert (tmp_path / "out" / "ended").read_text() == "in order"
    assert not marked(own_state)
    assert process.find(own_state) is None
    assert not process.stop(own_state)


def test_what_a_killed_program_leaves_is_killed(own_engine, own_state):
    container = start_family(own_engine())
    container.reload()
    os.kill(container.attrs["State"]["Pid"], signal.SIGKILL)
    assert container.wait(timeout=60)["StatusCode"] == 137
    until(lambda: not marked(own_state))


def test_a_killed_watchdog_is_replaced(own_engine, own_state):
    own_engine()
    pid = process.find(own_state).pid

    def watchdog():
        return next((child for child in psutil.Process(pid).children() if "watchdog" in words(child)), None)

    first = until(watchdog)
    first.kill()
    until(lambda: (other := watchdog()) is not None and other.pid != first.pid)


def test_the_engine_is_found_started_once_and_stopped(own_engine, own_state):
    own_engine()
    found = process.find(own_state)
    assert process.start(own_state) == found
    born = birth(found.pid)
    assert process.stop(own_state)
    assert not living(found.pid, born)
    with pytest.raises(docker.errors.DockerException):
        docker.DockerClient(base_url=found.host)


def test_an_engine_that_still_ends_is_waited_for(own_engine, own_state):
    folder = own_state.subfolder(process.FOLDER)
    with ThreadPoolExecutor(1) as pool:
        with exclusive(folder / "engine.lock"):  # as one holds it whose record is already gone
            starting = pool.submit(own_engine)
            until(lambda: (folder / "engine.log").exists() and "waits" in (folder / "engine.log").read_text())
            assert process.find(own_state) is None
        starting.result()
    assert process.find(own_state) is not None


def test_an_engine_that_is_busy_for_a_while_is_not_replaced(own_engine, own_state, monkeypatch):
    own_engine()
    found = process.find(own_state)
    monkeypatch.setattr(process, "_ANSWER_SECONDS", 0.1)
    busy = psutil.Process(found.pid)
    busy.suspend()
    with ThreadPoolExecutor(1) as pool:
        starting = pool.submit(process.start, own_state)
        assert process.find(own_state) is None
        with pytest.raises(TimeoutError):
            starting.result(timeout=0.3)
        busy.resume()
        assert starting.result() == found


def test_the_socket_and_the_state_are_the_users_alone(own_engine, own_state):
    engine = own_engine()
    engine.run("pass").wait(timeout=60)
    folder = own_state.folder / process.FOLDER
    assert (folder / "docker.sock").stat().st_mode & 0o777 == 0o600
    for file in (folder / "containers").rglob("container.json"):
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_long_path_is_no_obstacle(tmp_path):
    from stratiform.local.state import State

    app = tmp_path / ("long-" * 20) / ("path-" * 20)
    app.mkdir(parents=True)
    state = State.of(app)
    try:
        engine = process.start(state)
        client = docker.DockerClient(base_url=engine.host)
        assert client.ping()
        client.close()
    finally:
        process.stop(state)


def test_idle_tasks_cost_next_to_nothing(own_engine, own_state):
    engine = own_engine()
    for _ in range(6):
        engine.run(SLEEP, mem_limit="200m")
    pid = process.find(own_state).pid
    until(lambda: share(pid) < 0.03)  # once they have started
    assert psutil.Process(pid).memory_info().rss < 60 * 2**20


def test_an_unknown_call_is_refused_and_written_down(own_engine, own_state):
    client = own_engine().client
    with pytest.raises(docker.errors.APIError) as refused:
        client.api.inspect_swarm()
    assert refused.value.status_code == 501
    log = (own_state.folder / process.FOLDER / "engine.log").read_text()
    assert "no GET /v1.44/swarm" in log


def test_a_full_disk_is_one_clear_message_and_passes(own_engine, own_state):
    engine = own_engine()
    folder = own_state.folder / process.FOLDER
    limit = resource.prlimit(process.find(own_state).pid, resource.RLIMIT_FSIZE)
    running = engine.run(SLEEP)
    # A file that may not grow fails as on a full disk; the signal that goes with it is ignored by Python.
    resource.prlimit(process.find(own_state).pid, resource.RLIMIT_FSIZE, (0, limit[1]))
    with pytest.raises(docker.errors.APIError, match=r"engine failed: .*File too large"):
        engine.create(SLEEP)
    running.kill()
    assert running.wait(timeout=60)["StatusCode"] == 137
    resource.prlimit(process.find(own_state).pid, resource.RLIMIT_FSIZE, limit)
    assert len(engine.client.containers.list(all=True)) == 1
    engine.run("pass").wait(timeout=60)
    assert len(list((folder / "containers").iterdir())) == 2


def test_an_engine_whose_state_is_removed_ends_with_its_containers(own_engine, own_state):
    start_family(own_engine())
    engine = process.find(own_state)
    born = birth(engine.pid)
    remove(own_state.folder)
    until(lambda: not living(engine.pid, born))
    until(lambda: not marked(own_state))
