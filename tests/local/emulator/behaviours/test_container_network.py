"""Real containers are published to this machine alone, and may call it by the names that they know."""

from __future__ import annotations

from typing import Any

import pytest

from stratiform.local.emulator.behaviours.container_network import published
from stratiform.local.emulator.behaviours.web_pages import refusal


@pytest.mark.parametrize(
    ("port", "address", "expected"),
    [
        (15432, "10.88.0.1", [("127.0.0.1", 15432), ("10.88.0.1", 15432)]),
        (15432, "host.docker.internal", [("127.0.0.1", 15432)]),
        (("127.0.0.1", None), "10.88.0.1", ("127.0.0.1", None)),
    ],
)
def test_no_port_is_published_to_another_machine(port: Any, address: str, expected: Any) -> None:
    assert published(port, address) == expected


def called(host: str) -> dict[str, Any]:
    headers = [(b"host", host.encode()), (b"authorization", b"signed")]
    return {"path": "/", "headers": headers, "query_string": b""}


def test_containers_call_this_machine_by_name_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINISTACK_HOST", "10.88.0.1")
    assert refusal(called("10.88.0.1:4566")) is None
    assert refusal(called("host.docker.internal:4566")) is None
    assert refusal(called("attacker.example:4566")) is not None


def test_without_real_containers_the_names_are_foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINISTACK_HOST", "localhost")
    assert refusal(called("host.docker.internal:4566")) is not None
