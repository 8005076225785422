"""Removing an app's folder ends its local cloud."""

from __future__ import annotations

import psutil
import pytest

from stratiform.local.emulator import process
from stratiform.local.state import State
from waiting import remove, until

pytestmark = pytest.mark.local


def test_a_local_cloud_ends_with_its_folder(fresh_state: State) -> None:
    emulator = process.start(fresh_state, port=None, account="000000000000", region="us-east-1").emulator
    group = psutil.Process(emulator.pid)
    members = [group, *group.children(recursive=True)]
    remove(fresh_state.folder.parent)
    try:
        assert until(lambda: all(_ended(member) for member in members))
    finally:
        fresh_state.folder.mkdir(parents=True)


def _ended(process: psutil.Process) -> bool:
    # This process started it and has not asked for its exit code, so it may stay as a zombie.
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
