"""Created, running, exited; signals, exit codes and who waits for them."""

from __future__ import annotations

import re
import threading
import time
from datetime import datetime

import docker.errors
import pytest

from waiting import until

pytestmark = pytest.mark.local

SLEEP = "import time; time.sleep(60)"
ENDS = (
    "import signal,sys; signal.signal(%d, lambda *_: sys.exit(%d)); print('up', flush=True); signal.pause()"
)
DEAF = "import signal,time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def up(container):
    until(lambda: b"up" in container.logs())


def moment(container, name):
    """Seconds since the epoch; Docker tells nanoseconds, Python reads microseconds."""
    return datetime.fromisoformat(
        re.sub(r"(\.\d{1,6})\d*", r"\1", container.attrs["State"][name])
    ).timestamp()


@pytest.mark.parametrize("code", [0, 7])
def test_a_program_ends_with_its_exit_code(engine, code):
    container = engine.run(f"raise SystemExit({code})")
    assert container.wait(timeout=60)["StatusCode"] == code
    container.reload()
    assert container.status == "exited"
    assert container.attrs["State"]["ExitCode"] == code
    started, finished = (moment(container, name) for name in ("StartedAt", "FinishedAt"))
    assert abs(time.time() - finished) < 60
    # Podman reads two clocks, which may be a few milliseconds apart.
    assert finished > started - (0 if engine.is_process else 0.1)


def test_a_container_is_created_then_runs_then_has_exited(engine):
    container = engine.create(SLEEP)
    assert container.status == "created"
    container.start()
    container.reload()
    assert container.status == "running"
    container.kill()
    container.wait(timeout=60)
    container.reload()
    assert container.status == "exited"
    assert container.attrs["State"]["ExitCode"] == 137


def test_stop_sends_sigterm_and_waits(engine):
    container = engine.run(ENDS % (15, 3))
    up(container)
    container.stop(timeout=30)
    container.reload()
    assert container.attrs["State"]["ExitCode"] == 3


def test_stop_kills_what_does_not_end_in_time(engine):
    container = engine.run(DEAF)
    up(container)
    began = time.monotonic()
    container.stop(timeout=1)
    assert 0.9 < time.monotonic() - began < 8
    container.reload()
    assert container.attrs["State"]["ExitCode"] == 137


def test_the_stop_signal_of_the_container_is_used(engine):
    container = engine.run(ENDS % (2, 5), stop_signal="SIGINT")
    up(container)
    container.stop(timeout=30)
    container.reload()
    assert container.attrs["State"]["ExitCode"] == 5


def test_kill_sends_any_signal(engine):
    container = engine.run(ENDS % (10, 6))
    up(container)
    container.kill(signal="SIGUSR1")
    assert container.wait(timeout=60)["StatusCode"] == 6


def test_an_exited_container_starts_again(engine):
    container = engine.run("print('again')")
    container.wait(timeout=60)
    container.start()
    container.wait(timeout=60)
    assert container.logs().count(b"again") == 2


def test_restart_gives_a_running_container_a_new_process(engine):
    container = engine.run("import os,time; print('up', os.times(), flush=True); time.sleep(60)")
    up(container)
    before = container.attrs["State"]["StartedAt"]
    container.restart(timeout=1)
    container.reload()
    assert container.status == "running"
    assert container.attrs["State"]["StartedAt"] != before


def test_a_policy_restarts_what_fails_as_often_as_it_says(engine):
    policy = {"Name": "on-failure", "MaximumRetryCount": 2}
    container = engine.run("print('try', flush=True); raise SystemExit(1)", restart_policy=policy)
    until(lambda: container.logs().count(b"try") == 3)

    def ended():
        container.reload()
        return container.status == "exited"

    until(ended)
    assert container.attrs["RestartCount"] == 2


def test_a_running_container_is_removed_only_by_force(engine):
    container = engine.run(SLEEP)
    with pytest.raises(docker.errors.APIError) as refused:
        container.remove()
    # 409 from Docker, 500 from Podman
    assert refused.value.status_code in (409, 500)
    container.remove(force=True)
    with pytest.raises(docker.errors.NotFound):
        engine.client.containers.get(container.id)


def test_a_name_is_taken_once_and_can_change(engine):
    container = engine.create(SLEEP, name=f"one-{engine.label[:8]}")
    with pytest.raises(docker.errors.APIError) as refused:
        engine.create(SLEEP, name=container.name)
    assert refused.value.status_code in (409, 500)
    container.rename(f"two-{engine.label[:8]}")
    assert engine.client.containers.get(f"two-{engine.label[:8]}").id == container.id


def test_containers_are_listed_by_label_and_state(engine):
    ran = engine.run("pass", labels={"kind": "a"})
    ran.wait(timeout=60)
    runs = engine.run(SLEEP, labels={"kind": "b"})

    def found(**filters):
        wanted = {"label": [f"stratiform-test={engine.label}", *filters.pop("label", [])]}
        return {c.id for c in engine.client.containers.list(sparse=True, filters=wanted, **filters)}

    assert found() == {runs.id}
    assert found(all=True) == {ran.id, runs.id}
    assert found(all=True, label=["kind=a"]) == {ran.id}
    assert found(all=True, label=["kind"]) == {ran.id, runs.id}
    assert found(all=True, label=["kind=c"]) == set()


def test_what_is_not_there_is_404(engine):
    with pytest.raises(docker.errors.NotFound, match=r"(?i)no such container"):
        engine.client.containers.get("nothing-of-this-name")


def test_a_program_that_is_missing_does_not_run(engine):
    container, refused = engine.create(["/nonesuch"]), None
    try:
        container.start()
    except docker.errors.APIError as error:
        refused = str(error)
    if refused:
        assert "nonesuch" in refused
    else:
        assert container.wait(timeout=60)["StatusCode"] == 127
        assert b"/nonesuch: no such program" in container.logs()


def test_events_tell_the_whole_life_without_polling(engine):
    seen: list[str] = []
    container = engine.create(SLEEP)
    # From now on: what happens before the engine listens is told too, as the rest without being asked for.
    stream = engine.client.events(decode=True, filters={"container": container.id}, since=int(time.time()))

    def listen():
        for event in stream:
            seen.append(event["Action"])

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    container.start()
    container.kill()
    container.wait(timeout=60)
    container.remove()
    until(lambda: {"start", "die"} <= set(seen) and {"destroy", "remove"} & set(seen))
    assert seen.index("start") < seen.index("die")
    stream.close()


def test_wait_answers_at_once_for_what_has_ended(engine):
    container = engine.run("raise SystemExit(4)")
    assert container.wait(timeout=60) == container.wait(timeout=60)
