"""A health check is run as Docker would run it."""

from __future__ import annotations

import pytest

from stratiform.local.emulator.ecs.health_checks import command


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (["CMD", "curl", "-f", "localhost"], ["curl", "-f", "localhost"]),
        (["CMD-SHELL", "exit 1"], ["/bin/sh", "-c", "exit 1"]),
        (["NONE"], []),
        ([], []),
    ],
)
def test_the_words_of_a_check(test: list[str], expected: list[str]) -> None:
    assert command(test) == expected
