"""Credentials: read again before they are worn out, and what cannot be read is an answer like any other."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any, cast

import pytest

from stratiform.agent import credentials
from stratiform.agent.credentials import Renewed, of_task
from stratiform.agent.errors import Unreachable

TEXT = "[default]\naws_access_key_id = {0}\naws_secret_access_key = s%cret\naws_session_token = token\n"


def test_a_file_of_credentials_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "credentials"
    file.write_text(TEXT.format("FIRST"))
    keys = Renewed(of_task(cast(Any, None), {}, file))
    first = asyncio.run(keys())
    assert (first.access, first.secret, first.token) == ("FIRST", "s%cret", "token")
    file.write_text(TEXT.format("SECOND"))
    assert asyncio.run(keys()).access == "FIRST"
    later = time.time() + 301
    monkeypatch.setattr(credentials.time, "time", lambda: later)
    assert asyncio.run(keys()).access == "SECOND"


@pytest.mark.parametrize("text", [None, "", "[default]\naws_access_key_id = only\n", "no ini at all"])
def test_a_file_without_credentials_is_as_if_nobody_answered(text: str | None, tmp_path: Path) -> None:
    file = tmp_path / "credentials"
    if text is not None:
        file.write_text(text)
    with pytest.raises(Unreachable, match="gives no credentials"):
        asyncio.run(of_task(cast(Any, None), {}, file)())
