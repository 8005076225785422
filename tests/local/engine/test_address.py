"""Addresses and ports of tasks."""

from __future__ import annotations

import socket

import pytest

from stratiform.local.engine import address


def test_each_task_has_the_next_free_address():
    assert address.allocate([]) == "10.77.0.2"
    assert address.allocate(["10.77.0.2"], after="10.77.0.2") == "10.77.0.3"
    assert address.allocate([], after="10.77.0.9") == "10.77.0.10"
    assert address.allocate([f"10.77.0.{n}" for n in range(2, 256)]) == "10.77.1.0"


def test_after_the_last_address_comes_the_first():
    assert address.allocate([], after="10.77.254.255") == "10.77.0.2"
    assert address.allocate([], after="10.77.254.254") == "10.77.254.255"


def test_load_balancers_have_addresses_that_no_task_gets():
    last = [str(one) for one in address.BALANCERS]
    assert all(address.is_task(one) for one in last)
    tasks = [address.allocate([], after=one) for one in last]
    assert not set(tasks) & set(last)


def test_a_name_leads_to_its_addresses_until_it_has_none(tmp_path):
    address.name(tmp_path, "Api.shop.internal", ["10.77.0.2", "10.77.0.3"])
    assert address.names(tmp_path) == {"api.shop.internal": ["10.77.0.2", "10.77.0.3"]}
    address.name(tmp_path, "api.shop.internal", [])
    assert address.names(tmp_path) == {}


def test_a_port_is_free_and_not_given_twice():
    first = address.free_port([])
    assert address.is_free(first)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert not address.is_free(first)


def test_an_exhausted_range_is_told(monkeypatch):
    monkeypatch.setattr(address, "_PUBLISHED", range(20000, 20002))
    with pytest.raises(RuntimeError, match="every port from 20000 to 20001 is in use"):
        address.free_port([20000, 20001])


def test_what_is_published_is_found_until_it_is_forgotten(tmp_path):
    address.publish(tmp_path, "10.77.0.2", 80, 23456)
    address.publish(tmp_path, "10.77.0.22", 80, 23457)
    assert address.resolve(tmp_path, "10.77.0.2", 80) == 23456
    address.forget(tmp_path, "10.77.0.2")
    assert address.resolve(tmp_path, "10.77.0.2", 80) is None
    assert address.resolve(tmp_path, "10.77.0.22", 80) == 23457
