"""A disk that is full, before a run and in the middle of it: one message, and nothing left running."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from acceptance.running import STRAT, App, eventually
from acceptance.test_recovery import processes_of
from stratiform.local.engine import enter

pytestmark = [
    pytest.mark.local,
    pytest.mark.skipif(not enter.can_change_root(), reason="a small disk of its own needs a user namespace"),
]
DATABASE = """\
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      MasterUsername: boss
      MasterUserPassword: made-up-for-this-test
"""


def up_on_a_disk_of(size: str, app: App) -> str:
    """What `strat up` says where the state has ``size``, after which the disk and what ran on it are gone."""
    state = app.folder / ".stratiform"
    state.mkdir(mode=0o700)
    mount = f"mount -t tmpfs -o size={size},mode=700 tmpfs {shlex.quote(str(state))}"
    command = f"{mount} && exec {shlex.quote(str(STRAT))} up template.yaml --detach"
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", command],
        cwd=app.folder,
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 3, done.stdout + done.stderr
    assert ("\n" + done.stderr).count("\nerror: ") == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr) < 2000
    return done.stderr


@pytest.mark.parametrize(
    ("size", "says"),
    [("2m", "The disk is full"), ("20m", "No space left on device")],
    ids=["before the run", "in the middle of it"],
)
def test_a_full_disk_is_one_message(size: str, says: str, tmp_path: Path) -> None:
    app = App(tmp_path / "app")
    app.folder.mkdir()
    (app.folder / "template.yaml").write_text(DATABASE)
    said = up_on_a_disk_of(size, app)
    assert says in said
    assert "Make room on the disk" in said
    assert eventually(lambda: not processes_of(app))
