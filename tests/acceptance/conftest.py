"""The systems that acceptance tests share: one run a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from acceptance.running import ROOT, Running, copied, running


@pytest.fixture(scope="module")
def items_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from running(copied(ROOT / "blueprints/items_api", tmp_path_factory.mktemp("up") / "items_api"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    source = Path(__file__).with_name("plain_cdk_app")
    yield from running(copied(source, tmp_path_factory.mktemp("up") / "plain"))
