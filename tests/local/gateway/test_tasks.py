"""Names and addresses of load balancers, as the translation of tasks reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.local.engine import address
from stratiform.local.gateway import tasks
from stratiform.local.state import State

WEB, API = "web-1.elb.amazonaws.com", "api-2.elb.amazonaws.com"


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.of(tmp_path)


def reached(state: State, name: str, port: int) -> int | None:
    ports = state.folder / "engine" / "ports"
    found = address.names(ports).get(name)
    return address.resolve(ports, found[0], port) if found else None


def test_each_port_of_a_name_leads_to_its_port_of_this_machine(state: State) -> None:
    tasks.publish(state, [(WEB, 80, 20001), (WEB, 8080, 20002), (API, 80, 20003)])
    assert (reached(state, WEB, 80), reached(state, WEB, 8080), reached(state, API, 80)) == (
        20001,
        20002,
        20003,
    )
    assert reached(state, WEB, 443) is None


def test_a_load_balancer_keeps_its_address_and_one_that_is_gone_leads_nowhere(state: State) -> None:
    tasks.publish(state, [(API, 80, 20003), (API, 81, 20004), (WEB, 80, 20001)])
    before = address.names(state.folder / "engine" / "ports")
    tasks.publish(state, [(WEB, 80, 20005)])
    assert address.names(state.folder / "engine" / "ports") == {WEB: before[WEB]}
    assert reached(state, WEB, 80) == 20005
    tasks.publish(state, [(API, 80, 20003), (WEB, 80, 20005)])
    assert (reached(state, API, 80), reached(state, API, 81)) == (20003, None)
    assert address.names(state.folder / "engine" / "ports")[WEB] == before[WEB]


def test_what_tasks_have_stays(state: State) -> None:
    ports = state.folder / "engine" / "ports"
    address.name(ports, "orders.shop.internal", ["10.77.0.2"])
    address.publish(ports, "10.77.0.2", 80, 23456)
    tasks.publish(state, [(WEB, 80, 20001)])
    tasks.publish(state, [])
    assert address.names(ports) == {"orders.shop.internal": ["10.77.0.2"]}
    assert address.resolve(ports, "10.77.0.2", 80) == 23456
