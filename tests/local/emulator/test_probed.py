from __future__ import annotations

import importlib
import sys

import pytest

from stratiform.local.emulator import probed


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package that can be imported, and is one of those that are only probed."""
    (tmp_path / "large_package.py").write_text("size = 12")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(probed, "_PROBED", ("large_package", "absent_package"))
    yield "large_package"
    sys.modules.pop("large_package", None)


def test_a_probe_succeeds_and_loads_nothing(package):
    with probed.not_loaded():
        assert not hasattr(importlib.import_module(package), "size")
    assert importlib.import_module(package).size == 12


def test_a_package_that_is_not_there_stays_absent(package):
    with probed.not_loaded(), pytest.raises(ModuleNotFoundError):
        importlib.import_module("absent_package")


def test_one_that_is_loaded_already_stays_as_it_is(package):
    loaded = importlib.import_module(package)
    with probed.not_loaded():
        assert importlib.import_module(package) is loaded
    assert sys.modules[package] is loaded
