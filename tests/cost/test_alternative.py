"""What-ifs: each is found by its name, and changes only its own question."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cost.bills import GraphOf
from stratiform.cost import Prices, Terms, estimate, usage
from stratiform.cost.alternative import what_ifs
from stratiform.cost.prices import HOME


def test_every_what_if_is_found() -> None:
    assert set(what_ifs()) == {"ec2-to-fargate", "fargate-to-ec2", "graviton", "nat-to-endpoints", "spot"}


@pytest.mark.parametrize("name", sorted(what_ifs()))
def test_a_graph_that_it_does_not_concern_stays(graph_of: GraphOf, prices: Prices, name: str) -> None:
    graph = graph_of({"Q": ("AWS::SQS::Queue", {}), "B": ("AWS::S3::Bucket", {})})
    answer = what_ifs()[name].change(graph, prices, HOME)
    assert answer.resources == 0
    assert answer.graph.resources == graph.resources


@pytest.mark.parametrize("name", sorted(what_ifs()))
def test_it_says_what_it_takes_for_granted(graph_of: GraphOf, prices: Prices, name: str) -> None:
    assert what_ifs()[name].change(graph_of({}), prices, HOME).assumptions


def test_a_changed_graph_can_be_estimated(graph_of: GraphOf, prices: Prices) -> None:
    graph = graph_of({"F": ("AWS::Lambda::Function", {"MemorySize": 1024})})
    answer = what_ifs()["graviton"].change(graph, prices, HOME)
    stated = usage({"F": {"monthly_requests": 1_000_000, "request_duration_ms": 1000}})
    found = estimate(answer.graph, stated, prices, Terms(free_tier=False))
    assert found.total == Decimal("0.2") + 1_000_000 * Decimal("0.0000133334")
