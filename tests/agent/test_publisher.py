"""Files: of a real agent, all together, only in memory, and the application is told."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

import pytest

from agent.process import agent, reachable
from agent.service import FakeAws, serving
from stratiform.agent import publisher
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.outputs import Outputs, Part
from stratiform.agent.publisher import Publisher
from stratiform.agent.roles import Roles
from stratiform.agent.secrets.store import Policy, Secrets
from waiting import until

pytestmark = pytest.mark.local
FILES = {
    "password": "secret:db#password",
    "secret.json": "secret:db",
    "flags.json": "configuration:shop:prod:flags",
}
KEYS = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret-key"}


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder) / "files"


@pytest.fixture
def told() -> Iterator[ThreadingHTTPServer]:
    """An application that counts what it is told."""

    class Application(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.server.times = getattr(self.server, "times", 0) + 1  # type: ignore[attr-defined]
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Application) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@contextmanager
def running(arguments: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_files_follow_and_the_application_is_told_three_ways(
    memory: Path, tmp_path: Path, told: ThreadingHTTPServer
) -> None:
    state = FakeAws(configurations={"shop:prod:flags": (b"{}", "application/json")})
    state.put("db", json.dumps({"password": "first-value", "user": "app"}))
    held = (
        "import signal; signal.signal(signal.SIGUSR1, lambda *_: print('told', flush=True));"
        "print('waits', flush=True); signal.pause()"
    )
    with (
        running(["-c", held]) as application,
        reachable(state) as port,
    ):
        (tmp_path / "pid").write_text(str(application.pid))
        assert application.stdout is not None
        assert application.stdout.readline() == "waits\n"
        hooks = {
            "HOOK_URL": f"http://127.0.0.1:{told.server_port}/changed",
            "HOOK_COMMAND": f"cp {memory / 'password'} {tmp_path / 'copied'}",
            "HOOK_SIGNAL": f"USR1:{tmp_path / 'pid'}",
        }
        where = {"FILES_DIRECTORY": str(memory), "FILES": json.dumps(FILES), "SECRETS_TTL": "1"}
        with agent(f"http://127.0.0.1:{port}", tmp_path, **where, **hooks, **KEYS):
            until(lambda: (memory / "password").exists())
            assert (memory / "flags.json").read_bytes() == b"{}"
            assert json.loads((memory / "secret.json").read_text())["user"] == "app"
            assert (memory / "password").stat().st_mode & 0o777 == 0o400
            assert memory.stat().st_mode & 0o777 == 0o700
            assert application.stdout.readline() == "told\n"
            state.put("db", json.dumps({"password": "second-value", "user": "app"}))
            until(lambda: (memory / "password").read_text() == "second-value")
            until(
                lambda: (tmp_path / "copied").exists() and (tmp_path / "copied").read_text() == "second-value"
            )
            until(lambda: getattr(told, "times", 0) >= 2)


def test_other_users_may_read_where_the_mode_says_so(memory: Path, tmp_path: Path) -> None:
    state = FakeAws()
    state.put("db", "first-value")
    where = {"FILES_DIRECTORY": str(memory), "FILES": '{"password": "secret:db"}', "FILES_MODE": "0444"}
    with reachable(state) as port, agent(f"http://127.0.0.1:{port}", tmp_path, **where, **KEYS):
        until(lambda: (memory / "password").exists())
        assert (memory / "password").stat().st_mode & 0o777 == 0o444
        for folder in (memory, (memory / "..data").resolve()):
            assert folder.stat().st_mode & 0o055 == 0o055


@pytest.mark.skipif(
    "tmpfs" in subprocess.run(["stat", "-fc", "%T", "/var/tmp"], capture_output=True, text=True).stdout,
    reason="this machine has no disk: /var/tmp is in memory",
)
def test_a_secret_is_not_written_to_a_disk() -> None:
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        where = {"FILES_DIRECTORY": folder, "FILES": '{"password": "secret:db"}'}
        variables = {"PATH": os.environ["PATH"], "AWS_REGION": "us-east-1", "AWS_TOKEN": "t" * 40, **where}
        done = subprocess.run(
            [sys.executable, "-m", "stratiform.agent"],
            env=variables,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 1
        assert "is on a disk, and a secret is to be written there" in done.stderr
        assert not list(Path(folder).iterdir())


@pytest.mark.parametrize("broken", ["not there", "no JSON"])
def test_files_that_could_not_be_written_are_written_as_soon_as_they_can(
    broken: str, memory: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(publisher, "_AGAIN", 0.05)
    state = FakeAws()
    if broken == "no JSON":
        state.put("db", "a-value that is no JSON")

    async def body() -> None:
        async with serving(state) as aws:
            outputs = Outputs(memory, {"password": Part(secret="db", key="password")})
            secrets = Secrets(Roles(aws, 1, "test"), policy=Policy(ttl=0.01))
            configurations = cast(Configurations, None)
            writing = Publisher(outputs, secrets, configurations, aws.http)
            task = asyncio.ensure_future(writing.forever())
            writing.changed()
            async with asyncio.timeout(60):
                while "the files were not renewed" not in caplog.text:
                    await asyncio.sleep(0.01)
            state.put("db", json.dumps({"password": "first-value"}))
            async with asyncio.timeout(60):
                while not (memory / "password").exists():
                    await asyncio.sleep(0.01)
            task.cancel()

    asyncio.run(body())
    assert (memory / "password").read_text() == "first-value"
