"""The bill as text and Markdown: nothing assumed goes unsaid, and alike things are folded."""

from __future__ import annotations

import json

import pytest

from cost.bills import BillOf
from stratiform.cost.document import document
from stratiform.cost.markdown import markdown
from stratiform.cost.text import fitted, text

SYSTEM = {
    "Nat1": ("AWS::EC2::NatGateway", {}),
    "Nat2": ("AWS::EC2::NatGateway", {}),
    "Jobs": ("AWS::SQS::Queue", {}),
    "Role": ("AWS::IAM::Role", {}),
    "Odd": ("AWS::Quantum::Computer", {}),
}


def test_the_text_has_everything(bill_of: BillOf) -> None:
    told = text(bill_of(SYSTEM, assume=True, free_tier=True))
    assert "NAT gateway: 730 hours x 0.045" in told
    assert "Data processed: 10 GB x 0.045 (assumed)" in told
    assert "SQS: 1 million requests" in told
    assert "Total 66.60 a month, without 1 not priced" in told
    assert "Not priced: 1 resources, which are in no sum\n  AWS::Quantum::Computer (1): no meter" in told
    assert "AWS::IAM::Role (1): AWS does not charge" in told
    assert "730 hours" in told
    assert "us-east-1: of 20" in told


def test_alike_assumptions_are_one_line(bill_of: BillOf) -> None:
    told = " ".join(text(bill_of(SYSTEM, assume=True)).split())
    assert told.count("Usage of AWS::EC2::NatGateway") == 1
    assert "(2 resources, Nat1 first): monthly_data_processed_gb 10." in told


def test_a_line_that_depends_on_usage_says_so(bill_of: BillOf) -> None:
    assert "depends on usage: Requests (first 100B)" in text(bill_of({"Jobs": SYSTEM["Jobs"]}))


def test_what_scales_has_its_range(bill_of: BillOf) -> None:
    group = {"MinSize": 1, "MaxSize": 4, "DesiredCapacity": 2}
    told = text(bill_of({"G": ("AWS::AutoScaling::AutoScalingGroup", group)}))
    assert "G is counted at 2 of 1 to 4" in told
    assert "as it scales" in told


def test_the_document_is_json_and_adds_up(bill_of: BillOf) -> None:
    bill = document(bill_of(SYSTEM, assume=True, free_tier=True))
    again = json.loads(json.dumps(bill))
    assert again["total"] == 66.6
    assert again["gross"] == pytest.approx(sum(charge["monthly"] for charge in again["charges"]))
    assert again["hours"] == 730
    nat = again["charges"][0]
    assert nat["monthly"] == pytest.approx(
        nat["fixed_monthly"] + nat["usage_monthly"] + nat["assumed_monthly"]
    )
    assert nat["assumed_usage"] == {"monthly_data_processed_gb": 10}
    assert again["prices"]["us-east-1"]["nat"]["source"]


def test_markdown_is_safe_in_a_table(bill_of: BillOf) -> None:
    told = markdown(bill_of(SYSTEM))
    assert "| VPC | 65.70 |" in told
    assert "**Not priced:** AWS::Quantum::Computer (1)" in told


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Shop/Orders (AWS::SQS::Queue)", "Shop/Orders (AWS::SQS::Queue)"),
        ("Shop/Network/PublicSubnet1 (AWS::EC2::EIP)", "Shop/Network/PublicSubnet1"),
        ("Shop/Network/Resource/PublicSubnet1/EIP (AWS::EC2::EIP)", "...k/Resource/PublicSubnet1/EIP"),
        ("A meter that is called so long that it does not fit", "A meter that is called so lo..."),
    ],
)
def test_a_name_that_does_not_fit_keeps_what_tells_it_from_others(name: str, shown: str) -> None:
    assert fitted(name, 31) == shown
