"""An EFS file system is a folder of the state, which tasks mount; it goes with the file system."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.behaviours.ecs_run_options import file_system
from stratiform.local.emulator.own_state import own_state

EXPLAIN = (
    "An EFS file system is a folder that tasks mount: the POSIX user of an access point is not applied, and"
    " functions do not mount it."
)


def install() -> None:
    """Follow DeleteFileSystem."""
    private.wrap("services.efs", "_delete_file_system", _emptying)


def _emptying(original: Callable[[str], Any]) -> Callable[[str], Any]:
    def delete(fs_id: str) -> Any:
        answer = original(fs_id)
        if answer[0] < 400:
            state = own_state().folder
            shutil.rmtree(file_system(state, fs_id), ignore_errors=True)
        return answer

    return delete
