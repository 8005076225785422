"""The order of modules: what takes long begins first, so that no worker is left with it at the end.

The thousands of collected tests are kept from the garbage collector, which would walk them all each time.
"""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes is the machine's affair.
settings.register_profile("calm", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

LONG = (
    "tests/acceptance/test_web_service.py",
    "tests/acceptance/test_recovery.py",
    "tests/cli/test_up.py",
    "tests/synth/test_warm.py",
    "tests/local/engine/images/test_postgres.py",
    "tests/acceptance/",
    "tests/local/emulator/behaviours/test_snapshots.py",
    "tests/local/emulator/behaviours/test_database",
    "tests/local/emulator/behaviours/test_secret_rotation_of_databases.py",
    "tests/local/emulator/ecs/",
    "tests/local/engine/",
    "tests/constructs/migrations_image/",
    "tests/test_pictures.py",
    "tests/cli/",
)
"""Beginnings of names of modules that take half a minute or more, the longest first."""


def _rank(item: pytest.Item) -> int:
    if not item.get_closest_marker("local") and not item.get_closest_marker("synth"):
        return len(LONG) + 2
    long = (rank for rank, name in enumerate(LONG) if item.nodeid.startswith(name))
    return next(long, len(LONG) + (0 if item.get_closest_marker("local") else 1))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order modules, each by its first test of the longest kind; the tests of one keep their order."""
    ranks: dict[str, int] = {}
    for item in items:
        module = item.nodeid.partition("::")[0]
        ranks[module] = min(ranks.get(module, len(LONG) + 2), _rank(item))
    items.sort(key=lambda item: ranks[item.nodeid.partition("::")[0]])


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
