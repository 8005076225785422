"""An image that cannot be pulled says why, in the engine's words."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import docker.errors
import pytest

from stratiform.local.emulator.behaviours.ecs_pull_reason import why


def client(*lines: dict[str, str], error: Exception | None = None) -> Any:
    def pull(image: str, *, stream: bool, decode: bool) -> Iterator[dict[str, str]]:
        if error is not None:
            raise error
        return iter(lines)

    return SimpleNamespace(api=SimpleNamespace(pull=pull))


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (
            client({"status": "Trying"}, {"error": "lookup quay.io:\n no such host"}),
            "lookup quay.io: no such host",
        ),
        (client(error=docker.errors.APIError("500", explanation="access denied")), "access denied"),
        (client({"status": "Trying"}), "the engine gives no reason"),
    ],
    ids=["in its stream", "in its answer", "not at all"],
)
def test_the_engine_says_why(found: Any, says: str) -> None:
    assert why(found, "quay.io/some/image:1") == says
