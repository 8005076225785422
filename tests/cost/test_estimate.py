"""From a graph to a bill: every resource charged, free with a reason, or named as not priced."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cost.bills import BillOf, GraphOf
from stratiform.assembly import read
from stratiform.cost import Prices, Terms, estimate, monthly, usage
from stratiform.cost.component import Source

SYSTEM = {
    "Jobs": ("AWS::SQS::Queue", {}),
    "Nat": ("AWS::EC2::NatGateway", {}),
    "Role": ("AWS::IAM::Role", {}),
    "Odd": ("AWS::Quantum::Computer", {}),
}
STAGES = Path(__file__).parents[1] / "assemblies" / "stages" / "assembly"


def test_every_resource_is_in_one_place(bill_of: BillOf) -> None:
    bill = bill_of(SYSTEM)
    assert [charge.path for charge in bill.charges] == ["Jobs", "Nat"]
    assert [each.type for each in bill.free] == ["AWS::IAM::Role"]
    assert [each.type for each in bill.unpriced] == ["AWS::Quantum::Computer"]


def test_sources_tell_what_is_defined_stated_and_assumed(bill_of: BillOf) -> None:
    bill = bill_of(SYSTEM, {"Nat": {"monthly_data_processed_gb": 100}}, assume=True)
    jobs, nat = bill.charges
    assert (nat.fixed, nat.used, nat.assumed) == (Decimal("32.850"), Decimal("4.500"), 0)
    assert (jobs.fixed, jobs.used) == (0, 0)
    assert jobs.assumed == Decimal("0.04")
    assert jobs.assumptions == {"monthly_requests": 100_000, "request_size_kb": 1}
    assert jobs.components[0].source is Source.ASSUMED


@pytest.mark.parametrize(
    ("tier", "dollars"), [("dev", "0.04"), ("staging", "0.4"), ("prod", "4"), ("own", "4")]
)
def test_a_tier_has_its_own_assumptions(bill_of: BillOf, tier: str, dollars: str) -> None:
    bill = bill_of({"Jobs": SYSTEM["Jobs"]}, tier=tier, assume=True)
    assert bill.total == Decimal(dollars)


def test_what_a_file_states_of_a_resource_is_all_its_usage(bill_of: BillOf) -> None:
    stated = {"T": {"storage_gb": 10}}
    table = {"T": ("AWS::DynamoDB::Table", {"BillingMode": "PAY_PER_REQUEST"})}
    assert bill_of(table, stated, assume=True).total == Decimal("2.5")


def test_a_shape_keeps_its_default_where_only_the_number_is_stated(bill_of: BillOf) -> None:
    function = {"F": ("AWS::Lambda::Function", {"MemorySize": 1024})}
    bill = bill_of(function, {"F": {"monthly_requests": 1_000_000}}, assume=True)
    (charge,) = bill.charges
    assert float(charge.used) == pytest.approx(0.2 + 200_000 * 0.0000166667)
    assert charge.assumptions == {"request_duration_ms": 200}


def test_the_stack_decides_the_region_else_the_estimate(graph_of: GraphOf, prices: Prices) -> None:
    graph = graph_of({"Nat": SYSTEM["Nat"]})
    (charge,) = estimate(graph, usage({}), prices, Terms(region="eu-central-1", assume=False)).charges
    assert (charge.region, charge.monthly) == ("eu-central-1", Decimal("37.96"))


def test_another_regions_price_is_told(graph_of: GraphOf, prices: Prices) -> None:
    graph = graph_of({"B": ("AWS::MSK::Cluster", {})})
    (charge,) = estimate(graph, usage({}), prices, Terms(region="eu-west-1")).charges
    assert any("msk in eu-west-1" in note and "us-east-1" in note for note in charge.notes)


def test_chinas_prices_are_no_dollars(graph_of: GraphOf, prices: Prices) -> None:
    graph = graph_of({"Nat": SYSTEM["Nat"]})
    (unpriced,) = estimate(graph, usage({}), prices, Terms(region="cn-north-1")).unpriced
    assert unpriced.reason == "no price of nat.hour in cn-north-1"


def test_the_hours_of_a_month_are_told(bill_of: BillOf) -> None:
    assert any("730 hours" in sentence for sentence in bill_of({}).assumptions)


def test_the_same_graph_gives_the_same_estimate(bill_of: BillOf) -> None:
    assert bill_of(SYSTEM, assume=True) == bill_of(SYSTEM, assume=True)


def test_monthly_is_what_each_resource_costs(prices: Prices) -> None:
    graph = read(STAGES)
    found = monthly(graph, prices)
    assert found
    assert set(found) <= set(graph.resources)
    assert sum(found.values()) == estimate(graph, usage({}), prices).gross
