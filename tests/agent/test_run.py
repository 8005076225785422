"""What a real agent does at its start: the lines it logs, the files of its manifest, and its health."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent.process import Agent, agent, reachable
from agent.service import FakeAws
from waiting import PATIENCE, until

pytestmark = pytest.mark.local
FLAGS, LIMITS = "shop:prod:flags", "shop:prod:limits"


@contextmanager
def started(state: FakeAws, folder: Path, **variables: str) -> Iterator[Agent]:
    keys = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret-key"}
    with (
        reachable(state) as port,
        agent(f"http://127.0.0.1:{port}", folder, LOG_LEVEL="info", **keys, **variables) as one,
    ):
        yield one


def healthcheck(*arguments: str, **variables: str) -> tuple[int, str]:
    """The bundled command, as ECS runs it in the agent's container: its exit code and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "stratiform.agent", *(arguments or ("healthcheck",))],
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_files_of_the_manifest_are_written_at_each_version_and_the_log_says_so(tmp_path: Path) -> None:
    state = FakeAws(configurations={FLAGS: (b"one", "text/plain"), LIMITS: (b"{}", "application/json")})
    file, blocked = tmp_path / "run" / "flags.txt", tmp_path / "taken"
    blocked.write_bytes(b"")
    file.parent.mkdir()
    file.write_bytes(b"of another time")
    manifest = {
        FLAGS: {"writeTo": {"path": str(file)}},
        LIMITS: {"writeTo": {"path": str(blocked / "limits.json")}},
    }
    with started(state, tmp_path, MANIFEST=json.dumps(manifest), POLL_INTERVAL="100ms") as one:
        until(one.is_ready)
        assert file.read_bytes() == b"one"
        assert file.stat().st_mode & 0o777 == 0o644
        state.configurations[FLAGS] = (b"two", "text/plain")
        until(lambda: file.read_bytes() == b"two")
        assert list(file.parent.iterdir()) == [file], "a temporary file was left"
        file.unlink()  # it is never read back
        assert one.configuration(FLAGS)[:2] == (200, "two")
        assert one.configuration(LIMITS)[:2] == (200, "{}")
        lines = one.log.read_text()
    line = re.escape(f"INFO wrote configuration '{FLAGS}' to {file}")
    assert len(re.findall(rf"^\S+ \S+ {line}$", lines, re.MULTILINE)) == 2
    for name in (FLAGS, LIMITS):
        assert re.search(
            rf"^\S+ \S+ INFO retrieved initial data for '{name}' in \d+\.\dms$", lines, re.MULTILINE
        )
    assert re.search(rf"^\S+ \S+ INFO serving on localhost:{one.configurations}$", lines, re.MULTILINE)
    assert f"WARNING configuration {LIMITS} was not written to {blocked / 'limits.json'}" in lines
    assert "two" not in lines, "a configuration may hold what nobody is to read in a log"


def test_the_container_is_healthy_once_what_is_fetched_first_is_there(tmp_path: Path) -> None:
    state = FakeAws(configurations={FLAGS: (b"one", "text/plain")}, silent=True)
    with started(state, tmp_path, MANIFEST=FLAGS, REQUEST_TIMEOUT="50s", POLL_INTERVAL="1h") as one:
        port = str(one.configurations)
        until(lambda: sum(state.calls.values()))
        assert healthcheck(HTTP_PORT=port) == (1, "")
        state.silent = False
        until(one.is_ready)
        asked = sum(state.calls.values())
        until(lambda: healthcheck(HTTP_PORT=port) == (0, ""))  # it gives a busy machine two seconds
        for host in ("localhost", "all", "127.0.0.1"):
            until(
                lambda host=host: (
                    healthcheck(AWS_APPCONFIG_EXTENSION_HTTP_PORT=port, HTTP_HOST=host) == (0, "")
                )
            )
        assert sum(state.calls.values()) == asked, "a health check is local"
    assert healthcheck(HTTP_PORT=port) == (1, "")


def test_the_command_line_is_checked() -> None:
    code, says = healthcheck("health")
    assert (code, says) == (2, "usage: python -m stratiform.agent [healthcheck]\n")
    code, says = healthcheck(HTTP_PORT="many")
    assert code == 1
    assert says.startswith("error: HTTP_PORT is 'many'")
