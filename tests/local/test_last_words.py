from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.local.last_words import last_words


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"starting\nit is full\n\n", "it is full"),
        (b"half a letter: \xc3", "half a letter: \N{REPLACEMENT CHARACTER}"),
        (b"\n", "it said nothing"),
        (None, "it said nothing"),
    ],
)
def test_the_last_line_of_a_log(tmp_path: Path, written: bytes | None, told: str) -> None:
    log = tmp_path / "some.log"
    if written is not None:
        log.write_bytes(written)
    assert last_words(log) == told
