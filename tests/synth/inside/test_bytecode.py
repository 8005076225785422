"""A compiled module is kept only where Python can tell it from its source's next version."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stratiform.synth.inside.bytecode import forget_fresh

NAME = "just_written"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The source of an importable module; Python compiles what it imports."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    source = tmp_path / f"{NAME}.py"
    source.write_text("VALUE = 1\n")
    yield source
    sys.modules.pop(NAME, None)


def compiled(source: Path) -> Path:
    return Path(importlib.util.cache_from_source(str(source)))


def test_what_changed_just_now_is_compiled_again(module: Path) -> None:
    began = time.time()
    os.utime(module, (began - 1, began - 1))
    importlib.import_module(NAME)
    assert compiled(module).exists()
    forget_fresh([NAME], began)
    assert not compiled(module).exists()


def test_what_is_older_stays_compiled(module: Path) -> None:
    os.utime(module, (time.time() - 60, time.time() - 60))
    importlib.import_module(NAME)
    forget_fresh([NAME], time.time())
    assert compiled(module).exists()


def test_modules_without_a_file_are_passed_over() -> None:
    forget_fresh(["sys", "never_imported"], time.time())
