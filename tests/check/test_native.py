from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

from stratiform.check import native


@pytest.fixture
def _fresh() -> Iterator[None]:
    native._engine.cache_clear()
    yield
    native._engine.cache_clear()


@pytest.mark.usefixtures("_fresh")
def test_threads_that_ask_at_once_share_one() -> None:
    native.start()
    found: list[object] = []
    asking = [threading.Thread(target=lambda: found.append(native.engine())) for _ in range(2)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert found == [native.engine()] * 2


@pytest.mark.usefixtures("_fresh")
def test_a_missing_library_is_told_to_whoever_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cloudformation_validate", None)
    native.start()
    with pytest.raises(ImportError):
        native.engine()
