"""What a program in a container sees: variables, files, volumes, other commands."""

from __future__ import annotations

import io
import socket
import tarfile
from contextlib import contextmanager

import docker.errors
import pytest
from docker.utils.socket import frames_iter

from waiting import until

pytestmark = pytest.mark.local

SLEEP = "import time; time.sleep(60)"


def output(container) -> str:
    container.wait(timeout=60)
    return container.logs().decode()


def archive(**files: str) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as made:
        for name, text in files.items():
            about = tarfile.TarInfo(name.replace("__", "/"))
            about.size = len(text)
            made.addfile(about, io.BytesIO(text.encode()))
    # To its end mark alone: Podman reads no padding, and at times fails over what nobody reads.
    return content.getvalue()[: made.offset]


def test_stdout_and_stderr_are_kept_apart(engine):
    container = engine.run("import sys; print('out', flush=True); print('err', file=sys.stderr)")
    container.wait(timeout=60)
    assert container.logs(stderr=False) == b"out\n"
    assert container.logs(stdout=False) == b"err\n"


def test_a_line_comes_whole(engine):
    container = engine.run(
        "import sys,time\nfor p in ('a','b\\n'): sys.stdout.write(p); sys.stdout.flush(); time.sleep(.1)"
    )
    frames = list(container.logs(stream=True, follow=True))
    assert b"".join(frames) == b"ab\n"
    assert len(frames) == 1 or not engine.is_process


def test_logs_follow_until_the_end(engine):
    container = engine.run("import time\nfor i in range(3): print(i, flush=True); time.sleep(.1)")
    assert b"".join(container.logs(stream=True, follow=True)) == b"0\n1\n2\n"


def test_logs_have_a_tail_and_times(engine):
    container = engine.run("for i in range(5): print(i)")
    container.wait(timeout=60)
    assert container.logs(tail=2) == b"3\n4\n"
    assert container.logs(tail=1, timestamps=True).split(b"T")[0].count(b"-") == 2


