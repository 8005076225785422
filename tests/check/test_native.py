from __future__ import annotations

import subprocess
import sys
import threading
from functools import cache

import pytest

from stratiform.check import native


def test_threads_that_ask_at_once_share_one() -> None:
    native.start()
    found: list[object] = []
    asking = [threading.Thread(target=lambda: found.append(native.engine())) for _ in range(2)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert found == [native.engine()] * 2


def test_a_missing_library_is_told_to_whoever_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "_engine", cache(native._engine.__wrapped__))
    monkeypatch.setitem(sys.modules, "cloudformation_validate", None)
    native.start()
    with pytest.raises(ImportError):
        native.engine()


@pytest.mark.parametrize("made", ["native.engine()", "native.start()"])
def test_a_process_that_has_one_ends_in_silence(made: str) -> None:
    code = f"from stratiform.check import native; {made}"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout + done.stderr == ""
