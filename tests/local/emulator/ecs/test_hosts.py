"""Each task's /etc/hosts has every service's tasks, and changes in the file that the task already has."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.local.emulator.ecs import hosts

NAMES = {"api.shop.internal": ["10.88.0.2", "10.88.0.3", "10.88.0.4"]}
HERE = "10.88.0.1"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRATIFORM_STATE", str(tmp_path))


def found(text: str, name: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines() if line.split()[1:] == [name]]


def test_a_name_leads_to_every_task_and_clients_begin_at_different_ones() -> None:
    texts = [hosts.text(f"task-{number}", NAMES, HERE) for number in range(30)]
    orders = [found(text, "api.shop.internal") for text in texts]
    assert all(sorted(order) == NAMES["api.shop.internal"] for order in orders)
    assert {order[0] for order in orders} == set(NAMES["api.shop.internal"])


def test_the_address_of_a_load_balancer_exists_in_the_translation_alone() -> None:
    assert "lb.elb" not in hosts.text("task", {"lb.elb": ["10.77.255.1"]}, HERE)


def test_a_task_finds_itself_and_this_machine() -> None:
    text = hosts.text("0123456789abcdef", {}, HERE)
    assert found(text, "0123456789ab") == found(text, "localhost") == ["127.0.0.1"]
    assert found(text, "host.docker.internal") == [HERE]
    assert "host.docker.internal" not in hosts.text("task", {}, "host.docker.internal")


def test_the_file_that_a_container_has_is_written_in_place() -> None:
    path = hosts.of_task("task", lambda: NAMES)
    assert path.stat().st_mode & 0o777 == 0o644
    with path.open() as held:
        hosts.publish(lambda: {"api.shop.internal": ["10.88.0.9"]})
        assert found(held.read(), "api.shop.internal") == ["10.88.0.9"]
    hosts.forget("task")
    assert not path.exists()
