"""The Docker or Podman of this machine is asked where its containers find this machine, and never guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stratiform.errors import EngineFailed
from stratiform.local import installed_engine

Install = Callable[..., str]
HERE, ELSEWHERE = "127.0.0.1", "192.0.2.1"


def network(gateway: str) -> dict[str, Any]:
    return {"Id": "1", "Name": "bridge", "IPAM": {"Config": [{"Gateway": gateway}]}}


@pytest.mark.parametrize(
    ("component", "networks", "address"),
    [
        ("Engine", [network(HERE)], HERE),
        ("Engine", [network(ELSEWHERE)], "host.docker.internal"),
        ("Engine", [], "host.docker.internal"),
        ("Podman Engine", [network(ELSEWHERE)], ELSEWHERE),
    ],
    ids=["bridge here", "bridge in a virtual machine", "no bridge", "bridge that Podman makes later"],
)
def test_this_machine_is_at_the_bridge_where_that_is_here(
    installed: Install, component: str, networks: list[Any], address: str
) -> None:
    host = installed(networks=networks, component=component)
    assert installed_engine.find() == installed_engine.Choice("docker", host, address)


def test_an_engine_that_cannot_answer_is_told_and_its_address_not_guessed(installed: Install) -> None:
    host = installed(status=500)
    with pytest.raises(EngineFailed, match=f"{host} does not answer") as caught:
        installed_engine.find()
    assert "DOCKER_HOST" in str(caught.value.fix)
