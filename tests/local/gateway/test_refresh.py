from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import cast

import pytest

from stratiform.local.cloud import Cloud
from stratiform.local.gateway import discover
from stratiform.local.gateway.refresh import Refresher, Sink
from stratiform.local.gateway.routes import Routes


async def test_a_full_disk_is_told_once_and_ends_no_gateway(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(discover, "routes", lambda cloud: Routes())
    full, served = True, []

    async def serve(routes: Routes) -> None:
        if full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        served.append(routes)

    refresher = Refresher(cast(Cloud, None), Sink(serve, lambda groups: None), tmp_path)
    await refresher.refresh()
    await refresher.refresh()
    assert len(caplog.records) == 1
    assert "No space left" in caplog.text
    full = False
    await refresher.refresh()
    assert served == [Routes()]