def test_the_variables_are_the_containers_and_never_the_hosts(engine, monkeypatch):
    container = engine.run(
        "import os; print(sorted(os.environ)); print(os.environ['A'])", environment={"A": "x=y z"}
    )
    told = output(container)
    assert "x=y z" in told
    host = {"USER", "PWD", "SSH_AUTH_SOCK", "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "VIRTUAL_ENV", "OLDPWD"}
    assert not host & set(eval(told.splitlines()[0]))


def test_the_working_directory_is_the_containers(engine):
    assert output(engine.run("import os; print(os.getcwd())", working_dir="/tmp")).strip() == "/tmp"


def test_an_entrypoint_comes_before_the_command(engine):
    container = engine.create(["-c", "print('from the entrypoint')"], entrypoint=["python"])
    container.start()
    assert output(container) == "from the entrypoint\n"


def test_a_temporary_file_of_one_container_is_not_seen_by_another(engine):
    output(engine.run("open('/tmp/mine', 'w').write('x')"))
    assert output(engine.run("import os; print(os.path.exists('/tmp/mine'))")) == "False\n"


def test_a_folder_of_the_host_is_mounted(engine, tmp_path):
    (tmp_path / "given").write_text("from outside")
    tmp_path.chmod(0o777)
    container = engine.run(
        "print(open('/data/given').read()); open('/data/made','w').write('from inside')",
        volumes={str(tmp_path): {"bind": "/data", "mode": "rw"}},
    )
    assert output(container) == "from outside\n"
    assert (tmp_path / "made").read_text() == "from inside"


def test_a_read_only_mount_cannot_be_written(engine, tmp_path):
    container = engine.run("open('/data/x','w')", volumes={str(tmp_path): {"bind": "/data", "mode": "ro"}})
    assert "Read-only file system" in output(container)
    assert list(tmp_path.iterdir()) == []


def test_a_volume_outlives_its_containers(engine):
    volume = engine.client.volumes.create(f"volume-{engine.label[:8]}")
    mounted = {volume.name: {"bind": "/var/lib/things/data", "mode": "rw"}}
    output(engine.run("open('/var/lib/things/data/kept','w').write('still here')", volumes=mounted))
    engine.clean()
    assert (
        output(engine.run("print(open('/var/lib/things/data/kept').read())", volumes=mounted))
        == "still here\n"
    )
    with pytest.raises(docker.errors.APIError):
        volume.remove()
    engine.clean()
    volume.remove()
    with pytest.raises(docker.errors.NotFound):
        engine.client.volumes.get(volume.name)


def test_exec_runs_beside_the_program_and_reports_its_end(engine):
    container = engine.run(SLEEP, environment={"A": "1"}, working_dir="/tmp")
    done = container.exec_run(
        ["python", "-c", "import os,sys; print(os.environ['A'], os.getcwd()); sys.exit(9)"]
    )
    assert (done.exit_code, done.output) == (9, b"1 /tmp\n")
    apart = container.exec_run(["sh", "-c", "echo out; echo err >&2"], demux=True)
    assert apart.output == (b"out\n", b"err\n")
    assert container.exec_run("sh -c 'echo $B'", environment={"B": "2"}).output == b"2\n"


def test_exec_sees_the_files_of_its_container(engine):
    container = engine.run(
        "import time; open('/tmp/made','w').write('here'); print('up', flush=True); time.sleep(60)"
    )
    until(lambda: b"up" in container.logs())
    assert container.exec_run(["cat", "/tmp/made"]).output == b"here"


def test_exec_in_what_does_not_run_is_refused(engine):
    container = engine.create(SLEEP)
    with pytest.raises(docker.errors.APIError) as refused:
        container.exec_run(["true"])
    assert refused.value.status_code in (409, 500)


def test_files_are_put_before_the_start_and_taken_afterwards(engine):
    container = engine.create("print(open('/given/a/b').read()); open('/given/made','w').write('new')")
    assert container.put_archive("/", archive(given__a__b="first"))
    container.start()
    assert output(container) == "first\n"


def test_files_of_a_running_container_are_put_and_taken(engine):
    container = engine.run(
        "import time; open('/tmp/made','w').write('new'); print('up', flush=True); time.sleep(60)"
    )
    until(lambda: b"up" in container.logs())
    chunks, about = container.get_archive("/tmp/made")
    with tarfile.open(fileobj=io.BytesIO(b"".join(chunks))) as taken:
        assert taken.extractfile("made").read() == b"new"
    assert about["name"] == "made"
    assert container.put_archive("/tmp", archive(put="later"))
    assert container.exec_run(["cat", "/tmp/put"]).output == b"later"


def test_processes_and_use_are_told(engine):
    engine.require_supervision()
    container = engine.run(SLEEP)
    until(lambda: any("time.sleep" in " ".join(row) for row in container.top()["Processes"]))
    until(lambda: container.stats(stream=False)["memory_stats"]["usage"] > 2**20)


def test_more_memory_than_allowed_ends_the_container(engine):
    engine.require_supervision()
    program = (
        "import time\nx=[]\nfor _ in range(40): x.append(b'x'*10_000_000); time.sleep(.05)\ntime.sleep(60)"
    )
    container = engine.run(program, mem_limit="120m")
    assert container.wait(timeout=60)["StatusCode"] == 137
    container.reload()
    assert container.attrs["State"]["OOMKilled"] is True


def test_a_health_check_turns_healthy_and_unhealthy(engine):
    engine.require_supervision()
    check = {
        "test": ["CMD", "python", "-c", "import os,sys; sys.exit(not os.path.exists('/tmp/well'))"],
        "interval": 2 * 10**9,  # the first is not before
        "retries": 2,
        "timeout": 5 * 10**9,
    }
    container = engine.run(SLEEP, healthcheck=check)

    def health():
        container.reload()
        return container.attrs["State"]["Health"]["Status"]

    assert health() == "starting"
    assert container.exec_run(["touch", "/tmp/well"]).exit_code == 0
    until(lambda: health() == "healthy")
    assert container.exec_run(["rm", "/tmp/well"]).exit_code == 0
    until(lambda: health() == "unhealthy")


@contextmanager
def attached(container, command, *, terminal=False):
    """The connection of a command that reads, and a function that tells its exit code."""
    api = container.client.api
    made = api.exec_create(container.id, command, stdin=True, tty=terminal)
    connection = api.exec_start(made["Id"], socket=True, tty=terminal)

    def code():
        # The engine hears of the end a moment after the connection's.
        until(lambda: not api.exec_inspect(made["Id"])["Running"])
        return api.exec_inspect(made["Id"])["ExitCode"]

    try:
        yield connection._sock, code
    finally:
        for each in (connection._response, connection._sock, connection):
            each.close()


def test_exec_reads_what_its_client_writes_until_that_ends(engine):
    program = "import sys; text = sys.stdin.read(); print(len(text), text[-3:]); sys.exit(4)"
    with attached(engine.run(SLEEP), ["python", "-c", program]) as (connection, code):
        connection.sendall(b"x" * 300_000 + b"end")
        connection.shutdown(socket.SHUT_WR)
        assert b"".join(data for _, data in frames_iter(connection, False)) == b"300003 end\n"
        assert code() == 4


def test_exec_in_a_terminal_has_one_that_interrupts(engine):
    program = "import sys, time\nprint(sys.stdin.isatty(), sys.stdout.isatty(), flush=True)\ntime.sleep(60)"
    with attached(engine.run(SLEEP), ["python", "-c", program], terminal=True) as (connection, code):
        said = b""
        while b"True True" not in said:
            said += connection.recv(1000)
        connection.sendall(b"\x03")
        assert code() not in (0, None)
