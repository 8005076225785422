"""A process engine behind the emulator that the session shares."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stratiform.local.engine import process

from ...conftest import LocalCloud


@pytest.fixture(scope="session")
def container_cloud(local_cloud: LocalCloud) -> Iterator[LocalCloud]:
    """The emulator of the session, which can now start databases, caches and tasks."""
    process.start(local_cloud.state)
    try:
        yield local_cloud
    finally:
        process.stop(local_cloud.state)
