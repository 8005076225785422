"""A cache that does not start says why, though MiniStack tells its log alone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import docker.errors
import pytest

from stratiform.local.emulator import private
from stratiform.local.emulator.caches import failures
from stratiform.local.emulator.caches.records import ELASTICACHE


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    found: logging.Logger = private.get(ELASTICACHE, "logger")
    before = list(found.handlers)
    failures.listen()
    yield found
    found.handlers[:] = before


def test_the_reason_is_the_error_that_was_caught_in_this_thread(logger: logging.Logger) -> None:
    error = docker.errors.APIError("500 Server Error", explanation="port is already allocated")
    elsewhere = threading.Thread(target=logger.warning, args=("%s: %s", "other", OSError("another")))
    logger.warning("ElastiCache: Docker failed for %s: %s", "orders", error)
    elsewhere.start()
    elsewhere.join()
    assert failures.last() == "port is already allocated"


def test_a_reason_is_told_once(logger: logging.Logger) -> None:
    logger.warning("ElastiCache: Docker failed for %s: %s", "orders", OSError("no space left"))
    assert failures.last() == "no space left"
    assert failures.last() == "the container engine gave no reason."
